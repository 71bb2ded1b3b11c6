// The content script: hangs the curtain in the first turn, before anything is painted, then starts it with the verified policy. It asks the
// background for a prompt, and shows a value only when the background says that its event is on disk.
//
//   hung, covered ──storage.local──▶ started ──Alt+R──▶ prompt.open ──▶ dialog ──reveal.grant──▶ shown until its time is up
//        └─ no record, or a sandboxed frame: hello ─┘
import {prepareCore, shadowRootOf} from 'tirai:core-loader';
import {hangCurtain, joinParentCurtain, READY_ATTRIBUTE} from '../../js-shim/src/main.js';
import {factsOf} from '../../js-shim/src/facts.js';
import {hangHandles, type Handles} from '../../js-shim/src/handles.js';
import {insertHere, putIntoField, type IntoFieldParts} from '../../js-shim/src/into-field.js';
import {onAltR, type Asked} from '../../js-shim/src/keys.js';
import {refusalTexts} from '../../js-shim/src/prompt/texts.js';
import {ownRoot} from '../../js-shim/src/shadow.js';
import {coverTexts, type Text} from '../../js-shim/src/texts.js';
import type {Curtain} from '../../js-shim/src/types.js';
import type {CoreModule} from '../../wasm/engine.js';
import type {CoverReason, Helpdesk, PageStart, RefusalCode} from '../../client/src/types.js';
import {ask, kPageKey, type Answers, type CompareAsk, type Compared, type PageStatus, type RevealGrant, type RevealShown, type ToContent} from './messages.js';
import {openDialog, type PromptDialog} from './prompt-dialog.js';
import {reasonOf, statusOf, uncover} from './page-state.js';
import {hangReplyGuard, type ReplyGuard} from './reply-guard.js';
import {hangTicketState, type TicketState} from './ticket-state.js';
import {toast} from '../../js-shim/src/toast.js';

declare global {
  var tiraiHung: true | undefined;  // in our isolated world: this file may be sent twice to one document
}

const kMostItems = 500;      // a prompt lists no more; the ones around the current item
const kFactsWaitMs = 250;
const kLoadWaitMs = 5000;
const kLongestTimerMs = 2 ** 31 - 1;

/** False once the extension was updated or removed: this script then masks on, but nobody answers it. */
const isConnected = (): boolean => chrome.runtime?.id !== undefined;

class Hung {
  private readonly stop = new AbortController();
  private readonly curtain: Curtain;
  private readonly keys: {release(): void};
  private readonly handles: Handles;
  private readonly replies: ReplyGuard;
  private readonly ticket: TicketState;
  private readonly into: IntoFieldParts;
  private core: Promise<(() => CoreModule) | undefined> | undefined = this.prepare();
  /** Throws where there is no core: the page is covered and says so. */
  private startCore: () => CoreModule = () => { throw new Error('no core'); };
  private page: PageStart | undefined;
  private covered: PageStatus['covered'] = {reason: 'starting', detail: ''};
  private dialog: PromptDialog | undefined;
  private expiry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.curtain = hangCurtain(document, () => this.startCore(), {signal: this.stop.signal, hooks: {openOrClosedShadowRoot: shadowRootOf, isAbandoned: () => !isConnected()}});
    void this.begin();
    chrome.storage.local.onChanged.addListener((changes) => {
      const page = changes[kPageKey]?.newValue as PageStart | undefined;
      if (page === undefined) return;
      if (this.stop.signal.aborted) this.takeUp(page); else void this.take(page);
    });
    chrome.runtime.onMessage.addListener((message: ToContent, sender, respond: (answer: unknown) => void) => {
      if (sender.id !== chrome.runtime.id || sender.tab !== undefined || this.stop.signal.aborted) return;  // the background alone
      const answer = this.answer(message);
      if (answer !== undefined) respond(answer);  // what is not ours is for another script of ours (picker.ts)
    });
    // Out of the back-forward cache: no event and no timer came through while it lay there.
    addEventListener('pageshow', ({persisted}) => { if (persisted) void this.resume(); }, {capture: true, signal: this.stop.signal});
    addEventListener('load', () => { if (this.waiting !== undefined) this.tellLater(); }, {signal: this.stop.signal});
    this.keys = onAltR(window, this.stop.signal, (asked) => void this.openPrompt(asked), () => this.dialog?.takeFocus() === true);
    this.handles = hangHandles(window, {curtain: this.curtain, lang: () => this.lang(), rootOf: ownRoot, signal: this.stop.signal, open: () => void this.openPrompt('reveal')});
    this.replies = hangReplyGuard(this.curtain, () => this.lang(), this.stop.signal, shadowRootOf);
    this.ticket = hangTicketState(this.curtain, () => this.lang(), this.stop.signal, () => void this.openPrompt('consent'));
    this.into = {curtain: this.curtain, lang: () => this.lang(), copy: (item, facts) => ask({type: 'copy.ask', item, facts}), tell: (line) => this.tell(line)};
    this.curtain.onContact((item) => void ask({type: 'contact.note', item, facts: factsOf(this.curtain)}).catch(() => undefined));
    this.curtain.onChange(() => this.onChange());
  }

  /** Tried again with the next page start where it fails: the background may not know this helpdesk yet. */
  private prepare(): Promise<(() => CoreModule) | undefined> {
    return prepareCore().catch(() => {
      this.core = undefined;
      return undefined;
    });
  }

  private async begin(): Promise<void> {
    const kept = (await chrome.storage.local.get(kPageKey))[kPageKey] as PageStart | undefined;
    if (kept !== undefined) return this.take(kept);
    await this.hello().then(({page}) => this.take(page), () => undefined);  // covered until the background has something
  }

  private async resume(): Promise<void> {
    const kept = (await chrome.storage.local.get(kPageKey))[kPageKey] as PageStart | undefined;
    const expired = kept?.state === 'ready' && kept.verified.expires_ms <= Date.now();
    if (expired || JSON.stringify(kept) !== JSON.stringify(this.page)) await this.begin();
  }

  private hello(): Promise<Answers['hello']> {
    return ask({type: 'hello'});
  }

  // --- starting and covering --------------------------------------------------------------------------------------------

  private async take(page: PageStart): Promise<void> {
    this.page = page;
    const [helpdesk, {memory = ''}, core] = await Promise.all([this.helpdeskOf(page), ask({type: 'memory.get'}).catch(() => ({memory: undefined})), this.core ??= this.prepare()]);
    if (core !== undefined) this.startCore = core;
    if (this.page !== page || this.stop.signal.aborted) return;
    if (helpdesk === 'unknown') return this.cover('starting', '');
    if (helpdesk === undefined) return this.letGo();
    if (page.state === 'covered') return this.cover(page.reason, page.detail);
    if (page.verified.expires_ms <= Date.now()) return this.cover('policy_expired', '');
    this.start(page, helpdesk, memory);
  }

  private start(page: PageStart & {state: 'ready'}, helpdesk: Helpdesk, memory: string): void {
    const {policy, policy_name, adapters, expires_ms} = page.verified;
    const adapter = adapters[helpdesk.adapter];
    if (adapter === undefined) return this.cover('adapter_unreadable', `bundle: no adapter "${helpdesk.adapter}"; it has ${Object.keys(adapters).join(', ') || 'none'}`);
    const started = this.curtain.start({policy, policy_name, adapter, subject: page.subject, lang: page.lang, ...(memory === '' ? {} : {memory})});
    this.covered = started.ok ? undefined : {reason: reasonOf(started.error), detail: `${started.error.at}: ${started.error.message}`};
    clearTimeout(this.expiry);
    this.expiry = setTimeout(() => this.cover('policy_expired', ''), Math.min(expires_ms - Date.now(), kLongestTimerMs));
  }

  private cover(reason: CoverReason, detail: string): void {
    this.dialog?.close();
    this.dialog = undefined;
    this.covered = {reason, detail};
    this.curtain.cover(reason, detail);
  }

  /** The helpdesk this document belongs to. A sandboxed frame has no origin of its own: the background knows whose page it lies in.
   *  If it does not say, the frame stays covered. */
  private async helpdeskOf({helpdesks}: PageStart): Promise<Helpdesk | 'unknown' | undefined> {
    if (self.origin !== 'null') return helpdesks.find(({origin}) => origin === self.origin);
    const told = await this.hello().catch(() => undefined);
    return helpdesks.find(({origin}) => origin === told?.origin) ?? 'unknown';
  }

  /** Not a configured helpdesk (another port of one in Firefox, or one just removed): this page is none of our business. */
  private letGo(): void {
    clearTimeout(this.expiry);
    this.stop.abort();
    uncover(document);
  }

  private takenUp = false;

  /** It is one now: a new curtain, covered first. */
  private takeUp({helpdesks}: PageStart): void {
    if (this.takenUp || !helpdesks.some(({origin}) => origin === self.origin)) return;
    this.takenUp = true;
    document.documentElement.removeAttribute(READY_ATTRIBUTE);
    new Hung();
  }

  // --- asking for a reveal ----------------------------------------------------------------------------------------------

  private async openPrompt(asked: Asked): Promise<void> {
    if (this.dialog !== undefined || this.covered !== undefined) return;
    if (!isConnected()) return this.tell(coverTexts.extension_updated);
    if (asked === 'into') return putIntoField(this.into);
    const item = this.curtain.current();
    const current = item?.id;
    const around = this.itemsAround(current);
    const items = asked === 'all' && item !== undefined ? around.filter(({where}) => where === item.where) : around;
    try {
      const opened = await ask({
        type: 'prompt.open', items, facts: factsOf(this.curtain), asked, ...(current === undefined ? {} : {current}), ...(this.curtain.hasField() ? {field: true} : {}),
      });
      if (!opened.ok) return this.say(opened.code);
      if (!opened.shown && opened.here) this.showDialog(opened.token);
    } catch {
      if (isConnected()) this.say('failed'); else this.tell(coverTexts.extension_updated);
    }
  }

  private itemsAround(current: string | undefined): ReturnType<Curtain['items']> {
    const items = this.curtain.items();
    const at = Math.max(0, items.findIndex(({id}) => id === current) - kMostItems / 2);
    return items.slice(at, at + kMostItems);
  }

  private showDialog(token: string): void {
    this.dialog?.close();
    this.dialog = openDialog(token, {cancelled: () => this.closeDialog(token), closed: () => this.keys.release()});
  }

  /** Closed from outside its frame: the background forgets the prompt; if it cannot be told, the token runs out by itself. */
  private closeDialog(token: string): void {
    this.dialog?.close();
    this.dialog = undefined;
    void ask({type: 'prompt.cancel', token}).catch(() => undefined);
  }

  private told = '';
  private waiting: ReturnType<typeof setTimeout> | undefined;

  private memory = '';

  /** At once: the next page may be on its way. */
  private keepMemory(): void {
    const memory = this.curtain.memory();
    if (memory === this.memory || !isConnected()) return;
    this.memory = memory;
    void ask({type: 'memory.keep', memory}).catch(() => undefined);
  }

  private onChange(): void {
    this.keepMemory();
    this.tellLater();
  }

  /** Nobody waits for it, and a page that loads waits for the processor; one that never ends loading is told of, too. */
  private tellLater(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => { this.waiting = undefined; this.tellFacts(); }, document.readyState === 'complete' ? kFactsWaitMs : kLoadWaitMs);
  }

  private tellFacts(): void {
    if (isConnected()) void this.replies.tell();
    if (isConnected()) void this.ticket.ask();
    const facts = factsOf(this.curtain);
    const text = JSON.stringify(facts);
    if (text === this.told || !isConnected()) return;
    this.told = text;
    void ask({type: 'facts.changed', facts, masked: this.curtain.items().length}).catch(() => undefined);
  }

  // --- the background asks ------------------------------------------------------------------------------------------------

  private answer(message: ToContent): Answers[ToContent['type']] | undefined {
    switch (message.type) {
      case 'reveal.grant': return this.reveal(message);
      case 'copy.grant': return {shown: insertHere(this.into, message.item_id)};
      case 'compare.ask': return this.compare(message);
      case 'prompt.frame': this.showDialog(message.token); return true;
      case 'prompt.close': return this.promptClosed(message.token);
      case 'prompt.show': void this.openPrompt(message.asked); return true;
      case 'page.remask': this.curtain.remask(message.item_id); return true;
      case 'customer.changed': void this.ticket.ask(); return true;
      case 'page.status': return statusOf(this.curtain, this.covered);
      default: message satisfies never; return undefined;
    }
  }

  private reveal({item_id, ttl_ms, watermark}: RevealGrant): RevealShown {
    const shown = this.curtain.reveal(item_id, ttl_ms);
    if (shown && watermark !== undefined) this.handles.watermark(item_id, watermark);
    return {shown};
  }

  /** One right value is enough: a record may hold two phone numbers. */
  private compare({item_ids, said}: CompareAsk): Compared {
    const matches = item_ids.map((id) => this.curtain.compare(id, said)).filter((match) => match !== undefined);
    const match = (['matches', 'differs', 'too_short'] as const).find((one) => matches.includes(one));
    return match === undefined ? {} : {match};
  }

  private promptClosed(token: string): true {
    if (this.dialog?.token === token) {
      this.dialog.close();
      this.dialog = undefined;
    }
    return true;
  }

  private lang(): PageStart['lang'] {
    return this.page?.lang ?? 'id';
  }

  private tell(line: {title: Text; action: Text}): void {
    toast(ownRoot, this.lang(), line);
  }

  private say(code: RefusalCode): void {
    this.tell(refusalTexts[code]);
  }
}

/** A frame that its parent's curtain can reach belongs to that curtain; here is only the key. */
function joined(): void {
  onAltR(window, new AbortController().signal, (asked) => { void ask({type: 'prompt.key', asked}).catch(() => undefined); });
}

if (globalThis.tiraiHung === undefined) {
  globalThis.tiraiHung = true;
  if (joinParentCurtain(window)) joined(); else new Hung();
}
