// One function per message. The sender is checked first; a message its sender may not send is not answered.
import type {Station} from '../../client/src/station.js';
import type {MaskedItem, PageFacts} from '../../client/src/types.js';
import type {Match} from '../../wasm/engine.js';
import {readAsked, readFacts, readId, readItems, readReason, readSaid, readToken, typeOf} from './check.js';
import type {AnswerTo, Answers, HelloAnswer, PromptCompared, PromptLoaded, PromptOpened, PromptSubmitted, PromptVerified, ToContent} from './messages.js';
import {keepMemory, memoryOf} from './memory.js';
import {copyFrom, copyHere} from './copies.js';
import {closeDialog, closePrompts, forgetPrompt, keepPrompt, promptOf, type Prompt} from './prompts.js';
import {replyJudge, replyLog, replySeen} from './replies.js';
import {senderOf, type Sender} from './senders.js';
import {acknowledge, approval, askApproval, customerOf, noteContact, recordConsent, stepUp, trainingDue} from './people.js';
import {factorsOf, keyState, openKey} from './second-factor.js';
import {fromOwnPage} from './own-pages.js';
import {tell} from './tell.js';

export interface Background {station: Promise<Station>; reload: () => Promise<void>}
export type Message = Record<string, unknown>;
type Content = Extract<Sender, {kind: 'content'}>;
const kNoWords = {id: '', en: ''};

/** The answer, or nothing for a stranger and for what nobody may ask. */
export async function handle(background: Background, message: unknown, from: chrome.runtime.MessageSender): Promise<Answers[keyof Answers] | undefined> {
  const station = await background.station;
  const sender = senderOf(from, station.page().helpdesks);
  const said = message as Message;
  const type = typeOf(message);
  switch (sender.kind) {
    case 'stranger': return undefined;
    case 'content': return fromContent(station, sender, type, said);
    case 'prompt': return fromPrompt(station, sender.tab_id, type, said);
    case 'own': return fromOwnPage(background, station, type, said);
    default: return sender satisfies never;
  }
}

// --- content scripts ----------------------------------------------------------------------------------------------------

async function fromContent(station: Station, sender: Content, type: string, message: Message): Promise<Answers[keyof Answers] | undefined> {
  switch (type) {
    case 'hello': return {page: station.page(), origin: sender.origin} satisfies HelloAnswer;
    case 'core.twin': return runTwin(sender);
    case 'facts.changed': return factsChanged(sender, readFacts(message['facts']));
    case 'memory.get': return memoryOf(sender.origin);
    case 'memory.keep': return keepMemory(sender.origin, message['memory']);
    case 'contact.note': return noteContact(station, message);
    case 'copy.ask': return copyHere(station, message);
    case 'customer.get': return customerOf(station, message);
    case 'reply.seen': return replySeen(sender, message);
    case 'reply.judge': return replyJudge(station, sender, message);
    case 'reply.log': return replyLog(station, message);
    case 'prompt.open': return openPrompt(station, sender, message);
    case 'prompt.key': return tell(sender.tab_id, {type: 'prompt.show', asked: readAsked(message['asked'])}, {frameId: 0});
    case 'prompt.cancel': return cancelPrompt(sender.tab_id, message);
    default: return undefined;
  }
}

/** Into the very document that asked. */
async function runTwin({tab_id, frame_id, document_id}: Content): Promise<true> {
  const frame = document_id === undefined ? {frameIds: [frame_id]} : {documentIds: [document_id]};
  await chrome.scripting.executeScript({target: {tabId: tab_id, ...frame}, files: ['tirai-core-twin.js'], injectImmediately: true});
  return true;
}

/** Another ticket, another owner: a prompt that was opened for the one before no longer stands. */
async function factsChanged({tab_id, frame_id}: Content, facts: PageFacts | undefined): Promise<true | undefined> {
  if (facts === undefined) return undefined;
  const outdated = (prompt: Prompt): boolean => prompt.facts.ticket !== facts.ticket || prompt.facts.relationship !== facts.relationship;
  await closePrompts((prompt) => prompt.tab_id === tab_id && prompt.frame_id === frame_id && outdated(prompt));
  return true;
}

async function openPrompt(station: Station, sender: Content, message: Message): Promise<PromptOpened> {
  const [items, facts, current] = [readItems(message['items']), readFacts(message['facts']), readId(message['current'])];
  if (items === undefined || facts === undefined) return {ok: false, code: 'failed'};
  if (station.page().state !== 'ready') return {ok: false, code: 'no_policy'};
  const {tab_id, frame_id, document_id, page_url} = sender;
  const token = crypto.randomUUID();
  const asked = readAsked(message['asked']);
  const prompt: Prompt = {
    token, tab_id, frame_id, items, facts, opened_ms: Date.now(),
    ...(document_id === undefined ? {} : {document_id}), ...(page_url === undefined ? {} : {page_url}), ...(current === undefined ? {} : {current}), ...(asked === 'all' && items.length > 1 ? {together: true} : {}), ...(asked === 'compare' ? {compare: true} : {}), ...(asked === 'break_glass' ? {break_glass: true} : {}), ...(asked === 'consent' ? {consent: true} : {}), ...(message['field'] === true ? {field: true} : {}),
  };
  if (asked === 'reveal' && await revealAgain(station, prompt)) return {ok: true, shown: true};
  await keepPrompt(prompt);
  return {ok: true, shown: false, token, here: frame_id === 0 || !await showInTopFrame(tab_id, token)};
}

/** The purpose given for this ticket holds for a while: then Alt+R alone reveals, decided and logged like any other. */
async function revealAgain(station: Station, prompt: Prompt): Promise<boolean> {
  const item = prompt.items.find(({id}) => id === prompt.current);
  if (item === undefined || (item.revealed_until ?? 0) > Date.now()) return false;
  const purpose = await station.purposeGiven(item, prompt.facts);
  if (purpose === undefined) return false;
  const answer = await station.reveal({item, facts: prompt.facts, purpose, ...(prompt.page_url === undefined ? {} : {page_url: prompt.page_url})});
  return answer.granted && grant(station, prompt, item.id, answer);
}

async function showInTopFrame(tab_id: number, token: string): Promise<boolean> {
  const shown = await chrome.tabs.sendMessage<ToContent, true | undefined>(tab_id, {type: 'prompt.frame', token}, {frameId: 0}).catch(() => undefined);
  return shown === true;
}

// --- the prompt ---------------------------------------------------------------------------------------------------------

async function fromPrompt(station: Station, tab_id: number, type: string, message: Message): Promise<Answers[keyof Answers] | undefined> {
  switch (type) {
    case 'prompt.load': return loadPrompt(station, tab_id, message);
    case 'prompt.submit': return submitPrompt(station, tab_id, message);
    case 'prompt.step_up': return stepUp(station, await tokenOf(tab_id, message), message);
    case 'prompt.factors': return factorsOf(station, await tokenOf(tab_id, message));
    case 'prompt.key_open': return await tokenOf(tab_id, message) === undefined ? undefined : openKey(station, 'step_up');
    case 'prompt.key_state': return keyState(station, await tokenOf(tab_id, message));
    case 'prompt.approve': return askApproval(station, await tokenOf(tab_id, message), message);
    case 'prompt.approval': return approval(station, await tokenOf(tab_id, message), message);
    case 'prompt.consent': return recordConsent(station, await tokenOf(tab_id, message), message);
    case 'prompt.acknowledge': return acknowledge(station, await tokenOf(tab_id, message));
    case 'prompt.copy': return copyFrom(station, await tokenOf(tab_id, message), message);
    case 'prompt.compare': return comparePrompt(station, tab_id, message);
    case 'prompt.verify': return verifyPrompt(station, tab_id, message);
    case 'prompt.cancel': return cancelPrompt(tab_id, message);
    default: return undefined;
  }
}

async function tokenOf(tab_id: number, message: Message): Promise<Prompt | undefined> {
  const token = readToken(message['token']);
  return token === undefined ? undefined : promptOf(token, tab_id);
}

async function loadPrompt(station: Station, tab_id: number, message: Message): Promise<PromptLoaded> {
  const prompt = await tokenOf(tab_id, message);
  if (prompt === undefined) return {ok: false, code: 'prompt_gone', reason: kNoWords};
  const page = station.page();
  const {policy} = await station.status();
  if (page.state !== 'ready' || policy === undefined) return {ok: false, code: 'no_policy', reason: kNoWords};
  const {items, facts, current, together, compare, break_glass} = prompt;
  const card = await station.card(facts, classesOf(prompt));
  const offers = await station.offers(items, facts, break_glass);
  const customer = prompt.consent === true ? (await customerOf(station, {facts})).customer : undefined;
  const into = prompt.field === true ? {into: await station.canCopy(items, facts)} : {};
  const due = await trainingDue(station, offers, facts);
  const model = {items: offers, facts, ...into, ...(due ? {training_due: true as const} : {}), ...(customer === undefined ? {} : {consent: customer}), ...(card === undefined ? {} : {card}), ...(together === undefined ? {} : {together}), ...(compare === undefined ? {} : {compare}), ...(break_glass === undefined ? {} : {break_glass}), subject: page.subject, lang: page.lang, policy: {id: policy.id, version: policy.version}};
  return {ok: true, model: current === undefined ? model : {...model, current}};
}

/** Decided and logged by the station, then shown by the very document that asked, then answered. */
async function submitPrompt(station: Station, tab_id: number, message: Message): Promise<PromptSubmitted> {
  const prompt = await tokenOf(tab_id, message);
  const item = prompt?.items.find(({id}) => id === message['item_id']);
  if (prompt === undefined || item === undefined) return {granted: false, code: 'prompt_gone', reason: kNoWords};
  const purpose = readId(message['purpose']);
  const reason = readReason(message['reason']);
  const approved = readToken(message['approval']);
  const {facts, page_url} = prompt;
  const answer = await station.reveal({item, facts, ...(purpose === undefined ? {} : {purpose}), ...(reason === undefined ? {} : {reason}), ...(page_url === undefined ? {} : {page_url}), ...(approved === undefined ? {} : {approval: approved})});
  if (!answer.granted) return answer;
  await forgetPrompt(prompt.token);
  if (prompt.together && purpose !== undefined) await revealOthers(station, prompt, item.id, purpose, reason);
  if (!await grant(station, prompt, item.id, answer)) return {granted: false, code: 'value_gone', reason: kNoWords};  // the dialog stays and says so
  await closeDialog(prompt);
  return answer;
}

/** The rest of a message, one event each. What the purpose does not open stays covered. */
async function revealOthers(station: Station, prompt: Prompt, first: string, purpose: string, reason: string | undefined): Promise<void> {
  const offered = (await station.offers(prompt.items, prompt.facts)).filter((item) => item.id !== first && item.offered.some((one) => one.purpose === purpose));
  for (const {id} of offered) {
    const item = prompt.items.find((one) => one.id === id);
    const {facts, page_url} = prompt;
    const answer = item && await station.reveal({item, facts, purpose, ...(reason === undefined ? {} : {reason}), ...(page_url === undefined ? {} : {page_url})});
    if (answer?.granted) await grant(station, prompt, id, answer);
  }
}

// --- what a customer says -----------------------------------------------------------------------------------------------

/** A caller may have written the message they are asked about: only the helpdesk's own record proves anything. */
const recordOf = (prompt: Prompt, data_class: string): MaskedItem[] => prompt.items.filter((item) => item.declared === true && item.class === data_class);
const classesOf = (prompt: Prompt): string[] => [...new Set(prompt.items.filter(({declared}) => declared === true).map((item) => item.class))];

async function comparePrompt(station: Station, tab_id: number, message: Message): Promise<PromptCompared> {
  const prompt = await tokenOf(tab_id, message);
  const item = prompt?.items.find(({id}) => id === message['item_id']);
  const said = readSaid(message['said']);
  if (prompt === undefined || item === undefined || said === undefined) return {ok: false, code: 'prompt_gone', reason: kNoWords};
  return station.compare({item, facts: prompt.facts}, () => compareThere(prompt, [item], said));
}

async function verifyPrompt(station: Station, tab_id: number, message: Message): Promise<PromptVerified> {
  const prompt = await tokenOf(tab_id, message);
  const items = prompt === undefined ? [] : recordOf(prompt, String(message['class']));
  const said = readSaid(message['said']);
  if (prompt === undefined || items[0] === undefined || said === undefined) return {ok: false, code: 'prompt_gone', reason: kNoWords};
  const answer = await station.verify({item: items[0], facts: prompt.facts}, () => compareThere(prompt, items, said));
  if (!answer.ok) return answer;
  const card = await station.card(prompt.facts, classesOf(prompt));
  const changed = answer.caller === undefined || answer.caller === 'unverified' ? {} : {items: await station.offers(prompt.items, prompt.facts, prompt.break_glass)};
  return {ok: true, match: answer.match, ...(card === undefined ? {} : {card}), ...changed};
}

/** In the very document that asked: the value stays there. */
async function compareThere({tab_id, frame_id, document_id}: Prompt, items: MaskedItem[], said: string): Promise<Match | undefined> {
  const target = document_id === undefined ? {frameId: frame_id} : {documentId: document_id};
  const message = {type: 'compare.ask', item_ids: items.map(({id}) => id), said} satisfies ToContent;
  const answer = await chrome.tabs.sendMessage<ToContent, AnswerTo<typeof message> | undefined>(tab_id, message, target).catch(() => undefined);
  return answer?.match;
}

// --- showing what was granted -------------------------------------------------------------------------------------------

async function grant(station: Station, {tab_id, frame_id, document_id, opened_ms}: Prompt, item_id: string, {ttl_ms, watermark}: {ttl_ms: number; watermark?: string}): Promise<boolean> {
  const target = document_id === undefined ? {frameId: frame_id} : {documentId: document_id};
  const message = {type: 'reveal.grant', item_id, ttl_ms, ...(watermark === undefined ? {} : {watermark})} satisfies ToContent;
  const answer = await chrome.tabs.sendMessage<ToContent, AnswerTo<typeof message> | undefined>(tab_id, message, target).catch(() => undefined);
  if (answer?.shown !== true) return false;
  await station.noteShown(Date.now() - opened_ms);
  return true;
}

async function cancelPrompt(tab_id: number, message: Message): Promise<true> {
  const token = readToken(message['token']);
  await closePrompts((prompt) => prompt.tab_id === tab_id && prompt.token === token);
  return true;
}
