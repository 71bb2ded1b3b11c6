// The cover: nothing of the page is painted until `data-tirai-on` stands on its root element.
//
//   document_start ──► covered ──start() ok, page masked──► uncovered ──cover(reason)──► covered, with a banner
//
// The extension ships COVER_CSS as a file of its own, so that it holds before any script runs and after one crashes; the
// drop-in adopts it as its first act.
import {BANNER_TAG, raiseBanner} from './banner.js';
import type {Banner} from './banner.js';
import type {Lang} from './texts.js';
import type {CoverReason} from './types.js';
import {adoptCss} from './styles.js';

export const READY_ATTRIBUTE = 'data-tirai-on';
/** On a form field whose value is covered: forms.ts. */
export const FIELD_ATTRIBUTE = 'data-tirai-covered';
/** On a frame whose document is not masked yet: frames.ts. */
export const FRAME_ATTRIBUTE = 'data-tirai-hidden';
export const HIGHLIGHT = 'tirai-covered';

// `visibility` reaches the top layer and leaves layout as it is, so that scripts that measure go on working; a page can undo it on a
// descendant, so `opacity`, which none can undo, stands beside it. Neither may fade.
export const COVER_CSS = `
:root:not([${READY_ATTRIBUTE}]) > :not(head, ${BANNER_TAG}),
:root:not([${READY_ATTRIBUTE}]) > :not(head, ${BANNER_TAG}) * {
  visibility: hidden !important; transition: none !important; animation: none !important;
}
:root:not([${READY_ATTRIBUTE}]) > :not(head, ${BANNER_TAG}) { opacity: 0 !important; }
[${FRAME_ATTRIBUTE}] { visibility: hidden !important; }
[${FIELD_ATTRIBUTE}] { -webkit-text-security: disc !important; }
::highlight(${HIGHLIGHT}) { color: transparent; background-color: GrayText; text-shadow: none; text-decoration: none; }
`;

export interface Cover {
  /** Uncovers `doc`. Call it only once everything in `doc` is masked. */
  lift(doc: Document): void;
  /** Covers every document that was lifted, and says why. `starting` says nothing: it is over before one could read it. */
  lower(reason: CoverReason, detail?: string): void;
  /** Puts back what a page script or document.open() removed, the ready mark or the banner, and takes away a mark that is not ours. Once
   *  abandoned, the mark belongs to the curtain of the version that came after: two that hold it would never end. */
  hold(): void;
  readonly lifted: boolean;
}

export function hangCover(doc: Document, lang: Lang, isAbandoned: () => boolean): Cover {
  const lifted = new Set<Document>();
  let banner: Banner | undefined;
  adoptCss(doc, COVER_CSS);

  return {
    get lifted() { return lifted.has(doc); },
    lift(target) {
      if (!lifted.has(target)) adoptCss(target, COVER_CSS);
      lifted.add(target);
      if (!isAbandoned()) mark(target);
      if (target === doc) { banner?.remove(); banner = undefined; }
    },
    lower(reason, detail) {
      for (const target of lifted) target.documentElement?.removeAttribute(READY_ATTRIBUTE);
      lifted.clear();
      banner?.remove();
      banner = reason === 'starting' ? undefined : raiseBanner(doc, lang, reason, detail);
    },
    hold() {
      banner?.hold();
      if (isAbandoned()) return;
      for (const target of lifted) mark(target);
      if (!lifted.has(doc)) doc.documentElement?.removeAttribute(READY_ATTRIBUTE);  // set by the page itself
    },
  };
}

function mark(doc: Document): void {
  const root = doc.documentElement;
  if (root && !root.hasAttribute(READY_ATTRIBUTE)) root.setAttribute(READY_ATTRIBUTE, '');
}
