// The station: one per browser profile, behind every page. On the device and the verified policy (standing.ts) and the event queue it decides every
// reveal itself, and answers "granted" only when the event is on disk. It knows no page and no extension API.
import {problemOf} from './answers.js';
import {isApproved, keepQuestion} from './approvals.js';
import {isGlass} from './break-glass.js';
import {shownOf} from './consent.js';
import {openDatabase, type Database} from './db.js';
import {explain, type Explained} from './explain.js';
import {deliver, deliveryState} from './delivery.js';
import type {PolicyInForce} from './policy.js';
import {appendEvent, queueState, revealsOn, type EventDescription} from './queue.js';
import {cardOf, compareWith, noteContact, verifyWith, type Asked, type CompareDesk} from './comparing.js';
import type {CompareAnswer, CompareRequest, VerifyAnswer} from './compare.js';
import {copyWith, mayCopy, type CopyAnswer, type CopyDesk, type CopyRequest} from './copying.js';
import {keepLastReveal, takeLastReveal} from './last-reveal.js';
import {keptOnce, retentions} from './retention.js';
import {describe, kNoWords, offersFor, requestFor, ruleOn, type AuthzenRequest} from './reveals.js';
import {withPeople} from './knowing.js';
import {PeopleAtWork, type PeopleStation} from './people-station.js';
import {callerOf, keepDisclosure, keepPurpose, purposesGiven, recentDisclosures, withRisk} from './situation.js';
import {describeOutbound, verdictOn, type Sending} from './outbound.js';
import {Standing, type StandingParts} from './standing.js';
import type {CustomerShown} from '../../js-shim/src/prompt/consent.js';
import type {Outcome, OutboundFlag, Verdict} from '../../js-shim/src/outbound/model.js';
import {isAhead} from './write-ahead.js';
import type {Match, Obligations} from '../../wasm/engine.js';
import type {CallerCard, OfferedItem, PageStart, RefusalCode, RevealAnswer, RevealRequest, Settings, StationStatus} from './types.js';
import type {MaskedItem, PageFacts, Subject} from '../../js-shim/src/types.js';

export interface StationParts extends StandingParts {
  /** Name of the IndexedDB database. */
  store: string;
  random: () => number;
  /** Called when a consent, a restriction, a training, a second factor or an approval changed, somewhere. */
  onPeople?: () => void;
}

export interface Station {
  /** Takes (other) settings and loads what is kept for them; the collector is not asked yet. `session` names the device session. */
  configure(settings: Partial<Settings>, session: string): Promise<void>;
  page(): PageStart;
  /** Enrols, asks for the policy, notices expiry. Never throws. */
  refresh(): Promise<void>;
  deliver(at_once?: boolean): Promise<void>;
  /** The items, each with what it may be revealed for; with `glass`, in an emergency alone. */
  offers(items: MaskedItem[], facts: PageFacts, glass?: boolean): Promise<OfferedItem[]>;
  /** Why an item is masked. Undefined: there is no policy to say. */
  explain(item: MaskedItem, facts: PageFacts): Promise<Explained | undefined>;
  reveal(request: RevealRequest): Promise<RevealAnswer>;
  /** How long the last reveal took, from the agent's key to the value on the page: the next one's event says it, for the officer's median. */
  noteShown(took_ms: number): Promise<void>;
  /** The purpose that was given for this ticket a while ago, if the item may be revealed for it: it is not asked again. */
  purposeGiven(item: MaskedItem, facts: PageFacts): Promise<string | undefined>;
  /** `compare` is called once the policy permits it; its answer is told once the event is on disk. */
  compare(request: CompareRequest, compare: () => Promise<Match | undefined>): Promise<CompareAnswer>;
  /** The same for a question of the card: the answer counts for the fact `caller` of this ticket. */
  verify(request: CompareRequest, compare: () => Promise<Match | undefined>): Promise<VerifyAnswer>;
  /** Puts a value into a field of the page, unseen: true when the event is on disk, and the page may write it. */
  copy(request: CopyRequest): Promise<CopyAnswer>;
  /** Which of these the policy lets be put into a field now. */
  canCopy(items: MaskedItem[], facts: PageFacts): Promise<string[]>;
  /** A call or a mail by a link of the page, the value unseen; true when the event is on disk. */
  noteContact(request: CompareRequest): Promise<boolean>;
  /** Nothing: the policy verifies no callers, or there is no ticket. `classes`: those a question can be compared with. */
  card(facts: PageFacts, classes: readonly string[]): Promise<CallerCard | undefined>;
  /** Whether each of what stands in a reply may leave in it. */
  judgeReply(values: OutboundFlag[], facts: PageFacts): Promise<Verdict[]>;
  /** What became of what was flagged in a reply; true when the events are on disk. */
  noteReply(outcome: Outcome, flags: OutboundFlag[], facts: PageFacts): Promise<boolean>;
  /** Asks a second person about one class, for one purpose, on this ticket: their word opens nothing else. */
  askApproval(facts: PageFacts, asked: {class: string; purpose: string; seconds: number}): ReturnType<PeopleStation['askApproval']>;
  /** This ticket's customer, without a word about who it is. Nothing: the page names none. */
  customerShown(facts: PageFacts): Promise<CustomerShown | undefined>;
  /** Whether one who has had the training would be offered more of these. */
  isTrainingDue(items: OfferedItem[], facts: PageFacts): Promise<boolean>;
  /** Of customers, the agent, and a second person's word. */
  readonly people: PeopleStation;
  status(): Promise<StationStatus>;
}

const refused = (code: RefusalCode): RevealAnswer => ({granted: false, code, reason: kNoWords});

export async function createStation(parts: StationParts): Promise<Station> {
  return new StationAtWork(parts, await openDatabase(parts.store));
}

class StationAtWork implements Station {
  readonly people: PeopleAtWork;
  private readonly standing: Standing;
  private readonly kept = keptOnce();

  constructor(private readonly parts: StationParts, private readonly database: Database) {
    this.standing = new Standing(parts, database, (revision) => this.people.noteRevision(revision));
    this.people = new PeopleAtWork({database, parts, device: () => this.standing.enrolled(), dpo_key: () => this.standing.inForce()?.summary.dpo_key});
  }

  configure(settings: Partial<Settings>, session: string): Promise<void> { return this.standing.configure(settings, session); }
  page(): PageStart { return this.standing.page(); }
  refresh(): Promise<void> { return this.standing.refresh(); }

  // --- reveals ----------------------------------------------------------------------------------------------------------

  async offers(items: MaskedItem[], facts: PageFacts, glass = false): Promise<OfferedItem[]> {
    const here = await this.situation(facts);
    return items.map((item) => 'code' in here ? {...item, offered: [], class_text: {id: item.class, en: item.class}, reason: kNoWords, can_compare: false}
      : offersFor(here.policy, here.subject, item, facts, here.caller, glass, here.known));
  }

  async explain(item: MaskedItem, facts: PageFacts): Promise<Explained | undefined> {
    const here = await this.situation(facts);
    return 'code' in here ? undefined : explain(here.policy, here.subject, item, facts, here.caller, here.known);
  }

  /** What every decision about a page stands on, or why there can be none. */
  private async situation(facts: PageFacts): Promise<{code: RefusalCode} | {policy: PolicyInForce} & Sending> {
    const [policy, device] = [this.standing.inForce(), this.standing.enrolled()];
    if (policy === undefined) return {code: 'no_policy'};
    if (device === undefined) return {code: 'not_enrolled'};
    const {state} = await callerOf(this.database, policy, facts, this.parts.now());
    const known = await this.people.known(facts);
    if (known === undefined) return {code: 'failed'};
    const {subject} = device;
    return {policy, subject, facts, caller: state, known: {...known, retention: retentions({policy, subject}, facts.closed, this.parts.now())}};
  }

  async purposeGiven(item: MaskedItem, facts: PageFacts): Promise<string | undefined> {
    const policy = this.standing.inForce();
    if (policy === undefined) return undefined;
    const given = await purposesGiven(this.database, policy, facts, this.parts.now());
    const [offer] = given.length === 0 ? [] : await this.offers([item], facts);
    return given.find((purpose) => offer?.offered.some((one) => one.purpose === purpose && one.justification_min === undefined));
  }

  async reveal(request: RevealRequest): Promise<RevealAnswer> {
    const asked = await this.asked(request, (subject, caller) => requestFor(subject, request, caller));
    if ('code' in asked) return refused(asked.code);
    const {policy, subject} = asked;
    const ruling = ruleOn(policy, asked.request, request.reason, await isApproved(this.database, this.people, request));
    if (ruling === undefined) return refused('failed');
    if (ruling.why === 'step_up_needed') return refused('step_up');
    if (ruling.why === 'approval_needed') return refused('approval');
    const event_id = this.parts.randomUUID();
    const before = ruling.granted ? await takeLastReveal(this.database) : {};
    const logged = await this.logged({...describe(policy, request, ruling, event_id), ...before, ...asked.about});
    if (logged === undefined) return refused('cannot_log');
    if (!ruling.granted) return {granted: false, code: 'policy', reason: ruling.reason};
    if (!await this.isAhead(logged, ruling.decision.context.obligations) || !await this.remember(request, policy)) return refused('cannot_log');
    return {granted: true, ttl_ms: ruling.ttl_ms, event_id, ...(ruling.watermark ? {watermark: `${subject.id} · ${new Date(this.parts.now()).toISOString().slice(0, 16).replace('T', ' ')}Z`} : {})};
  }

  noteShown(took_ms: number): Promise<void> { return keepLastReveal(this.database, took_ms); }

  /** The situation, with the limits' risk and a token the collector still takes. */
  private async asked({item: _, facts}: CompareRequest, make: (subject: Subject, caller: CallerCard['state']) => AuthzenRequest): Promise<{code: RefusalCode} | Asked> {
    const here = await this.situation(facts);
    if ('code' in here) return here;
    if (this.standing.isTokenRefused) return {code: 'not_enrolled'};
    const {policy, subject, caller, known} = here;
    const now = this.parts.now();
    const request = withRisk(policy, withPeople(make(subject, caller), known), await recentDisclosures(this.database, now), now);
    return request === undefined ? {code: 'failed'} : {policy, subject, request, about: known.about};
  }

  /** Counted before it is shown: a limit that cannot be kept opens nothing. */
  private async remember({item, facts, purpose}: RevealRequest, policy: PolicyInForce): Promise<boolean> {
    const now = this.parts.now();
    try {
      await keepDisclosure(this.database, item.class, now);
      if (purpose !== undefined && !isGlass(purpose) && policy.summary.purpose_valid_s > 0) await keepPurpose(this.database, facts, purpose, now);
      return true;
    } catch {
      return false;
    }
  }

  // --- comparing --------------------------------------------------------------------------------------------------------

  compare(request: CompareRequest, compare: () => Promise<Match | undefined>): Promise<CompareAnswer> {
    return compareWith(this.desk(), request, compare);
  }

  verify(request: CompareRequest, compare: () => Promise<Match | undefined>): Promise<VerifyAnswer> {
    return verifyWith(this.desk(), request, compare);
  }

  noteContact(request: CompareRequest): Promise<boolean> {
    return noteContact(this.desk(), request);
  }

  async card(facts: PageFacts, classes: readonly string[]): Promise<CallerCard | undefined> {
    const policy = this.standing.inForce();
    return policy === undefined ? undefined : cardOf(this.database, policy, facts, classes, this.parts.now());
  }

  // --- copying ----------------------------------------------------------------------------------------------------------

  canCopy(items: MaskedItem[], facts: PageFacts): Promise<string[]> { return mayCopy(this.copyDesk(), items, facts); }
  copy(request: CopyRequest): Promise<CopyAnswer> { return copyWith(this.copyDesk(), request); }

  private copyDesk(): CopyDesk {
    return {
      database: this.database, now: this.parts.now,
      situation: (facts) => this.situation(facts),
      isTokenRefused: () => this.standing.isTokenRefused,
      log: async (description, obligations) => {
        const logged = await this.logged(description);
        return logged !== undefined && this.isAhead(logged, obligations);
      },
      remember: (request, policy) => this.remember(request, policy),
    };
  }

  // --- people -----------------------------------------------------------------------------------------------------------

  async askApproval(facts: PageFacts, asked: {class: string; purpose: string; seconds: number}): ReturnType<PeopleStation['askApproval']> {
    const answer = await this.people.askApproval(facts, asked);
    const {helpdesk, ticket} = facts;
    if (answer.ok) await keepQuestion(this.database, {id: answer.id, helpdesk, ...(ticket === undefined ? {} : {ticket}), class: asked.class, purpose: asked.purpose, expires_ms: answer.expires_ms}, this.parts.now());
    return answer;
  }

  async customerShown(facts: PageFacts): Promise<CustomerShown | undefined> {
    const [policy, device] = [this.standing.inForce(), this.standing.enrolled()];
    if (policy === undefined || device === undefined) return undefined;
    return shownOf(policy, await this.people.customerState(facts), facts.closed === undefined ? [] : this.kept({policy, subject: device.subject}, facts.closed));
  }

  async isTrainingDue(items: OfferedItem[], facts: PageFacts): Promise<boolean> {
    const here = await this.situation(facts);
    if ('code' in here || here.known.facts.training === 'valid') return false;
    const {policy, subject, caller, known} = here;
    const trained = {...known, facts: {...known.facts, training: 'valid' as const}};
    return items.some((item) => offersFor(policy, subject, item, facts, caller, false, trained).offered.length > item.offered.length);
  }

  // --- replies ----------------------------------------------------------------------------------------------------------

  async judgeReply(values: OutboundFlag[], facts: PageFacts): Promise<Verdict[]> {
    const here = await this.situation(facts);
    return values.map((value) => 'code' in here ? {flag: true, from: value.from, why: 'unchecked', reason: kNoWords} : verdictOn(here.policy, here, value));
  }

  async noteReply(outcome: Outcome, flags: OutboundFlag[], facts: PageFacts): Promise<boolean> {
    const here = await this.situation(facts);
    if ('code' in here) return false;
    const logged = await Promise.all(describeOutbound(here.policy, here, outcome, flags).map((description) => this.log({...description, ...here.known.about})));
    return logged.every(Boolean);
  }

  private desk(): CompareDesk {
    return {
      database: this.database, now: this.parts.now,
      asked: (request, make) => this.asked(request, make),
      remember: (request, policy) => this.remember(request, policy),
      log: (description) => this.log(description),
    };
  }

  /** INVARIANT: true only when the event is on disk. */
  private async log(description: EventDescription): Promise<boolean> {
    return await this.logged(description) !== undefined;
  }

  /** The event's id in the queue. */
  private async logged(description: EventDescription): Promise<number | undefined> {
    const append = this.standing.append();
    if (append === undefined) return undefined;
    try {
      const id = await appendEvent(this.database, append, description);
      void this.deliver();
      return id;
    } catch (error) {
      console.error('tirai: cannot log', problemOf(error, this.parts.now()));
      return undefined;
    }
  }

  /** Where the policy says so, the collector has the event before anything is shown. */
  private isAhead(id: number, {write_ahead, offline_reveals}: Obligations): Promise<boolean> {
    const {database, parts: {now}} = this;
    const isFailing = async (): Promise<boolean> => (await deliveryState(database)).next_try_ms > now();
    return write_ahead === true ? isAhead({database, now, deliver: () => this.deliver(true), isFailing}, id, offline_reveals) : Promise.resolve(true);
  }

  async deliver(at_once = false): Promise<void> {
    const {ledger, fetch, now, random} = this.parts;
    await deliver({database: this.database, ledger, fetch, now, random}, {at_once});
    await this.people.deliver();
  }

  async status(): Promise<StationStatus> {
    const [queue, {last_ms, problem = this.people.problem}, reveals_today] = await Promise.all([queueState(this.database), deliveryState(this.database), revealsOn(this.database, this.parts.now())]);
    return {
      ...this.standing.status(),
      queue: {...queue, ...(last_ms === undefined ? {} : {last_delivery_ms: last_ms}), ...(problem === undefined ? {} : {problem})},
      reveals_today,
    };
  }
}
