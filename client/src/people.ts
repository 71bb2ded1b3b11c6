// What the station asks the collector for, beside policy and events: a consent, the agent's training and second factor, a second person's word.
// Each answer that did not come is a code; the collector's own message is for its log.
import {StationError, valueOf} from './answers.js';
import {askCollector, bodyOf, errorCodeOf, refusalOf, type CollectorAddress, type Fetch, type Reply} from './collector.js';
import {getMeta, putMeta, type Database} from './db.js';
import {readOrigin} from './settings.js';
import type {LedgerModule} from '../../wasm/engine.js';

export interface PeopleDesk {database: Database; ledger: LedgerModule; fetch: Fetch; now: () => number; randomUUID: () => string; address: CollectorAddress; agent: string}

export type AskCode = 'unreachable' | 'rate' | 'bad_code' | 'not_enrolled' | 'no_customer' | 'no_key' | 'no_webauthn' | 'no_security_key' | 'step_up_needed' | 'refused' | 'failed';
export type Asked<T> = ({ok: true} & T) | {ok: false; code: AskCode};

export interface ConsentWord {purpose: string; state: 'given' | 'refused' | 'withdrawn'; method: 'verbal' | 'chat' | 'form'; notice: string; notice_version?: string; expires_ms?: number; evidence?: string}
export type Training = 'valid' | 'expired' | 'unknown';
export interface AgentState {training: Training; second_factors: ('totp' | 'webauthn')[]; from: 'collector' | 'kept'}
export type ApprovalState = 'pending' | 'approved' | 'refused' | 'expired';

/** The training the prompt shows; a collector may know others. */
export const kBasics = 'tirai-basics';
const kAgent = 'agent_state', kIdentity = 'identity';
const kTrainingKept = 7 * 86_400_000;  // without the collector

async function post(desk: PeopleDesk, path: string, value: unknown): Promise<Reply> {
  return askCollector(desk.fetch, desk.address, path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(value)});
}

/** The answer's body, if its status is `wanted`; what else it means is a code. */
async function asked<T extends object>(reply: () => Promise<Reply>, wanted: number, take: (body: Record<string, unknown>) => T | undefined): Promise<Asked<T>> {
  try {
    const answer = await reply();
    const taken = answer.status === wanted ? take(bodyOf(answer)) : undefined;
    return taken === undefined ? {ok: false, code: codeOf(answer)} : {ok: true, ...taken};
  } catch (error) {
    return {ok: false, code: error instanceof StationError && error.code === 'unreachable' ? 'unreachable' : 'failed'};
  }
}

/** The collector's own word for it, where it has one that an agent can act on. */
const kCodes: Readonly<Record<string, AskCode>> = {bad_code: 'bad_code', no_webauthn: 'no_webauthn', no_key: 'no_security_key', step_up_needed: 'step_up_needed'};

function codeOf(reply: Reply): AskCode {
  const known = kCodes[errorCodeOf(reply)];
  if (known !== undefined) return known;
  if (reply.status === 429) return 'rate';
  if (refusalOf(reply, '').code === 'token_refused') return 'not_enrolled';
  return reply.status === 503 ? 'unreachable' : reply.status >= 400 && reply.status < 500 ? 'refused' : 'failed';
}

const numberAt = (body: Record<string, unknown>, key: string): number | undefined => typeof body[key] === 'number' ? body[key] : undefined;

// --- consent ------------------------------------------------------------------------------------------------------------

/** The notice of a page is the policy's (`tirai notice`), in its version. In which of its languages a customer heard it, the page does not know. */
export const noticeOf = (policy: {id: string; version: number} | undefined): Pick<ConsentWord, 'notice' | 'notice_version'> =>
  policy === undefined ? {notice: ''} : {notice: policy.id, notice_version: String(policy.version)};

/** `evidence` is sealed to the officer before it leaves; without a key of hers it cannot be taken. */
export async function recordConsent(desk: PeopleDesk, pseudonym: string, {evidence = '', ...word}: ConsentWord, dpo_key: string | undefined): Promise<Asked<{id: string}>> {
  const id = desk.randomUUID();
  if (evidence !== '' && dpo_key === undefined) return {ok: false, code: 'no_key'};
  return asked(async () => post(desk, '/v1/consents', {id, pseudonym, ...word, ...(evidence === '' ? {} : {evidence: await sealed(desk, evidence, dpo_key ?? '', id)})}), 201, () => ({id}));
}

async function sealed({ledger}: PeopleDesk, text: string, dpo_key: string, id: string): Promise<{digest: string; sealed: string}> {
  const blob = valueOf<string>(() => ledger.seal(JSON.stringify({reason: text.slice(0, 1000)}), dpo_key, `consent:${id}`, crypto.getRandomValues(new Uint8Array(32))));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(blob));
  return {digest: `sha256:${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`, sealed: blob};
}

// --- the agent ----------------------------------------------------------------------------------------------------------

interface KeptAgent {agent: string; training: Training; second_factors: AgentState['second_factors']; asked_ms: number}

export async function askAgent(desk: PeopleDesk): Promise<AgentState> {
  const answer = await asked(() => askCollector(desk.fetch, desk.address, `/v1/agents/${encodeURIComponent(desk.agent)}`), 200, (body) => {
    const {training, second_factors} = body;
    if ((training !== 'valid' && training !== 'expired' && training !== 'unknown') || !Array.isArray(second_factors)) return undefined;
    return {training, second_factors: second_factors.filter((one): one is 'totp' | 'webauthn' => one === 'totp' || one === 'webauthn')} as const;
  });
  if (!answer.ok) return keptAgent(desk.database, desk.agent, desk.now());
  const {training, second_factors} = answer;
  await putMeta(desk.database, kAgent, {agent: desk.agent, training, second_factors, asked_ms: desk.now()} satisfies KeptAgent);
  return {training, second_factors, from: 'collector'};
}

/** What the collector last said of this agent; a training is believed for a week without it. */
export async function keptAgent(database: Database, agent: string, now_ms: number): Promise<AgentState> {
  const kept = await getMeta<KeptAgent>(database, kAgent);
  if (kept === undefined || kept.agent !== agent) return {training: 'unknown', second_factors: [], from: 'kept'};
  return {training: now_ms - kept.asked_ms < kTrainingKept ? kept.training : 'unknown', second_factors: kept.second_factors, from: 'kept'};
}

export async function acknowledge(desk: PeopleDesk, module: string): Promise<Asked<object>> {
  const answer = await asked(() => post(desk, '/v1/training', {agent: desk.agent, module, acknowledged_ms: desk.now()}), 201, () => ({}));
  if (answer.ok) await askAgent(desk);
  return answer;
}

// --- a second factor ----------------------------------------------------------------------------------------------------

interface KeptIdentity {agent: string; until_ms: number}

export async function stepUp(desk: PeopleDesk, code: string): Promise<Asked<{until_ms: number}>> {
  return keepIdentity(desk, await asked(() => post(desk, '/v1/step-up/totp', {agent: desk.agent, code}), 200, untilFrom));
}

/** Where a security key is shown: a page of the collector's own, for its host is whom the key answers (WebAuthn's RP ID). It is good once, for two minutes;
 *  `key` registers one, on a device that is stepped up. */
export function keyPage(desk: PeopleDesk, what: 'step_up' | 'key'): Promise<Asked<{page: string; expires_ms: number}>> {
  return asked(() => post(desk, '/v1/step-up/webauthn', {agent: desk.agent, for: what}), 201, (body) => {
    const {page} = body, expires_ms = numberAt(body, 'expires_ms');
    return typeof page === 'string' && readOrigin('', page).ok && expires_ms !== undefined ? {page, expires_ms} : undefined;
  });
}

/** After the collector's own page: whether this device is stepped up now. */
export async function askIdentity(desk: PeopleDesk): Promise<Asked<{until_ms: number}>> {
  return keepIdentity(desk, await asked(() => askCollector(desk.fetch, desk.address, `/v1/step-up?agent=${encodeURIComponent(desk.agent)}`), 200, untilFrom));
}

function untilFrom(body: Record<string, unknown>): {until_ms: number} | undefined {
  const until_ms = numberAt(body, 'until_ms');
  return until_ms === undefined ? undefined : {until_ms};
}

async function keepIdentity({database, agent}: PeopleDesk, answer: Asked<{until_ms: number}>): Promise<Asked<{until_ms: number}>> {
  if (answer.ok) await putMeta(database, kIdentity, {agent, until_ms: answer.until_ms} satisfies KeptIdentity);
  return answer;
}

export async function isSteppedUp(database: Database, agent: string, now_ms: number): Promise<boolean> {
  const kept = await getMeta<KeptIdentity>(database, kIdentity);
  return kept !== undefined && kept.agent === agent && now_ms < kept.until_ms;
}

// --- a second person's word ---------------------------------------------------------------------------------------------

export function askApproval(desk: PeopleDesk, question: {ticket_pseudonym?: string; class: string; purpose: string; seconds: number}): Promise<Asked<{id: string; expires_ms: number}>> {
  return asked(() => post(desk, '/v1/approvals', {agent: desk.agent, ...question}), 201, (body) => {
    const expires_ms = numberAt(body, 'expires_ms');
    return typeof body['id'] === 'string' && expires_ms !== undefined ? {id: body['id'], expires_ms} : undefined;
  });
}

/** Waits for it, at most so long; `by` once somebody decided. */
export function awaitApproval(desk: PeopleDesk, id: string, wait_s: number): Promise<Asked<{state: ApprovalState; expires_ms: number; by?: string}>> {
  return asked(() => askCollector(desk.fetch, desk.address, `/v1/approvals/${encodeURIComponent(id)}?wait=${Math.min(Math.max(Math.floor(wait_s), 0), 10)}`), 200, (body) => {
    const {state, by} = body, expires_ms = numberAt(body, 'expires_ms') ?? 0;
    if (state !== 'pending' && state !== 'approved' && state !== 'refused' && state !== 'expired') return undefined;
    return {state, expires_ms, ...(typeof by === 'string' ? {by} : {})} as const;
  });
}
