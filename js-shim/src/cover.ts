// The cover: nothing of the page is painted until `data-tirai-on` stands on its root element.
//
//   document_start ──► covered ──start() ok, page masked──► uncovered ──cover(reason)──► covered, with a banner
//                         └──beginning of a large page masked──► parted ──all of it masked──┘
//
// INVARIANT: nothing is painted that is not masked. Of a page that is parted, what is not masked yet bears a mark (frontier.ts); if the page takes one off, all of it
// is covered again.
//
// The extension ships COVER_CSS as a file of its own, so that it holds before any script runs and after one crashes; the
// drop-in adopts it as its first act.
import {BANNER_TAG, raiseBanner} from './banner.js';
import type {Banner} from './banner.js';
import type {Lang} from './texts.js';
import {attributeOf, isElement, putAttribute, takeAttribute} from './dom.js';
import type {CoverReason} from './types.js';
import {adoptCss} from './styles.js';

export const READY_ATTRIBUTE = 'data-tirai-on';
/** On the root element of a document that is shown but for what bears the next mark. */
export const PART_ATTRIBUTE = 'data-tirai-part';
const BEHIND_ATTRIBUTE = 'data-tirai-behind';
/** On the root element of a document that stays covered: there is no policy, or the page can no longer be kept masked. */
export const DOWN_ATTRIBUTE = 'data-tirai-down';
/** On a form field whose value is covered: forms.ts. */
export const FIELD_ATTRIBUTE = 'data-tirai-covered';
/** Types of fields whose text no browser draws as discs. */
export const DATED: readonly string[] = ['date', 'datetime-local', 'month', 'week', 'time'];
/** On a frame whose document is not masked yet: frames.ts. */
export const FRAME_ATTRIBUTE = 'data-tirai-hidden';
export const HIGHLIGHT = 'tirai-covered';
/** On the root element of a document that holds a draft with something covered in it: editable.ts. */
export const DRAFT_ATTRIBUTE = 'data-tirai-drafts';

// While a page starts, its root element is transparent, and what stands in its body is skipped (`content-visibility`): not painted, not in the
// accessibility tree, not found, and not styled or laid out before it is masked, so that the browser does that once. Nothing of it inherits, and each
// rule names a tag or an attribute: the mark that lifts the cover has no other element looked at again (a fiftieth of a second on a large page).
// What a page can lift out of its root (the top layer) is hidden by itself. A document that is an editor is not skipped: Firefox makes no editor of
// one without boxes when its script asks for the focus, and never again takes a key in it. A cover that lies for longer (`DOWN_ATTRIBUTE`) names
// every element, so that no `visibility` of the page's own brings one back; only the banner beside them is seen. Nothing of it fades. What is
// behind in a parted page is named so, too: an element that has no box of its own is neither transparent nor skipped. A row of a table cannot be skipped: it gets no box.
// A highlight's rule has Chromium work out one more style for every element it matches, a third of what a large page's styles cost: so none does
// where no draft is covered. In Chromium a highlight's style is inherited, in Firefox it is not.
const START_MS = 1000;
const highlighted = 'color: transparent; background-color: GrayText; text-shadow: none; text-decoration: none;';
/** Of a shadow root that holds such a draft: Firefox lets no rule of the document's reach into it. */
export const DRAFT_CSS = `*::highlight(${HIGHLIGHT}) { ${highlighted} }`;

/** Thrice, to outbid the page's own rules. */
const BEHIND = `[${BEHIND_ATTRIBUTE}]`.repeat(3);

function coverCss(): string {
  const clear = 'opacity: 0 !important; transition: none !important; animation: none !important;';
  const hidden = `visibility: hidden !important; ${clear}`;
  const starting = `:root:root:root:not([${READY_ATTRIBUTE}]):not([${PART_ATTRIBUTE}]):not([${DOWN_ATTRIBUTE}])`;
  const parted = `:root:root:root[${PART_ATTRIBUTE}]:not([${READY_ATTRIBUTE}])`;
  return `
${starting} { ${clear} }
${starting} > body, ${starting} > frameset { content-visibility: hidden !important; }
${starting} > body:read-write { content-visibility: visible !important; }
${starting} dialog, ${starting} [popover], ${parted} dialog, ${parted} [popover] { ${hidden} }
${BEHIND}, ${BEHIND} * { visibility: hidden !important; transition: none !important; animation: none !important; }
${BEHIND} { opacity: 0 !important; content-visibility: hidden !important; }
${['', ' *'].flatMap(inside => ['before', 'after', 'marker'].map(part => `${BEHIND}${inside}::${part}`)).join(', ')} { content: none !important; }
${BEHIND}:is(thead, tbody, tfoot, tr, td, th) { display: none !important; }
:root[${DOWN_ATTRIBUTE}] > :not(head, ${BANNER_TAG}), :root[${DOWN_ATTRIBUTE}] > :not(head, ${BANNER_TAG}) * { ${hidden} }
[${FRAME_ATTRIBUTE}] { visibility: hidden !important; }
[${FIELD_ATTRIBUTE}] { -webkit-text-security: disc !important; }
input[${FIELD_ATTRIBUTE}]:is(${DATED.map(type => `[type=${type}]`).join(', ')}) { background: repeating-linear-gradient(90deg, currentColor 0 4px, #0000 4px 8px) 4px center / 10ch 4px no-repeat !important; }
:root[${DRAFT_ATTRIBUTE}]::highlight(${HIGHLIGHT}) { ${highlighted} }
@supports (-moz-appearance: none) { :root[${DRAFT_ATTRIBUTE}] *::highlight(${HIGHLIGHT}) { ${highlighted} } }
`;
}
export const COVER_CSS = /* @__PURE__ */ coverCss();  // left out of scripts that only name the marks

export interface Cover {
  /** Covers a document of another window, too. */
  hang(doc: Document): void;
  /** Covers it for good, and says why. */
  leave(doc: Document, reason: CoverReason): void;
  /** Uncovers `doc`. Call it only once everything in `doc` is masked. */
  lift(doc: Document): void;
  /** Shows the document but for `behind`, until it is lifted or lowered. Call it only once all else in it is masked. */
  part(behind: readonly Element[]): void;
  /** Takes the marks of a parted page off what its scripts made of a copy. */
  clean(node: Node): void;
  /** Covers every document that was lifted, and says why. `starting` says nothing: it is over before one could read it. */
  lower(reason: CoverReason, detail?: string): void;
  /** Puts back what a page script or document.open() removed, the ready mark or the banner, and takes away a mark that is not ours. Once
   *  abandoned, the mark belongs to the curtain of the version that came after: two that hold it would never end. */
  hold(): void;
  readonly lifted: boolean;
  readonly parted: boolean;
  /** It was parted, and the page took a mark off. */
  readonly torn: boolean;
}

export function hangCover(doc: Document, lang: Lang, {signal, isAbandoned}: {signal: AbortSignal; isAbandoned: () => boolean}): Cover {
  const lifted = new Set<Document>();
  let banner: Banner | undefined;
  let down = false;
  /** While the page is parted: the root element that says so, and what is behind. */
  let parted: {root: Element; behind: readonly Element[]} | undefined;
  let wasParted = false;
  let torn = false;
  const guard = new MutationObserver(() => { if (isTorn()) tear(); });
  signal.addEventListener('abort', () => guard.disconnect());

  function lay({documentElement: root}: Document): void {
    root?.removeAttribute(READY_ATTRIBUTE);
    root?.toggleAttribute(DOWN_ATTRIBUTE, down);
    if (root !== parted?.root) root?.removeAttribute(PART_ATTRIBUTE);
  }

  const isWhole = ({root, behind}: {root: Element; behind: readonly Element[]}) =>
    doc.documentElement === root && root.hasAttribute(PART_ATTRIBUTE) && behind.every(one => attributeOf(one, BEHIND_ATTRIBUTE) !== null);
  const isTorn = () => parted !== undefined && !isWhole(parted);

  function tear(): void {
    torn = true;
    join();
  }

  /** Ends the parting: all is covered, or by now uncovered. */
  function join(): void {
    if (!parted) return;
    guard.disconnect();
    const {root, behind} = parted;
    parted = undefined;
    root.removeAttribute(PART_ATTRIBUTE);
    for (const one of behind) takeAttribute(one, BEHIND_ATTRIBUTE);
    clean(doc);
  }

  function clean(node: Node): void {
    if (!wasParted || parted || node.nodeType === Node.TEXT_NODE) return;
    if (isElement(node)) takeAttribute(node, BEHIND_ATTRIBUTE);
    if ((node as Partial<ParentNode>).firstElementChild) for (const one of (node as ParentNode).querySelectorAll(`[${BEHIND_ATTRIBUTE}]`)) takeAttribute(one, BEHIND_ATTRIBUTE);
  }

  adoptCss(doc, COVER_CSS);
  let late: ReturnType<typeof setTimeout> | undefined = setTimeout(() => { down = true; if (!lifted.has(doc) && !isAbandoned()) lay(doc); }, START_MS);
  signal.addEventListener('abort', stopWaiting);

  /** Once: the browser takes a fifth of a millisecond to find no timer, and the cover is lifted in every turn. */
  function stopWaiting(): void {
    if (late !== undefined) clearTimeout(late);
    late = undefined;
  }

  return {
    get lifted() { return lifted.has(doc); },
    get parted() { return parted !== undefined; },
    get torn() { return torn; },
    clean,
    part(behind) {
      const root = doc.documentElement;
      if (isAbandoned() || !root) return;
      stopWaiting();
      wasParted = true;
      for (const one of behind) putAttribute(one, BEHIND_ATTRIBUTE, '');
      root.setAttribute(PART_ATTRIBUTE, '');
      down = false;
      root.removeAttribute(DOWN_ATTRIBUTE);
      parted = {root, behind};
      guard.observe(doc, {subtree: true, attributes: true, attributeFilter: [BEHIND_ATTRIBUTE, PART_ATTRIBUTE]});
    },
    hang(target) { adoptCss(target, COVER_CSS); },
    leave(target, reason) {
      lifted.delete(target);
      target.documentElement?.removeAttribute(READY_ATTRIBUTE);
      target.documentElement?.setAttribute(DOWN_ATTRIBUTE, '');
      raiseBanner(target, lang, reason);
    },
    lift(target) {
      if (!lifted.has(target)) adoptCss(target, COVER_CSS);
      stopWaiting();
      lifted.add(target);
      if (!isAbandoned()) mark(target);
      if (target !== doc) return;
      join();
      banner?.remove();
      banner = undefined;
    },
    lower(reason, detail) {
      down = reason !== 'starting';
      join();
      for (const target of [...lifted, doc]) lay(target);
      lifted.clear();
      banner?.remove();
      banner = reason === 'starting' ? undefined : raiseBanner(doc, lang, reason, detail);
    },
    hold() {
      banner?.hold();
      if (isAbandoned()) return;
      if (isTorn()) tear();
      for (const target of lifted) mark(target);
      if (!lifted.has(doc)) lay(doc);  // the mark was set by the page itself
    },
  };
}

function mark(doc: Document): void {
  const root = doc.documentElement;
  if (root && !root.hasAttribute(READY_ATTRIBUTE)) root.setAttribute(READY_ATTRIBUTE, '');
  root?.removeAttribute(DOWN_ATTRIBUTE);
}
