// The curtain over one document, and over what it can reach from there: its shadow roots and the frames of its origin.
//
//   hung ──► covered ──start() ok──► waiting ──page read as far as the adapter asks──► masked ──► …every mutation, before paint
//               ▲                       │                                                │
//               └──────── cover(reason), a fault of the engine or of ours ◄──────────────┘
//
// INVARIANT: nothing is painted that is not masked: a document is uncovered only as far as everything in it has been masked, and every later mutation is.
import type {Answer, Bilingual, CoreModule, PolicySummary} from '../../wasm/engine.js';
import {knowsSelector, parseAdapter} from './adapter.js';
import {hangCover, PART_ATTRIBUTE, READY_ATTRIBUTE} from './cover.js';
import {openEngine} from './engine.js';
import type {Engine} from './engine.js';
import {openDrafts} from './outbound/drafts.js';
import type {Drafts} from './outbound/drafts.js';
import {openPage} from './open-page.js';
import type {OpenPage} from './open-page.js';
import {takeFramesIn} from './frames.js';
import type {RootOf} from './shadow.js';
import {createMemory} from './memory.js';
import {createItems} from './items.js';
import {createSlots} from './slots.js';
import {langOf} from './texts.js';
import type {Lang} from './texts.js';
import {giveTitleBack, hideTitle} from './title.js';
import type {CoverReason, Curtain, CurtainStart, MaskedItem, PageFacts} from './types.js';

export interface CurtainOptions {
  signal: AbortSignal;
  lang?: Lang;
  hooks?: {
    /** Finds closed shadow roots: chrome.dom.openOrClosedShadowRoot, or what enterPageWorld() answers. */
    openOrClosedShadowRoot?: RootOf;
    /** Calls `take` with the document of each window that the page opens and writes into: this curtain is the only one there. */
    onOpened?: (take: (doc: Document) => void) => void;
    /** Whether the extension this curtain came with was updated or removed: it masks on, and leaves covering to the one that comes after. */
    isAbandoned?: () => boolean;
  };
}

/** Covers `doc` at once. `core` may be a function, so that a core that cannot even be loaded covers the page too. */
export function hangCurtain(doc: Document, core: CoreModule | (() => CoreModule), {signal, lang = langOf(undefined, navigator.language), hooks = {}}: CurtainOptions): Curtain {
  const isAbandoned = hooks.isAbandoned ?? (() => false);
  const cover = hangCover(doc, lang, {signal, isAbandoned});
  const slots = createSlots();
  const items = createItems();
  const listeners = new Set<() => void>();
  let engine: Engine | undefined;
  let page: OpenPage | undefined;
  let drafts: Drafts | undefined;
  let memory = createMemory(undefined);
  let stop = new AbortController();
  const opened = new Set<Document>();
  const revealed = new Set<() => void>();
  const contacts = new Set<(item: MaskedItem) => void>();
  const windows = new Set<(win: Window, signal: AbortSignal) => void>();
  let classes: ReadonlyMap<string, Bilingual> = new Map();
  let facts: PageFacts = {helpdesk: '', relationship: 'none'};

  // Until the page is open this holds the cover: the root element may be replaced, and the title shows in the tab.
  const guard = new MutationObserver(hold);
  takeFramesIn(doc, signal);
  hooks.onOpened?.(takeIn);
  doc.defaultView?.addEventListener('pagehide', () => { for (const other of opened) leave(other); }, {signal});
  hold();
  signal.addEventListener('abort', () => { stop.abort(); guard.disconnect(); if (!cover.lifted) giveTitleBack(doc, slots); });

  function hold(): void {
    guardCover(guard, doc);
    cover.hold();
    if (!cover.lifted) hideTitle(doc, slots);
    else if (isAbandoned()) page?.remask();  // who logs what is shown is gone
  }

  function takeIn(other: Document): void {
    for (const one of opened) if (!one.defaultView) opened.delete(one);
    opened.add(other);
    cover.hang(other);
    page?.enter(other);
  }

  /** Nobody sees what its own scripts write from now on. */
  function leave(other: Document): void {
    opened.delete(other);
    if (!other.defaultView) return;
    page?.leave(other);
    cover.leave(other, 'opener_left');
  }

  function close(): void {
    stop.abort();
    stop = new AbortController();
    page = undefined;
    engine?.close();
    engine = undefined;
    drafts?.close();
    drafts = undefined;
  }

  function changed(): void { for (const listener of listeners) listener(); }

  function lower(reason: CoverReason, detail?: string): void {
    page?.remask();
    close();
    cover.lower(reason, detail);
  }

  function load(start: CurtainStart, before: boolean): Answer<PolicySummary> {
    const adapter = parseAdapter(start.adapter, 'adapter', css => knowsSelector(doc, css));
    if (!adapter.ok) return refuse('adapter_unreadable', adapter);
    try {
      const module = typeof core === 'function' ? core() : core;
      engine = openEngine(module);
      drafts = openDrafts(module, start);
    } catch {
      return refuse('engine_failed', {ok: false, error: {code: 'internal', message: 'the core cannot be loaded', at: 'core'}});
    }
    const policy = engine.load(start.policy, start.policy_name);
    if (!policy.ok) return refuse(policy.error.code === 'internal' ? 'engine_failed' : 'policy_unreadable', policy);
    classes = new Map(policy.value.classes.map(({id, text}) => [id, text]));
    if (start.memory !== undefined) memory = createMemory(start.memory);
    page = openPage({
      doc, opened, engine, classes: policy.value.classes, cover, slots, items, lang: start.lang ?? lang, memory, adapter: adapter.value, start, signal: stop.signal, rootOf: hooks.openOrClosedShadowRoot,
      onFacts(read) { facts = read; changed(); },
      onContact({id}) { const item = items.list().find(one => one.id === id); if (item) for (const listener of contacts) listener(item); },
      onWindow(win) { for (const listener of windows) listener(win, stop.signal); },
      onMemory: changed,
      onFault(message) { lower('engine_failed', message); },
    });
    return page.begin(before) ?? policy;
  }

  function refuse(reason: CoverReason, answer: Extract<Answer<never>, {ok: false}>): Answer<never> {
    lower(reason, [answer.error.at, answer.error.message].filter(Boolean).join(': '));
    return answer;
  }

  return {
    start(start) {
      if (signal.aborted) return {ok: false, error: {code: 'internal', message: 'the curtain was taken down', at: ''}};
      const before = cover.lifted;
      if (page) lower('starting');
      return load(start, before);
    },
    cover: lower,
    facts: () => ({...facts}),
    items: () => page?.items() ?? [],
    current: () => page?.current(),
    reveal(id, ttl) {
      const shown = page?.reveal(id, ttl) ?? false;
      if (shown) for (const listener of revealed) listener();
      return shown;
    },
    remask: id => page?.remask(id),
    hasField: () => page?.hasField() ?? false,
    insert: id => page?.insert(id) ?? false,
    compare: (id, said) => page?.compare(id, said),
    places: id => page?.places(id) ?? [],
    classText: id => classes.get(id),
    findInDraft: text => drafts?.find(text, memory.values()),
    seen: () => page?.seen() ?? [],
    customer: () => memory.customer(facts.ticket),
    listen: listener => { windows.add(listener); },
    onContact: listener => { contacts.add(listener); },
    onReveal(listener) {
      revealed.add(listener);
      signal.addEventListener('abort', () => revealed.delete(listener));
    },
    memory: () => memory.toJson(),
    onChange(listener) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
  };
}

/** Observes what the cover hangs on, and no more: a record of every node the parser brings would cost as much as masking it. */
function guardCover(guard: MutationObserver, doc: Document): void {
  guard.observe(doc, {childList: true});
  if (doc.documentElement) guard.observe(doc.documentElement, {childList: true, attributes: true, attributeFilter: [READY_ATTRIBUTE, PART_ATTRIBUTE]});
  if (doc.head) guard.observe(doc.head, {childList: true, subtree: true, characterData: true});
}
