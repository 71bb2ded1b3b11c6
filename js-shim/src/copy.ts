// Copy, cut and drag: what leaves the page is what is masked in it, even while it is revealed or covered by style alone.
import type {Item, Items} from './items.js';
import {touches} from './current.js';
import {leavesMuchOf} from './forms.js';
import {repaint} from './slots.js';
import type {FormField, Slot, Slots} from './slots.js';

export function guardCopies(win: Window, signal: AbortSignal, items: Items, slots: Slots): void {
  const guard = (event: Event) => {
    const masked = maskedCopy(event, win, items, slots);
    if (masked === undefined) return;
    const data = (event as ClipboardEvent).clipboardData ?? (event as DragEvent).dataTransfer;
    data?.clearData();
    data?.setData('text/plain', masked);
    event.stopImmediatePropagation();
    if (event.type !== 'dragstart') event.preventDefault();
  };
  for (const type of ['copy', 'cut', 'dragstart']) win.addEventListener(type, guard, {capture: true, signal});
}

/** What to carry instead, or nothing where the browser's own copy is masked already. A fault of ours carries nothing away. */
function maskedCopy(event: Event, win: Window, items: Items, slots: Slots): string | undefined {
  try {
    return maskedField(event, slots) ?? maskedSelection(win, items);
  } catch {
    return '';
  }
}

/** A form field with something to mask, whole: its selection is within. */
function maskedField(event: Event, slots: Slots): string | undefined {
  const slot = slots.get(event.composedPath()[0] as FormField);
  return slot && slot.target.nodeType === Node.ELEMENT_NODE && slot.pieces.length > 0 ? fullyMasked(slot) : undefined;
}

function fullyMasked(slot: Slot): string {
  let text = '';
  let at = 0;
  for (const {begin, end, mask} of slot.pieces) { text += slot.raw.slice(at, begin) + mask; at = end; }
  return text + slot.raw.slice(at);
}

/** The selection's text with masks, if it holds a value that stands raw in the document; else nothing: the browser may copy. */
function maskedSelection(win: Window, items: Items): string | undefined {
  const selection = win.getSelection();
  if (!selection || selection.isCollapsed) return undefined;
  const raw = [...items.all()].filter(item => [...item.slots].some(slot => standsRaw(slot, item) && selection.containsNode(slot.target as Text, true) && touches(slot, item, selection)));
  if (raw.length === 0) return undefined;
  const text = withMasks(raw.filter(item => item.revealedUntil !== undefined), selection);
  return raw.reduce((cleaned, item) => clean(cleaned, item), text);
}

function standsRaw(slot: Slot, item: Item): boolean {
  return slot.target.nodeType === Node.TEXT_NODE && (item.revealedUntil !== undefined || slot.painted === slot.raw);
}

/** Masks what is revealed for as long as it takes to read the selection. No frame is painted in between. */
function withMasks(revealed: Item[], selection: Selection): string {
  const {anchorNode, anchorOffset, focusNode, focusOffset} = selection;
  const until = revealed.map(item => item.revealedUntil);
  const paint = (item: Item) => { for (const slot of item.slots) repaint(slot); };
  for (const item of revealed) { item.revealedUntil = undefined; paint(item); }
  const text = selection.toString();
  revealed.forEach((item, index) => { item.revealedUntil = until[index]; paint(item); });
  if (anchorNode && focusNode) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  return text;
}

/** A part of a value tells too much as well: then nothing of the text is copied but its length in bullets. */
function clean(text: string, item: Item): string {
  const masked = text.replaceAll(item.value, () => item.mask);
  return leavesMuchOf(item.value, masked) && !item.mask.includes(masked) && leavesMuchOf(item.value, masked.replaceAll(item.mask, '')) ? '••••••' : masked;
}
