// A slot is one place in the page that holds text we masked: a text node, an attribute, a form field. What the page wrote
// lives here and nowhere the page can read. Masks are written in the same node, so frameworks keep the nodes they know.
//
// INVARIANT: a target whose text is not what we painted has been written by the page since: that text is a new raw value.
import type {Item} from './items.js';

export type FormField = HTMLInputElement | HTMLTextAreaElement;
/** An element that is no form field is a picture. */
export type Target = Text | Attr | FormField | Element;

/** A masked stretch of a slot's raw text. */
export interface Piece {readonly begin: number; readonly end: number; readonly mask: string; readonly item: Item}

export interface Slot {
  readonly target: Target;
  raw: string;
  /** What stands in the page now, if we wrote it. */
  painted: string;
  pieces: readonly Piece[];
  /** The masks stand in the page's text. Otherwise they cover it, and the text is as the page or the agent wrote it. */
  readonly rewrites: boolean;
  /** Writes what is to be seen now: masks, and the values that are revealed. */
  paint(): void;
}

export interface Slots {
  get(target: Target): Slot | undefined;
  /** The page's own text behind `target`. */
  rawText(target: Text): string;
  /** Gives `target` these pieces and paints them; no pieces gives the raw text back. */
  put(target: Target, raw: string, pieces: readonly Piece[], make?: (target: Target) => Slot): void;
  /** Gives `target` its raw text back: it is in an editor now, and a draft holds what will be saved. */
  giveBack(target: Text | Attr): void;
  /** `node` holds text we masked in another node, read back and written by the page: `raw` is what it means. */
  adopt(node: Text, raw: string): void;
  /** `target` left the page: forget it where items are listed. It stays masked. */
  release(target: Target): void;
}

export function createSlots(): Slots {
  const slots = new WeakMap<Target, Slot>();
  const adopted = new WeakMap<Text, {painted: string; raw: string}>();

  function drop(slot: Slot): void {
    for (const piece of slot.pieces) piece.item.slots.delete(slot);
  }

  return {
    get: target => slots.get(target),
    rawText(target) {
      const slot = slots.get(target);
      if (slot && slot.painted === target.data) return slot.raw;
      const known = adopted.get(target);
      return known && known.painted === target.data ? known.raw : target.data;
    },
    giveBack(target) {
      const slot = slots.get(target);
      const written = target.nodeType === Node.TEXT_NODE ? (target as Text).data : (target as Attr).value;
      if (slot?.rewrites && slot.painted === written) this.put(target, slot.raw, []);
      const known = adopted.get(target as Text);
      if (known?.painted === written) (target as Text).data = known.raw;
    },
    adopt(node, raw) { adopted.set(node, {painted: node.data, raw}); },
    put(target, raw, pieces, make) {
      let slot = slots.get(target);
      if (!slot && (pieces.length === 0 || !make)) return;
      if (!slot) slots.set(target, slot = make!(target));
      drop(slot);
      slot.raw = raw;
      slot.pieces = pieces;
      for (const piece of pieces) piece.item.slots.add(slot);
      slot.paint();
      if (pieces.length === 0) slots.delete(target);
    },
    release(target) {
      const slot = slots.get(target);
      if (slot) drop(slot);
    },
  };
}

/** Paints again after an item was revealed or masked. A text the page has written since is not ours: the observer brings it. */
export function repaint(slot: Slot): void {
  const {target, painted} = slot;
  const now = target.nodeType === Node.TEXT_NODE ? (target as Text).data : target.nodeType === Node.ATTRIBUTE_NODE ? (target as Attr).value : painted;
  if (now === painted) slot.paint();
}

/** `raw` with every piece masked whose item is not revealed. */
export function compose(raw: string, pieces: readonly Piece[]): string {
  let text = '';
  let at = 0;
  for (const {begin, end, mask, item} of pieces) {
    text += raw.slice(at, begin) + (item.revealedUntil === undefined ? mask : raw.slice(begin, end));
    at = end;
  }
  return text + raw.slice(at);
}

export function textSlot(node: Text): Slot {
  return {
    target: node, raw: node.data, painted: node.data, pieces: [], rewrites: true,
    paint() {
      this.painted = compose(this.raw, this.pieces);
      replaceText(node, this.painted);
    },
  };
}

/** Writes only what differs, so that selections and carets outside of it stay where they are. */
function replaceText(node: Text, text: string): void {
  const old = node.data;
  if (old === text) return;
  const shorter = Math.min(old.length, text.length);
  let head = 0;
  while (head < shorter && old.charCodeAt(head) === text.charCodeAt(head)) ++head;
  let tail = 0;
  while (tail < shorter - head && old.charCodeAt(old.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) ++tail;
  node.replaceData(head, old.length - head - tail, text.slice(head, text.length - tail));
}
