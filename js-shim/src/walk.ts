// Reads the page: which text nodes stand in one line of text, and what that line says. A value may be split over sibling
// nodes (React writes "tail " and "4111 ..." as two), so detection runs on the run, and spans map back to the nodes.
//
//   <p>NIK <b>327301</b>150890<i>0001</i></p>     one run: "NIK 3273011508900001", four parts
//   <td>Siti</td><td>Rahayu</td>                  two runs: a cell is a boundary
//
// No layout is read here: which tags are in line is decided by name, and seams without a space are read both ways.
import {attributeOf, hostOf, isElement, parentOf, rootNodeOf, walkerOver} from './dom.js';
import type {Declared} from './page.js';

export interface Part {readonly node: Text; readonly begin: number; readonly end: number}

export interface Run {
  readonly text: string;
  readonly parts: readonly Part[];
  /** Offsets where two nodes touch without white space between them. */
  readonly seams: readonly number[];
  readonly declared: Declared | undefined;
  readonly editable: boolean;
}

/** What the walk must know about the page. */
export interface Sight {
  rawText(node: Text): string;
  /** Whether something of it was masked. */
  isSlot(node: Text): boolean;
  /** A place the adapter says is never masked. */
  exempt(element: Element): boolean;
  declared(element: Element): Declared | undefined;
}

const IN_LINE = new Set(('a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rp rt ruby s samp '
  + 'small span strike strong sub sup time tt u var tspan').split(' '));
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'wbr', 'link', 'meta', 'param', 'source', 'track']);

export type Kind = 'in_line' | 'unseen' | 'break' | 'boundary';

/** What a name alone says; of what is in line, there is more to ask. */
const kinds = new Map<string, Kind>([...[...IN_LINE].map(name => [name, 'in_line'] as const), ...[...UNSEEN].map(name => [name, 'unseen'] as const), ['br', 'break']]);
const kindOfName = (name: string): Kind => kinds.get(name) ?? 'boundary';

/** Whether no run goes on from inside `node` to outside of it. */
export const isBoundary = (node: Node): boolean => node.nodeType !== Node.ELEMENT_NODE || kindOfName((node as Element).localName) === 'boundary';

export function kindOf(element: Element, sight: Sight, {inLine}: Pass): Kind {
  const kind = kindOfName(element.localName);
  if (kind !== 'in_line') return kind;
  let is = inLine.get(element);
  if (is === undefined) inLine.set(element, is = isInLine(element, sight));
  return is ? kind : 'boundary';
}

function isInLine(element: Element, sight: Sight): boolean {
  return !element.hasAttribute('contenteditable') && !element.shadowRoot && !sight.exempt(element) && !sight.declared(element);
}

export function isEditable(element: Element): boolean {
  const value = attributeOf(element, 'contenteditable');
  return value !== null && value.toLowerCase() !== 'false';
}

/** Frames of editors that fill their document first and make it editable then: CKEditor 4, TinyMCE 4 to 8. */
const EDITOR_FRAME = '.cke_wysiwyg_frame, .tox-edit-area__iframe, .mce-edit-area iframe';

/** Whether a whole document is somebody's draft. Masked in place for one moment only, masks would be in the editor's undo history. */
export function isEditorDocument(doc: Document | null): boolean {
  return doc !== null && (doc.designMode === 'on' || doc.defaultView?.frameElement?.matches(EDITOR_FRAME) === true);
}

export interface Context {readonly declared: Declared | undefined; readonly editable: boolean}

/** What was read of the page's elements: good for one pass, in which nothing of it changes. `contexts`: what holds below an element, or nothing if
 *  its text is not ours to read. */
export interface Pass {readonly contexts: Map<Node, Context | undefined>; readonly inLine: Map<Element, boolean>}
export const newPass = (): Pass => ({contexts: new Map(), inLine: new Map()});

/** What holds for what stands beside `node`, and for it. No style is asked: isContentEditable would force one. */
export function contextOf(node: Node, sight: Sight, pass: Pass): Context | undefined {
  const {contexts} = pass;
  const path: Element[] = [];
  let at = parentOf(node);
  for (; at && !contexts.has(at); at = parentOf(at)) if (isElement(at)) path.push(at);
  let context = at ? contexts.get(at) : contextOfRoot(rootNodeOf(node), sight, pass);
  for (let element = path.pop(); element; element = path.pop()) {
    context = context && contextIn(element, context, sight);
    contexts.set(element, context);
  }
  return context;
}

/** A shadow tree is part of what its host is declared to be (a Lightning field), but not of the text that is edited around the host. */
function contextOfRoot(root: Node, sight: Sight, pass: Pass): Context | undefined {
  const own = {declared: undefined, editable: isEditorDocument(root.ownerDocument ?? root as Document)};
  const host = hostOf(root);
  const around = host ? contextOf(host, sight, pass) : own;
  const context = host && around ? contextIn(host, around, sight) : around;
  return context && {declared: context.declared, editable: own.editable};
}

function contextIn(element: Element, around: Context, sight: Sight): Context | undefined {
  if (UNSEEN.has(element.localName) || sight.exempt(element)) return undefined;
  const declared = sight.declared(element) ?? around.declared;
  const editable = around.editable || isEditable(element);
  return declared === around.declared && editable === around.editable ? around : {declared, editable};
}

/** The run that `text` stands in, or nothing if its text is never seen or never masked. */
export function readRun(text: Text, sight: Sight, pass: Pass): Run | undefined {
  const context = contextOf(text, sight, pass);
  if (!context) return undefined;
  let first: Node = text;
  for (let at = step(text, sight, pass, 'back'); at; at = step(at, sight, pass, 'back')) first = at;
  const run = new OpenRun(context);
  for (let at: Node | null = first; at; at = step(at, sight, pass, 'on')) {
    if (at.nodeType === Node.TEXT_NODE) run.add(at as Text, sight.rawText(at as Text)); else run.breakLine();
  }
  return run;
}

/** A run while it is read. Its text is not looked at before it is whole: a browser joins by remembering the pieces, and for a look at one character it copies all that was joined so far. */
export class OpenRun implements Run {
  text = '';
  private endsWhite = true;
  readonly parts: Part[] = [];
  readonly seams: number[] = [];
  readonly declared: Declared | undefined;
  readonly editable: boolean;

  constructor({declared, editable}: Context) {
    this.declared = declared;
    this.editable = editable;
  }

  add(node: Text, data: string): void {
    const raw = data.includes('\0') ? data.replaceAll('\0', '\uFFFD') : data;
    const begin = this.text.length;
    this.parts.push({node, begin, end: begin + raw.length});
    if (raw === '') return;
    if (!this.endsWhite && !isWhite(raw.charCodeAt(0))) this.seams.push(begin);
    this.endsWhite = isWhite(raw.charCodeAt(raw.length - 1));
    this.text += raw;
  }

  breakLine(): void {
    this.endsWhite = true;
    this.text += '\n';
  }
}

/** What \s matches: nearly every unit is told by its number alone. */
const isWhite = (unit: number): boolean => unit <= 32 ? unit === 32 || (unit >= 9 && unit <= 13) : unit >= 160 && /\s/.test(String.fromCharCode(unit));

/** The text node or <br> beside `from` in its run. */
function step(from: Node, sight: Sight, pass: Pass, way: 'on' | 'back'): Node | null {
  const on = way === 'on';
  for (let node = from; ;) {
    let next: Node | null = on ? node.nextSibling : node.previousSibling;
    while (!next) {
      const parent = node.parentNode;
      if (parent?.nodeType !== Node.ELEMENT_NODE || kindOf(parent as Element, sight, pass) !== 'in_line') return null;
      node = parent;
      next = on ? node.nextSibling : node.previousSibling;
    }
    for (let at: Node | null = next; at; at = on ? at.firstChild : at.lastChild) {
      next = at;
      if (at.nodeType === Node.TEXT_NODE) return at;
      if (at.nodeType !== Node.ELEMENT_NODE) break;
      const kind = kindOf(at as Element, sight, pass);
      if (kind === 'break') return at;
      if (kind === 'boundary') return null;
      if (kind === 'unseen') break;
    }
    node = next;
  }
}

/** `root` or all text nodes below it, in order. */
export function textsIn(root: Node): Text[] {
  if (root.nodeType === Node.TEXT_NODE) return [root as Text];
  const texts: Text[] = [];
  const first = root.firstChild;
  if (!first) return texts;
  if (!first.nextSibling && first.nodeType === Node.TEXT_NODE) return [first as Text];
  const walker = walkerOver(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text);
  return texts;
}

export interface Visitor {
  text(node: Text): void;
  /** Answers whether to go on below. */
  element(element: Element): boolean;
}

/** Visits `root` and all below it, without recursion: pages nest deeper than stacks. */
export function walk(root: Node, visitor: Visitor): void {
  for (let node: Node | null = root; node;) {
    let below = true;
    if (node.nodeType === Node.TEXT_NODE) visitor.text(node as Text);
    else if (node.nodeType === Node.ELEMENT_NODE) below = visitor.element(node as Element);
    if (below && node.firstChild) { node = node.firstChild; continue; }
    while (node && node !== root && !node.nextSibling) node = parentOf(node);
    node = !node || node === root ? null : node.nextSibling;
  }
}

export const isUnseen = (element: Element): boolean => UNSEEN.has(element.localName) && element.localName !== 'textarea';
