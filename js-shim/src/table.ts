// Fields by the text that names them, where it stands: a column's header above, a label before. Helpdesk lists give their cells no class, and may write one record on several
// rows under as many header rows: row k of a record stands under header row k.
import {isMatch} from './dom.js';

/** The rows of a table, and the headers they begin with. */
export interface Headed {readonly rows: HTMLCollectionOf<HTMLTableRowElement> | undefined; readonly heads: readonly HTMLTableRowElement[]}

export function headedBy(table: Element): Headed {
  const {rows} = table as Partial<HTMLTableElement>;
  return {rows, heads: rows ? leadingHeaders(rows) : []};
}

/** The cells of a table that stand under a header with one of these texts, as foldName() leaves them. */
export function columnCells({rows, heads}: Headed, wanted: ReadonlySet<string>, nameOf: NameOf): Element[] {
  const columns = heads.map(row => spans(row).filter(({cell}) => wanted.has(nameOf(cell))));
  if (!rows || columns.every(found => found.length === 0)) return [];  // nearly always: the rows themselves are not asked for
  return [...rows].slice(heads.length).flatMap(row => cellsUnder(row, columns[recordRow(row, heads) % heads.length] ?? []));
}

/** <dt>Telepon</dt><dd>0812…</dd><dd>0856…</dd><dt>: the element after the label, and those like it up to the next label. */
export function following(label: Element, name: string, next: string): Element[] {
  const found: Element[] = [];
  for (let at = label.nextElementSibling; at && isMatch(at, next) && (found.length === 0 || !isMatch(at, name)); at = at.nextElementSibling) found.push(at);
  return found;
}

interface Spanned {cell: HTMLTableCellElement; begin: number; end: number}

function leadingHeaders(rows: HTMLCollectionOf<HTMLTableRowElement>): HTMLTableRowElement[] {
  const heads: HTMLTableRowElement[] = [];
  for (const row of rows) {
    if ([...row.cells].some(cell => cell.localName !== 'th')) break;
    heads.push(row);
  }
  return heads;
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

/** An element's text as foldName() leaves it. */
export type NameOf = (element: Element) => string;

/** A name as it is compared: "No.  HP :" is "no. hp". */
export const foldName = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\s:\uFF1A*]+$/, '').trim().toLowerCase();
