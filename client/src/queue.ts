// The durable queue: an event and its chain's head go to disk in one transaction, so the chain never forks and never skips,
// however many workers append and whenever one of them dies. Only an acknowledgement deletes.
import {valueOf} from './answers.js';
import {got, read, write, type Database} from './db.js';
import type {ChainHead, LedgerModule} from '../../wasm/engine.js';
import type {EnrolledDevice} from './device.js';
import type {Problem} from './types.js';

export interface Chain extends ChainHead {
  /** One chain per device session; another session, another device or a blocked chain starts a new one. */
  session: string;
  enrolment: string;
  /** The collector will not take this chain as it is. Its events stay here; new ones go to a new chain. */
  blocked?: Problem;
}
/** `sealed`: what travels beside the line, for the data protection officer alone. */
export interface QueuedEvent {id: number; chain_uid: string; sequence: number; time_ms: number; line: string; sealed?: string}
export type EventDescription = Record<string, unknown> & {kind: 'session_start' | 'reveal' | 'refusal' | 'compare' | 'verify' | 'contact' | 'copy' | 'outbound'};

export interface Append {
  ledger: LedgerModule;
  device: EnrolledDevice;
  session: string;
  now_ms: number;
  uuid: () => string;
  /** Of every event: policy, versions, enforcement level. */
  common: Record<string, unknown>;
}

const kCurrent = 'current_chain';

async function currentChain(tx: IDBTransaction): Promise<Chain | undefined> {
  const uid = await got<string | undefined>(tx.objectStore('meta').get(kCurrent));
  return uid === undefined ? undefined : got<Chain | undefined>(tx.objectStore('chains').get(uid));
}

async function put(tx: IDBTransaction, append: Append, chain: Chain, description: EventDescription): Promise<{chain: Chain; id: number}> {
  const described = {event_id: append.uuid(), ...append.common, ...description, time: append.now_ms, device_id: append.device.device_id};
  const {line, sealed, head} = valueOf(() => append.ledger.appendEvent(JSON.stringify({chain_uid: chain.chain_uid, next_sequence: chain.next_sequence, head: chain.head}), JSON.stringify(described)));
  const event: Omit<QueuedEvent, 'id'> = {chain_uid: chain.chain_uid, sequence: chain.next_sequence, time_ms: append.now_ms, line, ...(sealed === '' ? {} : {sealed})};
  const id = await got(tx.objectStore('events').add(event)) as number;
  const after = {...chain, ...head};
  await got(tx.objectStore('chains').put(after));
  return {chain: after, id};
}

/** The chain of this session, started (with a session_start that holds the previous head) when there is none. */
async function sessionChain(tx: IDBTransaction, append: Append): Promise<Chain> {
  const before = await currentChain(tx);
  const usable = before !== undefined && before.session === append.session && before.enrolment === append.device.enrolment && before.blocked === undefined;
  if (usable) return before;
  const fresh: Chain = {chain_uid: append.uuid(), next_sequence: 0, head: '', session: append.session, enrolment: append.device.enrolment};
  await got(tx.objectStore('meta').put(fresh.chain_uid, kCurrent));
  return (await put(tx, append, fresh, {kind: 'session_start', previous_head: before?.head ?? ''})).chain;
}

export function startSession(database: Database, append: Append): Promise<void> {
  return write(database, ['meta', 'chains', 'events'], async (tx) => { await sessionChain(tx, append); });
}

/** Resolves, with its id in the queue, when the event is on disk: only then may anything be shown. Throws when it cannot be kept. */
export function appendEvent(database: Database, append: Append, description: EventDescription): Promise<number> {
  return write(database, ['meta', 'chains', 'events'], async (tx) => {
    const {id} = await put(tx, append, await sessionChain(tx, append), description);
    if (description.kind === 'reveal') await countReveal(tx, append.now_ms);
    return id;
  });
}

// --- reveals today: a number for the popup ------------------------------------------------------------------------------

interface RevealCount {day: string; count: number}
const dayOf = (time_ms: number): string => new Date(time_ms).toDateString();

async function countReveal(tx: IDBTransaction, now_ms: number): Promise<void> {
  const store = tx.objectStore('meta');
  const kept = await got<RevealCount | undefined>(store.get('reveals'));
  const day = dayOf(now_ms);
  await got(store.put({day, count: kept?.day === day ? kept.count + 1 : 1}, 'reveals'));
}

export async function revealsOn(database: Database, now_ms: number): Promise<number> {
  const kept = await read(database, ['meta'], (tx) => got<RevealCount | undefined>(tx.objectStore('meta').get('reveals')));
  return kept?.day === dayOf(now_ms) ? kept.count : 0;
}

// --- for delivery -------------------------------------------------------------------------------------------------------

export interface Batch {chain: Chain; events: QueuedEvent[]}

/** The oldest events of the first chain that is not blocked: consecutive, of one chain, at most so many events and bytes. */
export function nextBatch(database: Database, limit: {events: number; bytes: number}): Promise<Batch | undefined> {
  return read(database, ['chains', 'events'], async (tx) => {
    const events: QueuedEvent[] = [];
    let chain: Chain | undefined;
    let bytes = 0;
    const blocked = new Set<string>();
    await eachEvent(tx, async (event) => {
      if (blocked.has(event.chain_uid)) return true;
      if (chain === undefined) {
        const found = await got<Chain | undefined>(tx.objectStore('chains').get(event.chain_uid));
        if (found === undefined || found.blocked !== undefined) { blocked.add(event.chain_uid); return true; }
        chain = found;
      }
      bytes += event.line.length * 3 + (event.sealed?.length ?? 0) + 64;  // the most that UTF-8 makes of it
      const fits = event.chain_uid === chain.chain_uid && events.length < limit.events && (bytes <= limit.bytes || events.length === 0);
      if (fits) events.push(event);
      return fits;
    });
    return chain === undefined ? undefined : {chain, events};
  });
}

/** Visits events in order of their ids until `visit` says false. */
async function eachEvent(tx: IDBTransaction, visit: (event: QueuedEvent) => Promise<boolean>): Promise<void> {
  const opening = tx.objectStore('events').openCursor();
  for (let cursor = await got(opening); cursor !== null; cursor = await got(opening)) {
    if (!await visit(cursor.value as QueuedEvent)) return;
    cursor.continue();
  }
}

/** Forgets the events of `batch` before `next_sequence`: the collector has them on its disk. */
export function acknowledge(database: Database, batch: Batch, next_sequence: number): Promise<void> {
  return write(database, ['events'], async (tx) => {
    const store = tx.objectStore('events');
    for (const event of batch.events) if (event.sequence < next_sequence) await got(store.delete(event.id));
  });
}

export function block(database: Database, chain_uid: string, problem: Problem): Promise<void> {
  return write(database, ['chains'], async (tx) => {
    const store = tx.objectStore('chains');
    const chain = await got<Chain | undefined>(store.get(chain_uid));
    if (chain !== undefined) await got(store.put({...chain, blocked: problem}));
  });
}

/** A new session is a new chance for what was blocked: the collector may have been repaired. */
export function unblockAll(database: Database): Promise<void> {
  return write(database, ['chains'], async (tx) => {
    const store = tx.objectStore('chains');
    for (const {blocked: _, ...chain} of await got<Chain[]>(store.getAll())) await got(store.put(chain));
  });
}

export interface QueueState {waiting: number; oldest_ms?: number; blocked_chains: number}

export function queueState(database: Database): Promise<QueueState> {
  return read(database, ['chains', 'events'], async (tx) => {
    const waiting = await got(tx.objectStore('events').count());
    const first = await got(tx.objectStore('events').openCursor());
    const chains = await got<Chain[]>(tx.objectStore('chains').getAll());
    const blocked_chains = chains.filter((chain) => chain.blocked !== undefined).length;
    return {waiting, blocked_chains, ...(first === null ? {} : {oldest_ms: (first.value as QueuedEvent).time_ms})};
  });
}
