// The drop-in's worker: the station and the ledger, beside the page. A worker compiles WebAssembly under its own response's policy, so
// it can where the page cannot. Every tab has one; what they share lies in IndexedDB, where the station keeps order.
import createLedger from 'tirai:ledger';
import {problemOf, StationError} from '../../client/src/answers.js';
import {coverReasonOf} from '../../client/src/policy.js';
import {createStation, type Station} from '../../client/src/station.js';
import {fetchConfig} from './config.js';
import type {CompareAnswer} from '../../client/src/compare.js';
import type {Match} from '../../wasm/engine.js';
import {acts, type ActAnswer, type ActName} from './acts.js';
import type {Act, Compare, FromWorker, ToWorker} from './messages.js';

const kTickMs = 15_000;
const kRefreshTicks = 20;
const tell = (message: FromWorker): void => self.postMessage(message);
let station: Promise<Station> | undefined;

async function ledgerHere(): ReturnType<typeof createLedger> {
  try {
    return await createLedger({print: () => undefined, printErr: () => undefined});
  } catch {
    throw new StationError('internal', 'not found, or WebAssembly is refused here: the response of tirai-worker.js must allow it', 'tirai-ledger.wasm');
  }
}

async function start(config: string): Promise<Station> {
  const [ledger, settings] = await Promise.all([ledgerHere(), fetchConfig(config, self.location.origin)]);
  const made = await createStation({
    ledger, store: 'tirai', fetch: (input, init) => fetch(input, init), now: () => Date.now(), random: () => Math.random(),
    randomUUID: () => crypto.randomUUID(), product_version: TIRAI_VERSION, onPage: page => tell({type: 'page', page}), onPeople: () => tell({type: 'people'}),
  });
  // A device session is one day: tabs come and go, and their workers with them, but they go on with the same chain.
  await made.configure(settings, new Date().toISOString().slice(0, 10));
  void made.refresh();
  keepUp(made);
  return made;
}

/** Delivers what waits, asks for the policy again, and while the page is covered does so sooner. */
function keepUp(made: Station): void {
  let tick = 0;
  const work = (now: boolean): void => {
    if (now || made.page().state === 'covered' || ++tick % kRefreshTicks === 0) void made.refresh();
    void made.deliver(now);
  };
  void made.deliver();
  setInterval(() => work(false), kTickMs);
  self.addEventListener('online', () => work(true));
}

function fail(error: unknown): void {
  const problem = problemOf(error, Date.now());
  tell({type: 'page', page: {state: 'covered', reason: coverReasonOf(problem), detail: [problem.at, problem.message].filter(Boolean).join(': '), helpdesks: [], lang: 'id'}});
}

async function answer(message: Exclude<ToWorker, {type: 'start'}>): Promise<void> {
  const made = await station?.catch(() => undefined);
  switch (message.type) {
    case 'offers': return tell({type: 'answer', id: message.id, value: await made?.offers(message.items, message.facts) ?? []});
    case 'compare': return tell({type: 'answer', id: message.id, value: await compare(made, message)});
    case 'card': return tell({type: 'answer', id: message.id, value: await made?.card(message.facts, message.classes)});
    case 'purpose': return tell({type: 'answer', id: message.id, value: await made?.purposeGiven(message.item, message.facts)});
    case 'act': return tell({type: 'answer', id: message.id, value: made === undefined ? undefined : await act(made, message)});
    case 'compared': return comparing.get(message.id)?.(message.match);
    case 'reveal': return tell({type: 'answer', id: message.id, value: await made?.reveal(message.request) ?? {granted: false, code: 'no_policy', reason: {id: '', en: ''}}});
    default: message satisfies never;
  }
}

/** A name that is not in the table, or a fault of the station: no answer, and the page does without. */
async function act(made: Station, {name, args}: Act): Promise<ActAnswer<ActName> | undefined> {
  const does = Object.hasOwn(acts, name) ? acts[name] as (station: Station, ...rest: unknown[]) => Promise<ActAnswer<ActName>> : undefined;
  return does?.(made, ...args).catch(() => undefined);
}

/** Comparisons the page was asked to make. The value stays there. */
const comparing = new Map<number, (match: Match | undefined) => void>();

async function compare(made: Station | undefined, {id, item, facts, card}: Compare): Promise<CompareAnswer> {
  if (made === undefined) return {ok: false, code: 'no_policy', reason: {id: '', en: ''}};
  const there = (): Promise<Match | undefined> => new Promise(resolve => {
    comparing.set(id, resolve);
    tell({type: 'compare.now', id});
  });
  const answer = await (card ? made.verify({item, facts}, there) : made.compare({item, facts}, there));
  comparing.delete(id);
  return answer;
}

self.onmessage = ({data}: MessageEvent<ToWorker>): void => {
  if (data.type !== 'start') { void answer(data); return; }
  if (station !== undefined) return;
  station = start(data.config);
  station.catch(fail);
};
