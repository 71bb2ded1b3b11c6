// One reveal, decided: the AuthZEN request, the ruling of the decision point, and the event that describes them.
// What the page says (class, relationship, ticket) are hints of an adapter; who asks is the enrolment's word, never the page's.
import {answerOf} from './answers.js';
import type {PolicyInForce} from './policy.js';
import type {EventDescription} from './queue.js';
import type {DecisionResponse, OfferedPurpose} from '../../wasm/engine.js';
import type {Bilingual, MaskedItem, OfferedItem, PageFacts, RevealRequest, Subject} from './types.js';

/** The policy had nothing to say; whoever draws it says what the code means. */
export const kNoWords: Bilingual = {id: '', en: ''};
const kTimeToLiveS = 30;  // when the policy names none: a reveal always ends

export interface AuthzenRequest {
  subject: {type: 'agent'; id: string; properties: {role: string}};
  action: {name: 'reveal'};
  resource: {type: 'class'; id: string};
  context: {relationship: PageFacts['relationship']; purpose?: string};
}

export interface Ruling {
  granted: boolean;
  ttl_ms: number;
  reason: Bilingual;
  /** Code of a refusal, for the event. */
  why: 'no_permit' | 'purpose_needed' | 'purpose_not_offered' | 'not_plain' | '';
  request: AuthzenRequest;
  decision: DecisionResponse;
  purpose?: OfferedPurpose;
}

/** A value can be shown only whole: purposes that lead to less are not on offer. */
const showsWhole = (purpose: OfferedPurpose): boolean => purpose.level === 'plain';

export function requestFor(subject: Subject, {item, facts, purpose}: RevealRequest): AuthzenRequest {
  return {
    subject: {type: 'agent', id: subject.id, properties: {role: subject.properties.role}},
    action: {name: 'reveal'},
    resource: {type: 'class', id: item.class},
    context: {relationship: facts.relationship, ...(purpose === undefined ? {} : {purpose})},
  };
}

function purposesFor({engine}: PolicyInForce, request: AuthzenRequest): OfferedPurpose[] {
  const {purpose: _, ...context} = request.context;
  const offered = answerOf<OfferedPurpose[]>(() => engine.offeredPurposes(JSON.stringify({...request, context})));
  return offered.ok ? offered.value.filter(showsWhole) : [];
}

/** What the decision point says. Nothing: it could not say, so nothing is shown. */
export function ruleOn(policy: PolicyInForce, request: AuthzenRequest): Ruling | undefined {
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  if (!decided.ok) return undefined;
  const decision = decided.value;
  const {level, obligations, reason} = decision.context;
  const purpose = purposesFor(policy, request).find(({purpose: id}) => id === request.context.purpose);
  const why = refusalOf(decision, request, purpose);
  const ttl_ms = Math.min(Math.max(obligations.time_to_live_s ?? kTimeToLiveS, 1), 3600) * 1000;
  const said = level === 'plain' ? kNoWords : reason;
  return {granted: why === '', ttl_ms, why, reason: said, request, decision, ...(purpose === undefined ? {} : {purpose})};
}

function refusalOf({decision, context}: DecisionResponse, request: AuthzenRequest, purpose: OfferedPurpose | undefined): Ruling['why'] {
  const given = request.context.purpose !== undefined;
  if (context.obligations.ask_purpose === true && !given) return 'purpose_needed';
  if (!decision || !canKeep(context.obligations)) return 'no_permit';
  if (given && purpose === undefined) return 'purpose_not_offered';
  return context.level === 'plain' ? '' : 'not_plain';
}

/** An obligation that this station has no means to keep makes the permit void. */
function canKeep(obligations: DecisionResponse['context']['obligations']): boolean {
  const known: readonly string[] = ['ask_purpose', 'time_to_live_s', 'write_ahead', 'copy_allowed', 'offline_reveals'];
  return Object.entries(obligations).every(([name, value]) => known.includes(name) || value === false);
}

/** Types and counts, who and why. INVARIANT: no value, and no text of the page but its ticket number. */
export function describe({item, facts}: RevealRequest, ruling: Ruling, event_id: string): EventDescription {
  const {purpose} = ruling;
  return {
    kind: ruling.granted ? 'reveal' : 'refusal',
    event_id,
    helpdesk: facts.helpdesk,
    ...(isTicket(facts.ticket) ? {ticket: facts.ticket} : {}),
    request: ruling.request,
    decision: ruling.decision,
    entity_type: item.type,
    count: 1,
    level_before: item.level,
    ...(purpose === undefined ? {} : {purpose: {id: purpose.purpose, dpv: purpose.dpv, legal_basis: purpose.legal_basis}}),
    ...(ruling.granted ? {} : {why: ruling.why}),
  };
}

/** A ticket number as the event format has it; anything longer or freer is text, and stays out of the log. */
function isTicket(ticket: string | undefined): ticket is string {
  return ticket !== undefined && /^[A-Za-z0-9#._-]{1,64}$/.test(ticket);
}

export function offersFor(policy: PolicyInForce, subject: Subject, item: MaskedItem, facts: PageFacts): OfferedItem {
  const request = requestFor(subject, {item, facts});
  const offered = purposesFor(policy, request);
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  const class_text = policy.summary.classes.find(({id}) => id === item.class)?.text ?? {id: item.class, en: item.class};
  return {...item, offered, class_text, reason: decided.ok ? decided.value.context.reason : kNoWords};
}
