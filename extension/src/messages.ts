// Every message of the extension: one union per receiver, told apart by `type`. Who may send what is checked before a word is read (senders.ts).
//
//   content ──hello, core.twin, facts.changed, memory.get, memory.keep, reply.*, prompt.open, prompt.key, prompt.cancel──▶ background ◀──prompt.load, prompt.submit, prompt.compare, prompt.verify, prompt.cancel── prompt page
//   content ◀──reveal.grant, compare.ask, prompt.frame, prompt.close, prompt.show, page.remask, page.status── background ◀──status, remask, settings.*── popup, options ──picker.*──▶ picker
//
// A changed policy needs no message: the background writes what pages start with to storage.local (key kPageKey), and every content script hears of it.
import type {
  CallerCard, CoverReason, Helpdesk, Lang, MaskedItem, OfferedItem, PageFacts, PageStart, RefusalCode, RevealAnswer, Settings, StationStatus, Subject,
} from '../../client/src/types.js';
import type {CopyAnswer} from '../../client/src/copying.js';
import type {Explained} from '../../client/src/explain.js';
import type {Asked} from '../../js-shim/src/keys.js';
import type {Outcome, OutboundFlag, Verdict} from '../../js-shim/src/outbound/model.js';
import type {ConsentWord, CustomerShown, Recorded} from '../../js-shim/src/prompt/consent.js';
import type {PromptOutcome} from '../../js-shim/src/prompt/model.js';
import type {ApprovalState, Factor, KeyState, Told} from '../../js-shim/src/prompt/people.js';
import type {Bilingual, Match, PolicySummary} from '../../wasm/engine.js';

// --- content script → background ---------------------------------------------------------------------------------------

/** Key in storage.local of the PageStart every content script reads. Nothing secret may ever lie in that area. */
export const kPageKey = 'page';

/** What to start the curtain with. The content script reads the same from storage.local first; this is the second way, and the way of
 *  a sandboxed frame, which does not know its own origin: `origin` is the configured helpdesk it lies in. */
export interface Hello {type: 'hello'}
export interface HelloAnswer {page: PageStart; origin: string}
export interface FactsChanged {type: 'facts.changed'; facts: PageFacts; masked: number}
/** WebAssembly is refused in this document: run the plain-JS twin of the core beside the content script. */
export interface CoreTwin {type: 'core.twin'}
/** What earlier pages of this helpdesk taught (memory.ts); asked before the curtain starts, kept whenever it changes. */
export interface MemoryGet {type: 'memory.get'}
export interface Memory {memory?: string}
export interface MemoryKeep {type: 'memory.keep'; memory: string}
/** What this page shows: kept as keyed digests, to tell whose a value in a reply is. */
export interface ReplySeen {type: 'reply.seen'; facts: PageFacts; values: string[]}
/** Whether each of these may leave in a reply. They are kept nowhere. */
export interface ReplyJudge {type: 'reply.judge'; facts: PageFacts; values: {class: string; type: string; value: string}[]}
export interface ReplyJudged {verdicts: Verdict[]}
/** What this ticket's customer consented to. */
export interface CustomerGet {type: 'customer.get'; facts: PageFacts}
/** A link to a masked value was followed. */
export interface ContactNote {type: 'contact.note'; facts: PageFacts; item: MaskedItem}
export interface CustomerAnswer {customer?: CustomerShown}
export interface ReplyLog {type: 'reply.log'; facts: PageFacts; outcome: Outcome; flags: OutboundFlag[]}
/** Asks for a prompt about these items. `current` is the one under the selection, the focus or the pointer. */
/** `field`: the page has one that a value can be put into. */
/** Without `asked` the prompt is asked for in any case; `reveal`: not where its purpose was given before; `all`: all of the items are meant. */
export interface PromptOpen {type: 'prompt.open'; items: MaskedItem[]; facts: PageFacts; current?: string; asked?: Asked; field?: true}
/** A value into the field that had the focus last, unseen: written once this is granted. */
export interface CopyAskFrom {type: 'copy.ask'; facts: PageFacts; item: MaskedItem}
/** Alt+R in a frame that belongs to the curtain of the top frame: that one is told to open its prompt. */
export interface PromptKey {type: 'prompt.key'; asked: Asked}
/** `here`: whether the asking frame shows the dialog itself; else the tab's top frame was told to (a frame may be too small for it). */
/** `shown`: its purpose was given for this ticket a while ago, so it is revealed already, and nothing is asked. */
export type PromptOpened = {ok: true; shown: true} | {ok: true; shown: false; token: string; here: boolean} | {ok: false; code: RefusalCode};

// --- prompt page → background ------------------------------------------------------------------------------------------
// The prompt page is prompt.html#<token>, in a frame of the very tab the token was made for.

export interface PromptLoad {type: 'prompt.load'; token: string}
export interface PromptModel {
  /** In document order. */
  items: OfferedItem[];
  current?: string;
  facts: PageFacts;
  subject: Subject;
  lang: Lang;
  policy: Pick<PolicySummary, 'id' | 'version'>;
  card?: CallerCard;
  together?: true;
  /** What the customer says is typed first. */
  compare?: true;
  /** The emergency purpose alone is offered. */
  break_glass?: true;
  training_due?: true;
  /** Items that may be put into the page's field. */
  into?: string[];
  /** The form that records a consent is asked for, not a reveal. */
  consent?: CustomerShown;
}
export type PromptLoaded = {ok: true; model: PromptModel} | {ok: false; code: RefusalCode; reason: Bilingual};
/** Granted: the value is on the page already and the dialog is being closed. Refused: stay, say why, let them choose again. */
/** Of a prompt that means all of its items: whichever the purpose opens are revealed, each with an event of its own. */
export interface PromptSubmit {type: 'prompt.submit'; token: string; item_id: string; purpose: string; reason?: string; approval?: string}
export type PromptSubmitted = RevealAnswer;
/** Where a purpose is not enough: client/src/people.ts. */
export interface PromptStepUp {type: 'prompt.step_up'; token: string; code: string}
export interface PromptFactors {type: 'prompt.factors'; token: string}
/** Opens the collector's window for the security key; its state is asked for until it is done. */
export interface PromptKeyOpen {type: 'prompt.key_open'; token: string}
export interface PromptKeyState {type: 'prompt.key_state'; token: string}
export interface PromptApprove {type: 'prompt.approve'; token: string; item_id: string; purpose: string}
export interface PromptApproval {type: 'prompt.approval'; token: string; id: string}
/** The document that asked writes it once the dialog is closed. */
export interface PromptCopy {type: 'prompt.copy'; token: string; item_id: string}
export interface PromptConsent {type: 'prompt.consent'; token: string; word: ConsentWord}
export interface PromptAcknowledge {type: 'prompt.acknowledge'; token: string}
/** What the customer says, against one item; or, for a question of the card, against the record's values of a class. It is kept nowhere. */
export interface PromptCompare {type: 'prompt.compare'; token: string; item_id: string; said: string}
export interface PromptVerify {type: 'prompt.verify'; token: string; class: string; said: string}
export type PromptCompared = {ok: true; match: Match} | {ok: false; code: RefusalCode; reason: Bilingual};
/** `items`: as they are offered to the caller that is known now. */
export type PromptVerified = {ok: true; match: Match; card?: CallerCard; items?: OfferedItem[]} | {ok: false; code: RefusalCode; reason: Bilingual};
/** Closes the dialog; focus goes back to the page. From the prompt page, or from the content script. */
export interface PromptCancel {type: 'prompt.cancel'; token: string}

// --- popup and options page → background --------------------------------------------------------------------------------

/** `tab_id` as chrome.tabs.query({active: true, currentWindow: true}) gives it; needs no permission. */
export interface StatusGet {type: 'status'; tab_id?: number}
export interface Status {
  station: StationStatus;
  /** Where the settings come from. */
  settings_source: SettingsSource;
  lang: Lang;
  enforcement_level: 'A1';
  product_version: string;
  /** Absent: Tirai is not active on that tab. */
  page?: PageStatus;
  /** Of the value pointed at last. */
  why?: Explained & {where: string};
  /** The policy permits emergency access to something on the page. */
  break_glass?: true;
}
export interface PageStatus {
  origin: string;
  helpdesk: string;
  ticket?: string;
  masked: number;
  revealed: number;
  facts: PageFacts;
  /** One of each class. */
  samples: MaskedItem[];
  /** The value pointed at last. */
  current?: MaskedItem;
  /** Absent: the page is masked and shown. */
  covered?: {reason: CoverReason; detail: string};
}
/** Masks revealed values again at once, in that tab: the popup's panic button. */
export interface Remask {type: 'remask'; tab_id: number; item_id?: string}
/** Opens the prompt in that tab, as Alt+R does; or for the emergency purpose. */
export interface PromptStart {type: 'prompt.start'; tab_id: number; asked?: 'break_glass'}
/** How everything does, for whoever helps: no token, no name, no ticket, no value. */
export interface DiagnosticsGet {type: 'diagnostics'}
/** @see diagnostics.ts */
export type Diagnostics = Record<string, unknown>;
/** Asks the collector for the policy and delivers the queue, now. */
export interface Refresh {type: 'refresh'}

/** Managed over local over baked, key by key. `managed`: an administrator set some, and those are read-only on the options page. */
export type SettingsSource = 'managed' | 'local' | 'baked' | 'none';
export interface SettingsGet {type: 'settings.get'}
/** What the options page may see: the token is never sent back. */
export interface SettingsView {
  source: SettingsSource;
  /** Keys an administrator set. */
  managed: (keyof Settings)[];
  collector_url: string;
  has_token: boolean;
  policy_key: string;
  lang: Lang;
  /** What `lang` comes from: a setting, or the browser's own. */
  lang_choice: LangChoice;
  helpdesks: (Helpdesk & {permitted: boolean})[];
  /** Match patterns to put to chrome.permissions.request({origins}), from a click: those configured and not granted yet. */
  missing_origins: string[];
}
/** Absent keys stay as they are. */
/** `lang` "browser" forgets the saved one. */
export interface SettingsSet {type: 'settings.set'; settings: Partial<Omit<Settings, 'lang'>> & {lang?: LangChoice}}
export type LangChoice = Lang | 'browser';
/** `code`: base64url of the JSON of Settings, as `./run` prints it. */
export interface SettingsImport {type: 'settings.import'; code: string}
export type SettingsSaved = {ok: true; view: SettingsView} | {ok: false; reason: Bilingual; at: string};
/** The agent's second factors, for the options page: a security key is registered from there. */
export interface SecondGet {type: 'second.get'}
/** `known`: the collector said so just now. */
export interface SecondFactor {factors: readonly Factor[]; known: boolean; stepped_up: boolean}
export interface SecondCode {type: 'second.code'; code: string}
export interface SecondKey {type: 'second.key'}
/** After chrome.permissions.request was answered, so that scripts are registered. (The permissions events say so too.) */
export interface SettingsPermitted {type: 'settings.permitted'}

// --- background → content script ---------------------------------------------------------------------------------------

/** Sent only once the event is on disk. Answer: whether the value was still there to show. */
export interface RevealGrant {type: 'reveal.grant'; item_id: string; ttl_ms: number; watermark?: string}
export interface RevealShown {shown: boolean}
/** Sent only once the event is on disk: the value goes into the page's field. */
export interface CopyGrant {type: 'copy.grant'; item_id: string}
/** Whether what a customer says is one of these values. */
export interface CompareAsk {type: 'compare.ask'; item_ids: string[]; said: string}
export interface Compared {match?: Match}
/** To a tab's top frame: show the dialog for a prompt that one of its frames asked for. */
export interface PromptFrame {type: 'prompt.frame'; token: string}
export interface PromptClose {type: 'prompt.close'; token: string}
export interface PromptShow {type: 'prompt.show'; asked: Asked}
export interface PageRemask {type: 'page.remask'; item_id?: string}
/** A consent or a restriction changed somewhere: ask again. */
export interface CustomerChanged {type: 'customer.changed'}
export interface PageStatusGet {type: 'page.status'}

// --- options page → picker in a helpdesk's tab --------------------------------------------------------------------------

/** Answered when the person has pointed, or cancelled. */
export interface PickerPick {type: 'picker.pick'; lang: Lang}
/** `offers`: selectors that fit, narrowest first, with what each matches on the page. `input`: a form's field. */
export type Picked = {ok: true; offers: {select: string; matches: number}[]; input: boolean} | {ok: false};
export interface PickerField {select: string; label: string}
export interface PickerShow {type: 'picker.show'; fields: PickerField[]; lang: Lang}
/** What each field matches; -1: no selector. */
export interface Previewed {matches: number[]}
export interface PickerEnd {type: 'picker.end'}

// --- the unions --------------------------------------------------------------------------------------------------------

export type FromContent = Hello | CoreTwin | FactsChanged | MemoryGet | MemoryKeep | CustomerGet | ContactNote | CopyAskFrom | ReplySeen | ReplyJudge | ReplyLog | PromptOpen | PromptKey | PromptCancel;
export type FromPrompt = PromptLoad | PromptSubmit | PromptStepUp | PromptFactors | PromptKeyOpen | PromptKeyState | PromptApprove | PromptApproval | PromptAcknowledge | PromptConsent | PromptCopy | PromptCompare | PromptVerify | PromptCancel;
export type FromOwnPages = StatusGet | Remask | PromptStart | DiagnosticsGet | Refresh | SettingsGet | SettingsSet | SettingsImport | SettingsPermitted | SecondGet | SecondCode | SecondKey;
export type ToBackground = FromContent | FromPrompt | FromOwnPages;
export type ToPicker = PickerPick | PickerShow | PickerEnd;
export type ToContent = RevealGrant | CopyGrant | CompareAsk | PromptFrame | PromptClose | PromptShow | PageRemask | PageStatusGet | CustomerChanged;

/** What each message is answered with. */
export interface Answers {
  'hello': HelloAnswer;
  'core.twin': true;
  'facts.changed': true;
  'memory.get': Memory;
  'memory.keep': true;
  'reply.seen': true;
  'reply.judge': ReplyJudged;
  'reply.log': true;
  'prompt.open': PromptOpened;
  'prompt.key': true;
  'prompt.load': PromptLoaded;
  'prompt.submit': PromptSubmitted;
  'prompt.compare': PromptCompared;
  'prompt.verify': PromptVerified;
  'prompt.step_up': Told<{until_ms: number}>;
  'prompt.factors': readonly Factor[];
  'prompt.key_open': Told<{expires_ms: number}>;
  'prompt.key_state': Told<{state: KeyState}>;
  'prompt.approve': Told<{id: string; expires_ms: number}>;
  'prompt.approval': Told<{state: ApprovalState}>;
  'prompt.acknowledge': Told<{items: OfferedItem[]}>;
  'prompt.consent': Recorded;
  'customer.get': CustomerAnswer;
  'contact.note': true;
  'copy.ask': CopyAnswer;
  'prompt.copy': PromptOutcome;
  'copy.grant': RevealShown;
  'customer.changed': true;
  'prompt.cancel': true;
  'status': Status;
  'remask': true;
  'prompt.start': true;
  'diagnostics': Diagnostics;
  'refresh': true;
  'settings.get': SettingsView;
  'settings.set': SettingsSaved;
  'settings.import': SettingsSaved;
  'settings.permitted': SettingsView;
  'second.get': SecondFactor;
  'second.code': Told<{until_ms: number}>;
  'second.key': Told<{expires_ms: number}>;
  'reveal.grant': RevealShown;
  'compare.ask': Compared;
  'prompt.frame': true;
  'prompt.close': true;
  'prompt.show': true;
  'page.remask': true;
  'page.status': PageStatus;
}
export type AnswerTo<M extends ToBackground | ToContent> = Answers[M['type']];

/** No answer within this time is a refusal: the page shows nothing that was not logged. */
export const ANSWER_WITHIN_MS = 5000;

/** Asks the background. Rejects when it does not answer in time, or when this script belongs to an older version of the extension. */
export async function ask<M extends ToBackground>(message: M, within_ms = ANSWER_WITHIN_MS): Promise<AnswerTo<M>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`background: no answer to ${message.type} within ${within_ms} ms`)), within_ms);
  });
  try {
    const answer = await Promise.race([chrome.runtime.sendMessage<unknown, unknown>(message), late]) as AnswerTo<M> | null | undefined;
    if (answer === undefined || answer === null) throw new Error(`background: refused ${message.type}`);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}
