// The customers this device has met: their keys, and what the collector last said of them. A key that was made without the collector counts at once, and is
// handed over when it can be: nothing waits for the network before a page is painted or a value shown.
//
//   met ──▶ fresh key (known: false) ──POST /v1/subjects──▶ the key that counts ──GET /v1/subjects/<pseudonym>──▶ consents, restriction
//
// INVARIANT: a key the collector destroyed (410) is dropped here, too; the next meeting makes another.
import {StationError} from './answers.js';
import {freshKey, isKey, lookupOf, pseudonymOf} from './customer.js';
import {askCollector, bodyOf, errorCodeOf, refusalOf, type CollectorAddress, type Fetch, type Reply} from './collector.js';
import {got, read, write, type Database} from './db.js';

export type Consent = 'given' | 'refused' | 'withdrawn' | 'expired';
export interface CustomerState {pseudonym: string; consent: Record<string, Consent>; restriction: 'none' | 'restricted'; from: 'collector' | 'kept'}

/** `known`: the collector has the key. `seen_ms`: when the customer was last met; `asked_ms`: when the collector last answered for them. */
export interface KeptSubject {
  lookup: string; key: string; pseudonym: string; known: boolean; seen_ms: number;
  asked_ms?: number; consent?: Record<string, Consent>; restriction?: 'none' | 'restricted';
}

const kForgotten = 7 * 86_400_000;      // a customer not met for so long: their key is the collector's to keep
const kConsentKept = 86_400_000;        // without the collector, what was given is believed for so long; a restriction for ever
const kLately = 3_600_000;
const kMostAtOnce = 100;

/** Whose reading is remembered: one tenant's. Other settings are another tenant, and other keys. */
export interface SubjectDesk {database: Database; fetch: Fetch; now: () => number; address: CollectorAddress; tenant_key: string}

/** The customer, met now. Never asks the network. */
export async function meet({database, tenant_key, now}: Pick<SubjectDesk, 'database' | 'tenant_key' | 'now'>, id: string): Promise<KeptSubject> {
  const lookup = await lookupOf(tenant_key, id);
  const key = freshKey();
  const fresh: KeptSubject = {lookup, key, pseudonym: await pseudonymOf(key, lookup), known: false, seen_ms: now()};
  // The first one in stays: another context of this profile may have been faster.
  return write(database, ['subjects'], async (tx) => {
    const store = tx.objectStore('subjects');
    const kept = await got<KeptSubject | undefined>(store.get(lookup));
    const met = kept === undefined ? fresh : {...kept, seen_ms: now()};
    await got(store.put(met));
    return met;
  });
}

function change(database: Database, lookup: string, changed: (kept: KeptSubject) => KeptSubject | undefined): Promise<KeptSubject | undefined> {
  return write(database, ['subjects'], async (tx) => {
    const store = tx.objectStore('subjects');
    const kept = await got<KeptSubject | undefined>(store.get(lookup));
    if (kept === undefined) return undefined;
    const after = changed(kept);
    if (after === undefined) await got(store.delete(lookup));
    else await got(store.put(after));
    return after;
  });
}

/** Hands over the keys that the collector does not have, of whoever was met last first. One that it refuses keeps no other from it; out of its reach there is
 *  no other. What failed is tried again with the next delivery: one reason each, without the customer. */
export async function deliverSubjects(desk: SubjectDesk): Promise<StationError[]> {
  const all = await read(desk.database, ['subjects'], (tx) => got<KeptSubject[]>(tx.objectStore('subjects').getAll()));
  for (const {lookup, seen_ms} of all) if (desk.now() - seen_ms > kForgotten) await change(desk.database, lookup, (kept) => kept.known ? undefined : kept);
  const waiting = all.filter(({known}) => !known).sort((a, b) => b.seen_ms - a.seen_ms).slice(0, kMostAtOnce), failed: StationError[] = [];
  for (const kept of waiting) {
    const problem = await handOver(desk, kept).then(() => undefined, (error: unknown) => error instanceof StationError ? error : new StationError('bad_answer', 'a key could not be handed over', '/v1/subjects'));
    if (problem !== undefined) failed.push(problem);
    if (problem?.code === 'unreachable') break;
  }
  return failed;
}

/** The customer with the key that counts. Nothing: their key was destroyed, and is forgotten here. */
async function handOver(desk: SubjectDesk, {lookup, key}: KeptSubject): Promise<KeptSubject | undefined> {
  const reply = await askCollector(desk.fetch, desk.address, '/v1/subjects', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({lookup, key})});
  if (isErased(reply)) return change(desk.database, lookup, () => undefined);
  const counts = bodyOf(reply)['key'];
  if (reply.status !== 200 || !isKey(counts)) throw refusalOf(reply, '/v1/subjects');
  const pseudonym = await pseudonymOf(counts, lookup);
  return change(desk.database, lookup, (kept) => ({...kept, key: counts, pseudonym, known: true}));
}

const isErased = (reply: Reply): boolean => reply.status === 410 && errorCodeOf(reply) === 'erased';

/** What the collector says of them now; out of its reach, what it said last. */
export async function stateOf(desk: SubjectDesk, id: string): Promise<CustomerState> {
  const met = await meet(desk, id);
  try {
    const known = met.known ? met : await handOver(desk, met);
    if (known !== undefined && await askState(desk, known) !== undefined) return keptState(await meet(desk, id), desk.now(), 'collector');
    return keptState(await meet(desk, id), desk.now());  // their key was destroyed: somebody new
  } catch {
    return keptState(met, desk.now());
  }
}

/** What is kept of them after the answer. Nothing: their key was destroyed, and is forgotten here. */
async function askState(desk: SubjectDesk, {lookup, pseudonym}: KeptSubject): Promise<KeptSubject | undefined> {
  const path = `/v1/subjects/${pseudonym}`;
  const reply = await askCollector(desk.fetch, desk.address, path);
  if (isErased(reply)) return change(desk.database, lookup, () => undefined);
  // A collector that was put back to an older state: it is given the key again.
  if (reply.status === 404 && errorCodeOf(reply) === 'unknown_subject') await change(desk.database, lookup, (kept) => ({...kept, known: false}));
  if (reply.status !== 200) throw refusalOf(reply, '/v1/subjects');
  const body = bodyOf(reply);
  const consent = consentsFrom(body['consent']), restriction = body['restriction'] === 'none' ? 'none' : 'restricted';
  return change(desk.database, lookup, (kept) => ({...kept, consent, restriction, asked_ms: desk.now()}));
}

function consentsFrom(value: unknown): Record<string, Consent> {
  const known: readonly unknown[] = ['given', 'refused', 'withdrawn', 'expired'];
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, state]) => known.includes(state))) as Record<string, Consent> : {};
}

/** As it was last told. A consent that was given is believed for a day; what forbids something, for ever. */
export function keptState({pseudonym, consent = {}, restriction = 'none', asked_ms = 0}: KeptSubject, now_ms: number, from: CustomerState['from'] = 'kept'): CustomerState {
  const young = now_ms - asked_ms < kConsentKept;
  return {pseudonym, consent: Object.fromEntries(Object.entries(consent).filter(([, state]) => young || state !== 'given')), restriction, from};
}

/** Asks again for whoever was met within the last hour: the collector said that something changed. One who cannot be asked for keeps no other from it;
 *  false: there was such a one. */
export async function refreshSubjects(desk: SubjectDesk): Promise<boolean> {
  const all = await read(desk.database, ['subjects'], (tx) => got<KeptSubject[]>(tx.objectStore('subjects').getAll()));
  const met = all.filter(({seen_ms, known}) => known && desk.now() - seen_ms < kLately).sort((a, b) => b.seen_ms - a.seen_ms).slice(0, kMostAtOnce);
  let allAsked = true;
  for (const one of met) await askState(desk, one).catch(() => { allAsked = false; });
  return allAsked;
}
