// What the station stands on: the settings, the device and the verified policy, each as it is kept and as the collector says it is. From it comes what
// a page starts with: the policy, or why the page stays covered.
import {problemOf, StationError} from './answers.js';
import type {Fetch} from './collector.js';
import type {Database} from './db.js';
import {deviceOf, enrol, isEnrolled, type Device, type EnrolledDevice} from './device.js';
import {coverReasonOf, fetchPolicy, keptPolicy, type PolicyInForce, type PolicySource} from './policy.js';
import {startSession, unblockAll, type Append} from './queue.js';
import {isComplete} from './settings.js';
import type {LedgerModule} from '../../wasm/engine.js';
import type {PageStart, Problem, Settings, StationStatus} from './types.js';

export interface StandingParts {
  ledger: LedgerModule;
  fetch: Fetch;
  now: () => number;
  randomUUID: () => string;
  product_version: string;
  /** Called when what pages start with has changed. */
  onPage: (page: PageStart) => void;
}

export class Standing {
  private settings: Partial<Settings> = {};
  private session = '';
  private device: Device | undefined;
  private policy: PolicyInForce | undefined;
  /** Why there is no policy, or why the newest one was refused. */
  private policyProblem: Problem | undefined;
  private enrolmentProblem: Problem | undefined;
  private published = '';
  private refreshing: {settings: Partial<Settings>; done: Promise<void>} | undefined;

  constructor(private readonly parts: StandingParts, private readonly database: Database, private readonly onRevision: (revision: string) => void) {}

  enrolled(): EnrolledDevice | undefined { return isEnrolled(this.device) ? this.device : undefined; }

  /** The collector no longer takes this device's token: nothing may be revealed on its word. */
  get isTokenRefused(): boolean { return this.enrolmentProblem?.code === 'token_refused'; }

  async configure(settings: Partial<Settings>, session: string): Promise<void> {
    const newSession = session !== this.session;
    this.settings = settings;
    this.session = session;
    this.replacePolicy(undefined);
    [this.device, this.policyProblem, this.enrolmentProblem] = [undefined, undefined, undefined];
    try {
      if (newSession) await unblockAll(this.database);
      if (isComplete(settings)) await this.loadKept(settings);
    } catch (error) {
      this.policyProblem = problemOf(error, this.parts.now());
    }
    if (this.page().state === 'ready') this.publish();  // any other answer waits for the collector's
  }

  private async loadKept(settings: Settings): Promise<void> {
    this.device = await deviceOf(this.database, settings);
    this.replacePolicy(await keptPolicy(this.source(settings)));
    await this.openSession();
  }

  private source(settings: Settings): PolicySource {
    const {ledger, fetch, now} = this.parts;
    return {database: this.database, ledger, fetch, now, policy_key: settings.policy_key, looser_needs: settings.looser_needs, address: {url: settings.collector_url, token: settings.enrolment_token}, onRevision: this.onRevision};
  }

  private replacePolicy(policy: PolicyInForce | undefined): void {
    this.policy?.engine.delete();
    this.policy = policy;
  }

  refresh(): Promise<void> {
    if (this.refreshing?.settings === this.settings) return this.refreshing.done;
    const settings = this.settings;
    const done = this.ask(settings)
      .then(() => undefined, (error: unknown) => problemOf(error, this.parts.now()))
      .then((problem) => {
        if (settings !== this.settings) return;
        this.refreshing = undefined;
        this.policyProblem = problem;
        this.publish();
      });
    this.refreshing = {settings, done};
    return done;
  }

  private async ask(settings: Partial<Settings>): Promise<void> {
    if (!isComplete(settings)) throw new StationError('not_configured', 'settings are missing', '');
    const device = this.device ?? await deviceOf(this.database, settings);
    await this.askEnrolment(settings, device);
    const fresh = await fetchPolicy(this.source(settings), this.policy?.etag ?? '');
    if (settings !== this.settings) return fresh?.engine.delete();  // other settings came meanwhile
    if (fresh !== undefined) this.replacePolicy(fresh);
    await this.openSession();
  }

  /** Once bound, a device asks again only for what may have changed; that it cannot ask is no reason to stop masking. */
  private async askEnrolment(settings: Settings, device: Device): Promise<void> {
    try {
      const enrolled = await enrol(this.database, this.parts.fetch, device);
      if (settings !== this.settings) return;
      this.device = enrolled;
      this.enrolmentProblem = undefined;
    } catch (error) {
      if (settings === this.settings) this.noteEnrolment(device, problemOf(error, this.parts.now()));
      if (!isEnrolled(device)) throw error;
    }
  }

  /** A refusal holds until the collector takes the token again: being out of reach does not lift it. */
  private noteEnrolment(device: Device, problem: Problem): void {
    this.device ??= device;
    const held = this.enrolmentProblem?.code === 'token_refused' && problem.code !== 'token_refused';
    if (!held) this.enrolmentProblem = problem;
  }

  private async openSession(): Promise<void> {
    const append = this.append();
    if (append !== undefined) await startSession(this.database, append);
  }

  /** What an event is written with. Nothing: there is no policy, or nobody to write for. */
  append(): Append | undefined {
    const {device, policy} = this;
    if (!isEnrolled(device) || policy === undefined) return undefined;
    const {ledger, now, randomUUID, product_version} = this.parts;
    const {id, version, digest} = policy.summary;
    const common = {enforcement_level: 'A1', product_version, policy: {id, version, digest}};
    return {ledger, device, session: this.session, now_ms: now(), uuid: randomUUID, common};
  }

  /** The policy, while it is valid. */
  inForce(): PolicyInForce | undefined {
    return this.policy !== undefined && this.parts.now() < this.policy.verified.expires_ms ? this.policy : undefined;
  }

  page(): PageStart {
    const {helpdesks = [], lang = 'id'} = this.settings;
    const policy = this.inForce();
    if (policy !== undefined && isEnrolled(this.device)) {
      return {state: 'ready', verified: policy.verified, subject: this.device.subject, helpdesks, lang};
    }
    return {state: 'covered', ...this.cover(), helpdesks, lang};
  }

  private cover(): {reason: ReturnType<typeof coverReasonOf>; detail: string} {
    if (!isComplete(this.settings)) return {reason: 'not_configured', detail: ''};
    if (this.policy !== undefined && this.inForce() === undefined && this.policyProblem === undefined) return {reason: 'policy_expired', detail: ''};
    const problem = this.policyProblem ?? this.enrolmentProblem;
    if (problem === undefined) return {reason: 'starting', detail: ''};
    return {reason: coverReasonOf(problem), detail: [problem.at, problem.message].filter(Boolean).join(': ')};
  }

  private publish(): void {
    const page = this.page();
    const text = JSON.stringify(page);
    if (text === this.published) return;
    this.published = text;
    this.parts.onPage(page);
  }

  status(): Omit<StationStatus, 'queue' | 'reveals_today'> {
    const page = this.page();
    const {device, policy, policyProblem, enrolmentProblem} = this;
    return {
      configured: isComplete(this.settings),
      collector_url: this.settings.collector_url ?? '',
      ...(isEnrolled(device) ? {subject: device.subject, device_id: device.device_id} : {}),
      ...(policy === undefined ? {} : {policy: {id: policy.summary.id, version: policy.summary.version, bundle_version: policy.verified.version, digest: policy.summary.digest, expires_ms: policy.verified.expires_ms}}),
      ...(page.state === 'covered' ? {covered: {reason: page.reason, detail: page.detail}} : {}),
      ...(policyProblem === undefined ? {} : {policy_problem: policyProblem}),
      ...(enrolmentProblem === undefined ? {} : {enrolment_problem: enrolmentProblem}),
    };
  }
}
