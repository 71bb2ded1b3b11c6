// Attributes that people see or hear: tooltips, alternative texts, accessible names, and where a link leads. A masked link still
// leads there: for the length of a click it is what the page wrote.
import {attributeOf, attrOf} from './dom.js';
import type {Item} from './items.js';
import type {Slot} from './slots.js';
import {compose} from './slots.js';

const SHOWN = ['title', 'alt', 'placeholder', 'summary', 'label', 'aria-label', 'aria-description', 'aria-valuetext', 'aria-placeholder', 'aria-roledescription',
  'data-original-title', 'data-bs-original-title', 'data-title', 'data-content', 'data-tooltip', 'data-tip', 'data-label'];
/** What a page is steered by is never rewritten, whatever shows it. */
const OURS_TO_LEAVE = new Set(['class', 'id', 'name', 'style', 'value', 'src', 'type', 'for']);
const LINK = 'href';
/** Whose `href` a person follows: a style sheet's or an SVG pattern's is the page's own. */
const FOLLOWED = new Set(['a', 'area']);
/** Not masked, but what hangs on them changes with them. */
const STEERING = ['contenteditable', 'value', 'src', 'srcdoc', 'data', 'type'];

export interface Attributes {
  /** Those to watch. */
  observed(): string[];
  /** Matches every element that has one to mask. */
  select(): string;
  /** Style sheets show these, too. Answers those that were not masked before. */
  add(names: readonly string[]): string[];
  /** The attributes of `element` that may need a mask. */
  of(element: Element): Attr[];
  rawText(attr: Attr): string;
  /** Not personal data where it stands: the address of the server that a link leads to. */
  isServer(attr: Attr, step: {type: string; begin: number}): boolean;
  slot(attr: Attr): Slot;
}

export function createAttributes(extra: readonly string[], slotOf: (attr: Attr) => Slot | undefined): Attributes {
  const shown = new Set([...SHOWN, ...extra]);
  return {
    observed: () => [...shown, LINK, ...STEERING],
    select: () => [...[...shown].map(name => `[${name}]`), ...[...FOLLOWED].map(name => `${name}[${LINK}]`)].join(', '),
    add(names) {
      const fresh = names.filter(name => name !== LINK && !shown.has(name) && !OURS_TO_LEAVE.has(name));
      for (const name of fresh) shown.add(name);
      return fresh;
    },
    of(element) {
      const found: Attr[] = [];
      if (!element.hasAttributes()) return found;
      for (const name of element.getAttributeNames()) {  // names cost little; an Attr is an object of the page's
        if (name === LINK ? !FOLLOWED.has(element.localName) : !shown.has(name)) continue;
        const value = attributeOf(element, name);
        if (value && !(name === LINK && isPlainLink(value))) found.push(attrOf(element, name)!);
      }
      return found;
    },
    rawText(attr) {
      const slot = slotOf(attr);
      if (slot && slot.painted === attr.value) return slot.raw;
      return attr.name === LINK ? decodeLink(attr.value) : attr.value;
    },
    isServer: (attr, {type, begin}) => attr.name === LINK && type === 'ip_address' && begin < (/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(attr.value)?.[0].length ?? 0),
    slot: attr => attr.name === LINK ? linkSlot(attr) : attributeSlot(attr),
  };
}

function attributeSlot(attr: Attr): Slot {
  return {
    target: attr, raw: attr.value, painted: attr.value, pieces: [], rewrites: true,
    paint() {
      this.painted = compose(this.raw, this.pieces);
      if (attr.value !== this.painted) attr.value = this.painted;
    },
  };
}

/** A slot whose `raw` is the decoded address; `original` is what the page wrote. */
export interface LinkSlot extends Slot {original: string; open: boolean}

function linkSlot(attr: Attr): LinkSlot {
  return {
    target: attr, raw: decodeLink(attr.value), painted: attr.value, pieces: [], rewrites: true, original: attr.value, open: false,
    paint() {
      if (attr.value !== this.painted) this.original = attr.value;
      const shown = compose(this.raw, this.pieces);
      this.painted = this.open || shown === this.raw ? this.original : encodeLink(shown);
      if (attr.value !== this.painted) attr.value = this.painted;
    },
  };
}

/** A path, with at most a number for a query: most links of a page. */
function isPlainLink(href: string): boolean {
  return /^(https?:\/\/[\w.:-]+)?[\w./-]*(\?[a-z_]{1,20}=\d{1,9})?(#[\w-]*)?$/i.test(href) && !/\d{9}/.test(href);
}

function decodeLink(href: string): string {
  const query = /^(tel|sms|callto|mailto):/i.test(href) ? -1 : href.indexOf('?');
  const spaced = query < 0 ? href : href.slice(0, query) + href.slice(query).replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function encodeLink(shown: string): string {
  try {
    return encodeURI(shown);
  } catch {
    return '#';
  }
}

/** While a click is under way, the link is what the page wrote: the browser and the page's own handlers follow that. */
export function keepLinksWorking(win: Window, signal: AbortSignal, slotOf: (attr: Attr) => Slot | undefined, followed: (item: Item) => void): void {
  const onClick = (event: Event) => {
    for (const target of event.composedPath()) {
      const attr = (target as Partial<Element>).getAttributeNode?.(LINK);
      const slot = attr && slotOf(attr) as LinkSlot | undefined;
      if (!slot || slot.open) continue;
      slot.open = true;
      slot.paint();
      if (event.isTrusted && /^(tel|sms|callto|mailto):/i.test(slot.original)) for (const {item} of slot.pieces) followed(item);
      setTimeout(() => { slot.open = false; slot.paint(); });
    }
  };
  for (const type of ['click', 'auxclick']) win.addEventListener(type, onClick, {capture: true, signal});
}
