// How long data of a ticket may be kept. The policy says it in days after closing, per class; the decision point alone reads them, so it is asked: does it decide at this
// moment as it does when the period is over? What makes no difference to any decision is not told.
import {answerOf} from './answers.js';
import type {PolicyInForce} from './policy.js';
import type {DecisionResponse} from '../../wasm/engine.js';
import type {Bilingual, Subject} from './types.js';

export type Retention = 'active' | 'expired';
/** Of these classes, from then on. */
export interface KeptUntil {classes: Bilingual[]; until_ms: number}

const kDayMs = 86_400_000, kMostDays = 36_500;  // the longest period a policy can name

interface Asked {policy: PolicyInForce; subject: Subject}
const kActions = ['view', 'reveal', 'compare'] as const;

function decided({policy, subject}: Asked, data_class: string, context: Record<string, unknown>): string {
  return kActions.map((name) => {
    const request = {subject: {type: 'agent', id: subject.id, properties: {role: subject.properties.role}}, action: {name}, resource: {type: 'class', id: data_class}, context: {relationship: 'assigned', ...context}};
    const answer = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
    return answer.ok ? `${answer.value.context.level} ${answer.value.context.rules.join(' ')}` : '?';
  }).join('\n');
}

/** Nothing: the policy decides the same, whichever it is. */
export function retentionOf(asked: Asked, data_class: string, closed_at: string, now_ms: number): Retention | undefined {
  const over = decided(asked, data_class, {retention: 'expired'});
  if (over === decided(asked, data_class, {retention: 'active'})) return undefined;
  return decided(asked, data_class, {ticket: {closed_at}, now: new Date(now_ms).toISOString()}) === over ? 'expired' : 'active';
}

/** The day a class is covered from. Nothing: the policy sets it no end. */
function untilOf(asked: Asked, data_class: string, closed_at: string): number | undefined {
  const closed_ms = Date.parse(closed_at);
  const isOver = (days: number): boolean => retentionOf(asked, data_class, closed_at, closed_ms + days * kDayMs) === 'expired';
  if (Number.isNaN(closed_ms) || !isOver(kMostDays)) return undefined;
  let [low, high] = [0, kMostDays];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (isOver(middle)) high = middle; else low = middle;
  }
  return closed_ms + high * kDayMs;
}

/** What is kept how long, soonest first. A class that goes with the one above it is not named again. */
function keptUntil(asked: Asked, closed_at: string): KeptUntil[] {
  const days = new Map<string, number>();
  const kept = new Map<number, Bilingual[]>();
  for (const {id, text} of asked.policy.summary.classes) {
    const until_ms = untilOf(asked, id, closed_at);
    if (until_ms === undefined) continue;
    days.set(id, until_ms);
    if (days.get(id.slice(0, Math.max(0, id.lastIndexOf('.')))) !== until_ms) kept.set(until_ms, [...kept.get(until_ms) ?? [], text]);
  }
  return [...kept].sort(([a], [b]) => a - b).map(([until_ms, classes]) => ({until_ms, classes}));
}

/** Asking costs some milliseconds: once for a ticket. */
export function keptOnce(): typeof keptUntil {
  let last: {key: string; until: KeptUntil[]} | undefined;
  return (asked, closed_at) => {
    const key = `${asked.policy.summary.digest} ${asked.subject.properties.role} ${closed_at}`;
    if (last?.key !== key) last = {key, until: keptUntil(asked, closed_at)};
    return last.until;
  };
}

/** The fact, of each class asked about; each is found once. */
export function retentions(asked: Asked, closed_at: string | undefined, now_ms: number): (data_class: string) => Retention | undefined {
  const found = new Map<string, Retention | undefined>();
  return (data_class) => {
    if (closed_at === undefined) return undefined;
    if (!found.has(data_class)) found.set(data_class, retentionOf(asked, data_class, closed_at, now_ms));
    return found.get(data_class);
  };
}

