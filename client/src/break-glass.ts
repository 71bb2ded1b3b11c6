// Emergency access: a purpose named `break_glass` that a policy declares, with a rule that permits it. It is offered by itself alone, never beside
// the others and never remembered, and it always takes a written reason, whatever the rule asks: the officer reads it, and is alerted.
import type {OfferedPurpose} from '../../wasm/engine.js';

export const kBreakGlass = 'break_glass';
export const kLeastReason = 20;

export const isGlass = (purpose: string | undefined): boolean => purpose === kBreakGlass;

/** Those on offer now, of what the policy offers. */
export function offeredFor(glass: boolean, offered: readonly OfferedPurpose[]): OfferedPurpose[] {
  const meant = offered.filter(({purpose}) => isGlass(purpose) === glass);
  return glass ? meant.map((purpose) => ({...purpose, justification_min: Math.max(kLeastReason, purpose.justification_min ?? 0)})) : meant;
}

export const leastReason = (purpose: string | undefined, asked: number | undefined): number => Math.max(asked ?? 0, isGlass(purpose) ? kLeastReason : 0);
