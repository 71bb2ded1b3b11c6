// The information point: what the adapter says about the page in view. Facts about the ticket, which elements are declared
// fields, the values they teach, and what people call the places of the page. All of it read from raw text, masks or no masks.
import type {Adapter, DeclaredField, Picture} from './adapter.js';
import {attrOf, hostOf, isElement, isMatch, outside, parentElementOf, rootNodeOf} from './dom.js';
import type {KnownValue} from './engine.js';
import type {Place} from './items.js';
import {readMailboxes} from './mailbox.js';
import {readFacts} from './sources.js';
import {createLabels} from './labels.js';
import {isLocal} from './selectors.js';
import {columnCells, foldName, headedBy} from './table.js';
import type {Headed} from './table.js';
import type {Lang, Text as Bilingual} from './texts.js';
import {pageTexts} from './texts.js';
import type {Customer, PageFacts, Subject} from './types.js';
import {isUnseen, walk} from './walk.js';

/** An element the adapter declares as a field, or as a cell of a declared column. */
export interface Declared {readonly field: DeclaredField; readonly place: Place}

/** `fresh`: elements that were not declared before, and the shadow roots in them. */
export interface PageReading {facts: Omit<PageFacts, 'relationship'>; known: KnownValue[]; fresh: (Element | ShadowRoot)[]; pictures: ReadonlyMap<Element, Picture>}

export interface PageReader {
  /** Attributes that decide which element a fact is read from, or hold it: their change is news. */
  readonly observed: readonly string[];
  /** Matches every picture; nothing, if there are none. */
  readonly pictured: string;
  /** Whether what the adapter reads may have changed with `node`. `known`: what was found of elements in this batch. */
  concerns(node: Node, known: Map<Element, boolean>): boolean;
  /** `node` has other text now, or other nodes in it: `added`, before `next`. */
  changed(node: Node, added?: Iterable<Node>, next?: Node | null): void;
  /** A batch of changes has been told; answers whether what the adapter reads has changed with it, of which no node said so. */
  notice(): boolean;
  /** Reads everything anew; the answers below hold until the next call. */
  read(roots: Iterable<Document | ShadowRoot>): PageReading;
  exempt(element: Element): boolean;
  /** Whether `element` or something around it is exempt by now. */
  inExempt(element: Element): boolean;
  declared(element: Element): Declared | undefined;
  /** The declared field whose value this attribute repeats: a tooltip says whole what the field shows cut. */
  repeats(attr: Attr): Declared | undefined;
  picture(element: Element): Picture | undefined;
  placeOf(node: Node): Place;
}

const MOST_BYTES = 256;

/** The page's own words, masks or no masks. */
export interface Raw {text(node: Text): string; attribute(attr: Attr): string}

export function createPageReader(doc: Document, adapter: Adapter, lang: Lang, raw: Raw): PageReader {
  const [watched, around] = watchedSelectors(adapter);
  let exempt = new WeakSet<Element>();
  let declared = new WeakMap<Element, Declared>();
  let pictures = new Map<Element, Picture>();

  const never = adapter.never.join(', ');
  const byName = adapter.labelled.length + adapter.columns.length > 0;
  const names = new WeakMap<Element, string>();

  const textOf = (element: Element) => readElement(element, raw.text);
  /** What may name a field or a column, without its colon. One that holds other elements is remembered: a whole table may be in it, and hardly changes. */
  const nameOf = (element: Element) => {
    if (!element.firstElementChild) return foldName(wordsOf(element, raw.text));
    const known = names.get(element);
    if (known !== undefined) return known;
    const name = foldName(wordsOf(element, raw.text));
    names.set(element, name);
    return name;
  };
  const forgetNames = (node: Node) => {
    names.delete(node as Element);
    if ((node as Partial<Element>).firstElementChild) for (const inner of (node as Element).querySelectorAll('*')) names.delete(inner);
  };
  const labels = createLabels(adapter.labelled, nameOf);
  const headersOf = new Map(adapter.columns.map(column => [column, new Set(column.header.map(foldName))]));
  const factOf = (element: Element, attribute: string | undefined) => {
    const attr = attribute === undefined ? null : attrOf(element, attribute);
    return attribute === undefined ? textOf(element) : attr ? raw.attribute(attr) : '';
  };

  /** A field's text; where it ends in an ellipsis, the tooltip in it that begins the same and goes on. */
  const wholeOf = (element: Element) => {
    const text = textOf(element);
    if (!ELLIPSIS.test(text)) return text;
    for (const one of [element, ...element.querySelectorAll('[title]')]) if (one.hasAttribute('title') && isWhole(factOf(one, 'title').trim(), text)) return factOf(one, 'title').trim();
    return text;
  };

  function declareAll(roots: readonly (Document | ShadowRoot)[]): Map<Element, Declared> {
    const all = new Map<Element, Declared>();
    labels.readAnew();
    const declare = (element: Element, field: DeclaredField) => { if (!all.has(element)) all.set(element, {field, place: {...placeFor(element, field.label), declared: true}}); };
    for (const root of roots) {
      const labelledBy = labels.reading(root);
      let tables: {of: string; in: Headed[]} = {of: '', in: []};
      for (const css of adapter.never) root.querySelectorAll(css).forEach(element => exempt.add(element));
      for (const field of adapter.fields) root.querySelectorAll(field.select).forEach(element => declare(element, field));
      for (const labelled of adapter.labelled) labelledBy(labelled).forEach(value => declare(value, labelled));
      for (const column of adapter.columns) {
        if (column.table !== tables.of) tables = {of: column.table, in: [...root.querySelectorAll(column.table)].map(headedBy)};  // one selector for all columns of a table
        for (const table of tables.in) columnCells(table, headersOf.get(column)!, nameOf).forEach(cell => declare(cell, column));
      }
    }
    return all;
  }

  function isAround(element: Element): boolean {
    if (around !== '') for (let at: Element | null = element; at; at = hostAround(at)) if (at.closest(around)) return true;
    return false;
  }

  function placeFor(element: Element, label: Bilingual, select?: string): Place {
    return {key: element, label: () => label[lang].replace('{n}', () => select ? String(numberOf(element, select)) : '')};
  }

  return {
    observed: attributesOf(adapter),
    pictured: adapter.pictures.map(picture => picture.select).join(', ') || ':not(*)',
    concerns(node, known) {
      const element = isElement(node) ? node : node.parentElement ?? hostAround(node);
      if (labels.concerns(node)) return true;
      if (watched === '' || !element) return false;
      if (element === node && (isMatch(element, watched) || (element.firstElementChild && element.querySelector(watched)))) return true;
      const from = element === node ? parentElementOf(element) ?? hostAround(element) : element;  // siblings are asked about together
      return from !== null && (known.get(from) ?? known.set(from, isAround(from)).get(from)!);
    },
    changed(node, added = [], next = null) {
      if (byName) for (let at: Node | null = node; at; at = outside(at)) names.delete(at as Element);
      if (byName) for (const one of added) forgetNames(one);  // it may have changed while it was out of the page
      labels.changed(node, added, next);
    },
    notice: labels.notice,
    read(roots) {
      exempt = new WeakSet();
      const before = declared;
      declared = new WeakMap();
      const known = new Map<string, KnownValue>();
      const fresh: (Element | ShadowRoot)[] = [];
      const all = [...roots];
      pictures = new Map();
      for (const picture of adapter.pictures) for (const root of all) for (const element of root.querySelectorAll(picture.select)) if (!pictures.has(element)) pictures.set(element, picture);
      for (const [element, declaration] of declareAll(all)) {
        declared.set(element, declaration);
        if (before.get(element)?.field !== declaration.field) fresh.push(element, ...rootsIn(element));
        if (declaration.field.known) teach(declaration.field, wholeOf(element), known);
      }
      return {facts: readFacts(all.filter(root => (root.ownerDocument ?? root) === doc), doc.location, adapter, factOf), known: [...known.values()], fresh, pictures};
    },
    exempt: element => exempt.has(element),
    inExempt: element => never !== '' && element.closest(never) !== null,
    declared: element => declared.get(element),
    repeats(attr) {
      if (attr.name === 'href') return undefined;
      for (let at = attr.ownerElement; at; at = parentElementOf(at)) {
        const found = declared.get(at);
        if (found) return isWhole(raw.attribute(attr).trim(), textOf(at)) ? found : undefined;
      }
      return undefined;
    },
    picture: element => pictures.get(element),
    placeOf(node) {
      for (let at: Node | null = node; at; at = outwards(at)) {
        if (at.nodeType !== Node.ELEMENT_NODE) continue;
        const field = declared.get(at as Element);
        if (field) return field.place;
        const picture = pictures.get(at as Element);
        if (picture) return placeFor(at as Element, picture.label);
        const named = adapter.places.find(place => isMatch(at as Element, place.select));
        if (named) return placeFor(at as Element, named.label, named.select);
        if ((at as Element).localName === 'title' && at.parentNode === doc.head) return {key: at, label: () => pageTexts.title[lang]};
      }
      return {key: doc, label: () => pageTexts.page[lang]};
    },
  };
}

const ELLIPSIS = /\s*(\[\.\.\.\]|\.\.\.|\u2026)$/;

/** Whether `shown` is `whole`, or its beginning with an ellipsis. */
function isWhole(whole: string, shown: string): boolean {
  const begun = shown.replace(ELLIPSIS, '');
  return whole !== '' && (whole === shown || (begun.length >= 3 && begun !== shown && whole.startsWith(begun)));
}

/** Towards the top document, out of shadow roots and frames. */
export function outwards(node: Node): Node | null {
  return outside(node) ?? (node as Partial<Document>).defaultView?.frameElement ?? null;
}

/** The host of the shadow tree that `node` stands in. */
function hostAround(node: Node): Element | null {
  return hostOf(rootNodeOf(node));
}

/** Open shadow roots in `root`, and those in them. */
function rootsIn(root: Element | ShadowRoot): ShadowRoot[] {
  const hosts = [...root.nodeType === Node.ELEMENT_NODE ? [root as Element] : [], ...root.querySelectorAll('*')];
  return hosts.flatMap(host => host.shadowRoot ? [host.shadowRoot, ...rootsIn(host.shadowRoot)] : []);
}

function numberOf(element: Element, select: string): number {
  const all = (element.getRootNode() as Document | ShadowRoot).querySelectorAll(select);
  return [...all].indexOf(element) + 1;
}

/** What an adapter reads, and what of it also depends on what stands inside: an attribute does not. Of labels that are kept, labels.ts knows. */
function watchedSelectors(adapter: Adapter): [string, string] {
  const facts = [...adapter.facts.values()].flat().flatMap(source => source.from === 'element' ? [source] : []);
  const fields = [...adapter.fields.map(field => field.select), ...adapter.columns.map(column => column.table), ...adapter.labelled.map(({name, at}) => 'next' in at ? name : at.row).filter(select => !isLocal(select))];
  const texts = [...facts.filter(({attribute}) => attribute === undefined).map(({select}) => select), ...fields];
  const list = (selectors: string[]) => [...new Set(selectors)].join(', ');
  return [list([...texts, ...facts.map(({select}) => select), ...adapter.pictures.map(({select}) => select), ...adapter.never]), list(texts)];
}

function attributesOf(adapter: Adapter): string[] {
  const elements = [...adapter.facts.values()].flat().flatMap(source => source.from === 'element' ? [source] : []);
  return elements.flatMap(({select, attribute}) => [...attribute === undefined ? [] : [attribute], ...[...select.matchAll(/\[\s*([a-z][a-z0-9_-]*)/g)].map(found => found[1]!)]);
}

/** An element's raw text, that of open shadow roots in it too, or a form field's value, as one line. */
function readElement(element: Element, rawText: (node: Text) => string): string {
  const words = wordsOf(element, rawText);
  return (isInput(element) ? words : words.replace(/[^\S\n]+/g, ' ')).trim();
}

const isInput = (element: Element): element is HTMLInputElement => element.localName === 'input' || element.localName === 'textarea';

/** The same, with all its white space. */
function wordsOf(element: Element, rawText: (node: Text) => string): string {
  if (isInput(element)) return element.value;
  const only = element.firstChild;
  if (only?.nodeType === Node.TEXT_NODE && !only.nextSibling && !element.shadowRoot && !isUnseen(element)) return rawText(only as Text);
  let text = '';
  const read = (root: Node) => walk(root, {
    text(node) { text += rawText(node); },
    element(inner) {
      if (inner.localName === 'br') text += '\n';
      if (inner.shadowRoot) read(inner.shadowRoot);
      return !isUnseen(inner);
    },
  });
  read(element);
  return text;
}

function teach(field: DeclaredField, text: string, known: Map<string, KnownValue>): void {
  const add = (className: string, value: string) => {
    if (value.length >= 3 && (value.length * 3 <= MOST_BYTES || new TextEncoder().encode(value).length <= MOST_BYTES)) known.set(`${className}\n${value}`, {class: className, value});
  };
  switch (field.reads) {
    case 'value': add(field.class, text.replace(/\s+/g, ' ')); break;
    case 'mailbox':
    case 'addressed_mailbox':
      for (const part of readMailboxes(text, {addressed: field.reads === 'addressed_mailbox'})) add(part.what === 'name' ? field.class : field.email_class, text.slice(part.begin, part.end));
      break;
    default: field satisfies never;
  }
}

/** The ticket's owner and queue against the agent's names and teams: hints of the page, not proof. */
export function relationshipOf(facts: Pick<PageFacts, 'owner' | 'queue'>, subject: Subject): PageFacts['relationship'] {
  const mine = [subject.id, ...subject.properties.helpdesk_names ?? []].map(fold);
  const owner = facts.owner ?? '';
  // "sari", "Sari Puspita <sari@desk.example>" and "sari (Sari Puspita)" are one person.
  const names = [owner, ...readMailboxes(owner, {addressed: false}).map(part => owner.slice(part.begin, part.end)), ...owner.split(/[()]/)].map(fold);
  if (names.some(name => name !== '' && mine.includes(name))) return 'assigned';
  return facts.queue !== undefined && (subject.properties.teams ?? []).map(fold).includes(fold(facts.queue)) ? 'team' : 'none';
}

/** An adapter names the ticket's own customer before anybody else on the page. */
export function customerIn(known: readonly KnownValue[]): Customer {
  const first = (id: string) => known.find(one => one.class === id)?.value;
  const [email, phone] = [first('contact.email'), first('contact.phone')];
  return {...email === undefined ? {} : {email}, ...phone === undefined ? {} : {phone}};
}

/** Of ASCII there is one form: asking for it first loads the browser's tables of all others. */
const fold = (name: string): string => (/^[\0-\x7f]*$/.test(name) ? name : name.normalize('NFC')).trim().toLowerCase();
