// Where an item is painted now. Read when somebody points at it, never while the page is masked.
import {painted} from './current.js';
import type {Item} from './items.js';
import {carrier, isInPage} from './items.js';
import type {Slot} from './slots.js';

export function placesOf(item: Item | undefined): DOMRect[] {
  return item === undefined ? [] : [...item.slots].filter(isInPage).flatMap(slot => rectsOf(slot, item).map(rect => inTopWindow(slot, rect))).filter(({width, height}) => width > 0 && height > 0);
}

function rectsOf(slot: Slot, item: Item): DOMRect[] {
  const {target} = slot;
  if (target.nodeType !== Node.TEXT_NODE) return target.nodeType === Node.ATTRIBUTE_NODE ? [] : [(target as Element).getBoundingClientRect()];
  const node = target as Text;
  return painted(slot).filter(piece => piece.item === item).flatMap(({begin, end}) => {
    const range = node.ownerDocument.createRange();
    range.setStart(node, Math.min(begin, node.length));
    range.setEnd(node, Math.min(end, node.length));
    return [...range.getClientRects()];
  });
}

/** A frame's coordinates are its own. */
function inTopWindow(slot: Slot, rect: DOMRect): DOMRect {
  let {x, y} = rect;
  for (let frame = carrier(slot)?.ownerDocument?.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const outer = frame.getBoundingClientRect();
    x += outer.x + frame.clientLeft;
    y += outer.y + frame.clientTop;
  }
  return new DOMRect(x, y, rect.width, rect.height);
}
