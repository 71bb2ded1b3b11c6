// The station's part that knows customers, the agent's training and second factor, and asks a second person. What decides is kept here (knowing.ts);
// what the collector says is asked for beside it.
import {problemOf} from './answers.js';
import type {Database} from './db.js';
import type {EnrolledDevice} from './device.js';
import {customerOf, knownOf, type Known} from './knowing.js';
import * as people from './people.js';
import type {StationParts} from './station.js';
import {deliverSubjects, refreshSubjects, stateOf, type CustomerState, type SubjectDesk} from './subjects.js';
import type {PageFacts, Problem} from './types.js';

export type {AgentState, ApprovalState, AskCode, Asked, ConsentWord} from './people.js';
export type {Consent, CustomerState} from './subjects.js';

export interface PeopleStation {
  /** What the collector says of the customer of this page; out of its reach, what it said last. Nothing: nobody is named. */
  customerState(facts: PageFacts): Promise<CustomerState | undefined>;
  recordConsent(facts: PageFacts, word: people.ConsentWord): Promise<people.Asked<{id: string}>>;
  agentState(): Promise<people.AgentState | undefined>;
  /** The training that the prompt shows was read. */
  acknowledge(): Promise<people.Asked<object>>;
  /** A code of the agent's authenticator: `identity` is `mfa` in decisions until then. */
  stepUp(code: string): Promise<people.Asked<{until_ms: number}>>;
  /** The collector's page for a security key: to step up with it, or to register one. */
  keyPage(what: 'step_up' | 'key'): ReturnType<typeof people.keyPage>;
  /** After the collector's own page: until when this device is stepped up; 0: it is not. */
  askIdentity(): Promise<people.Asked<{until_ms: number}>>;
  askApproval(facts: PageFacts, asked: {class: string; purpose: string; seconds: number}): Promise<people.Asked<{id: string; expires_ms: number}>>;
  /** Waits at most so long, and 10 s. */
  approval(id: string, wait_s: number): Promise<people.Asked<{state: people.ApprovalState; expires_ms: number; by?: string}>>;
}

interface Around {database: Database; parts: StationParts; device: () => EnrolledDevice | undefined; dpo_key: () => string | undefined}

export class PeopleAtWork implements PeopleStation {
  /** The last that all were asked for again at, and the one they are being asked for again at. */
  private revision = '';
  private asking = '';
  /** Why a customer's key is still here: the last delivery's. */
  problem: Problem | undefined;

  constructor(private readonly around: Around) {}

  /** What is known here of the page's customer and the agent. Nothing: storage failed. */
  async known(facts: PageFacts): Promise<Known | undefined> {
    const {database, parts, device} = this.around, enrolled = device();
    return enrolled === undefined ? undefined : knownOf(database, enrolled, facts, parts.now).catch(() => undefined);
  }

  private subjects(): SubjectDesk | undefined {
    const {database, parts: {fetch, now}, device} = this.around, enrolled = device();
    if (enrolled?.tenant_key === undefined) return undefined;
    return {database, fetch, now, tenant_key: enrolled.tenant_key, address: {url: enrolled.collector_url, token: enrolled.token}};
  }

  private desk(): people.PeopleDesk | undefined {
    const {database, parts: {ledger, fetch, now, randomUUID}, device} = this.around, enrolled = device();
    if (enrolled === undefined) return undefined;
    return {database, ledger, fetch, now, randomUUID, agent: enrolled.subject.id, address: {url: enrolled.collector_url, token: enrolled.token}};
  }

  private async ask<T>(question: (desk: people.PeopleDesk) => Promise<people.Asked<T>>): Promise<people.Asked<T>> {
    const desk = this.desk();
    return desk === undefined ? {ok: false, code: 'not_enrolled'} : question(desk);
  }

  async customerState(facts: PageFacts): Promise<CustomerState | undefined> {
    const {database, parts, device} = this.around, enrolled = device(), desk = this.subjects();
    if (enrolled === undefined || desk === undefined) return undefined;
    const found = await customerOf(database, enrolled, facts, parts.now);
    return found === undefined ? undefined : stateOf(desk, found.id);
  }

  async recordConsent(facts: PageFacts, word: people.ConsentWord): Promise<people.Asked<{id: string}>> {
    const state = await this.customerState(facts);
    if (state === undefined) return {ok: false, code: 'no_customer'};
    const recorded = await this.ask((desk) => people.recordConsent(desk, state.pseudonym, word, this.around.dpo_key()));
    if (recorded.ok) await this.customerState(facts);  // the next decision knows it
    return recorded;
  }

  async agentState(): Promise<people.AgentState | undefined> {
    const desk = this.desk();
    return desk === undefined ? undefined : people.askAgent(desk);
  }

  acknowledge(): Promise<people.Asked<object>> {
    return this.ask((desk) => people.acknowledge(desk, people.kBasics));
  }

  stepUp(code: string): Promise<people.Asked<{until_ms: number}>> {
    return this.ask((desk) => people.stepUp(desk, code));
  }

  keyPage(what: 'step_up' | 'key'): ReturnType<typeof people.keyPage> {
    return this.ask((desk) => people.keyPage(desk, what));
  }

  askIdentity(): Promise<people.Asked<{until_ms: number}>> {
    return this.ask((desk) => people.askIdentity(desk));
  }

  async askApproval(facts: PageFacts, asked: {class: string; purpose: string; seconds: number}): Promise<people.Asked<{id: string; expires_ms: number}>> {
    const pseudonym = (await this.known(facts))?.about.subject;
    return this.ask((desk) => people.askApproval(desk, {...asked, ...(pseudonym === undefined ? {} : {ticket_pseudonym: pseudonym})}));
  }

  approval(id: string, wait_s: number): Promise<people.Asked<{state: people.ApprovalState; expires_ms: number; by?: string}>> {
    return this.ask((desk) => people.awaitApproval(desk, id, wait_s));
  }

  /** Hands over the keys of customers that were met without the collector. Never throws: the next delivery tries again, and `problem` says what the
   *  collector refused. That it cannot be reached is told of the queue. */
  async deliver(): Promise<void> {
    const desk = this.subjects();
    if (desk === undefined) return;
    const failed = await deliverSubjects(desk).catch(() => []), refused = failed.find(({code}) => code !== 'unreachable');
    this.problem = refused === undefined ? undefined : problemOf(refused, this.around.parts.now());
  }

  /** The collector says that something changed: what is kept of the agent and of customers met lately is asked for again; whatever failed, at the next poll. */
  noteRevision(revision: string): void {
    if (revision === this.revision || revision === this.asking) return;
    this.asking = revision;
    void this.askAgain().catch(() => false).then((all) => {
      if (this.asking === revision) this.asking = '';
      if (all) this.revision = revision;
      this.around.parts.onPeople?.();
    });
  }

  /** False: not all of them answered. */
  private async askAgain(): Promise<boolean> {
    const [subjects, desk] = [this.subjects(), this.desk()];
    const [customers, agent] = await Promise.all([subjects === undefined || refreshSubjects(subjects), desk === undefined ? undefined : people.askAgent(desk)]);
    return customers && agent?.from !== 'kept';
  }
}
