// An adapter tells one helpdesk's page apart: which ticket this is, whose it is, which element is which field, and where to be
// silent. It is data: selectors and names, no code and no patterns. The format is adapters/adapter.schema.json; this parser
// and the schema refuse the same files (tests/js-shim/adapter.test.mjs).
import type {Answer} from '../../wasm/engine.js';
import {Json, Wrong} from './json.js';
import type {Text} from './texts.js';

/** Where a fact is written: the text or an attribute of the first match, or a part of the address. */
export type Source =
  | {from: 'element'; select: string; attribute: string | undefined}
  | {from: 'query'; path: string; query: string}
  | {from: 'path'; after: string}
  | {from: 'hash'; after: string};

export const FACT_NAMES = ['ticket', 'status', 'queue', 'owner', 'agent', 'closed'] as const;
export type FactName = typeof FACT_NAMES[number];

/** How a field's text is read: one value, or mailboxes ("Name <address>", a list of them). In an `addressed_mailbox` a name without an
 *  address is not a value: where a helpdesk writes its agents by name alone and its customers with their address. */
export type Reading = {reads: 'value'; class: string; type: string} | {reads: 'mailbox' | 'addressed_mailbox'; class: string; email_class: string};

/** A declared field. `known`: its values are found again in every other text of the page. */
export type Field = Reading & {select: string; label: Text; known: boolean};
/** A column of a table, by the text of its header in any of these spellings. */
export type Column = Reading & {table: string; header: readonly string[]; label: Text; known: boolean};
/** Where a value stands that has its label beside it: both in a row of their own, or the value next to the label. */
export type Beside = {row: string; value: string} | {next: string};
/** A value that stands beside its label, by the label's text. */
export type Labelled = Reading & {name: string; header: readonly string[]; at: Beside; label: Text; known: boolean};
export type DeclaredField = Field | Column | Labelled;
/** A part of the page people have a word for; {n} in the label is its number among its like. */
export interface NamedPlace {select: string; label: Text}

/** Elements that show a picture of a value. */
export interface Picture {select: string; class: string; type: string; label: Text}

export interface Adapter {
  helpdesk: string;
  cover_until: 'start' | 'dom_content_loaded';
  facts: ReadonlyMap<FactName, readonly Source[]>;
  fields: readonly Field[];
  columns: readonly Column[];
  labelled: readonly Labelled[];
  pictures: readonly Picture[];
  places: readonly NamedPlace[];
  never: readonly string[];
  attributes: readonly string[];
}

const NAME = /^[a-z][a-z0-9_-]{0,63}$/;
const CLASS = /^(?=.{1,200}$)[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/;
const LINE = /^[^\0-\x1f]{1,500}$/u;  // characters, not UTF-16 units: as JSON Schema counts
const ATTRIBUTE = /^(?=.{1,100}$)(title|alt|summary|aria-[a-z]+|data-[a-z0-9_-]+)$/;

/** Reads an adapter. `isSelector` answers whether the browser knows a CSS selector. At most 256 KiB. */
export function parseAdapter(text: string, name = 'adapter', isSelector: (css: string) => boolean = () => true): Answer<Adapter> {
  try {
    if (text.length > 262144) throw new Wrong('bad_value', '', 'larger than 256 KiB');
    return {ok: true, value: readAdapter(Json.parse(text), isSelector)};
  } catch (error) {
    const wrong = error instanceof Wrong ? error : new Wrong('bad_syntax', '', 'cannot be read');
    return {ok: false, error: {code: wrong.code, message: wrong.message, at: `${name}:${wrong.pointer}`}};
  }
}

/** Whether this browser knows the selector. */
export function knowsSelector(doc: Document, css: string): boolean {
  try {
    doc.createDocumentFragment().querySelector(css);
    return true;
  } catch {
    return false;
  }
}

type IsSelector = (css: string) => boolean;

function readAdapter(json: Json, isSelector: IsSelector): Adapter {
  const keys = json.object(['format', 'helpdesk'], ['$schema', 'about', 'cover_until', 'facts', 'fields', 'columns', 'labelled', 'pictures', 'places', 'never', 'attributes']);
  keys.get('format')!.oneOf(['tirai.adapter/v1']);
  keys.get('$schema')?.string(LINE, 'a line of text');
  keys.get('about')?.string(LINE, 'a line of text');
  const each = <T>(key: 'fields' | 'columns' | 'labelled' | 'pictures' | 'places' | 'never' | 'attributes', read: (item: Json) => T): T[] => keys.get(key)?.array(0, 256).map(read) ?? [];
  return {
    helpdesk: keys.get('helpdesk')!.string(NAME, 'a lower-case name such as "request-tracker"'),
    cover_until: keys.get('cover_until')?.oneOf(['start', 'dom_content_loaded']) ?? 'start',
    facts: readFacts(keys.get('facts'), isSelector),
    fields: each('fields', item => readField(item, isSelector)),
    columns: each('columns', item => readColumn(item, isSelector)),
    labelled: each('labelled', item => readLabelled(item, isSelector)),
    pictures: each('pictures', item => readPicture(item, isSelector)),
    places: each('places', item => readPlace(item, isSelector)),
    never: each('never', item => readSelector(item, isSelector)),
    attributes: each('attributes', item => item.string(ATTRIBUTE, 'title, alt, summary, aria-* or data-*')),
  };
}

function readFacts(json: Json | undefined, isSelector: IsSelector): Map<FactName, Source[]> {
  const facts = new Map<FactName, Source[]>();
  for (const [name, sources] of json?.object([], FACT_NAMES) ?? []) {
    facts.set(name, sources.array(1, 16).map(item => readSource(item, isSelector)));
  }
  return facts;
}

function readSource(json: Json, isSelector: IsSelector): Source {
  const line = (member: Json | undefined) => member!.string(LINE, 'a line of text');
  if (json.has('query')) {
    const keys = json.object(['path', 'query'], []);
    return {from: 'query', path: line(keys.get('path')), query: line(keys.get('query'))};
  }
  if (json.has('path_after')) return {from: 'path', after: line(json.object(['path_after'], []).get('path_after'))};
  if (json.has('hash_after')) return {from: 'hash', after: line(json.object(['hash_after'], []).get('hash_after'))};
  const keys = json.object(['select'], ['attribute']);
  return {from: 'element', select: readSelector(keys.get('select')!, isSelector), attribute: keys.get('attribute')?.string(/^[a-z][a-z0-9_-]{0,99}$/, 'an attribute name')};
}

const READING = ['type', 'reads', 'email_class'] as const;

function readReading(keys: Map<string, Json>): Reading {
  const className = keys.get('class')!.string(CLASS, 'a class of the policy such as "contact.phone"');
  const reads = keys.get('reads')?.oneOf(['value', 'mailbox', 'addressed_mailbox']) ?? 'value';
  const email = keys.get('email_class')?.string(CLASS, 'a class of the policy such as "contact.email"');
  const type = keys.get('type')?.string(/^[a-z][a-z0-9_]{0,63}$/, 'an entity type such as "id_nik"');
  switch (reads) {
    case 'value':
      if (email !== undefined) keys.get('email_class')!.fail('expected only where "reads" names mailboxes');
      return {reads, class: className, type: type ?? 'other'};
    case 'mailbox':
    case 'addressed_mailbox':
      if (type !== undefined) keys.get('type')!.fail('expected only where "reads" is "value"');
      if (email === undefined) keys.get('reads')!.fail('mailboxes need "email_class" beside "reads"');
      return {reads, class: className, email_class: email as string};
  }
}

function readField(json: Json, isSelector: IsSelector): Field {
  const keys = json.object(['select', 'class', 'label'], ['known', ...READING]);
  return {...readReading(keys), select: readSelector(keys.get('select')!, isSelector), label: readLabel(keys.get('label')!), known: keys.get('known')?.boolean() ?? false};
}

function readColumn(json: Json, isSelector: IsSelector): Column {
  const keys = json.object(['table', 'header', 'class', 'label'], ['known', ...READING]);
  const header = keys.get('header')!.array(1, 32).map(item => item.string(LINE, 'a line of text'));
  return {...readReading(keys), table: readSelector(keys.get('table')!, isSelector), header, label: readLabel(keys.get('label')!), known: keys.get('known')?.boolean() ?? false};
}

function readLabelled(json: Json, isSelector: IsSelector): Labelled {
  const common = ['name', 'header', 'class', 'label'] as const;
  const keys: Map<string, Json> = json.has('next') ? json.object([...common, 'next'], ['known', ...READING]) : json.object([...common, 'row', 'value'], ['known', ...READING]);
  const header = keys.get('header')!.array(1, 32).map(item => item.string(LINE, 'a line of text'));
  const select = (key: 'row' | 'name' | 'value' | 'next') => readSelector(keys.get(key)!, isSelector);
  const at: Beside = keys.has('next') ? {next: select('next')} : {row: select('row'), value: select('value')};
  return {...readReading(keys), name: select('name'), at, header, label: readLabel(keys.get('label')!), known: keys.get('known')?.boolean() ?? false};
}

function readPicture(json: Json, isSelector: IsSelector): Picture {
  const keys = json.object(['select', 'class', 'label'], ['type']);
  return {
    select: readSelector(keys.get('select')!, isSelector), class: keys.get('class')!.string(CLASS, 'a class of the policy such as "identity.nik"'),
    type: keys.get('type')?.string(/^[a-z][a-z0-9_]{0,63}$/, 'an entity type such as "id_nik"') ?? 'other', label: readLabel(keys.get('label')!),
  };
}

function readPlace(json: Json, isSelector: IsSelector): NamedPlace {
  const keys = json.object(['select', 'label'], []);
  return {select: readSelector(keys.get('select')!, isSelector), label: readLabel(keys.get('label')!)};
}

function readLabel(json: Json): Text {
  const keys = json.object(['id', 'en'], []);
  return {id: keys.get('id')!.string(LINE, 'a line of text'), en: keys.get('en')!.string(LINE, 'a line of text')};
}

function readSelector(json: Json, isSelector: IsSelector): string {
  const css = json.string(LINE, 'a CSS selector');
  return isSelector(css) ? css : json.fail('not a CSS selector this browser knows');
}
