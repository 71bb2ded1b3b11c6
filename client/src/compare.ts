// A comparison, decided and logged before it is answered: what a customer says against what stands behind a mask. Whoever calls compares (the value never comes
// here); the station says whether it may be asked at all, keeps the event, and counts it, since enough answers are as good as a reveal.
import {answerOf} from './answers.js';
import type {PolicyInForce} from './policy.js';
import type {EventDescription} from './queue.js';
import {kNoWords, requestFor, type AuthzenRequest} from './reveals.js';
import type {Caller} from './situation.js';
import type {DecisionResponse, Match} from '../../wasm/engine.js';
import type {Bilingual, MaskedItem, PageFacts, RefusalCode, Subject} from './types.js';

export interface CompareRequest {item: MaskedItem; facts: PageFacts}
/** `too_short`: nothing was told, so nothing was logged. */
export type CompareAnswer = {ok: true; match: Match} | {ok: false; code: RefusalCode; reason: Bilingual};
/** How the card stands after an answer, too. */
export type VerifyAnswer = CompareAnswer & {caller?: Caller};

export interface Comparing {permitted: boolean; request: AuthzenRequest; decision: DecisionResponse; reason: Bilingual}

/** An obligation that a comparison cannot keep makes the permit void: it asks for no purpose and no second person. */
function canKeep(obligations: DecisionResponse['context']['obligations']): boolean {
  const known: readonly string[] = ['copy_allowed', 'time_to_live_s'];
  return Object.entries(obligations).every(([name, value]) => known.includes(name) || value === false);
}

export function comparisonOf(subject: Subject, asked: CompareRequest, caller: Caller): AuthzenRequest {
  const {context, ...request} = requestFor(subject, asked, caller);
  return {...request, action: {name: 'compare'}, context};
}

export function ruleOnComparing(policy: PolicyInForce, request: AuthzenRequest): Comparing | undefined {
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  if (!decided.ok) return undefined;
  const {decision, context} = decided.value;
  const permitted = decision && canKeep(context.obligations);
  return {permitted, request, decision: decided.value, reason: permitted ? kNoWords : context.reason};
}

/** A call or a mail by a link, the value unseen. */
export function describeContact({item, facts}: CompareRequest, request: AuthzenRequest, decision: DecisionResponse, ticket: object): EventDescription {
  const outcome = item.type === 'phone_number' ? 'telephone' : item.type === 'email_address' ? 'mail' : 'link';
  return {kind: 'contact', outcome, helpdesk: facts.helpdesk, ...ticket, request, decision, entity_type: item.type, count: 1, level_before: item.level};
}

/** Types and counts. INVARIANT: neither the value nor what was said. */
export function describeComparing({item, facts}: CompareRequest, {request, decision}: Comparing, outcome: {kind: 'compare' | 'verify'; outcome: Match; caller?: Caller} | {kind: 'refusal'; why: 'no_permit'}, ticket: object): EventDescription {
  return {...outcome, helpdesk: facts.helpdesk, ...ticket, request, decision, entity_type: item.type, count: 1, level_before: item.level};
}
