// Which masked value the agent means: the one selected, the one under the pointer, or the one in focus, as they last pointed.
import type {Item, Items} from './items.js';
import {carrier} from './items.js';
import type {FormField, Slot, Slots} from './slots.js';

export interface Pointing {
  current(): Item | undefined;
  listen(win: Window, signal: AbortSignal): void;
}

const PRESS_HOLDS_MS = 3000;
const MOVES_FOCUS = new Set(['Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown']);

export function createPointing(items: Items, slots: Slots): Pointing {
  const windows = new Set<Window>();
  let pointer: {target: Element; x: number; y: number; pressed: number} | undefined;
  let keyboard = false;

  function selected(): Item | undefined {
    for (const win of windows) {
      const selection = win.getSelection();
      if (!selection || selection.isCollapsed || !selection.anchorNode) continue;
      for (const item of items.all()) {
        if ([...item.slots].some(slot => slot.target.nodeType === Node.TEXT_NODE && selection.containsNode(slot.target as Text, true) && touches(slot, item, selection))) return item;
      }
    }
    return undefined;
  }

  function pointed(): Item | undefined {
    if (!pointer?.target.isConnected) return undefined;
    const {target, x, y} = pointer;
    const caret = caretAt(target, x, y);
    const slot = caret && target.contains(caret.node) ? slots.get(caret.node as Text) : undefined;
    return slot ? itemAt(slot, caret!.offset) : within(target);
  }

  function focused(): Item | undefined {
    for (const win of windows) {
      let active = win.document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (active && active !== win.document.body && active.localName !== 'iframe') {
        const found = within(active);
        if (found) return found;
      }
    }
    return undefined;
  }

  function within(element: Element): Item | undefined {
    const own = slots.get(element as FormField)?.pieces[0]?.item;
    if (own) return own;
    for (const item of items.all()) {
      for (const slot of item.slots) if (element.contains(carrier(slot))) return item;
    }
    return undefined;
  }

  return {
    current: () => selected() ?? (keyboard ? focused() ?? pointed() : pointed() ?? focused()),
    listen(win, signal) {
      windows.add(win);
      const options = {capture: true, passive: true, signal};
      const onPoint = (event: Event) => {
        const target = event.composedPath()[0] as Element;
        if (!event.isTrusted || target.nodeType !== Node.ELEMENT_NODE || target.localName.startsWith('tirai-')) return;  // a surface of ours is no value
        // A page that moves under a pointer at rest sends moves nobody made; a press just before them says what is meant.
        if (event.type === 'pointermove' && pointer?.target.isConnected && performance.now() - pointer.pressed < PRESS_HOLDS_MS) return;
        const {clientX, clientY} = event as PointerEvent;
        pointer = {target, x: clientX, y: clientY, pressed: event.type === 'pointerdown' && within(target) !== undefined ? performance.now() : -Infinity};
        keyboard = false;
      };
      for (const type of ['pointermove', 'pointerdown']) win.addEventListener(type, onPoint, options);
      win.addEventListener('keydown', event => { if (event.isTrusted && MOVES_FOCUS.has(event.key)) keyboard = true; }, options);
      win.addEventListener('pagehide', event => { if (!event.persisted) windows.delete(win); }, options);  // it may come back from the back-forward cache
    },
  };
}

/** Where each piece of a slot is painted now. */
export function painted(slot: Slot): {begin: number; end: number; item: Item}[] {
  let shift = 0;
  return slot.pieces.map(({begin, end, mask, item}) => {
    const length = slot.painted === slot.raw || item.revealedUntil !== undefined ? end - begin : mask.length;
    const at = begin + shift;
    shift += length - (end - begin);
    return {begin: at, end: at + length, item};
  });
}

function itemAt(slot: Slot, offset: number): Item | undefined {
  const pieces = painted(slot);
  const distance = (piece: {begin: number; end: number}) => Math.max(piece.begin - offset, offset - piece.end, 0);
  return pieces.reduce<typeof pieces[number] | undefined>((nearest, piece) => nearest && distance(nearest) <= distance(piece) ? nearest : piece, undefined)?.item;
}

/** Whether `selection` holds any of where `item` is painted in this text. */
export function touches(slot: Slot, item: Item, selection: Selection): boolean {
  const range = selection.getRangeAt(0);
  const node = slot.target as Text;
  return painted(slot).some(piece => piece.item === item
    && range.comparePoint(node, Math.min(piece.end, node.length)) >= 0 && range.comparePoint(node, Math.min(piece.begin, node.length)) <= 0);
}

function caretAt(target: Element, x: number, y: number): {node: Node; offset: number} | undefined {
  const doc = target.ownerDocument;
  const root = target.getRootNode();
  if (doc.caretPositionFromPoint) {
    const position = doc.caretPositionFromPoint(x, y, root === doc ? {} : {shadowRoots: [root as ShadowRoot]});
    return position ? {node: position.offsetNode, offset: position.offset} : undefined;
  }
  const range = doc.caretRangeFromPoint?.(x, y);
  return range ? {node: range.startContainer, offset: range.startOffset} : undefined;
}
