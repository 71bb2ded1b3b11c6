// The ways a reply is sent that no submit event tells of: a form that a script submits, a chat that goes at Enter, a button in a closed shadow root.
import type {RootOf} from '../shadow.js';
import {formOf, type ReplyField} from './field.js';

export const SUBMIT_EVENT = 'tirai:submit';
const SENDS = /^\W*(send|kirim|reply|balas|submit|post|publish|comment|komentar|update)\b/i;

/** form.submit() tells nobody: it is announced first, and waits where that is prevented. Runs in the page's own world. */
export function announceSubmits(win: Window & typeof globalThis): void {
  const {Event: Announcement, HTMLFormElement: Form} = win;
  const {submit} = Form.prototype;
  const dispatch = win.EventTarget.prototype.dispatchEvent;
  Form.prototype.submit = function announced(this: HTMLFormElement): void {
    if (dispatch.call(this, new Announcement(SUBMIT_EVENT, {bubbles: true, composed: true, cancelable: true}))) submit.call(this);
  };
}

/** What an event is really about: behind a closed shadow root the window is told its host alone. */
export function targetOf(event: Event, rootOf: RootOf | undefined): Element | undefined {
  let at = event.composedPath()[0] as Element | undefined;
  const {clientX, clientY} = event as MouseEvent;
  for (let depth = 0; at?.nodeType === 1 && depth < 16; ++depth) {
    const root: ShadowRoot | null | undefined = at.shadowRoot ?? rootOf?.(at);
    const inner: Element | null | undefined = event.type === 'click' && (clientX !== 0 || clientY !== 0) ? root?.elementFromPoint(clientX, clientY) : root?.activeElement;
    if (inner === null || inner === undefined || inner === at) break;
    at = inner;
  }
  return at?.nodeType === 1 ? at : undefined;
}

/** The button of a click that sends, and the form it sends: null for the replies that stand in no form. Nothing: it is another one. A form whose submit event comes to
 *  the window is left to that. */
export function sendButton(target: Element): {button: HTMLElement; form: HTMLFormElement | null} | undefined {
  const button = target.closest<HTMLElement>('button, [role=button], input[type=button], input[type=submit], input[type=image]');
  if (button === null) return undefined;
  const {form = null, type = ''} = button as {form?: HTMLFormElement | null; type?: string};
  const inShadow = button.getRootNode().nodeType === 11;
  if (form !== null && (type === 'submit' || type === 'image')) return inShadow ? {button, form} : undefined;
  const named = [button.getAttribute('aria-label'), button.textContent, button.title, (button as Partial<HTMLInputElement>).value].some(text => text !== null && text !== undefined && SENDS.test(text));
  return named ? {button, form: null} : undefined;
}

export interface EnterKeys {
  /** Whether this press of Enter may send the reply: where it made a new line before, and in a form of the usual kind, it does not. */
  sends(event: KeyboardEvent, field: ReplyField): boolean;
  noteInput(event: InputEvent, field: ReplyField): void;
}

export function createEnterKeys(): EnterKeys {
  const newline = new WeakSet<ReplyField>();
  let pressed: ReplyField | undefined;
  return {
    sends(event, field) {
      if (event.key !== 'Enter' || event.repeat || event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) { pressed = undefined; return false; }
      pressed = field;
      return !newline.has(field) && (formOf(field) === null || field.enterKeyHint === 'send');
    },
    noteInput({inputType}, field) {
      if (pressed === field && (inputType === 'insertLineBreak' || inputType === 'insertParagraph')) newline.add(field);
      pressed = undefined;
    },
  };
}

/** As the agent did: the page's own script hears it; where it does nothing with it, it is the new line it would have been. */
export function pressEnter(field: ReplyField): void {
  const key = (type: string): boolean => field.dispatchEvent(new KeyboardEvent(type, {key: 'Enter', code: 'Enter', keyCode: 13, which: 13, bubbles: true, composed: true, cancelable: true}));
  field.focus({preventScroll: true});
  if (key('keydown') && key('keypress')) field.ownerDocument.execCommand(field.localName === 'textarea' ? 'insertText' : 'insertParagraph', false, '\n');
  key('keyup');
}
