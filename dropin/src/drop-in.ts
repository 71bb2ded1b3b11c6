// What hangs between the curtain and the worker: takes the policy to the curtain, asks for a purpose, and shows a value only when the
// worker says that its event is on disk.
import type {Lang, OfferedItem, PageFacts, PageStart} from '../../client/src/types.js';
import {onAltR} from '../../js-shim/src/keys.js';
import type {PromptOutcome} from '../../js-shim/src/prompt/model.js';
import {refusalTexts} from '../../js-shim/src/prompt/texts.js';
import type {CoverReason, Curtain} from '../../js-shim/src/types.js';
import {showBadge} from './badge.js';
import {linkTo, type Link} from './link.js';
import {promptDialog} from './prompt-dialog.js';

/** A prompt lists no more; the ones around the current item. */
const kMostItems = 500;
const kLongestTimerMs = 2 ** 31 - 1;
const kGone: PromptOutcome = {granted: false, code: 'value_gone', reason: {id: '', en: ''}};

export interface DropInParts {
  curtain: Curtain;
  lang: Lang;
  /** The page names no language of ours: the prompt then speaks the config's. */
  follow_config_lang: boolean;
  /** The browser's own, from before it was wrapped: our surfaces are not read by the curtain. */
  attachShadow: Element['attachShadow'];
  /** Where tirai.js came from: the worker lies beside it. */
  base: string;
  config: string | undefined;
}

export class DropIn {
  private readonly link: Link | undefined;
  private readonly keys: {release(): void};
  private lang: Lang;
  /** In force on this page; undefined while it is covered. */
  private started: string | undefined;
  private prompt: AbortController | undefined;
  private badge = false;
  private expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: DropInParts) {
    this.lang = parts.lang;
    this.keys = onAltR(window, new AbortController().signal, () => void this.openPrompt());
    this.link = this.openLink();
  }

  private openLink(): Link | undefined {
    const {base, config} = this.parts;
    if (base === '' || !config || !URL.canParse(config, location.href)) {
      this.cover('not_configured', 'tirai.js: expected <script src="…/tirai.js" data-config="…/config.json">, not deferred, not a module');
      return undefined;
    }
    return linkTo(new URL('tirai-worker.js', base), new URL(config, location.href), {
      onPage: page => this.take(page),
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
    showBadge(this.lang, this.parts.attachShadow, () => void this.openPrompt());
  }

  // --- asking for a reveal ----------------------------------------------------------------------------------------------

  private async openPrompt(): Promise<void> {
    const {curtain, attachShadow} = this.parts;
    if (this.prompt !== undefined || this.started === undefined || this.link === undefined) return;
    const stop = this.prompt = new AbortController();
    try {
      const current = curtain.current()?.id;
      const facts = curtain.facts();
      const items = await this.offers(this.itemsAround(current), facts);
      const model = {items, facts, ...(current === undefined ? {} : {current})};
      const reveal = (item_id: string, purpose: string, reason: string): Promise<PromptOutcome> => this.reveal(item_id, purpose, reason);
      if (!stop.signal.aborted) await promptDialog(model, attachShadow, {lang: this.lang, signal: stop.signal, reveal});
    } finally {
      this.prompt = undefined;
      this.keys.release();
    }
  }

  /** When nobody answers, nothing can be revealed, and the prompt says so. */
  private async offers(items: ReturnType<Curtain['items']>, facts: PageFacts): Promise<OfferedItem[]> {
    const asked = this.link?.offers(items, facts) ?? Promise.reject(new Error('no worker'));
    return asked.catch(() => items.map(item => ({...item, offered: [], class_text: {id: item.class, en: item.class}, reason: refusalTexts.failed.title})));
  }

  private itemsAround(current: string | undefined): ReturnType<Curtain['items']> {
    const items = this.parts.curtain.items();
    const at = Math.max(0, items.findIndex(({id}) => id === current) - kMostItems / 2);
    return items.slice(at, at + kMostItems);
  }

  private async reveal(item_id: string, purpose: string, reason: string): Promise<PromptOutcome> {
    const {curtain} = this.parts;
    const item = curtain.items().find(({id}) => id === item_id);
    if (item === undefined || this.link === undefined) return kGone;
    const answer = await this.link.reveal({item, facts: curtain.facts(), purpose, page_url: location.href, ...(reason === '' ? {} : {reason})});
    if (!answer.granted) return answer;
    const shown = this.started !== undefined && curtain.reveal(item_id, answer.ttl_ms);
    return shown ? {granted: true} : kGone;
  }
}
