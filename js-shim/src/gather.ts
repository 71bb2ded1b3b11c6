// From what changed to what is to be masked: walks added nodes, reads mutation records, meets frames, fields and shadow roots.
import type {Attributes} from './attributes.js';
import {attrOf, isElement, isMatch, parentElementOf, parentOf, walkerOver} from './dom.js';
import {isFormField} from './forms.js';
import type {Forms} from './forms.js';
import {FRAMES} from './frames.js';
import type {Frames} from './frames.js';
import type {Work} from './masker.js';
import type {PageReader} from './page.js';
import type {Slots} from './slots.js';
import {canHost} from './shadow.js';
import {isBoundary, isEditable, isEditorDocument, textsIn} from './walk.js';

export interface GatherParts {
  slots: Slots; attributes: Attributes; forms: Forms; frames: Frames; page: PageReader;
  meetRoot(host: Element): void;
  /** Takes marks of the cover off what no longer is to bear them. */
  clean(node: Node): void;
}

export interface Gather {
  tree(root: Node, work: Work): void;
  /** Attributes that are masked from now on. */
  attributes(names: readonly string[], roots: Iterable<Document | ShadowRoot>, work: Work): void;
  /** Whether all that `record` tells of is a mask of ours. */
  isOurs(record: MutationRecord): boolean;
  /** Answers whether the adapter may read something new now. */
  records(records: readonly MutationRecord[], work: Work): boolean;
}

export function createGather({slots, attributes, forms, frames, page, meetRoot, clean}: GatherParts): Gather {
  /** The browser finds what needs a look much faster than we can visit every element. */
  const pictured = page.pictured;
  let noticed = '';
  const notice = () => { noticed = `${attributes.select()}, ${[...MET].join(', ')}`; };
  notice();

  function meet(element: Element, work: Work): void {
    if (FRAMES.has(element.localName) && !page.inExempt(element)) frames.meet(element);
    if (isFormField(element)) { forms.meet(element); work.fields.add(element); }
  }

  function meetAttributes(element: Element, work: Work): void {
    const shown = attributes.of(element);
    if (shown.length === 0) return;
    const draft = inEditor(element);
    for (const attr of shown) if (draft) slots.giveBack(attr); else work.attributes.add(attr);
  }

  /** What holds more than text and ends every run is read as a whole, once it is known what the page declares. */
  function tree(root: Node, work: Work): void {
    clean(root);
    if (isElement(root)) meetRoot(root);
    const isLeaf = !(root as Partial<ParentNode>).firstElementChild;
    const isWhole = !isLeaf && isBoundary(root);
    if (isWhole) {
      work.trees.add(root);
      if (isElement(root)) meet(root, work);
    } else {
      for (const text of textsIn(root)) {
        if (/\S/.test(text.data) || slots.get(text)) work.texts.add(text);  // what stands between tags is read with its neighbours
      }
      if (isLeaf && (!isElement(root) || isPlain(root))) return;
      for (const element of matching(root, noticed)) { meet(element, work); meetAttributes(element, work); }
    }
    if (isLeaf) return;
    const named: Element[] = [];
    const hosts: Element[] = [];
    const below = walkerOver(root, NodeFilter.SHOW_ELEMENT);
    for (let element = below.nextNode() as Element | null; element; element = below.nextNode() as Element | null) {  // nobody else's code runs before its end
      const name = element.localName;
      if (isWhole && MET.has(name)) named.push(element);
      if (canHost(name)) hosts.push(element);
    }
    for (const element of named) meet(element, work);
    hosts.forEach(meetRoot);
  }

  const steering = new Set([...page.observed, 'value']);
  const steers = (attribute: string | null) => attribute !== null && steering.has(attribute);

  function changed(record: MutationRecord, work: Work): void {
    const element = record.target as Element;
    const name = record.attributeName ?? '';
    if (name === 'contenteditable') tree(element, work);
    if (name === 'src' || name === 'srcdoc' || name === 'data') frames.meet(element);
    if (isFormField(element)) work.fields.add(element);
    if (page.picture(element)) work.pictures.add(element);
    const attr = attributes.of(element).find(one => one.name === name);
    if (attr && slots.get(attr)?.painted !== attr.value && !inEditor(element)) work.attributes.add(attr);
  }

  function removed(node: Node, readBack: ReadBack): void {
    for (const text of textsIn(node)) {
      const slot = slots.get(text);
      if (!slot || slot.painted === slot.raw) continue;
      readBack.add(slot.painted, slot.raw);
      if (!text.isConnected) slots.release(text);
    }
    if (node.isConnected) return;
    if (isPlainLeaf(node)) return slots.release(node);
    for (const element of matching(node, noticed)) {
      for (const attr of attributes.of(element)) slots.release(attr);
      if (isFormField(element)) slots.release(element);
    }
    for (const element of matching(node, pictured)) {
      slots.release(element);
    }
  }

  return {
    tree,
    attributes(names, roots, work) {
      notice();
      const select = names.map(name => `[${CSS.escape(name)}]`).join(', ');
      for (const root of roots) for (const element of root.querySelectorAll(select)) meetAttributes(element, work);
    },
    isOurs({type, target, attributeName}) {
      if (type === 'characterData') return target.nodeType === Node.TEXT_NODE && slots.get(target as Text)?.painted === (target as Text).data;
      const attr = type === 'attributes' ? attrOf(target as Element, attributeName!) : null;
      return attr !== null && slots.get(attr)?.painted === attr.value;
    },
    records(records, work) {
      let touched = false;
      const asked = new Set<Node>();
      const read = new Set<Node>();
      const around = new Map<Element, boolean>();
      const concerns = (node: Node) => !asked.has(node) && asked.add(node) && page.concerns(node, around);
      const readBack = new ReadBack();
      for (const record of records) for (const node of record.removedNodes) removed(node, readBack);
      for (const record of records) {
        switch (record.type) {
          case 'characterData': {
            const text = record.target as Text;
            if (text.nodeType !== Node.TEXT_NODE || slots.get(text)?.painted === text.data) continue;
            page.changed(text);
            work.texts.add(text);
            break;
          }
          case 'attributes': changed(record, work); break;
          case 'childList': {
            const known = isWithin(record.target, read);
            for (const node of record.addedNodes) {
              adoptReadBack(node, readBack, slots);
              if (!known) {
                read.add(node);
                tree(node, work);
              }
              touched ||= concerns(node);
            }
            page.changed(record.target, known ? [] : record.addedNodes, record.nextSibling);
            beside(record.previousSibling, 'lastChild', work);
            beside(record.nextSibling, 'firstChild', work);
            break;
          }
        }
        touched ||= (record.type === 'attributes' ? steers(record.attributeName) : record.type === 'characterData' || record.removedNodes.length > 0) && concerns(record.target);
      }
      return page.notice() || touched;
    },
  };
}

/** What masks of removed texts stand for; nothing, where they stand for several. */
class ReadBack extends Map<string, string | undefined> {
  readonly lengths = new Set<number>();
  add(painted: string, raw: string): void {
    this.set(painted, this.has(painted) && this.get(painted) !== raw ? undefined : raw);
    this.lengths.add(painted.length);
  }
}

/** Whether `node` was read with one of `roots`. Records come when all of their changes are made: what went into a tree was there when the tree was read,
 *  and what has gone elsewhere since has a record of its own. */
function isWithin(node: Node, roots: ReadonlySet<Node>): boolean {
  if (roots.size > 0) for (let at: Node | null = node; at; at = parentOf(at)) if (roots.has(at)) return true;
  return false;
}

/** The text that a node's coming or going may have joined to, or parted from, another. */
function beside(sibling: Node | null, edge: 'firstChild' | 'lastChild', work: Work): void {
  for (let node = sibling; node; node = node[edge]) {
    if (node.nodeType === Node.TEXT_NODE) work.texts.add(node as Text);
  }
}

function adoptReadBack(node: Node, readBack: ReadBack, slots: Slots): void {
  if (readBack.size === 0) return;
  for (const text of textsIn(node)) {
    if (!readBack.lengths.has(text.length)) continue;  // most: what they say is not looked up
    const raw = readBack.get(text.data);
    if (raw !== undefined && !slots.get(text)) slots.adopt(text, raw);
  }
}

const below = (root: Node, css: string): Iterable<Element> => (root as Partial<ParentNode>).firstElementChild ? (root as ParentNode).querySelectorAll(css) : [];

/** `root` and all below it that match. */
function matching(root: Node, css: string): Iterable<Element> {
  const found = below(root, css);
  return isElement(root) && isMatch(root, css) ? [root, ...found] : found;
}

/** Elements that are met whatever is on them. */
const MET = new Set(['input', 'textarea', ...FRAMES]);

/** An element with nothing on it. */
const isPlain = (element: Element): boolean => !element.hasAttributes() && !MET.has(element.localName);

/** And nothing in it but text: most of what lists and logs add. */
const isPlainLeaf = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE && !(node as Element).firstElementChild && isPlain(node as Element);

function inEditor(element: Element): boolean {
  if (isEditorDocument(element.ownerDocument)) return true;
  for (let at = parentElementOf(element); at; at = parentElementOf(at)) if (isEditable(at)) return true;
  return false;
}
