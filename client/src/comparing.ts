// How a comparison goes: asked → permitted → compared where the value is → counted → logged → told. Any step that fails tells nothing.
import {comparisonOf, describeComparing, describeContact, ruleOnComparing, type CompareAnswer, type CompareRequest, type Comparing, type VerifyAnswer} from './compare.js';
import type {Database} from './db.js';
import type {PolicyInForce} from './policy.js';
import type {EventDescription} from './queue.js';
import {kNoWords, ticketOf, type AuthzenRequest} from './reveals.js';
import {afterAnswer, callerOf, keepCaller, type Caller} from './situation.js';
import type {Match} from '../../wasm/engine.js';
import type {CallerCard, PageFacts, RefusalCode, Subject} from './types.js';

/** `about`: the customer's pseudonym, for the event. */
export interface Asked {policy: PolicyInForce; subject: Subject; request: AuthzenRequest; about: {subject?: string}}
/** What the station does for a comparison. */
export interface CompareDesk {
  database: Database;
  now: () => number;
  asked(request: CompareRequest, make: (subject: Subject, caller: Caller) => AuthzenRequest): Promise<Asked | {code: RefusalCode}>;
  /** Counts it toward the policy's limits. */
  remember(request: CompareRequest, policy: PolicyInForce): Promise<boolean>;
  /** True only when the event is on disk. */
  log(description: EventDescription): Promise<boolean>;
}
type Compare = () => Promise<Match | undefined>;

const no = (code: RefusalCode): CompareAnswer => ({ok: false, code, reason: kNoWords});

export function compareWith(desk: CompareDesk, request: CompareRequest, compare: Compare): Promise<CompareAnswer> {
  return comparing(desk, request, compare, async (asked, match) =>
    await desk.log(describeComparing(request, asked, {kind: 'compare', outcome: match}, asked.ticket)) ? {ok: true, match} : no('cannot_log'));
}

export function verifyWith(desk: CompareDesk, request: CompareRequest, compare: Compare): Promise<VerifyAnswer> {
  const {item, facts} = request;
  return comparing(desk, request, compare, async (asked, match, policy) => {
    const {verification} = policy.summary;
    if (verification === undefined || facts.ticket === undefined) return no('policy');
    const now = desk.now();
    const record = afterAnswer(await callerOf(desk.database, policy, facts, now), verification, item.class, match === 'matches', now);
    if (!await desk.log(describeComparing(request, asked, {kind: 'verify', outcome: match, caller: record.state}, asked.ticket))) return no('cannot_log');
    await keepCaller(desk.database, facts, record, now);
    return {ok: true, match, caller: record.state};
  });
}

/** A link of the page was followed already: it is logged, not decided. */
export async function noteContact(desk: CompareDesk, request: CompareRequest): Promise<boolean> {
  const asked = await desk.asked(request, (subject, caller) => comparisonOf(subject, request, caller));
  const ruling = 'code' in asked ? undefined : ruleOnComparing(asked.policy, asked.request);
  return ruling !== undefined && !('code' in asked) && desk.log({...describeContact(request, asked.request, ruling.decision, ticketOf(request.facts)), ...asked.about});
}

/** Too little said tells nothing: it is neither counted nor logged. */
async function comparing<T extends VerifyAnswer>(desk: CompareDesk, request: CompareRequest, compare: Compare, tell: (asked: Comparing & {ticket: object}, match: Match, policy: PolicyInForce) => Promise<T>): Promise<T | CompareAnswer> {
  const asked = await desk.asked(request, (subject, caller) => comparisonOf(subject, request, caller));
  if ('code' in asked) return no(asked.code);
  const ruled = ruleOnComparing(asked.policy, asked.request);
  if (ruled === undefined) return no('failed');
  const ruling = {...ruled, ticket: {...ticketOf(request.facts), ...asked.about}};
  if (!ruling.permitted) {
    const logged = await desk.log(describeComparing(request, ruling, {kind: 'refusal', why: 'no_permit'}, ruling.ticket));
    return logged ? {ok: false, code: 'policy', reason: ruling.reason} : no('cannot_log');
  }
  const match = await compare();
  if (match === undefined) return no('value_gone');
  if (match === 'too_short') return {ok: true, match};
  return await desk.remember(request, asked.policy) ? tell(ruling, match, asked.policy) : no('cannot_log');
}

/** How the card of a ticket stands. Nothing: the policy verifies no callers, or there is no ticket. */
export async function cardOf(database: Database, policy: PolicyInForce, facts: PageFacts, classes: readonly string[], now_ms: number): Promise<CallerCard | undefined> {
  const {verification} = policy.summary;
  if (verification === undefined || facts.ticket === undefined) return undefined;
  const {state, right, wrong} = await callerOf(database, policy, facts, now_ms);
  const questions = verification.questions.filter(({id}) => classes.includes(id)).map(({id, text}) => ({class: id, text, right: right.includes(id)}));
  return {state, questions, matches: verification.matches, left: Math.max(0, verification.failures - wrong)};
}
