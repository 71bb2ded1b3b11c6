// A value goes into the field that had the focus last, where its caret was, and is covered there as it is where it came from: nobody sees it, and the clipboard
// never has it. Written the way a person would, so that the page hears of it and can undo it. What cannot be covered is taken out again.
import {parentElementOf} from './dom.js';
import {fieldSlot, isFormField} from './forms.js';
import type {Item, Items} from './items.js';
import type {FormField, Slots} from './slots.js';

export interface InsertParts {
  items: Items;
  slots: Slots;
  /** Has the value found wherever it stands from now on. */
  teach(item: Item): void;
  /** Masks what was written just now. */
  flush(): void;
}
export interface Insert {
  hasField(): boolean;
  insert(id: string): boolean;
  listen(win: Window, signal: AbortSignal): void;
}

const TYPED = new Set(['text', 'search', 'tel', 'email', 'url', 'number']);

/** What takes text: a form's field, or the outermost element that can be edited. */
function fieldOf(target: EventTarget | null | undefined): HTMLElement | undefined {
  const element = target as Partial<HTMLElement> | null | undefined;
  if (element?.nodeType !== 1 || element.localName?.startsWith('tirai-')) return undefined;
  if (isFormField(element as HTMLElement)) {
    const field = element as FormField;
    return field.readOnly || field.disabled || (field.localName === 'input' && !TYPED.has(field.type)) ? undefined : field;
  }
  if (element.isContentEditable !== true) return undefined;
  let host = element as HTMLElement;
  for (let at = parentElementOf(host) as HTMLElement | null; at?.isContentEditable; at = parentElementOf(at) as HTMLElement | null) host = at;
  return host;
}

export function createInsert({items, slots, teach, flush}: InsertParts): Insert {
  let last: HTMLElement | undefined;
  let caret: Range | undefined;

  const field = (): HTMLElement | undefined => last?.isConnected && fieldOf(last) === last ? last : undefined;

  /** Where the caret of an editor stands; it moves away with a press elsewhere. */
  function remember(doc: Document): void {
    const selection = doc.getSelection();
    if (last === undefined || last.ownerDocument !== doc || isFormField(last) || !selection || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (last.contains(range.startContainer) && last.contains(range.endContainer)) caret = range.cloneRange();
  }

  function intoField(target: FormField, item: Item): boolean {
    const before = target.value;
    const at = target.selectionStart ?? before.length;
    const room = target.maxLength < 0 ? Infinity : target.maxLength - before.length + (target.selectionEnd ?? at) - at;
    if (room < item.value.length) return false;
    target.focus({preventScroll: true});
    if (!target.ownerDocument.execCommand('insertText', false, item.value)) return false;
    const {value} = target;
    const begin = value.startsWith(item.value, at) ? at : value.lastIndexOf(item.value);
    if (begin < 0) {  // a number field, a page that writes its own
      target.select();
      target.ownerDocument.execCommand(before === '' ? 'delete' : 'insertText', false, before);
      return false;
    }
    const kept = slots.get(target)?.pieces ?? [];
    const piece = {begin, end: begin + item.value.length, mask: item.mask, item};
    slots.put(target, value, [...kept.filter(one => one.item !== item), piece], made => fieldSlot(made as FormField));
    return true;
  }

  function intoEditor(host: HTMLElement, item: Item): boolean {
    const doc = host.ownerDocument, selection = doc.getSelection();
    if (selection === null) return false;
    teach(item);
    host.focus({preventScroll: true});
    if (caret !== undefined && host.contains(caret.startContainer)) { selection.removeAllRanges(); selection.addRange(caret); }
    else selection.selectAllChildren(host), selection.collapseToEnd();
    if (!doc.execCommand('insertText', false, item.value)) return false;
    flush();
    if (isCovered(host, item)) return true;
    undo(doc);
    return false;
  }

  /** Every place in the editor where the value stands is one we cover. */
  function isCovered(host: HTMLElement, {value}: Item): boolean {
    const slotsHere = [...items.all()].filter(one => one.value === value && one.revealedUntil === undefined).flatMap(one => [...one.slots]);
    return slotsHere.some(slot => slot.target.nodeType === Node.TEXT_NODE && host.contains(slot.target as Text));
  }

  function undo(doc: Document): void { doc.execCommand('undo'); }

  return {
    hasField: () => field() !== undefined,
    insert(id) {
      const item = items.get(id), target = field();
      if (item === undefined || target === undefined) return false;
      return isFormField(target) ? intoField(target, item) : intoEditor(target, item);
    },
    listen(win, signal) {
      const options = {capture: true, passive: true, signal};
      win.addEventListener('focusin', event => {
        const met = fieldOf(event.composedPath()[0]);
        if (met === undefined || met === last) return;
        [last, caret] = [met, undefined];
      }, options);
      win.document.addEventListener('selectionchange', () => remember(win.document), options);
    },
  };
}
