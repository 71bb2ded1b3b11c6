// A value put into a field of the helpdesk without being shown: decided as the action `copy`, for no purpose or for one that was given on this ticket; a value
// that is revealed may be put there, too, where what revealed it allows copies. The field covers it as the page does. Logged first, written after.
import {answerOf} from './answers.js';
import type {Database} from './db.js';
import {withPeople} from './knowing.js';
import type {PolicyInForce} from './policy.js';
import type {EventDescription} from './queue.js';
import {kNoWords, requestFor, ticketOf, type AuthzenRequest} from './reveals.js';
import type {Sending} from './outbound.js';
import {purposesGiven, recentDisclosures, withRisk, type Caller} from './situation.js';
import type {DecisionResponse, Obligations} from '../../wasm/engine.js';
import type {Bilingual, MaskedItem, PageFacts, RefusalCode, Subject} from './types.js';

export interface CopyRequest {item: MaskedItem; facts: PageFacts}
/** Granted: it is on disk, and may be written. */
export type CopyAnswer = {granted: true} | {granted: false; code: RefusalCode; reason: Bilingual};
/** What the station does for a copy. */
export interface CopyDesk {
  database: Database;
  now: () => number;
  situation(facts: PageFacts): Promise<{code: RefusalCode} | {policy: PolicyInForce} & Sending>;
  isTokenRefused(): boolean;
  /** True only when the event is where these duties want it: on disk, or at the collector. */
  log(description: EventDescription, obligations: Obligations): Promise<boolean>;
  /** Counts it toward the policy's limits. */
  remember(request: CopyRequest, policy: PolicyInForce): Promise<boolean>;
}
interface Copying {permitted: boolean; request: AuthzenRequest; decision: DecisionResponse; reason: Bilingual}

/** Duties a copy can keep: nothing is shown, so nothing is timed or marked, and what was asked for a purpose has one. */
const kKept: readonly string[] = ['copy_allowed', 'time_to_live_s', 'write_ahead', 'offline_reveals', 'watermark'];

function canKeep(obligations: DecisionResponse['context']['obligations'], purpose: string | undefined): boolean {
  return Object.entries(obligations).every(([name, value]) => value === false || kKept.includes(name) || (name === 'ask_purpose' && purpose !== undefined));
}

/** The requests that may permit it, the plainest first. */
function copiesOf(subject: Subject, {item, facts}: CopyRequest, caller: Caller, given: readonly string[], now_ms: number): AuthzenRequest[] {
  const isShown = (item.revealed_until ?? 0) > now_ms;
  const asked = (purpose: string | undefined): AuthzenRequest => requestFor(subject, {item, facts, ...(purpose === undefined ? {} : {purpose})}, caller);
  return [...[undefined, ...given].map((purpose) => ({...asked(purpose), action: {name: 'copy' as const}})), ...isShown ? given.map(asked) : []];
}

function ruleOnCopying(policy: PolicyInForce, request: AuthzenRequest): Copying | undefined {
  const decided = answerOf<DecisionResponse>(() => policy.engine.decide(JSON.stringify(request)));
  if (!decided.ok) return undefined;
  const {decision, context: {level, obligations, reason}} = decided.value;
  const allowed = request.action.name === 'copy' || obligations.copy_allowed === true;
  const permitted = decision && level === 'plain' && allowed && canKeep(obligations, request.context.purpose);
  return {permitted, request, decision: decided.value, reason: permitted ? kNoWords : reason};
}

/** The first that permits it; where none does, what the first says. */
function firstPermit(policy: PolicyInForce, requests: readonly AuthzenRequest[]): Copying | undefined {
  const ruled = requests.map((request) => ruleOnCopying(policy, request)).filter((one) => one !== undefined);
  return ruled.find(({permitted}) => permitted) ?? ruled[0];
}

/** Types and counts. INVARIANT: neither the value nor the field. */
function describeCopy({item, facts}: CopyRequest, {permitted, request, decision}: Copying): EventDescription {
  return {
    ...(permitted ? {kind: 'copy', outcome: 'field'} : {kind: 'refusal', why: 'no_permit'}),
    helpdesk: facts.helpdesk, ...ticketOf(facts), request, decision, entity_type: item.type, count: 1, level_before: item.level,
  };
}

/** Which of the items may be put into a field now. The limits' risk is asked about when it is done. */
export async function mayCopy(desk: CopyDesk, items: readonly MaskedItem[], facts: PageFacts): Promise<string[]> {
  const here = await desk.situation(facts);
  if ('code' in here) return [];
  const now = desk.now();
  const given = await purposesGiven(desk.database, here.policy, facts, now);
  const requests = (item: MaskedItem): AuthzenRequest[] => copiesOf(here.subject, {item, facts}, here.caller, given, now).map((request) => withPeople(request, here.known));
  return items.filter((item) => firstPermit(here.policy, requests(item))?.permitted === true).map(({id}) => id);
}

export async function copyWith(desk: CopyDesk, asked: CopyRequest): Promise<CopyAnswer> {
  const no = (code: RefusalCode, reason = kNoWords): CopyAnswer => ({granted: false, code, reason});
  const here = await desk.situation(asked.facts);
  if ('code' in here) return no(here.code);
  if (desk.isTokenRefused()) return no('not_enrolled');
  const {policy, subject, caller, known} = here, now = desk.now();
  const [given, recent] = [await purposesGiven(desk.database, policy, asked.facts, now), await recentDisclosures(desk.database, now)];
  const requests = copiesOf(subject, asked, caller, given, now).map((request) => withRisk(policy, withPeople(request, known), recent, now));
  const copying = firstPermit(policy, requests.filter((request) => request !== undefined));
  if (copying === undefined) return no('failed');
  const logged = await desk.log({...describeCopy(asked, copying), ...known.about}, copying.permitted ? copying.decision.context.obligations : {});
  if (!logged) return no('cannot_log');
  if (!copying.permitted) return no('policy', copying.reason);
  return await desk.remember(asked, policy) ? {granted: true} : no('cannot_log');
}
