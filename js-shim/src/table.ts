// Fields by the text that names them: a column's header, a row's label. Helpdesk lists give their cells no class, and may write one record on several
// rows under as many header rows: row k of a record stands under header row k.
import type {Labelled} from './adapter.js';

/** The cells of `table` that stand under a header with one of these texts, in any letter case. */
export function columnCells(table: Element, headers: readonly string[], textOf: (element: Element) => string): Element[] {
  const wanted = new Set(headers.map(fold));
  const rows = [...(table as HTMLTableElement).rows ?? []];
  const heads = leadingHeaders(rows);
  const columns = heads.map(row => spans(row).filter(({cell}) => wanted.has(fold(textOf(cell)))));
  if (columns.every(found => found.length === 0)) return [];
  return rows.slice(heads.length).flatMap(row => cellsUnder(row, columns[recordRow(row, heads) % heads.length] ?? []));
}

/** The values that have one of these texts for a label ("NIK: 3273…"): in a row with it, or right after it. */
export function labelledValues(root: ParentNode, {name, header, at}: Pick<Labelled, 'name' | 'header' | 'at'>, textOf: (element: Element) => string): Element[] {
  const wanted = new Set(header.map(fold));
  const names = (label: Element | null): label is Element => label !== null && wanted.has(fold(textOf(label).replace(/[\s:：*]+$/, '')));
  if ('next' in at) return [...root.querySelectorAll(name)].filter(names).flatMap(label => following(label, name, at.next));
  return [...root.querySelectorAll(at.row)].filter(row => names(row.querySelector(name))).flatMap(row => [...row.querySelectorAll(at.value)]);
}

/** <dt>Telepon</dt><dd>0812…</dd><dd>0856…</dd><dt>: the element after the label, and those like it up to the next label. */
function following(label: Element, name: string, next: string): Element[] {
  const found: Element[] = [];
  for (let at = label.nextElementSibling; at?.matches(next) && (found.length === 0 || !at.matches(name)); at = at.nextElementSibling) found.push(at);
  return found;
}

interface Spanned {cell: HTMLTableCellElement; begin: number; end: number}

function leadingHeaders(rows: HTMLTableRowElement[]): HTMLTableRowElement[] {
  const end = rows.findIndex(row => [...row.cells].some(cell => cell.localName !== 'th'));
  return rows.slice(0, end < 0 ? rows.length : end);
}

function spans(row: HTMLTableRowElement): Spanned[] {
  let begin = 0;
  return [...row.cells].map(cell => ({cell, begin, end: begin += cell.colSpan}));
}

/** The number of a row in its section, headers aside: a record that has a <tbody> to itself starts there. */
function recordRow(row: HTMLTableRowElement, heads: readonly HTMLTableRowElement[]): number {
  return row.sectionRowIndex - heads.filter(head => head.parentNode === row.parentNode).length;
}

function cellsUnder(row: HTMLTableRowElement, columns: Spanned[]): Element[] {
  return spans(row).filter(({begin, end}) => columns.some(column => begin < column.end && column.begin < end)).map(({cell}) => cell);
}

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();
