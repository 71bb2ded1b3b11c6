// What is masked on this page, for people: one item is one value in one place ("NIK", "message 3"), however often it stands there.
// An item keeps its id while the page writes its nodes anew, so a prompt that is open still knows what it asked for.
import type {PaintStep} from '../../wasm/engine.js';
import {hostOf, rootNodeOf} from './dom.js';
import type {Slot} from './slots.js';
import type {MaskedItem} from './types.js';

/** Where a value stands: an adapter's field or message, or the page itself. */
export interface Place {readonly key: object; readonly declared?: true; label(): string}

export interface Item {
  readonly id: string;
  readonly class: string;
  readonly type: string;
  readonly value: string;
  level: PaintStep['level'];
  mask: string;
  place: Place;
  revealedUntil: number | undefined;
  /** INVARIANT: holds every slot in the page that shows this item; slots.ts keeps it. */
  readonly slots: Set<Slot>;
}

export interface Items {
  /** The item of this value here: the one known already, or a new one. */
  of(step: Pick<PaintStep, 'class' | 'type' | 'level' | 'mask'>, value: string, place: Place): Item;
  get(id: string): Item | undefined;
  revealed(): Item[];
  all(): Iterable<Item>;
  /** In document order. */
  list(): MaskedItem[];
  /** Forgets what has left the page, once it is much. Call it when all masks stand where they belong: until then, a new item has no place yet. */
  forgetGone(): void;
}

/** How many are looked through at the least: what has left the page for a moment only is still known when it is back. */
const KEEP = 4096;

export function createItems(): Items {
  const byId = new Map<string, Item>();
  const byPlace = new WeakMap<object, Map<string, Item>>();
  let count = 0;
  let most = KEEP;

  function add(step: Pick<PaintStep, 'class' | 'type' | 'level' | 'mask'>, value: string, place: Place): Item {
    const item: Item = {...pick(step), id: `m${++count}`, value, place, revealedUntil: undefined, slots: new Set()};
    byId.set(item.id, item);
    return item;
  }

  function forget(item: Item): void {
    byId.delete(item.id);
    const here = byPlace.get(item.place.key), key = keyOf(item, item.value);
    if (here?.get(key) === item) here.delete(key);
  }

  return {
    of(step, value, place) {
      const here = byPlace.get(place.key) ?? new Map<string, Item>();
      byPlace.set(place.key, here);
      const key = keyOf(step, value);
      let item = here.get(key);
      if (!item) here.set(key, item = add(step, value, place));
      item.level = step.level;
      item.mask = step.mask;
      item.place = place;
      return item;
    },
    get: id => byId.get(id),
    all: () => byId.values(),
    revealed: () => [...byId.values()].filter(item => item.revealedUntil !== undefined),
    list: () => inDocumentOrder([...byId.values()]).map(masked),
    forgetGone() {
      if (byId.size <= most) return;
      for (const item of byId.values()) if (item.revealedUntil === undefined && ![...item.slots].some(isInPage)) forget(item);
      most = Math.max(KEEP, 2 * byId.size);
    },
  };
}

const keyOf = (of: Pick<Item, 'class' | 'type'>, value: string): string => `${of.class}\n${of.type === 'phone_number' ? nationalDigits(value) : value}`;

/** A number in a text and in the `tel:` link beside it are one item: 0812-5550-1234, +62 812 5550 1234. */
function nationalDigits(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(62|0)/, '');
}

function pick(step: Pick<PaintStep, 'class' | 'type' | 'level' | 'mask'>) {
  return {class: step.class, type: step.type, level: step.level, mask: step.mask};
}

function masked(item: Item): MaskedItem {
  const shown: MaskedItem = {id: item.id, class: item.class, type: item.type, level: item.level, mask: item.mask, where: item.place.label(), ...(item.place.declared ? {declared: true} : {})};
  return item.revealedUntil === undefined ? shown : {...shown, revealed_until: item.revealedUntil};
}

/** The node that carries a slot in the tree: an Attr stands in none itself. */
export function carrier(slot: Slot): Node | null {
  return slot.target.nodeType === Node.ATTRIBUTE_NODE ? (slot.target as Attr).ownerElement : slot.target;
}

/** Whether a slot stands in a document that is shown: one whose frame was taken away still holds all of its nodes. */
export function isInPage(slot: Slot): boolean {
  const node = carrier(slot);
  return node?.isConnected === true && node.ownerDocument?.defaultView != null;
}

/** The part of the tree of trees that compareDocumentPosition can order: the host of a shadow root, the frame of a document. */
function inTopTree(node: Node): Node {
  for (let at = node; ;) {
    const root = rootNodeOf(at);
    const host = hostOf(root) ?? (root as Partial<Document>).defaultView?.frameElement;
    if (!host) return at;
    at = host;
  }
}

function inDocumentOrder(items: Item[]): Item[] {
  const firsts: {item: Item; node: Node}[] = [];
  for (const item of items) {
    const nodes = [...item.slots].filter(isInPage).map(slot => inTopTree(carrier(slot)!));
    const first = nodes.reduce<Node | undefined>((a, b) => a && !precedes(b, a) ? a : b, undefined);
    if (first) firsts.push({item, node: first});
  }
  return firsts.sort((a, b) => a.node === b.node ? 0 : precedes(b.node, a.node) ? 1 : -1).map(({item}) => item);
}

function precedes(a: Node, b: Node): boolean {
  return (b.compareDocumentPosition(a) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
}
