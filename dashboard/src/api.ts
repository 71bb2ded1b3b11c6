// What the collector answers (collector/openapi.json). A session that is over is told once, to whoever listens.

export interface Session {name: string; role: 'dpo' | 'supervisor' | 'manager' | 'auditor'; teams: string[]; csrf: string; idle_s: number; ends: number}
/** What the policies call things: id → its words. */
export type Names = Record<'classes' | 'purposes' | 'rules', Record<string, {id: string; en: string}>>;
export interface Series {key: string; points: [number, number][]}
export interface Counts {step_ms: number; series: Series[]; total: number}
export interface EventRow {
  place: number; time: number; kind: string; class: string; purpose: string; entity_type: string; helpdesk: string; ticket: string; agent: string; team: string; chain_uid: string; sequence: number;
}
export interface Page {events: EventRow[]; next: number; behind: number}
export interface Detail {line: string; log_index: number; proof: string}
export interface CoveredAgent {agent: string; name: string; helpdesk: string; team: string; there: number; here: number; state: 'silent' | 'not_enrolled' | 'covered' | 'unlisted' | 'idle'}
export interface Coverage {agents: CoveredAgent[]; counts: Record<CoveredAgent['state'], number>; lists: {helpdesk: string; agents: number; imported: number; imported_by: string}[]}
/** Of the newest reveals of the period, at most 5,000: on how many tickets, and how often a purpose had to be picked. */
export interface Work {reveals: number; tickets: number; prompts: number; hours: number; timed: number; median_ms: number}
export interface Overview {policies: {policy: string; version: string; first: number; last: number; events: number}[]; behind: number; indexed: number; log_size: number}
export interface Usual {median: number; mad: number; limit: number; days: number}
export interface Finding {
  place: number; time: number; agent: string; team: string; chain_uid: string; sequence: number; words: {id: string; en: string};
  numbers: {measure: string; day: number; value: number; least: number; busy_percent: number; own?: Usual; peers: Usual};
}
export interface Clock {received: number; made: number; deadline: number; left_ms: number}
export interface LogState {size: number; indexed: number; behind: number; complete: boolean; checkpoint: string}
export interface Counted {events: number; first: number; last: number}
export interface SubjectReport {
  pseudonyms: string[]; clock: Clock | null; log: LogState; restricted: boolean; agents: (Counted & {agent: string; team: string})[]; classes: (Counted & {class: string; purpose: string})[]; events: EventRow[];
  consents: {purpose: string; state: string; method: string; time: number}[];
}
export interface BreachPack {clock: Clock | null; log: LogState; events: number; subjects: {subject: string; tickets: string[]; classes: {class: string; events: number}[]; events: number; first: number; last: number}[]}
export interface Approval {id: string; agent: string; team: string; subject: string; class: string; purpose: string; seconds: number; state: string; decided_by: string; asked: number; decided: number; expires: number}
export interface AgentRow {agent: string; team: string; devices: number; last: number; modules: {module: string; acknowledged: number}[]; second_factor: string; keys: number}
export interface ConsentRow {
  id: string; pseudonym: string; purpose: string; state: string; method: string; notice: string; evidence_digest: string; recorded_by: string; time: number; expires: number;
  controller: string; pii_categories: string; notice_version: string; language: string; jurisdiction: string; withdrawal_method: string;
}
export interface RightsRequest {id: string; request: string; subject: string; received: number; due: number; opened: number; opened_by: string; answered: number; answered_by: string; outcome: string; state: string}
export interface Restriction {pseudonym: string; restricted: boolean; recorded_by: string; time: number}
export type Answer<T> = {ok: true; value: T} | {ok: false; code: string; at: string};
export type Asked = Record<string, string | number | undefined>;

async function ask<T>(path: string, init: RequestInit, read: (reply: Response) => Promise<T>): Promise<Answer<T>> {
  try {
    const reply = await fetch(`/v1/${path}`, {credentials: 'same-origin', cache: 'no-store', ...init});
    if (reply.ok) return {ok: true, value: await read(reply)};
    const {error} = await reply.json() as {error: {code: string; at: string}};
    return {ok: false, code: error.code, at: error.at};
  } catch {
    return {ok: false, code: 'unreachable', at: ''};
  }
}

const json = <T>(reply: Response): Promise<T> => reply.json() as Promise<T>;
function queryOf(asked: Asked): string {
  const given = Object.entries(asked).flatMap(([key, value]) => value === undefined || value === '' ? [] : [[key, String(value)]]);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

export const session = (): Promise<Answer<Session>> => ask('session', {}, json<Session>);
export const login = (name: string, password: string, code: string): Promise<Answer<Session>> =>
  ask('login', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name, password, code})}, json<Session>);
/** With a security key: which one says who, so that nothing is told of who exists before the password is right, too. */
export const beginKey = (): Promise<Answer<{ticket: string; options: PublicKeyCredentialRequestOptionsJSON}>> =>
  ask('login/begin', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: '{}'}, json<{ticket: string; options: PublicKeyCredentialRequestOptionsJSON}>);
export const loginWithKey = (name: string, password: string, ticket: string, credential: unknown): Promise<Answer<Session>> =>
  ask('login', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({name, password, ticket, credential})}, json<Session>);
export interface OwnKey {id: string; name: string; created: number; used: number}
export const ownKeys = (): Promise<Answer<{keys: OwnKey[]}>> => ask('desk/keys', {}, json<{keys: OwnKey[]}>);
export const logout = (csrf: string): Promise<Answer<unknown>> => ask('logout', {method: 'POST', headers: {'X-CSRF-Token': csrf}}, json);
export const counts = (asked: Asked): Promise<Answer<Counts>> => ask(`desk/counts${queryOf(asked)}`, {}, json<Counts>);
export const search = (asked: Asked): Promise<Answer<Page>> => ask(`desk/events${queryOf(asked)}`, {}, json<Page>);
export const policyNames = (): Promise<Answer<Names>> => ask('desk/names', {}, json<Names>);
export const overview = (): Promise<Answer<Overview>> => ask('desk/overview', {}, json<Overview>);
export const work = (asked: Asked): Promise<Answer<Work>> => ask(`desk/work${queryOf(asked)}`, {}, json<Work>);
export const coverage = (asked: Asked): Promise<Answer<Coverage>> => ask(`desk/coverage${queryOf(asked)}`, {}, json<Coverage>);
export const findings = (asked: Asked): Promise<Answer<{findings: Finding[]}>> => ask(`desk/findings${queryOf(asked)}`, {}, json<{findings: Finding[]}>);
export const detail = (chain: string, sequence: number): Promise<Answer<Detail>> => ask(`desk/event/${encodeURIComponent(chain)}/${sequence}`, {}, json<Detail>);
/** To the officer alone: what an agent wrote, as it travelled. */
export const sealed = (chain: string, sequence: number): Promise<Answer<{sealed: string}>> => ask(`desk/sealed/${encodeURIComponent(chain)}/${sequence}`, {}, json<{sealed: string}>);
/** All that was asked for, page by page; `came` hears how many pages there are by now. */
export const exported = (format: 'csv' | 'ndjson' | 'ocsf.ndjson', asked: Asked, came: (pages: number) => void): Promise<Answer<Blob>> =>
  everyPage(`desk/export.${format}`, asked, came, format === 'csv' ? behindHeads : async page => page);

/** A page that follows another, as it goes on there: one line of heads is enough, and a list is one list. */
const behindHeads = async (page: Blob, first: boolean): Promise<Blob> => first ? page : page.slice((await page.text()).indexOf('\n') + 1);
const asOneList = async (page: Blob, first: boolean, last: boolean): Promise<Blob> => {
  const text = await page.text(), records = text.slice(text.indexOf('[') + 1, text.lastIndexOf(']')).trim();
  return new Blob([first ? '[\n' : records === '' ? '' : ',\n', records, last ? '\n]\n' : '']);
};
async function everyPage(path: string, asked: Asked, came: (pages: number) => void, joined: (page: Blob, first: boolean, last: boolean) => Promise<Blob>): Promise<Answer<Blob>> {
  const pages: Blob[] = [];
  for (let before: number | undefined; ; ) {
    const page = await ask(`${path}${queryOf({...asked, before})}`, {}, async reply => ({next: reply.headers.get('Tirai-Next'), blob: await reply.blob()}));
    if (!page.ok) return page;
    const {next, blob} = page.value;
    pages.push(await joined(blob, pages.length === 0, next === null));
    came(pages.length);
    if (next === null) return {ok: true, value: new Blob(pages, {type: blob.type})};
    before = Number(next);
  }
}
/** The whole log with all that `tirai audit` asks for. */
export const bundle = (came: (pages: number) => void): Promise<Answer<Blob>> => everyPage('desk/bundle.ndjson', {}, came, async page => page);
export const subjectReport = (asked: Asked): Promise<Answer<SubjectReport>> => ask(`desk/report/subject.json${queryOf(asked)}`, {}, json<SubjectReport>);
export const breach = (asked: Asked): Promise<Answer<BreachPack>> => ask(`desk/report/breach.json${queryOf(asked)}`, {}, json<BreachPack>);
export const reportFile = (kind: 'subject' | 'breach', format: 'html' | 'json', asked: Asked): Promise<Answer<Blob>> => ask(`desk/report/${kind}.${format}${queryOf(asked)}`, {}, reply => reply.blob());
export const approvals = (): Promise<Answer<{approvals: Approval[]}>> => ask('desk/approvals', {}, json<{approvals: Approval[]}>);
export const agents = (): Promise<Answer<{agents: AgentRow[]}>> => ask('desk/agents', {}, json<{agents: AgentRow[]}>);
export const rightsRequests = (asked: Asked): Promise<Answer<{requests: RightsRequest[]}>> => ask(`desk/requests${queryOf(asked)}`, {}, json<{requests: RightsRequest[]}>);
export const restrictions = (): Promise<Answer<{restrictions: Restriction[]}>> => ask('desk/restrictions', {}, json<{restrictions: Restriction[]}>);
export const consents = (asked: Asked): Promise<Answer<{consents: ConsentRow[]; next: number}>> => ask(`desk/consents${queryOf(asked)}`, {}, json<{consents: ConsentRow[]; next: number}>);
/** To the officer alone: what was said, as it travelled. */
export const evidence = (record: string): Promise<Answer<{sealed: string}>> => ask(`desk/evidence${queryOf({record})}`, {}, json<{sealed: string}>);
export const consentFile = (format: 'csv' | 'json', asked: Asked, came: (pages: number) => void): Promise<Answer<Blob>> => everyPage(`desk/consents.${format}`, asked, came, format === 'csv' ? behindHeads : asOneList);
export const change = (csrf: string, what: string, body: string): Promise<Answer<Record<string, unknown>>> => ask(`desk/change/${what}`, {method: 'POST', headers: {'X-CSRF-Token': csrf, 'Content-Type': 'application/json'}, body}, json<Record<string, unknown>>);
export const customer = (csrf: string, id: string): Promise<Answer<{pseudonym: string}>> => ask('desk/change/customer', {method: 'POST', headers: {'X-CSRF-Token': csrf, 'Content-Type': 'application/json'}, body: JSON.stringify({id})}, json<{pseudonym: string}>);
/** Of what an officer holds in hand: a pseudonym is itself, anything else is what the customer is known as, and goes in no address. */
export const pseudonymOf = async (csrf: string, typed: string): Promise<Answer<{pseudonym: string}>> => /^[A-Za-z0-9_-]{43}$/.test(typed) ? {ok: true, value: {pseudonym: typed}} : customer(csrf, typed);
