// Fields by the text that names them: a column's header, a row's label. Helpdesk lists give their cells no class, and may write one record on several
// rows under as many header rows: row k of a record stands under header row k.

/** The cells of `table` that stand under a header with one of these texts, in any letter case. */
export function columnCells(table: Element, headers: readonly string[], textOf: (element: Element) => string): Element[] {
  const wanted = new Set(headers.map(fold));
  const rows = [...(table as HTMLTableElement).rows ?? []];
  const heads = leadingHeaders(rows);
  const columns = heads.map(row => spans(row).filter(({cell}) => wanted.has(fold(textOf(cell)))));
  if (columns.every(found => found.length === 0)) return [];
  return rows.slice(heads.length).flatMap(row => cellsUnder(row, columns[recordRow(row, heads) % heads.length] ?? []));
}

/** The values of a row that has its label beside it ("NIK: 3273…"), if the label is one of these texts. */
export function labelledValues(row: Element, {name, header, value}: {name: string; header: readonly string[]; value: string}, textOf: (element: Element) => string): Element[] {
  const label = row.querySelector(name);
  const wanted = new Set(header.map(fold));
  return label && wanted.has(fold(textOf(label).replace(/[:：*]\s*$/, ''))) ? [...row.querySelectorAll(value)] : [];
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
