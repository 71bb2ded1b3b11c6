// What a decision knows beside its request: who the caller of this ticket proved to be, what was disclosed lately, and which purposes were given.
// It lies in the station's database, a record per ticket, and is forgotten when it no longer holds.
import {answerOf} from './answers.js';
import {got, read, write, type Database} from './db.js';
import type {PolicyInForce} from './policy.js';
import type {AuthzenRequest} from './reveals.js';
import type {DecisionResponse} from '../../wasm/engine.js';
import type {PageFacts} from './types.js';

export type Caller = 'unverified' | 'verified' | 'failed';
/** `right`: the classes answered rightly. `since_ms`: of the first answer, and of the state it led to. */
export interface CallerRecord {state: Caller; right: string[]; wrong: number; since_ms: number}
interface Disclosure {class: string; at: number}

const kCallers = 'callers', kRecent = 'recent', kPurposes = 'purposes';
const kMostRecent = 2_000;
const kLongestLimitMs = 30 * 86_400_000;  // the longest that a policy's limit looks back

const ticketKey = ({helpdesk, ticket}: PageFacts): string | undefined => ticket === undefined ? undefined : `${helpdesk}\n${ticket}`;
const kNobody: CallerRecord = {state: 'unverified', right: [], wrong: 0, since_ms: 0};

function getRecord<T>(database: Database, key: string): Promise<Record<string, T>> {
  return read(database, ['meta'], async (tx) => await got<Record<string, T> | undefined>(tx.objectStore('meta').get(key)) ?? {});
}

/** Changes one entry; those that `holds` no more are dropped. */
function setEntry<T>(database: Database, key: string, name: string, value: T, holds: (value: T) => boolean): Promise<void> {
  return write(database, ['meta'], async (tx) => {
    const store = tx.objectStore('meta');
    const kept = Object.entries(await got<Record<string, T> | undefined>(store.get(key)) ?? {}).filter(([other, one]) => other !== name && holds(one));
    await got(store.put(Object.fromEntries([...kept, [name, value]]), key));
  });
}

// --- the caller ---------------------------------------------------------------------------------------------------------

export async function callerOf(database: Database, {summary}: PolicyInForce, facts: PageFacts, now_ms: number): Promise<CallerRecord> {
  const key = ticketKey(facts);
  if (key === undefined || summary.verification === undefined) return kNobody;
  const kept = (await getRecord<CallerRecord>(database, kCallers))[key];
  return kept !== undefined && now_ms - kept.since_ms < summary.verification.valid_s * 1000 ? kept : kNobody;
}

/** The record after one more answer; where the card has its verdict, no answer changes it. */
export function afterAnswer(before: CallerRecord, {matches, failures}: {matches: number; failures: number}, data_class: string, right: boolean, now_ms: number): CallerRecord {
  if (before.state !== 'unverified') return before;
  const rights = right ? [...new Set([...before.right, data_class])] : before.right.filter((one) => one !== data_class);
  const wrong = before.wrong + (right ? 0 : 1);
  const state = wrong >= failures ? 'failed' : rights.length >= matches ? 'verified' : 'unverified';
  return {state, right: rights, wrong, since_ms: state !== 'unverified' || before.since_ms === 0 ? now_ms : before.since_ms};
}

export async function keepCaller(database: Database, facts: PageFacts, record: CallerRecord, now_ms: number): Promise<void> {
  const key = ticketKey(facts);
  if (key !== undefined) await setEntry(database, kCallers, key, record, ({since_ms}) => now_ms - since_ms < 86_400_000);
}

// --- purposes given -----------------------------------------------------------------------------------------------------

/** Per ticket, which purpose was given when. */
export async function purposesGiven(database: Database, {summary}: PolicyInForce, facts: PageFacts, now_ms: number): Promise<string[]> {
  const key = ticketKey(facts);
  if (key === undefined) return [];
  const kept = (await getRecord<Record<string, number>>(database, kPurposes))[key] ?? {};
  return Object.entries(kept).filter(([, at]) => now_ms - at < summary.purpose_valid_s * 1000).sort(([, a], [, b]) => b - a).map(([purpose]) => purpose);
}

export async function keepPurpose(database: Database, facts: PageFacts, purpose: string, now_ms: number): Promise<void> {
  const key = ticketKey(facts);
  if (key === undefined) return;
  const before = (await getRecord<Record<string, number>>(database, kPurposes))[key] ?? {};
  await setEntry(database, kPurposes, key, {...before, [purpose]: now_ms}, (times) => Object.values(times).some((at) => now_ms - at < 86_400_000));
}

// --- limits -------------------------------------------------------------------------------------------------------------

export async function recentDisclosures(database: Database, now_ms: number): Promise<Disclosure[]> {
  const kept = await read(database, ['meta'], (tx) => got<Disclosure[] | undefined>(tx.objectStore('meta').get(kRecent)));
  return (kept ?? []).filter(({at}) => now_ms - at < kLongestLimitMs);
}

/** A comparison that was answered counts as a reveal does: each tells something. */
export function keepDisclosure(database: Database, data_class: string, now_ms: number): Promise<void> {
  return write(database, ['meta'], async (tx) => {
    const store = tx.objectStore('meta');
    const kept = (await got<Disclosure[] | undefined>(store.get(kRecent)) ?? []).filter(({at}) => now_ms - at < kLongestLimitMs);
    await got(store.put([...kept.slice(-(kMostRecent - 1)), {class: data_class, at: now_ms}], kRecent));
  });
}

const kRisks = ['normal', 'elevated', 'high'] as const;

/** The request with the risk that its limits amount to. What was disclosed stays on this device: the risk alone goes into the log, and the least one under
 *  which the core answers the same is what replays to the same answer. Nothing: the core could not say. */
export function withRisk(policy: PolicyInForce, request: AuthzenRequest, recent: readonly Disclosure[], now: number): AuthzenRequest | undefined {
  if (recent.length === 0) return request;
  const ask = (context: object): string | undefined => {
    const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify({...request, context})));
    return decided.ok ? JSON.stringify(decided.value) : undefined;
  };
  const derived = ask({...request.context, recent_reveals: recent, now});
  const risk = kRisks.find((one) => ask({...request.context, risk: one}) === derived);
  if (derived === undefined || risk === undefined) return undefined;
  return risk === 'normal' ? request : {...request, context: {...request.context, risk}};
}
