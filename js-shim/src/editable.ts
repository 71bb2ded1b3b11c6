// Text in an editor is the agent's draft: never rewritten, or the masks would be sent. A value that came with it (a quoted mail) is
// covered where it stands by a highlight, which leaves the document as it is; what the agent types is not covered.
import {DRAFT_ATTRIBUTE, DRAFT_CSS, FIELD_ATTRIBUTE, HIGHLIGHT} from './cover.js';
import {parentElementOf} from './dom.js';
import type {Slot} from './slots.js';
import {holdCss} from './styles.js';
import {isEditable} from './walk.js';

export interface Editables {
  slot(node: Text): Slot;
  /** Of the values found in the editor around `node`, those to cover now. */
  toCover(node: Text, values: readonly string[]): ReadonlySet<string>;
  /** Puts back the mark by which the highlight of `doc` is drawn, and the sheets of its shadow roots: a page may take them away, or its root element. */
  hold(doc: Document): void;
  listen(win: Window, signal: AbortSignal): void;
}

export function createEditables(): Editables {
  const covered = new WeakMap<Element, Set<string>>();
  let typing = false;

  function onType(event: Event): void {
    if (!event.isTrusted || typing) return;
    typing = true;
    setTimeout(() => { typing = false; });
  }

  return {
    slot: editableSlot,
    toCover(node, values) {
      const host = editorOf(node);
      const before = covered.get(host) ?? new Set();
      if (typing) return before;
      covered.set(host, before);
      for (const value of values) before.add(value);
      return before;
    },
    hold(doc) {
      const roots = drafts.get(doc);
      if (!roots) return;
      mark(doc);
      for (const one of roots) {
        const root = one.deref();
        if (root) holdCss(root, DRAFT_CSS);
        else roots.delete(one);
      }
    },
    listen(win, signal) { win.addEventListener('beforeinput', onType, {capture: true, signal}); },
  };
}

function editorOf(node: Text): Element {
  let outermost: Element | undefined;
  for (let at = parentElementOf(node); at; at = parentElementOf(at)) if (isEditable(at)) outermost = at;
  return outermost ?? node.ownerDocument.documentElement;
}

/** Documents in which a highlight has been drawn, and their shadow roots in which one was. */
const drafts = new WeakMap<Document, Set<WeakRef<ShadowRoot>>>();
const known = new WeakSet<ShadowRoot>();

const isShadow = (root: Node): root is ShadowRoot => 'host' in root && 'mode' in root;

/** Has what is highlighted at `node` drawn so. */
function draw(node: Text): void {
  const doc = node.ownerDocument, root = node.getRootNode();
  const roots = drafts.get(doc) ?? new Set();
  drafts.set(doc, roots);
  mark(doc);
  if (!isShadow(root) || known.has(root)) return;
  known.add(root);
  roots.add(new WeakRef(root));
  holdCss(root, DRAFT_CSS);
}

function mark({documentElement: root}: Document): void {
  if (root && !root.hasAttribute(DRAFT_ATTRIBUTE)) root.setAttribute(DRAFT_ATTRIBUTE, '');
}

function editableSlot(node: Text): Slot {
  let ranges: Range[] = [];
  return {
    target: node, raw: node.data, painted: node.data, pieces: [], rewrites: false,
    paint() {
      this.painted = this.raw;
      const highlight = highlightOf(node.ownerDocument);
      const hidden = this.pieces.filter(piece => piece.item.revealedUntil === undefined);
      if (!highlight) { coverEditor(editorOf(node), hidden.length > 0); return; }
      for (const range of ranges) highlight.delete(range);
      ranges = hidden.map(piece => rangeOf(node, piece.begin, piece.end));
      for (const range of ranges) highlight.add(range);
      if (ranges.length > 0) draw(node);
    },
  };
}

function rangeOf(node: Text, begin: number, end: number): Range {
  const range = node.ownerDocument.createRange();
  range.setStart(node, Math.min(begin, node.length));
  range.setEnd(node, Math.min(end, node.length));
  return range;
}

/** The document's highlight, or nothing where the browser gives us none. */
function highlightOf(doc: Document): Highlight | undefined {
  try {
    const win = doc.defaultView;
    if (!win) return undefined;
    const known = win.CSS.highlights.get(HIGHLIGHT);
    if (known) return known;
    const made = new win.Highlight();
    win.CSS.highlights.set(HIGHLIGHT, made);
    return made;
  } catch {
    return undefined;
  }
}

function coverEditor(editor: Element, covered: boolean): void {
  if (covered) editor.setAttribute(FIELD_ATTRIBUTE, '');
  else editor.removeAttribute(FIELD_ATTRIBUTE);
}
