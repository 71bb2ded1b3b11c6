// Mailboxes as helpdesks write them: "Siti Rahayu <siti@example.id>, budi@example.id" (RFC 5322 3.4, without comments).

/** A name or an address in a list of mailboxes, and where it stands. */
export interface MailboxPart {readonly what: 'name' | 'address'; readonly begin: number; readonly end: number}

/** `addressed`: a name without an address is left out. */
export function readMailboxes(text: string, {addressed}: {addressed: boolean}): MailboxPart[] {
  const parts: MailboxPart[] = [];
  for (let begin = 0; begin <= text.length;) {
    const end = boundary(text, begin);
    const one: MailboxPart[] = [];
    readOne(text, begin, end, one);
    if (!addressed || one.some(part => part.what === 'address')) parts.push(...one);
    begin = end + 1;
  }
  return parts;
}

function boundary(text: string, begin: number): number {
  let quoted = false;
  for (let at = begin; at < text.length; ++at) {
    const c = text[at];
    if (c === '"') quoted = !quoted;
    else if (c === '\n' || (!quoted && (c === ',' || c === ';'))) return at;
  }
  return text.length;
}

function readOne(text: string, begin: number, end: number, parts: MailboxPart[]): void {
  const open = text.indexOf('<', begin);
  const close = open < 0 || open >= end ? -1 : text.indexOf('>', open);
  if (close < 0 || close > end) {
    add(text, begin, end, text.slice(begin, end).includes('@') ? 'address' : 'name', parts);
    return;
  }
  add(text, begin, open, text.slice(begin, open).includes('@') ? 'address' : 'name', parts);
  add(text, open + 1, close, 'address', parts);
}

function add(text: string, from: number, to: number, what: MailboxPart['what'], parts: MailboxPart[]): void {
  let begin = from;
  let end = to;
  while (begin < end && /[\s"'(]/.test(text.charAt(begin))) ++begin;
  while (begin < end && /[\s"')]/.test(text.charAt(end - 1))) --end;
  if (begin < end) parts.push({what, begin, end});
}
