// The document's title shows in the tab, whatever covers the page. While the page is covered, it says nothing.
import type {Item} from './items.js';
import {textSlot} from './slots.js';
import type {Slots} from './slots.js';

const NOTHING = '…';
const blank: Item = {id: '', class: '', type: '', value: '', level: 'full', mask: NOTHING, place: {key: {}, label: () => ''}, revealedUntil: undefined, slots: new Set()};

export const titleTexts = (doc: Document): Text[] => [...doc.querySelector('head > title')?.childNodes ?? []].filter((node): node is Text => node.nodeType === Node.TEXT_NODE);

/** The page is none of ours after all. */
export function giveTitleBack(doc: Document, slots: Slots): void {
  for (const text of titleTexts(doc)) slots.giveBack(text);
}

export function hideTitle(doc: Document, slots: Slots): void {
  for (const text of titleTexts(doc)) {
    if (text.data === NOTHING) continue;
    const raw = slots.rawText(text);
    slots.put(text, raw, [{begin: 0, end: raw.length, mask: NOTHING, item: blank}], () => textSlot(text));
    blank.slots.clear();
  }
}
