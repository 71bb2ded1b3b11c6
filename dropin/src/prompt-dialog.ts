// Where the prompt is drawn: an empty frame, in a modal dialog, in a closed shadow root.
//
// The frame keeps the keyboard: what happens in it does not pass through the page's window at all, so the page's shortcuts neither see a
// key nor act on one. It loads nothing and runs nothing of its own (about:blank under the page's policy); we only draw into it.
import type {PromptAnswer, PromptModel} from '../../js-shim/src/prompt/model.js';
import {promptView, type PromptOptions} from '../../js-shim/src/prompt/view.js';
import promptCss from '../../js-shim/src/prompt/tirai.css' with {type: 'text'};
import {adoptCss} from '../../js-shim/src/styles.js';
import {consentView, type ConsentOptions, type CustomerShown} from '../../js-shim/src/prompt/consent.js';
import {say, type Lang} from '../../js-shim/src/texts.js';
import {dropinTexts} from './texts.js';

const css = `
:host { all: initial !important; display: block !important; }
dialog { all: initial; position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; background: transparent; color-scheme: light dark; }
dialog:not([open]) { display: none; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; background: transparent; color-scheme: light dark; }
@media print { :host { display: none !important; } }
`;
// The frame is as large as the page, so that the prompt's own rules for small windows hold; all of it but the prompt is clear.
const frameCss = `
html { height: 100%; background: transparent; color-scheme: light dark; }
body { display: grid; place-items: center; height: 100%; margin: 0; }
body > .tirai.prompt { width: min(560px, 96%); max-height: 94vh; border-radius: 12px; box-shadow: 0 12px 48px rgb(0 0 0 / 45%); }
`;

export function promptDialog(model: PromptModel, attachShadow: Element['attachShadow'], options: PromptOptions): Promise<PromptAnswer> {
  return dialogWith(attachShadow, options, (body, signal) => promptView(body, model, {...options, signal}));
}

/** The form that records a consent. */
export function consentDialog(customer: CustomerShown, attachShadow: Element['attachShadow'], options: ConsentOptions): Promise<'recorded' | 'cancelled'> {
  return dialogWith(attachShadow, options, (body, signal) => consentView(body, customer, {...options, signal}));
}

/** Opens it with the keyboard in it, and closes it when it is answered. The focus goes back to where it was. */
async function dialogWith<T>(attachShadow: Element['attachShadow'], options: {lang: Lang; signal: AbortSignal}, draw: (body: HTMLElement, signal: AbortSignal) => Promise<T>): Promise<T> {
  const before = document.activeElement;
  const stop = new AbortController();
  const host = document.createElement('tirai-prompt');
  const root = attachShadow.call(host, {mode: 'closed'});
  adoptCss(root, css);
  const dialog = root.appendChild(document.createElement('dialog'));
  const frame = dialog.appendChild(document.createElement('iframe'));
  frame.title = say(options.lang, dropinTexts.prompt);
  frame.lang = options.lang;
  document.documentElement.append(host);
  try {
    dialog.showModal();
    keepOnTop(host, dialog, frame, stop);
    options.signal.addEventListener('abort', () => stop.abort(), {signal: stop.signal});
    const body = await emptyBody(frame);
    frame.focus();
    return await draw(body, stop.signal);
  } finally {
    stop.abort();
    dialog.close();
    host.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({preventScroll: true});
  }
}

/** Some browsers load even an empty frame in a later turn, and what was drawn before that is lost. */
async function emptyBody(frame: HTMLIFrameElement): Promise<HTMLElement> {
  if (frame.contentDocument?.readyState !== 'complete') {
    await new Promise<void>(resolve => frame.addEventListener('load', () => resolve(), {once: true}));
  }
  const doc = frame.contentDocument;
  if (doc === null) throw new Error('prompt: the frame cannot be drawn into');
  doc.documentElement.lang = frame.lang;
  adoptCss(doc, promptCss);
  adoptCss(doc, frameCss);
  return doc.body;
}

/** A popover or dialog of the page that opens later would lie above ours, or make it inert: then ours is closed and shown again. */
function keepOnTop(host: HTMLElement, dialog: HTMLDialogElement, frame: HTMLIFrameElement, stop: AbortController): void {
  const {signal} = stop;
  let raising = false;
  const raise = (): void => {
    if (raising || signal.aborted) return;
    raising = true;
    const focused = frame.contentDocument?.activeElement as HTMLElement | null | undefined;
    queueMicrotask(() => {
      if (!signal.aborted) { dialog.close(); dialog.showModal(); frame.focus(); focused?.focus(); }  // the keys go on where they were
      raising = false;
    });
  };
  window.addEventListener('beforetoggle', event => { if (event.target !== host) raise(); }, {capture: true, signal});
  document.addEventListener('fullscreenchange', raise, {capture: true, signal});
  dialog.addEventListener('cancel', event => { event.preventDefault(); stop.abort(); }, {signal});
  dialog.addEventListener('close', () => { if (!dialog.open) stop.abort(); }, {signal});
}
