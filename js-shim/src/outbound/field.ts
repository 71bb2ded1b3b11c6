// Where replies are written: a text area, an element that can be edited, a whole document (an editor's frame). Read as one text, and written the way
// a person would: the editor hears of it, and can undo it.
import {parentElementOf} from '../dom.js';

export type ReplyField = HTMLTextAreaElement | HTMLElement;

const isTextArea = (field: Element): field is HTMLTextAreaElement => field.localName === 'textarea';

/** The field a reply is written in around `target`; a single line (a search, an address) is none. */
export function replyFieldOf(target: EventTarget | null | undefined): ReplyField | undefined {
  const element = target as Partial<Node> | null | undefined;
  if (element?.nodeType !== 1) return undefined;
  const field = element as HTMLElement;
  if (isTextArea(field)) return field.readOnly || field.disabled ? undefined : field;
  if (!field.isContentEditable) return undefined;
  let host = field;
  for (let at = parentElementOf(host) as HTMLElement | null; at?.isContentEditable; at = parentElementOf(at) as HTMLElement | null) host = at;
  return host;
}

/** The form that sends it, through the frames it may stand in. */
export function formOf(field: ReplyField): HTMLFormElement | null {
  for (let at: Element | null | undefined = field; at; at = at.ownerDocument.defaultView?.frameElement) {
    const form: HTMLFormElement | null = at.closest('form');
    if (form !== null) return form;
  }
  return null;
}

/** In coordinates of the top window. */
export function placeOf(field: ReplyField): DOMRect {
  const own = field.getBoundingClientRect();
  let {x, y} = own;
  for (let frame = field.ownerDocument.defaultView?.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement) {
    const outer = frame.getBoundingClientRect();
    x += outer.x + frame.clientLeft;
    y += outer.y + frame.clientTop;
  }
  return new DOMRect(x, y, own.width, own.height);
}

interface Part {node: Text; begin: number}
const BREAKS = new Set('address article aside blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(' '));

function partsOf(host: HTMLElement): {text: string; parts: Part[]} {
  const parts: Part[] = [];
  let text = '';
  const visit = (node: Node): void => {
    if (node.nodeType === 3) { parts.push({node: node as Text, begin: text.length}); text += (node as Text).data; return; }
    const breaks = BREAKS.has((node as Element).localName);
    if (breaks && !text.endsWith('\n')) text += '\n';
    node.childNodes.forEach(visit);
    if (breaks && !text.endsWith('\n')) text += '\n';
  };
  host.childNodes.forEach(visit);
  return {text, parts};
}

export const textOf = (field: ReplyField): string => isTextArea(field) ? field.value : partsOf(field).text;

/** Writes `mask` where `[begin, end)` of the text stood; answers whether it stands there no more. */
export function write(field: ReplyField, begin: number, end: number, mask: string): boolean {
  const value = textOf(field).slice(begin, end);
  if (isTextArea(field)) writeArea(field, begin, end, mask);
  else writeRich(field, begin, end, mask);
  return textOf(field).slice(begin, end) !== value;
}

function writeArea(field: HTMLTextAreaElement, begin: number, end: number, mask: string): void {
  const caret = field.selectionEnd;
  field.focus({preventScroll: true});
  field.setSelectionRange(begin, end);
  const wanted = field.value.slice(0, begin) + mask + field.value.slice(end);
  field.ownerDocument.execCommand('insertText', false, mask);
  if (field.value !== wanted) {
    field.value = wanted;
    tell(field);
  }
  const after = caret >= end ? caret + mask.length - (end - begin) : Math.min(caret, begin);
  field.setSelectionRange(after, after);
}

function writeRich(host: HTMLElement, begin: number, end: number, mask: string): void {
  const doc = host.ownerDocument;
  const range = rangeOf(host, begin, end);
  const selection = doc.getSelection();
  if (range === undefined || selection === null) return;
  host.focus({preventScroll: true});
  selection.removeAllRanges();
  selection.addRange(range);
  if (doc.execCommand('insertText', false, mask)) return;
  range.deleteContents();
  range.insertNode(doc.createTextNode(mask));
  selection.collapse(range.endContainer, range.endOffset);
  tell(host);
}

function rangeOf(host: HTMLElement, begin: number, end: number): Range | undefined {
  const {parts} = partsOf(host);
  const at = (offset: number, last: boolean): Part | undefined => parts.find(({node, begin: from}) => last ? offset > from && offset <= from + node.length : offset >= from && offset < from + node.length);
  const [first, final] = [at(begin, false), at(end, true)];
  if (first === undefined || final === undefined) return undefined;
  const range = host.ownerDocument.createRange();
  range.setStart(first.node, begin - first.begin);
  range.setEnd(final.node, end - final.begin);
  return range;
}

function tell(field: ReplyField): void {
  field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true, inputType: 'insertReplacementText'}));
}
