// Which elements name a value beside them ("NIK: 3273…"), kept from one reading of the page to the next: thousands could, few do, and a change brings fewer.
//
//   first reading of a tree: all that match ──► those with a wanted text, kept ──► looked at again in each reading
//   a change: what was added, what it moved on, what it stands in ──────┘
//
// INVARIANT: in a tree that was read, all that match and have a wanted text are kept. That can be held for selectors which look at nothing of an element but
// its name, what it holds, and how many stand before it; any other is asked of the whole tree in each reading.
import type {Labelled} from './adapter.js';
import {isElement, isMatch, outside, parentOf, rootNodeOf} from './dom.js';
import {isLocal, PLACED} from './selectors.js';
import {foldName, following} from './table.js';
import type {NameOf} from './table.js';

type Root = Document | ShadowRoot;

export interface Labels {
  /** `node` has other text now, or other nodes in it: `added`, before `next`. */
  changed(node: Node, added: Iterable<Node>, next: Node | null): void;
  /** Looks at what changed since the last call; answers whether there are labels that were none, or some are gone from the page. */
  notice(): boolean;
  /** Whether a label that was read, or what it names, may have changed with `node`: it came, or something in it did. Before notice(). */
  concerns(node: Node): boolean;
  /** The readings that follow are the last ones from now on. */
  readAnew(): void;
  /** Of `root` as it is now: the values that a declaration speaks of. */
  reading(root: Root): (labelled: Labelled) => Element[];
}

/** The elements that may have one label: the label itself, or a row with `label` in it. */
interface Index {readonly select: string; readonly label: string | undefined; readonly wanted: Set<string>; readonly local: boolean; readonly kept: WeakMap<Root, Set<Element>>}

/** With more labels than this, as where a list has one in each row, every change concerns one. */
const MOST_AROUND = 64;

export function createLabels(all: readonly Labelled[], nameOf: NameOf): Labels {
  const indexes = new Map<string, Index>();
  const textsOf = new Map(all.map(one => [one, [...new Set(one.header.map(foldName))]]));
  for (const [one, texts] of textsOf) for (const text of texts) indexOf(one).wanted.add(text);
  const local = [...indexes.values()].filter(index => index.local);
  const alone = new Set(local.flatMap(({label, wanted}) => label === undefined ? [...wanted] : []));
  const placed = new Set(local.flatMap(({select}) => [...select.matchAll(PLACED)].map(([, name]) => name!.toLowerCase())));
  const grown = new Set<Element>();
  const touched = new Set<Element>();
  const moved = new Set<Node>();  // and all after each
  const around = new Set<Node>();  // what the labels stand in that were read: what they name does too
  const asked = new Map<Node, boolean>();  // whether it stands in one of them, since the last notice()
  let grew = false;

  function indexOf({name, at}: Labelled): Index {
    const [select, label] = 'next' in at ? [name, undefined] : [at.row, name];
    const key = `${select}\n${label ?? ''}`;
    const index = indexes.get(key) ?? {select, label, wanted: new Set(), local: isLocal(select), kept: new WeakMap()};
    indexes.set(key, index);
    return index;
  }

  /** What `element`, which matches, is known by, if that is wanted. */
  function textIn({label, wanted}: Index, element: Element): string | undefined {
    const named = label === undefined ? element : element.querySelector(label);
    const text = named ? nameOf(named) : '';
    return text !== '' && wanted.has(text) ? text : undefined;
  }

  function keep(index: Index, element: Element, root: Root): void {
    const kept = index.kept.get(root);
    if (!kept || kept.has(element) || textIn(index, element) === undefined) return;
    kept.add(element);
    grew = true;
  }

  /** `element`, and those below it where `within`. What holds no other element holds no label either: its own text says whether it is one, in less time than a selector. */
  function keepAll(element: Element, within: boolean): void {
    const isLeaf = !element.firstElementChild;
    if (isLeaf && !alone.has(nameOf(element))) return;
    const root = rootNodeOf(element) as Root;
    for (const index of local) {
      if (isMatch(element, index.select)) keep(index, element, root);
      if (within && !isLeaf) for (const one of element.querySelectorAll(index.select)) keep(index, one, root);
    }
  }

  /** By their text, in document order; what is one no longer is kept no longer. */
  function read(index: Index, root: Root): Map<string, Element[]> {
    const kept = index.kept.get(root);
    const found = new Map<string, Element[]>();
    const still: Element[] = [];
    for (const element of kept ? [...kept].sort(inOrder) : root.querySelectorAll(index.select)) {
      if (kept && !(rootNodeOf(element) === root && isMatch(element, index.select))) continue;
      const text = textIn(index, element);
      if (text === undefined) continue;
      still.push(element);
      if (index.local) around.add(parentOf(element)!);
      (found.get(text) ?? found.set(text, []).get(text)!).push(element);
    }
    if (index.local) index.kept.set(root, new Set(still));
    return found;
  }

  return {
    changed(node, added, next) {
      if (local.length === 0) return;
      for (const one of added) if (one.nodeType === Node.ELEMENT_NODE) grown.add(one as Element);
      if (placed.size > 0) {
        for (let at = next; at && !moved.has(at); at = at.nextSibling) {
          moved.add(at);
          if (placed.has((at as Partial<Element>).localName ?? '')) touched.add(at as Element);
        }
      }
      for (let at: Node | null = node; at; at = outside(at)) if (isElement(at)) touched.add(at);
    },
    notice() {
      grew = false;
      for (const element of touched) keepAll(element, false);
      for (const element of grown) keepAll(element, true);
      touched.clear();
      moved.clear();
      grown.clear();
      asked.clear();
      return grew || [...around].some(one => !one.isConnected);
    },
    concerns(node) {
      if (around.size === 0 || around.size > MOST_AROUND) return around.size > 0;
      const parent = outside(node);
      if (parent !== null && (asked.get(parent) ?? isIn(parent, around, asked))) return true;  // siblings are asked about together
      return around.has(node) || (holdsMore(node) && [...around].some(one => isIn(one, new Set([node]), new Map())));
    },
    readAnew() {
      around.clear();
      asked.clear();
    },
    reading(root) {
      const known = new Map<Index, Map<string, Element[]>>();
      return labelled => {
        const {name, at} = labelled;
        const index = indexOf(labelled);
        const byText = known.get(index) ?? read(index, root);
        known.set(index, byText);
        const found = byText.size === 0 ? [] : textsOf.get(labelled)!.flatMap(text => byText.get(text) ?? []);
        return found.flatMap(element => 'next' in at ? following(element, name, at.next) : [...element.querySelectorAll(at.value)]);
      };
    },
  };
}

/** Whether `node` is one of `places` or stands in one, in a shadow tree or not. */
function isIn(node: Node, places: ReadonlySet<Node>, known: Map<Node, boolean>): boolean {
  const passed: Node[] = [];
  let found: boolean | undefined;
  for (let at: Node | null = node; at && found === undefined; at = outside(at)) {
    found = places.has(at) || known.get(at);
    passed.push(at);
  }
  for (const one of passed) known.set(one, found ?? false);
  return found ?? false;
}

const holdsMore = (node: Node): boolean => Boolean((node as Partial<Element>).firstElementChild ?? (node as Partial<Element>).shadowRoot);

const inOrder = (a: Element, b: Element): number => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
