// What may leave in a reply, by the policy's word: the action `send` of each value's class. Another ticket's value is asked about as one of a customer
// the agent has nothing to do with (relationship `none`). A policy that says nothing of sending stops another customer's data, cards and secrets, and
// nothing else: replies name the customer they go to.
import {answerOf} from './answers.js';
import {withPeople, type Known} from './knowing.js';
import type {PolicyInForce} from './policy.js';
import type {EventDescription} from './queue.js';
import {kNoWords, ticketOf, type AuthzenRequest} from './reveals.js';
import type {Caller} from './situation.js';
import type {Outcome, OutboundFlag, Verdict, Why} from '../../js-shim/src/outbound/model.js';
import type {DecisionResponse} from '../../wasm/engine.js';
import type {PageFacts, Subject} from './types.js';

const kSecrets: readonly string[] = ['password', 'api_key', 'jwt', 'url_secret', 'otp', 'pin', 'cvv'];

export interface Sending {subject: Subject; facts: PageFacts; caller: Caller; known: Known}
interface Sent {request: AuthzenRequest; decision: DecisionResponse}

function sent(policy: PolicyInForce, {subject, facts, caller, known}: Sending, value: OutboundFlag): Sent | undefined {
  const request = withPeople({
    subject: {type: 'agent', id: subject.id, properties: {role: subject.properties.role}},
    action: {name: 'send'},
    resource: {type: 'class', id: value.class},
    context: {relationship: value.from === 'other' ? 'none' : facts.relationship, ...(caller === 'unverified' ? {} : {caller})},
  }, known);
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  return decided.ok ? {request, decision: decided.value} : undefined;
}

/** A permit that asks for more than to be logged is none: nobody is asked for a purpose here. */
function isPermitted({decision: {decision, context}}: Sent): boolean {
  const asks = Object.entries(context.obligations).some(([name, value]) => !['copy_allowed', 'time_to_live_s'].includes(name) && value !== false);
  return decision && context.level === 'plain' && !asks;
}

function whyOf(value: OutboundFlag, {decision: {context}}: Sent): Why | undefined {
  if (value.type === 'credit_card') return 'card';
  if (kSecrets.includes(value.type)) return 'secret';
  if (value.from === 'other') return 'other_customer';
  return context.rules.length > 0 ? 'policy' : undefined;
}

export function verdictOn(policy: PolicyInForce, sending: Sending, value: OutboundFlag): Verdict {
  const {from} = value;
  const answer = sent(policy, sending, value);
  if (answer === undefined) return {flag: true, from, why: 'unchecked', reason: kNoWords};
  const why = isPermitted(answer) ? undefined : whyOf(value, answer);
  return why === undefined ? {flag: false, from} : {flag: true, from, why, reason: why === 'policy' ? answer.decision.context.reason : kNoWords};
}

/** One event a class and type. INVARIANT: kinds and counts; no value, and nothing of what was written. */
export function describeOutbound(policy: PolicyInForce, sending: Sending, outcome: Outcome, flags: readonly OutboundFlag[]): EventDescription[] {
  const {helpdesk} = sending.facts, ticket = ticketOf(sending.facts);
  const kinds = new Map<string, OutboundFlag[]>();
  for (const flag of flags) kinds.set(`${flag.class} ${flag.type} ${flag.from}`, [...kinds.get(`${flag.class} ${flag.type} ${flag.from}`) ?? [], flag]);
  return [...kinds.values()].flatMap((alike) => {
    const answer = sent(policy, sending, alike[0]!);
    return answer === undefined ? [] : [{
      kind: 'outbound', outcome, helpdesk, ...ticket, ...answer,
      entity_type: alike[0]!.type, count: alike.length, level_before: answer.decision.context.level,
    }];
  });
}
