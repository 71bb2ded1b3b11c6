// What the prompt asks of the collector for: a second factor, a second person's word, a training read. The station asks; what it cannot ask stays covered.
import {noticeOf} from '../../client/src/people.js';
import type {Station} from '../../client/src/station.js';
import type {OfferedItem, PageFacts} from '../../client/src/types.js';
import type {Recorded} from '../../js-shim/src/prompt/consent.js';
import type {ApprovalState, Told} from '../../js-shim/src/prompt/people.js';
import {readCode, readConsent, readFacts, readId, readItems, readToken} from './check.js';
import type {CustomerAnswer} from './messages.js';
import {closeDialog, forgetPrompt, type Prompt} from './prompts.js';
import {tell} from './tell.js';

type Message = Record<string, unknown>;
const kFailed = {ok: false, code: 'failed'} as const;
const kWaitS = 10;
const kShownS = 60;  // where a purpose names no time

export async function stepUp(station: Station, prompt: Prompt | undefined, message: Message): Promise<Told<{until_ms: number}>> {
  const code = readCode(message['code']);
  if (prompt === undefined) return kFailed;
  return code === undefined ? {ok: false, code: 'bad_code'} : station.people.stepUp(code);
}

export async function askApproval(station: Station, prompt: Prompt | undefined, message: Message): Promise<Told<{id: string; expires_ms: number}>> {
  const purpose = readId(message['purpose']);
  const item = prompt?.items.find(({id}) => id === message['item_id']);
  if (prompt === undefined || item === undefined || purpose === undefined) return kFailed;
  const [offer] = await station.offers([item], prompt.facts, prompt.break_glass);
  const seconds = offer?.offered.find((one) => one.purpose === purpose)?.time_to_live_s ?? kShownS;
  return station.askApproval(prompt.facts, {class: item.class, purpose, seconds});
}

export async function approval(station: Station, prompt: Prompt | undefined, message: Message): Promise<Told<{state: ApprovalState}>> {
  const id = readToken(message['id']);
  return prompt === undefined || id === undefined ? kFailed : station.people.approval(id, kWaitS);
}

export async function acknowledge(station: Station, prompt: Prompt | undefined): Promise<Told<{items: OfferedItem[]}>> {
  if (prompt === undefined) return kFailed;
  const answer = await station.people.acknowledge();
  return answer.ok ? {ok: true, items: await station.offers(prompt.items, prompt.facts, prompt.break_glass)} : answer;
}

/** A training is due where something here would be offered to somebody who has it, and is not offered now. */
export async function trainingDue(station: Station, offers: OfferedItem[], facts: PageFacts): Promise<boolean> {
  return offers.some(({offered}) => offered.length === 0) && station.isTrainingDue(offers, facts);
}

/** Nothing: the page names no customer, or no purpose needs a consent and nobody restricted anything. */
export async function customerOf(station: Station, message: Message): Promise<CustomerAnswer> {
  const facts = readFacts(message['facts']);
  const customer = facts === undefined ? undefined : await station.customerShown(facts);
  return customer === undefined ? {} : {customer};
}

export async function recordConsent(station: Station, prompt: Prompt | undefined, message: Message): Promise<Recorded> {
  const word = readConsent(message['word']);
  if (prompt === undefined || word === undefined) return kFailed;
  const {policy} = await station.status();
  const answer = await station.people.recordConsent(prompt.facts, {...word, ...noticeOf(policy)});
  if (!answer.ok) return answer;
  await forgetPrompt(prompt.token);
  await closeDialog(prompt);
  await tell(prompt.tab_id, {type: 'customer.changed'}, {frameId: prompt.frame_id});
  return {ok: true};
}

export async function noteContact(station: Station, message: Message): Promise<true | undefined> {
  const [facts, items] = [readFacts(message['facts']), readItems([message['item']])];
  if (facts === undefined || items?.[0] === undefined) return undefined;
  return await station.noteContact({item: items[0], facts}) || undefined;
}
