// The dialog around the prompt page: an extension page in a frame, in a modal dialog, in a closed shadow root. The page behind sees an empty
// element: no frame, no key, no text. It cannot cover it either: whatever it opens above, the dialog is raised again.
import {ownRoot} from '../../js-shim/src/shadow.js';
import {adoptCss} from '../../js-shim/src/styles.js';

const css = `
:host { all: initial !important; display: block !important; }
dialog { all: initial; position: fixed; inset: 0; margin: 0; border: 0; padding: 0; width: 100vw; height: 100vh; max-width: none; max-height: none;
  background: transparent; color-scheme: light dark; }
dialog:not([open]) { display: none; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
iframe { position: absolute; inset: 0; margin: auto; width: min(544px, 96vw); height: min(640px, 92vh); border: 0; border-radius: 12px;
  box-shadow: 0 12px 48px rgb(0 0 0 / 45%); background: Canvas; }
`;

export interface PromptDialog {
  readonly token: string;
  /** Has the keyboard again, if the page took it. */
  takeFocus(): true;
  close(): void;
}

/** Opens it, with the keyboard in it. `cancelled` is called when the person closes it from outside the frame, `closed` when it is gone. */
export function openDialog(token: string, {cancelled, closed}: {cancelled: () => void; closed: () => void}): PromptDialog {
  const before = document.activeElement;
  const stop = new AbortController();
  const host = document.createElement('tirai-prompt');
  const root = ownRoot(host);
  adoptCss(root, css);
  const dialog = root.appendChild(document.createElement('dialog'));
  const frame = dialog.appendChild(document.createElement('iframe'));
  frame.src = `${chrome.runtime.getURL('prompt.html')}#${token}`;
  frame.title = 'Tirai';
  document.documentElement.append(host);
  dialog.showModal();
  keepOnTop(host, dialog, stop.signal);
  dialog.addEventListener('cancel', (event) => { event.preventDefault(); cancelled(); }, {signal: stop.signal});
  // The page arrives in a process of its own: the keyboard given to the empty frame before it does not go over to it.
  const giveKeyboard = (): void => { frame.blur(); frame.focus(); };
  frame.addEventListener('load', giveKeyboard, {signal: stop.signal});
  frame.focus();
  // A page that calls window.focus() has it until a key is pressed, of which it hears nothing (keys.ts).
  return {token, takeFocus: () => { giveKeyboard(); return true; }, close: () => {
    if (stop.signal.aborted) return;
    stop.abort();
    dialog.close();
    host.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({preventScroll: true});
    closed();
  }};
}

/** A popover or dialog of the page that opens later would lie above ours, or make it inert: then ours is closed and shown again. */
function keepOnTop(host: HTMLElement, dialog: HTMLDialogElement, signal: AbortSignal): void {
  let raising = false;
  const raise = (): void => {
    if (raising || signal.aborted) return;
    raising = true;
    queueMicrotask(() => {
      dialog.close();
      dialog.showModal();
      dialog.querySelector('iframe')?.focus();
      raising = false;
    });
  };
  window.addEventListener('beforetoggle', (event) => { if (event.target !== host) raise(); }, {capture: true, signal});
  document.addEventListener('fullscreenchange', raise, {capture: true, signal});
}
