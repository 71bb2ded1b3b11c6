// One reveal, decided: the AuthZEN request, the ruling of the decision point, and the event that describes them.
// What the page says (class, relationship, ticket) are hints of an adapter; who asks is the enrolment's word, never the page's.
import {answerOf} from './answers.js';
import {leastReason, offeredFor} from './break-glass.js';
import {comparisonOf, ruleOnComparing} from './compare.js';
import type {PolicyInForce} from './policy.js';
import type {EventDescription} from './queue.js';
import type {Caller} from './situation.js';
import {withPeople, type Known} from './knowing.js';
import type {Retention} from './retention.js';
import type {Consent} from './subjects.js';
import type {DecisionResponse, OfferedPurpose} from '../../wasm/engine.js';
import type {Bilingual, MaskedItem, OfferedItem, PageFacts, RevealRequest, Subject} from './types.js';

/** The policy had nothing to say; whoever draws it says what the code means. */
export const kNoWords: Bilingual = {id: '', en: ''};
const kTimeToLiveS = 30;  // when the policy names none: a reveal always ends

/** What the collector says of customer and agent, as far as it is known here. */
export interface PeopleFacts {consent?: Consent; restriction?: 'none' | 'restricted'; training?: 'valid' | 'expired'; identity?: 'mfa'; retention?: Retention}

export interface AuthzenRequest {
  subject: {type: 'agent'; id: string; properties: {role: string}};
  action: {name: 'reveal' | 'compare' | 'send' | 'copy'};
  resource: {type: 'class'; id: string};
  context: {relationship: PageFacts['relationship']; caller?: Caller; risk?: string; purpose?: string} & PeopleFacts;
}

export interface Ruling {
  granted: boolean;
  ttl_ms: number;
  watermark: boolean;
  reason: Bilingual;
  /** Code of a refusal, for the event. */
  why: 'no_permit' | 'purpose_needed' | 'purpose_not_offered' | 'justification_needed' | 'not_plain' | 'step_up_needed' | 'approval_needed' | '';
  request: AuthzenRequest;
  decision: DecisionResponse;
  purpose?: OfferedPurpose;
}

/** A value can be shown only whole: purposes that lead to less are not on offer. */
const showsWhole = (purpose: OfferedPurpose): boolean => purpose.level === 'plain';

export function requestFor(subject: Subject, {item, facts, purpose}: RevealRequest, caller: Caller = 'unverified'): AuthzenRequest {
  return {
    subject: {type: 'agent', id: subject.id, properties: {role: subject.properties.role}},
    action: {name: 'reveal'},
    resource: {type: 'class', id: item.class},
    context: {relationship: facts.relationship, ...(caller === 'unverified' ? {} : {caller}), ...(purpose === undefined ? {} : {purpose})},
  };
}

/** A free text is kept only where it can be sealed. */
const canAsk = ({summary}: PolicyInForce, {justification_min}: OfferedPurpose): boolean => justification_min === undefined || summary.dpo_key !== undefined;

/** Each purpose with the consent there is to it; without one, as it is. */
function purposesWith(policy: PolicyInForce, request: AuthzenRequest, consents: Record<string, Consent>): OfferedPurpose[] {
  const withConsent = (consent: Consent): OfferedPurpose[] => purposesFor(policy, {...request, context: {...request.context, consent}});
  const said = new Map([...new Set(Object.values(consents))].map((consent) => [consent, withConsent(consent)]));
  const unsaid = purposesFor(policy, request);
  const ids = new Set([unsaid, ...said.values()].flat().map(({purpose}) => purpose));
  return [...ids].flatMap((id) => (consents[id] === undefined ? unsaid : said.get(consents[id]) ?? []).filter(({purpose}) => purpose === id));
}

function purposesFor(policy: PolicyInForce, request: AuthzenRequest): OfferedPurpose[] {
  const {purpose: _, ...context} = request.context;
  const offered = answerOf<OfferedPurpose[]>(() => policy.engine.offeredPurposes(JSON.stringify({...request, context})));
  return offered.ok ? offered.value.filter((purpose) => showsWhole(purpose) && canAsk(policy, purpose)) : [];
}

/** What the decision point says. Nothing: it could not say, so nothing is shown. */
export function ruleOn(policy: PolicyInForce, request: AuthzenRequest, reason = '', approved = false): Ruling | undefined {
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  if (!decided.ok) return undefined;
  const decision = decided.value;
  const {level, obligations} = decision.context;
  const purpose = purposesFor(policy, request).find(({purpose: id}) => id === request.context.purpose);
  const given: Given = {justification: policy.summary.dpo_key === undefined ? 0 : lengthOf(cleaned(reason)), approved};
  const refused = refusalOf(decision, request, purpose, given);
  const why = refused === 'no_permit' && wouldStepUpHelp(policy, request, given) ? 'step_up_needed' : refused;
  const ttl_ms = Math.min(Math.max(obligations.time_to_live_s ?? kTimeToLiveS, 1), 3600) * 1000;
  const said = level === 'plain' ? kNoWords : decision.context.reason;
  return {granted: why === '', ttl_ms, watermark: obligations.watermark === true, why, reason: said, request, decision, ...(purpose === undefined ? {} : {purpose})};
}

function refusalOf({decision, context}: DecisionResponse, request: AuthzenRequest, purpose: OfferedPurpose | undefined, {justification, approved}: Given): Ruling['why'] {
  const given = request.context.purpose !== undefined;
  if (context.obligations.ask_purpose === true && !given) return 'purpose_needed';
  if (!decision || !canKeep(context.obligations)) return 'no_permit';
  if (given && purpose === undefined) return 'purpose_not_offered';
  if (context.level !== 'plain') return 'not_plain';
  if (justification < leastReason(request.context.purpose, context.obligations.justification_min)) return 'justification_needed';
  if (context.obligations.step_up === true && request.context.identity !== 'mfa') return 'step_up_needed';
  return context.obligations.approval === true && !approved ? 'approval_needed' : '';
}

interface Given {justification: number; approved: boolean}

/** A rule, or a limit, that a fresh second factor satisfies. */
function wouldStepUpHelp(policy: PolicyInForce, request: AuthzenRequest, given: Given): boolean {
  if (request.context.identity === 'mfa') return false;
  const proved: AuthzenRequest = {...request, context: {...request.context, identity: 'mfa'}};
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(proved)));
  const purpose = purposesFor(policy, proved).find(({purpose: id}) => id === request.context.purpose);
  return decided.ok && ['', 'approval_needed'].includes(refusalOf(decided.value, proved, purpose, given));
}

/** An obligation that this station has no means to keep makes the permit void. */
function canKeep(obligations: DecisionResponse['context']['obligations']): boolean {
  const known: readonly string[] = ['ask_purpose', 'time_to_live_s', 'write_ahead', 'copy_allowed', 'offline_reveals', 'justification_min', 'watermark', 'step_up', 'approval'];
  return Object.entries(obligations).every(([name, value]) => known.includes(name) || value === false);
}

// --- what only the data protection officer reads ------------------------------------------------------------------------

const kMostText = 1000;  // characters: with what UTF-8 and JSON make of them both texts fit into kMostSealedText (core/include/tirai/seal.h)
/** One line, well-formed, without controls. */
const cleaned = (text: string): string => text.replace(/\p{Surrogate}/gu, '').replace(/[\s\p{Cc}]+/gu, ' ').trim().slice(0, kMostText).replace(/\p{Surrogate}/gu, '');
const lengthOf = (text: string): number => [...text].length;

/** The texts and the key they are sealed to, for appendEvent. Nothing: there is no key, or no text. */
function sealOf({summary}: PolicyInForce, {reason = '', page_url = ''}: RevealRequest): {seal?: Record<string, unknown>} {
  const text = Object.fromEntries(Object.entries({reason: cleaned(reason), ticket_url: cleaned(page_url)}).filter(([, value]) => value !== ''));
  if (summary.dpo_key === undefined || Object.keys(text).length === 0) return {};
  const random = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
  return {seal: {key: summary.dpo_key, random, text}};
}

/** Types and counts, who and why. INVARIANT: no value, and no text of the page but its ticket number and whether it is closed; what else is said is sealed. */
export function describe(policy: PolicyInForce, asked: RevealRequest, ruling: Ruling, event_id: string): EventDescription {
  const {item, facts} = asked;
  const {purpose} = ruling;
  return {
    kind: ruling.granted ? 'reveal' : 'refusal',
    event_id,
    helpdesk: facts.helpdesk,
    ...ticketOf(facts),
    request: ruling.request,
    decision: ruling.decision,
    entity_type: item.type,
    count: 1,
    level_before: item.level,
    ...(purpose === undefined ? {} : {purpose: {id: purpose.purpose, dpv: purpose.dpv, legal_basis: purpose.legal_basis}}),
    ...(ruling.granted ? {} : {why: ruling.why}),
    ...sealOf(policy, asked),
  };
}

/** What an event says of the ticket. A number as the event format has it; anything longer or freer is text, and stays out of the log. */
export function ticketOf({ticket, closed}: Pick<PageFacts, 'ticket' | 'closed'>): {ticket?: string; ticket_closed?: true} {
  return {...ticket !== undefined && /^[A-Za-z0-9#._-]{1,64}$/.test(ticket) ? {ticket} : {}, ...closed === undefined ? {} : {ticket_closed: true}};
}

export function offersFor(policy: PolicyInForce, subject: Subject, item: MaskedItem, facts: PageFacts, caller: Caller, glass = false, known?: Known): OfferedItem {
  const withKnown = (asked: AuthzenRequest): AuthzenRequest => known === undefined ? asked : withPeople(asked, known);
  const request = withKnown(requestFor(subject, {item, facts}, caller));
  const proved: AuthzenRequest = {...request, context: {...request.context, identity: 'mfa'}};  // it is asked for once a purpose is picked
  const offered = offeredFor(glass, purposesWith(policy, proved, known?.consents ?? {})).filter((purpose) => canAsk(policy, purpose));
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  const class_text = policy.summary.classes.find(({id}) => id === item.class)?.text ?? {id: item.class, en: item.class};
  const comparing = ruleOnComparing(policy, withKnown(comparisonOf(subject, {item, facts}, caller)));
  return {...item, offered, class_text, can_compare: comparing?.permitted === true, reason: decided.ok ? decided.value.context.reason : kNoWords};
}
