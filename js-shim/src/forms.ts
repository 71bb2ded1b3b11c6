// Form fields are covered by style and never written: what the form saves is what was there. A field that came with a value to
// mask stays covered until that value is revealed, or the agent has typed something else over it.
import {DATED, FIELD_ATTRIBUTE} from './cover.js';
import {EngineFault} from './engine.js';
import type {FormField, Slot} from './slots.js';

const COVERABLE = new Set([...DATED, 'text', 'search', 'tel', 'email', 'url', 'number', 'submit', 'button', 'reset']);
/** Keys that open a calendar, some of them on its button alone. */
const OPENING = new Set([' ', 'Enter', 'F4']);
/** As many characters of a covered value as may be left in the field when it uncovers. */
const LEFT_OVER = 3;

export function isFormField(element: Element): element is FormField {
  return element.localName === 'textarea' || (element.localName === 'input' && COVERABLE.has((element as HTMLInputElement).type));
}

/** What covers a field's text. */
const coverOf = (field: FormField): readonly [name: string, value: string] => DATED.includes(field.type) ? ['-webkit-text-fill-color', 'transparent'] : ['-webkit-text-security', 'disc'];

export function fieldSlot(field: FormField): Slot {
  return {
    target: field, raw: field.value, painted: field.value, pieces: [], rewrites: false,
    paint() { coverField(field, this.pieces.some(piece => piece.item.revealedUntil === undefined)); },
  };
}

function isCovered(field: FormField): boolean {
  const [name, value] = coverOf(field);
  return field.hasAttribute(FIELD_ATTRIBUTE) && field.style.getPropertyValue(name) === value && field.style.getPropertyPriority(name) === 'important';
}

function coverField(field: FormField, covered: boolean): void {
  if (covered ? isCovered(field) : !field.hasAttribute(FIELD_ATTRIBUTE)) return;
  field.toggleAttribute(FIELD_ATTRIBUTE, covered);
  // The style sheet does not reach into shadow roots; the element's own style does. CSSOM passes every CSP.
  const [name, value] = coverOf(field);
  if (covered) field.style.setProperty(name, value, 'important');
  else field.style.removeProperty(name);
}

/** The field that an event is of, in whatever shadow root. */
function fieldOf(event: Event): FormField | undefined {
  const target = event.composedPath()[0] as Element | undefined;
  return target?.localName && isFormField(target) ? target : undefined;
}

/** A calendar opened over a covered date would show it. */
function keepPickerShut(event: Event): void {
  const field = fieldOf(event);
  if (!field || !DATED.includes(field.type) || !field.hasAttribute(FIELD_ATTRIBUTE)) return;
  const key = (event as Partial<KeyboardEvent>).key;
  if (key === undefined || OPENING.has(key) || (key.startsWith('Arrow') && (event as KeyboardEvent).altKey)) event.preventDefault();
}

export interface Forms {
  /** All fields met so far that are still in the page. */
  all(): FormField[];
  meet(field: FormField): void;
  /** The value to scan: none if the agent typed it, or if it is the one scanned before. */
  unread(field: FormField, again: boolean): string | undefined;
}

/** A page that takes the cover off a field again and again, whenever we put it back. */
export interface Guard {signal: AbortSignal; onFault(fault: unknown): void}
const MOST_FIGHTS = 500;  // a page that animates a style sheet of its own stays far below

export function createForms(slotOf: (field: FormField) => Slot | undefined, uncover: (field: FormField) => void, {signal, onFault}: Guard): Forms & {listen(win: Window, signal: AbortSignal): void} {
  const met = new Set<FormField>();
  const typed = new WeakMap<FormField, string>();
  const scanned = new WeakMap<FormField, string>();
  const guarded = new WeakSet<FormField>();
  let fights = 0;

  /** Styles and attributes of a covered field are put back before they are painted. */
  const guard = new MutationObserver(records => {
    const torn = [...new Set(records.map(record => record.target as FormField))].filter(field => {
      const slot = slotOf(field);
      return slot?.pieces.some(piece => piece.item.revealedUntil === undefined) && !isCovered(field);
    });
    if (torn.length === 0) return;
    if (++fights === 1) setTimeout(() => { fights = 0; }, 1000);
    if (fights > MOST_FIGHTS) onFault(new EngineFault('the page takes the cover off a field, again and again'));
    else for (const field of torn) slotOf(field)?.paint();
  });
  signal.addEventListener('abort', () => guard.disconnect());

  function onInput(event: Event): void {
    const field = fieldOf(event);
    if (!event.isTrusted || !field) return;
    typed.set(field, field.value);
    const slot = slotOf(field);
    if (slot && !slot.pieces.some(piece => leavesMuchOf(piece.item.value, field.value))) uncover(field);
  }

  return {
    all() {
      for (const field of met) if (!field.isConnected) met.delete(field);
      return [...met];
    },
    meet(field) {
      met.add(field);
      if (guarded.has(field)) return;
      guarded.add(field);
      guard.observe(field, {attributes: true, attributeFilter: [FIELD_ATTRIBUTE, 'style']});
    },
    unread(field, again) {
      if (typed.get(field) === field.value || (!again && scanned.get(field) === field.value)) return undefined;
      typed.delete(field);
      scanned.set(field, field.value);
      return field.value;
    },
    listen(win, signal) {
      win.addEventListener('input', onInput, {capture: true, signal});
      for (const type of ['click', 'keydown']) win.addEventListener(type, keepPickerShut, {capture: true, signal});
    },
  };
}

/** Whether more of `value` than may be left over stands in `text` in one stretch. */
export function leavesMuchOf(value: string, text: string): boolean {
  if (value.length <= LEFT_OVER) return value !== '' && text.includes(value);
  for (let at = 0; at + LEFT_OVER < value.length; ++at) {
    if (text.includes(value.slice(at, at + LEFT_OVER + 1))) return true;
  }
  return false;
}
