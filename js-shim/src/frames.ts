// Frames of the same origin belong to the curtain of the document that holds them: it knows the customer's values, and it
// reaches frames where no content script runs (an editor's about:blank, filled by document.write). Frames of another origin, and
// sandboxed ones without allow-same-origin, cannot be reached: there a content script hangs a curtain of its own.
//
//   met ──► unsettled: looked at before every paint ──loaded──► settled ──pagehide──► unsettled
//
// INVARIANT: a frame is hidden from the moment its document leaves until the next one is masked.
import {FRAME_ATTRIBUTE} from './cover.js';

/** A content script in a frame says so on its frame element. */
export const FRAME_EVENT = 'tirai-frame';
const GIVE_UP_MS = 60_000;

/** Hands this frame to a curtain above it, if there is one that can reach it, open yet or not: then none is to be hung here. */
export function joinParentCurtain(win: Window): boolean {
  try {
    for (let at = win; at.frameElement; at = at.parent) {
      if (!at.frameElement.dispatchEvent(new MouseEvent(FRAME_EVENT, {bubbles: true, composed: true, cancelable: true}))) return true;
    }
    return false;
  } catch {
    return false;
  }
}

/** Takes in frames that ask, from the moment the curtain hangs. Until their documents are masked, the cover's style sheet keeps them covered. */
export function takeFramesIn(doc: Document, signal: AbortSignal): void {
  doc.addEventListener(FRAME_EVENT, event => event.preventDefault(), {capture: true, signal});
}

export interface Frames {
  meet(element: Element): void;
  /** Takes in documents that are new in their frames. */
  look(): void;
  /** Shows the frames whose documents are masked now. */
  uncover(): void;
  readonly unsettled: boolean;
}

export type Frame = HTMLIFrameElement | HTMLFrameElement | HTMLObjectElement | HTMLEmbedElement;
/** Elements that show another document. */
export const FRAMES = new Set(['iframe', 'frame', 'object', 'embed']);

/** The document that `frame` shows, if it can be reached. An <embed> does not tell its own: its window is one of the page's. */
export function documentOf(frame: Frame): Document | null {
  if (frame.localName !== 'embed') return (frame as Exclude<Frame, HTMLEmbedElement>).contentDocument;
  const page = frame.ownerDocument.defaultView;
  for (let at = 0; at < (page?.length ?? 0); ++at) {
    const own = shownIn(page![at] as Window, frame);
    if (own) return own;
  }
  return null;
}

function shownIn(win: Window, frame: Frame): Document | undefined {
  try {
    return win.frameElement === frame ? win.document : undefined;
  } catch {
    return undefined;  // of another origin
  }
}

/** Those that have no document at all until they know of what kind it is. */
const isLate = (frame: Frame): boolean => frame.localName === 'object' || frame.localName === 'embed';

export function createFrames(signal: AbortSignal, enter: (doc: Document) => void, wake: () => void): Frames {
  const unsettled = new Map<Frame, number>();
  const known = new WeakSet<Document>();
  const guarded = new WeakMap<Document, Element>();
  const met = new WeakSet<Frame>();
  const loaded = new WeakSet<Frame>();
  const hidden = new Set<Frame>();

  function unsettle(frame: Frame): void {
    unsettled.set(frame, Date.now() + GIVE_UP_MS);
    wake();
  }

  function hide(frame: Frame): void {
    hidden.add(frame);
    frame.setAttribute(FRAME_ATTRIBUTE, '');
  }

  /** Still the empty document that every frame starts with, while another is on its way. */
  const isBeforeFirst = (frame: Frame, doc: Document): boolean => doc.URL === 'about:blank' && leadsAway(frame) && !loaded.has(frame);

  const isComing = (frame: Frame): boolean => isLate(frame) && !documentOf(frame) && leadsAway(frame) && !loaded.has(frame) && unsettled.has(frame);

  function enterDocument(frame: Frame): Document | null {
    const doc = documentOf(frame);
    if (!doc) return null;
    if (doc.documentElement && guarded.get(doc) !== doc.documentElement) {  // new, or written anew: document.open() takes the listeners with it
      guarded.set(doc, doc.documentElement);
      doc.defaultView?.addEventListener('pagehide', () => { hide(frame); unsettle(frame); }, {signal});
    }
    if (!known.has(doc)) {
      known.add(doc);
      enter(doc);
    }
    return doc;
  }

  function lookAt(frame: Frame, until: number): void {
    const doc = enterDocument(frame);
    const settled = doc ? doc.readyState === 'complete' && !isBeforeFirst(frame, doc) : !isComing(frame);
    if (settled || Date.now() > until || !frame.isConnected) unsettled.delete(frame);
  }

  return {
    meet(element) {
      if (!FRAMES.has(element.localName)) return;
      const frame = element as Frame;
      if (isLate(frame)) loaded.delete(frame);
      unsettle(frame);
      const doc = enterDocument(frame);
      if (doc ? isBeforeFirst(frame, doc) : isComing(frame)) hide(frame);
      if (met.has(frame)) return;
      met.add(frame);
      frame.addEventListener('load', () => { loaded.add(frame); unsettle(frame); lookAt(frame, Infinity); }, {signal});
      frame.addEventListener('error', () => { loaded.add(frame); unsettle(frame); }, {signal});  // what it holds instead is shown
      frame.addEventListener(FRAME_EVENT, () => { unsettle(frame); lookAt(frame, Infinity); }, {signal});
    },
    look() { for (const [frame, until] of [...unsettled]) lookAt(frame, until); },
    uncover() {
      for (const frame of hidden) {
        const doc = documentOf(frame);
        if (frame.isConnected && (doc ? !known.has(doc) || isBeforeFirst(frame, doc) : isComing(frame))) continue;
        hidden.delete(frame);
        frame.removeAttribute(FRAME_ATTRIBUTE);
      }
    },
    get unsettled() { return unsettled.size > 0; },
  };
}

function leadsAway(frame: Frame): boolean {
  const src = frame.getAttribute(frame.localName === 'object' ? 'data' : 'src') ?? '';
  return frame.hasAttribute('srcdoc') || (src !== '' && !/^(about:blank|javascript:)/i.test(src));
}
