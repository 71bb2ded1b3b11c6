// What hangs between the curtain and the worker: takes the policy to the curtain, asks for a purpose, and shows a value only when the
// worker says that its event is on disk.
import type {Lang, OfferedItem, PageFacts, PageStart} from '../../client/src/types.js';
import {factsOf} from '../../js-shim/src/facts.js';
import {hangHandles, type Handles} from '../../js-shim/src/handles.js';
import {insertHere, putIntoField, type IntoFieldParts} from '../../js-shim/src/into-field.js';
import {onAltR, type Asked} from '../../js-shim/src/keys.js';
import type {CompareOutcome, PromptOutcome, VerifyOutcome} from '../../js-shim/src/prompt/model.js';
import {refusalTexts} from '../../js-shim/src/prompt/texts.js';
import type {CoverReason, Curtain, MaskedItem} from '../../js-shim/src/types.js';
import {showBadge} from './badge.js';
import {linkTo, type Link} from './link.js';
import type {ActAnswer, ActArgs, ActName} from './acts.js';
import {keyActs} from './key-window.js';
import {consentDialog, promptDialog} from './prompt-dialog.js';
import {guardReplies} from '../../js-shim/src/outbound/guard.js';
import type {PeopleActs} from '../../js-shim/src/prompt/people.js';
import type {RootOf} from '../../js-shim/src/shadow.js';
import {hangTicketBar, type TicketBar} from '../../js-shim/src/ticket-bar.js';
import {toast} from '../../js-shim/src/toast.js';

/** A prompt lists no more; the ones around the current item. */
const kMostItems = 500;
const kLongestTimerMs = 2 ** 31 - 1;
const kShownS = 60;  // where a purpose names no time
const kGone: PromptOutcome = {granted: false, code: 'value_gone', reason: {id: '', en: ''}};

const classesOf = (items: MaskedItem[]): string[] => [...new Set(items.filter(({declared}) => declared === true).map(item => item.class))];

export interface DropInParts {
  curtain: Curtain;
  lang: Lang;
  /** The page names no language of ours: the prompt then speaks the config's. */
  follow_config_lang: boolean;
  /** The browser's own, from before it was wrapped: our surfaces are not read by the curtain. */
  attachShadow: Element['attachShadow'];
  /** Shadow roots of the page, closed ones too. */
  inside: RootOf;
  /** Where tirai.js came from: the worker lies beside it. */
  base: string;
  config: string | undefined;
}

export class DropIn {
  private readonly link: Link | undefined;
  private readonly keys: {release(): void};
  private readonly handles: Handles;
  private readonly bar: TicketBar;
  private readonly into: IntoFieldParts;
  private lang: Lang;
  /** In force on this page; undefined while it is covered. */
  private started: string | undefined;
  private prompt: AbortController | undefined;
  private badge = false;
  /** When the agent pressed the key. */
  private asked_ms = 0;
  private expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: DropInParts) {
    this.lang = parts.lang;
    const {curtain, attachShadow} = parts;
    const signal = new AbortController().signal;
    this.keys = onAltR(window, signal, asked => void this.openPrompt(asked));
    this.handles = hangHandles(window, {curtain, lang: () => this.lang, rootOf: host => attachShadow.call(host, {mode: 'closed'}), signal, open: () => void this.openPrompt('reveal')});
    this.link = this.openLink();
    const rootOf = (host: Element): ShadowRoot => attachShadow.call(host, {mode: 'closed'});
    this.into = {curtain, lang: () => this.lang, copy: (item, facts) => this.act('copy', item, facts), tell: line => toast(rootOf, this.lang, line)};
    this.bar = hangTicketBar({lang: () => this.lang, rootOf, signal, record: () => void this.recordConsent()});
    guardReplies({
      curtain, lang: () => this.lang, rootOf, signal, inside: parts.inside,
      judge: found => this.act('judge', factsOf(curtain), curtain.seen(), found.map(({class: data_class, type, value}) => ({class: data_class, type, value}))),
      log: (outcome, flags) => this.act('log', outcome, flags, factsOf(curtain)),
    });
    curtain.onContact(item => void this.act('contact', item, factsOf(curtain)).catch(() => undefined));
    curtain.onChange(() => void this.showTicket());
  }

  private act<K extends ActName>(name: K, ...args: ActArgs<K>): Promise<ActAnswer<K>> {
    return this.link === undefined ? Promise.reject(new Error('no worker')) : this.link.act(name, ...args);
  }

  private async showTicket(): Promise<void> {
    const facts = factsOf(this.parts.curtain);
    const customer = facts.ticket === undefined || (facts.customer ?? facts.closed) === undefined ? undefined : await this.act('customer', facts).catch(() => undefined);
    this.bar.show(facts.ticket, customer);
  }

  private async recordConsent(): Promise<void> {
    const {curtain, attachShadow} = this.parts;
    const facts = factsOf(curtain);
    const customer = await this.act('customer', facts).catch(() => undefined);
    if (this.prompt !== undefined || customer === undefined) return;
    const stop = this.prompt = new AbortController();
    try {
      await consentDialog(customer, attachShadow, {lang: this.lang, signal: stop.signal, ticket: facts.ticket, record: word => this.act('consent', facts, word)});
    } finally {
      this.prompt = undefined;
      this.keys.release();
      void this.showTicket();
    }
  }

  /** Second factor, second person, training: for the items in the prompt. */
  private people(items: OfferedItem[], facts: PageFacts): PeopleActs {
    return {
      stepUp: code => this.act('stepUp', code),
      ...keyActs({factors: () => this.act('factors'), page: () => this.act('keyPage'), identity: () => this.act('identity')}, () => this.lang),
      askApproval: (item_id, purpose) => {
        const item = items.find(({id}) => id === item_id);
        const seconds = item?.offered.find(one => one.purpose === purpose)?.time_to_live_s ?? kShownS;
        return item === undefined ? Promise.reject(new Error('no such item')) : this.act('askApproval', facts, {class: item.class, purpose, seconds});
      },
      approval: id => this.act('approval', id),
      acknowledge: async () => {
        const answer = await this.act('acknowledge');
        return answer.ok ? {ok: true, items: await this.offers(items, facts)} : answer;
      },
    };
  }

  private openLink(): Link | undefined {
    const {base, config} = this.parts;
    if (base === '' || !config || !URL.canParse(config, location.href)) {
      this.cover('not_configured', 'tirai.js: expected <script src="…/tirai.js" data-config="…/config.json">, not deferred, not a module');
      return undefined;
    }
    return linkTo(new URL('tirai-worker.js', base), new URL(config, location.href), {
      onPage: page => this.take(page),
      onPeople: () => void this.showTicket(),
      onFault: detail => { if (this.started === undefined) this.cover('engine_failed', detail); },  // a page that is masked stays masked without it
    });
  }

  // --- starting and covering --------------------------------------------------------------------------------------------

  private take(page: PageStart): void {
    if (this.parts.follow_config_lang) this.lang = page.lang;
    if (page.state === 'covered') return this.cover(page.reason, page.detail);
    if (page.verified.expires_ms <= Date.now()) return this.cover('policy_expired', '');
    this.start(page);
  }

  private start({verified: {policy, policy_name, adapters, expires_ms}, subject, helpdesks}: PageStart & {state: 'ready'}): void {
    const wanted = helpdesks[0]?.adapter ?? '';
    const adapter = adapters[wanted];
    if (adapter === undefined) return this.cover('adapter_unreadable', `config/adapter: the policy bundle has no "${wanted}"; it has ${Object.keys(adapters).join(', ') || 'none'}`);
    clearTimeout(this.expiry);
    this.expiry = setTimeout(() => this.cover('policy_expired', ''), Math.min(expires_ms - Date.now(), kLongestTimerMs));
    const wish = JSON.stringify([policy, adapter, subject]);
    if (wish === this.started) return;
    const answer = this.parts.curtain.start({policy, policy_name, adapter, subject});
    this.started = answer.ok ? wish : undefined;
    if (answer.ok) this.showBadge();
  }

  private cover(reason: CoverReason, detail: string): void {
    this.prompt?.abort();
    this.started = undefined;
    this.parts.curtain.cover(reason, detail);
  }

  private showBadge(): void {
    if (this.badge) return;
    this.badge = true;
    showBadge(this.lang, this.parts.attachShadow, () => void this.openPrompt('prompt'));
  }

  // --- asking for a reveal ----------------------------------------------------------------------------------------------

  private async openPrompt(asked: Asked): Promise<void> {
    const {curtain, attachShadow} = this.parts;
    if (this.prompt !== undefined || this.started === undefined || this.link === undefined) return;
    if (asked === 'into') return putIntoField(this.into);
    const stop = this.prompt = new AbortController();
    this.asked_ms = performance.now();
    try {
      const item = curtain.current();
      const facts = factsOf(curtain);
      const together = asked === 'all';
      if (asked === 'reveal' && item !== undefined && await this.revealAgain(item, facts)) return;
      const around = this.itemsAround(item?.id);
      const meant = together && item !== undefined ? around.filter(({where}) => where === item.where) : around;
      const [items, card] = await Promise.all([this.offers(meant, facts), this.link.card(facts, classesOf(meant)).catch(() => undefined)]);
      const training_due = items.some(({offered}) => offered.length === 0) && await this.act('isTrainingDue', items, facts).catch(() => false);
      const into = curtain.hasField() ? {into: await this.act('canCopy', items, facts).catch(() => [])} : {};
      let put: string | undefined;
      const copy = async (item_id: string): Promise<PromptOutcome> => {
        const item = items.find(({id}) => id === item_id);
        const outcome = item === undefined ? kGone : await this.act('copy', item, facts);
        if (outcome.granted) put = item_id;
        return outcome;
      };
      const model = {items, facts, ...into, ...(training_due ? {training_due} : {}), ...(item === undefined ? {} : {current: item.id}), ...(card === undefined ? {} : {card}), ...(together && meant.length > 1 ? {together} : {}), ...(asked === 'compare' ? {compare: true} : {})};
      const reveal = (item_id: string, purpose: string, reason: string, approval?: string): Promise<PromptOutcome> => this.reveal(item_id, purpose, reason, together ? items : [], approval);
      const compare = (item_id: string, said: string): Promise<CompareOutcome> => this.compare(meant.filter(({id}) => id === item_id), facts, said, false);
      const verify = (data_class: string, said: string): Promise<VerifyOutcome> => this.verify(meant, facts, data_class, said);
      if (!stop.signal.aborted) await promptDialog(model, attachShadow, {lang: this.lang, signal: stop.signal, reveal, compare, verify, copy, people: this.people(items, facts)});
      if (put !== undefined) insertHere(this.into, put);
    } finally {
      this.prompt = undefined;
      this.keys.release();
    }
  }

  /** When nobody answers, nothing can be revealed, and the prompt says so. */
  private async offers(items: ReturnType<Curtain['items']>, facts: PageFacts): Promise<OfferedItem[]> {
    const asked = this.link?.offers(items, facts) ?? Promise.reject(new Error('no worker'));
    return asked.catch(() => items.map(item => ({...item, offered: [], class_text: {id: item.class, en: item.class}, reason: refusalTexts.failed.title, can_compare: false})));
  }

  private itemsAround(current: string | undefined): ReturnType<Curtain['items']> {
    const items = this.parts.curtain.items();
    const at = Math.max(0, items.findIndex(({id}) => id === current) - kMostItems / 2);
    return items.slice(at, at + kMostItems);
  }

  /** The purpose given for this ticket holds for a while: then Alt+R alone reveals, decided and logged like any other. */
  private async revealAgain(item: MaskedItem, facts: PageFacts): Promise<boolean> {
    if ((item.revealed_until ?? 0) > Date.now()) return false;
    const purpose = await this.link?.purposeGiven(item, facts).catch(() => undefined);
    return purpose !== undefined && (await this.reveal(item.id, purpose, '', [])).granted;
  }

  private async compare([item, ...more]: MaskedItem[], facts: PageFacts, said: string, card: boolean): Promise<CompareOutcome> {
    if (item === undefined || this.link === undefined) return {ok: false, code: 'value_gone', reason: {id: '', en: ''}};
    return this.link.compare(item, facts, card, () => {
      const matches = [item, ...more].map(({id}) => this.parts.curtain.compare(id, said));
      return (['matches', 'differs', 'too_short'] as const).find(one => matches.includes(one));  // a record may hold two phone numbers
    });
  }

  /** A caller may have written the message they are asked about: only the helpdesk's own record proves anything. */
  private async verify(items: MaskedItem[], facts: PageFacts, data_class: string, said: string): Promise<VerifyOutcome> {
    const answer = await this.compare(items.filter(item => item.declared === true && item.class === data_class), facts, said, true);
    if (!answer.ok || this.link === undefined) return answer as VerifyOutcome;
    const card = await this.link.card(facts, classesOf(items)).catch(() => undefined);
    return {...answer, ...(card === undefined ? {} : {card}), ...(card === undefined || card.state === 'unverified' ? {} : {items: await this.offers(items, facts)})};
  }

  /** `others`: what else is meant; each has an event of its own, and what the purpose does not open stays covered. */
  private async reveal(item_id: string, purpose: string, reason: string, others: OfferedItem[], approval?: string): Promise<PromptOutcome> {
    for (const {id, offered} of others) if (id !== item_id && offered.some(one => one.purpose === purpose)) await this.reveal(id, purpose, reason, []);
    const {curtain} = this.parts;
    const item = curtain.items().find(({id}) => id === item_id);
    if (item === undefined || this.link === undefined) return kGone;
    const answer = await this.link.reveal({item, facts: factsOf(curtain), purpose, page_url: location.href, ...(reason === '' ? {} : {reason}), ...(approval === undefined ? {} : {approval})});
    if (!answer.granted) return answer;
    const shown = this.started !== undefined && curtain.reveal(item_id, answer.ttl_ms);
    if (shown) void this.act('shown', performance.now() - this.asked_ms).catch(() => undefined);
    if (shown && answer.watermark !== undefined) this.handles.watermark(item_id, answer.watermark);
    return shown ? {granted: true} : kGone;
  }
}
