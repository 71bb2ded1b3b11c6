// A security key is shown in a window of the collector's: opened here, watched while the prompt waits, and closed when the collector says that it was the right one.
import type {Station} from '../../client/src/station.js';
import type {Factor, KeyState, Told} from '../../js-shim/src/prompt/people.js';
import {readCode} from './check.js';
import type {SecondFactor} from './messages.js';
import type {Prompt} from './prompts.js';

type Message = Record<string, unknown>;
const kFailed = {ok: false, code: 'failed'} as const;
const kWindow = 'key window';
const kSize = {width: 480, height: 440};

export async function factorsOf(station: Station, prompt: Prompt | undefined): Promise<readonly Factor[]> {
  return prompt === undefined ? [] : (await station.people.agentState())?.second_factors ?? [];
}

/** `step_up`: to show one; `key`: to register one. The page is told the language behind its ticket. */
export async function openKey(station: Station, what: 'step_up' | 'key'): Promise<Told<{expires_ms: number}>> {
  const answer = await station.people.keyPage(what);
  if (!answer.ok) return answer;
  await closeWindow();
  const opened = await chrome.windows.create({url: `${answer.page}&${station.page().lang}`, type: 'popup', ...kSize}).catch(() => undefined);
  if (opened?.id === undefined) return {ok: false, code: 'window_blocked'};
  await chrome.storage.session.set({[kWindow]: opened.id});
  return {ok: true, expires_ms: answer.expires_ms};
}

/** The collector's word decides, not the window's: it may be closed a moment before the answer is known here. */
export async function keyState(station: Station, prompt: Prompt | undefined): Promise<Told<{state: KeyState}>> {
  if (prompt === undefined) return kFailed;
  const isOpen = await windowIsOpen();
  const identity = await station.people.askIdentity();
  if (identity.ok && identity.until_ms > Date.now()) {
    await closeWindow();
    return {ok: true, state: 'done'};
  }
  return {ok: true, state: isOpen ? 'waiting' : 'closed'};
}

async function keptWindow(): Promise<number | undefined> {
  const kept: unknown = (await chrome.storage.session.get(kWindow))[kWindow];
  return typeof kept === 'number' ? kept : undefined;
}

async function windowIsOpen(): Promise<boolean> {
  const id = await keptWindow();
  return id !== undefined && await chrome.windows.get(id).then(() => true, () => false);
}

async function closeWindow(): Promise<void> {
  const id = await keptWindow();
  if (id === undefined) return;
  await chrome.storage.session.remove(kWindow);
  await chrome.windows.remove(id).catch(() => undefined);
}

// --- the options page ---------------------------------------------------------------------------------------------------

export async function secondFactor(station: Station): Promise<SecondFactor> {
  const [agent, identity] = await Promise.all([station.people.agentState(), station.people.askIdentity()]);
  return {factors: agent?.second_factors ?? [], known: agent?.from === 'collector', stepped_up: identity.ok && identity.until_ms > Date.now()};
}

export async function stepUpHere(station: Station, message: Message): Promise<Told<{until_ms: number}>> {
  const code = readCode(message['code']);
  return code === undefined ? {ok: false, code: 'bad_code'} : station.people.stepUp(code);
}
