// The background's side of the guard of replies: where a value was seen before, what the policy says of sending it, and the events.
import {digestsOf, freshKey, whence, withSeen, type SeenRecord} from '../../client/src/seen.js';
import type {Station} from '../../client/src/station.js';
import {readFacts, readFlags, readOutcome, readSeen, readValues} from './check.js';
import type {ReplyJudged} from './messages.js';

interface Content {origin: string}
type Message = Record<string, unknown>;

const kKey = 'seen key';
const recordKey = (origin: string): string => `seen ${origin}`;
let turn: Promise<unknown> = Promise.resolve();

/** One after another: a record that two pages write at once would lose what one of them saw. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work, work);
  turn = done.catch(() => undefined);
  return done;
}

/** Lies in storage.session: in memory, gone with the browser. */
async function sessionKey(): Promise<string> {
  const kept = (await chrome.storage.session.get(kKey))[kKey];
  if (typeof kept === 'string') return kept;
  const fresh = freshKey();
  await chrome.storage.session.set({[kKey]: fresh});
  return fresh;
}

async function recordOf(origin: string): Promise<SeenRecord> {
  return ((await chrome.storage.session.get(recordKey(origin)))[recordKey(origin)] as SeenRecord | undefined) ?? [];
}

export async function replySeen({origin}: Content, message: Message): Promise<true | undefined> {
  const [facts, values] = [readFacts(message['facts']), readSeen(message['values'])];
  if (facts === undefined || values === undefined) return undefined;
  return inTurn(async () => {
    const digests = await digestsOf(await sessionKey(), values);
    await chrome.storage.session.set({[recordKey(origin)]: withSeen(await recordOf(origin), facts.ticket ?? '', digests)});
    return true as const;
  });
}

export async function replyJudge(station: Station, {origin}: Content, message: Message): Promise<ReplyJudged | undefined> {
  const [facts, values] = [readFacts(message['facts']), readValues(message['values'])];
  if (facts === undefined || values === undefined) return undefined;
  const flags = await inTurn(async () => {
    const [digests, record] = [await digestsOf(await sessionKey(), values.map(({value}) => value)), await recordOf(origin)];
    return values.map(({class: data_class, type}, at) => ({class: data_class, type, from: whence(record, facts.ticket, digests[at]!)}));
  });
  return {verdicts: await station.judgeReply(flags, facts)};
}

export async function replyLog(station: Station, message: Message): Promise<true | undefined> {
  const [facts, outcome, flags] = [readFacts(message['facts']), readOutcome(message['outcome']), readFlags(message['flags'])];
  if (facts === undefined || outcome === undefined || flags === undefined) return undefined;
  return await station.noteReply(outcome, flags, facts) || undefined;
}
