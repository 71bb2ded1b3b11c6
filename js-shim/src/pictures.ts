// Pictures of what an adapter declares (a scan of an identity card, the preview of a PDF) are blurred until revealed. There is no text to read in
// them: the whole picture is one value, known by where it comes from.
import type {Slot} from './slots.js';

/** What an item says instead of a picture. */
export const PICTURE_MASK = '▒▒▒▒';
/** On a picture that is blurred. */
export const PICTURE_ATTRIBUTE = 'data-tirai-blurred';
// Large against the writing on a card at any size a page shows it, and paler: neither letters nor a face are left.
const BLUR = 'blur(32px) contrast(0.6)';

export interface Pictures {
  /** What tells one picture from another. */
  rawOf(element: Element): string;
  slot(element: Element): Slot;
}

export function createPictures(slotOf: (element: Element) => Slot | undefined, signal: AbortSignal): Pictures {
  /** What the page takes off is put back before it is painted. */
  const guard = new MutationObserver(records => {
    for (const record of records) {
      const slot = slotOf(record.target as Element);
      if (slot && isHidden(slot)) slot.paint();
    }
  });
  signal.addEventListener('abort', () => guard.disconnect());

  return {
    rawOf: element => ['src', 'data', 'srcset', 'href', 'style'].map(name => element.getAttribute(name)).find(Boolean) ?? element.localName,
    slot(element) {
      guard.observe(element, {attributes: true, attributeFilter: [PICTURE_ATTRIBUTE, 'style']});
      return {
        target: element, raw: '', painted: '', pieces: [], rewrites: false,
        paint() { blur(element, isHidden(this)); },
      };
    },
  };
}

const isHidden = (slot: Slot): boolean => slot.pieces.some(piece => piece.item.revealedUntil === undefined);

function blur(element: Element, hidden: boolean): void {
  const {style} = element as HTMLElement;
  const isBlurred = style.getPropertyValue('filter') === BLUR && style.getPropertyPriority('filter') === 'important';
  if (hidden !== element.hasAttribute(PICTURE_ATTRIBUTE)) element.toggleAttribute(PICTURE_ATTRIBUTE, hidden);
  // The element's own style passes every CSP, reaches into shadow roots, and outbids every sheet of the page.
  if (hidden && !isBlurred) style.setProperty('filter', BLUR, 'important');
  else if (!hidden && isBlurred) style.removeProperty('filter');
}
