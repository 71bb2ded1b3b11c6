// What the guard draws: a bar at the field, which takes no focus and stops nobody, and one question when a flagged reply is sent. In closed
// shadow roots over the page: no node of the page is touched.
import {el} from '../prompt/dom.js';
import {adoptCss} from '../styles.js';
import {say, type Lang} from '../texts.js';
import {outboundTexts as t} from './texts.js';

const css = `
:host { all: initial !important; position: fixed !important; inset: auto !important; z-index: 2147483644 !important; pointer-events: none !important; }
.bar, dialog { --paper: #fff3d6; --ink: #4a3300; --edge: #a36f00; --deep: #0f5c56; --deep-ink: #ffffff; --button: #ffffff; --focus: #0b6bcb;
  box-sizing: border-box; background: var(--paper); color: var(--ink); border: 1px solid var(--edge); border-left-width: 4px; border-radius: 8px; padding: 10px 12px;
  font: 14px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; box-shadow: 0 4px 16px rgb(0 0 0 / 25%); }
.bar { position: fixed; pointer-events: auto; display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; max-height: 40vh; overflow: auto; }
dialog { pointer-events: auto; width: min(480px, 94vw); max-height: 90vh; overflow: auto; padding: 18px 20px; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
strong, h2 { font: inherit; font-weight: 650; margin: 0; display: block; }
h2 { font-size: 17px; margin-bottom: 8px; }
p { margin: 8px 0 0; }
.said { flex: 1 1 18em; min-width: 0; }
ul { margin: 2px 0 0; padding: 0 0 0 18px; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
dialog .buttons { margin-top: 14px; }
button { all: unset; box-sizing: border-box; display: inline-flex; align-items: center; gap: 8px; min-height: 32px; padding: 2px 12px; border: 1px solid var(--edge); border-radius: 8px;
  background: var(--button); color: var(--ink); font-weight: 600; cursor: pointer; }
button.primary { background: var(--deep); border-color: var(--deep); color: var(--deep-ink); }
button:hover { filter: brightness(0.94); }
button:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
kbd { font: inherit; font-size: 12px; padding: 0 5px; border: 1px solid currentColor; border-radius: 4px; white-space: nowrap; }
@media (prefers-color-scheme: dark) { .bar, dialog { --paper: #3a2e10; --ink: #ffe3a3; --edge: #c8962a; --deep: #7fd0c4; --deep-ink: #06231f; --button: #251d09; --focus: #7ab8ff; } }
@media (max-width: 440px) { kbd { display: none; } .buttons button { flex: 1; justify-content: center; } }
@media (forced-colors: active) { .bar, dialog { border-color: CanvasText; } button { border-color: ButtonBorder; } }
@media print { :host { display: none !important; } }
`;

export interface SurfaceParts {lang(): Lang; rootOf(host: Element): ShadowRoot; signal: AbortSignal}
export interface Bar {
  show(lines: readonly string[], at: DOMRect, act: {mask?: () => void; meant(): void}): void;
  move(at: DOMRect): void;
  /** Said once, for ears and eyes, where the bar stands. */
  say(line: string): void;
  hide(): void;
}

function drawn(parts: SurfaceParts, tag: string): ShadowRoot {
  const host = document.createElement(tag);
  const root = parts.rootOf(host);
  adoptCss(root, css);
  document.documentElement.append(host);
  return root;
}

function pressable(label: string, key: string, className: string, pressed: () => void, signal: AbortSignal): HTMLButtonElement {
  const button = el('button', {type: 'button', class: className}, label, el('kbd', {'aria-hidden': 'true'}, key));
  button.addEventListener('mousedown', event => event.preventDefault(), {signal});  // the caret stays in the reply
  button.addEventListener('click', event => { if (event.isTrusted) pressed(); }, {signal});
  return button;
}

export function createBar(parts: SurfaceParts): Bar {
  let root: ShadowRoot | undefined;
  let bar: HTMLElement | undefined;
  const said = el('div', {class: 'said', role: 'status'});

  function place({left, top, bottom, width}: DOMRect): void {
    if (bar === undefined) return;
    const wide = Math.max(Math.min(width, innerWidth - 16), Math.min(300, innerWidth - 16));
    bar.style.width = `${wide}px`;
    bar.style.left = `${Math.max(8, Math.min(left, innerWidth - wide - 8))}px`;
    const height = bar.offsetHeight;
    const above = top - height - 4;
    const at = above >= 4 ? above : bottom + height + 8 <= innerHeight ? bottom + 4 : innerHeight - height - 8;
    bar.style.top = `${Math.max(4, Math.min(at, innerHeight - height - 4))}px`;
  }

  function open(): HTMLElement {
    if (bar?.isConnected && root?.host.isConnected) return bar;
    root?.host.remove();
    root = drawn(parts, 'tirai-outbound');
    bar = el('div', {class: 'bar', role: 'group'});
    root.append(bar);
    return bar;
  }

  return {
    show(lines, at, {mask, meant}) {
      const box = open();
      const lang = parts.lang();
      box.lang = lang;
      box.setAttribute('aria-label', say(lang, t.title));
      said.replaceChildren(el('strong', {}, say(lang, t.title)), el('ul', {}, ...lines.map(line => el('li', {}, line))));
      const buttons = [
        ...mask === undefined ? [] : [pressable(say(lang, t.mask), 'Alt+M', 'primary', mask, parts.signal)],
        pressable(say(lang, t.meant), 'Alt+Shift+M', '', meant, parts.signal),
      ];
      box.replaceChildren(said, el('div', {class: 'buttons'}, ...buttons));
      place(at);
    },
    move: place,
    say(line) { said.replaceChildren(line); },
    hide() { root?.host.remove(); bar = undefined; root = undefined; },
  };
}

export type Answer = 'mask' | 'send' | 'back';
const ARMED_MS = 300;  // the press that sent the reply, or its second half, answers nothing

/** Enter masks and sends, Escape goes back; sending as it is takes a press on its button. */
export function confirmSend(parts: SurfaceParts, lines: readonly string[], canMask: boolean): Promise<Answer> {
  const lang = parts.lang();
  const stop = new AbortController();
  const root = drawn(parts, 'tirai-outbound-confirm');
  const opened = performance.now();
  return new Promise(resolve => {
    const done = (answer: Answer): void => {
      if (stop.signal.aborted) return;
      stop.abort();
      dialog.close();
      root.host.remove();
      resolve(answer);
    };
    const armed = (answer: Answer) => (): void => { if (performance.now() - opened > ARMED_MS) done(answer); };
    const primary = canMask ? pressable(say(lang, t.mask_send), 'Enter', 'primary', armed('mask'), stop.signal) : undefined;
    const back = pressable(say(lang, t.back), 'Esc', primary === undefined ? 'primary' : '', armed('back'), stop.signal);
    const send = el('button', {type: 'button'}, say(lang, t.send));
    send.addEventListener('click', event => { if (event.isTrusted) armed('send')(); }, {signal: stop.signal});
    const dialog = el('dialog', {lang, 'aria-labelledby': 'title', 'aria-describedby': 'lines'},
      el('h2', {id: 'title'}, say(lang, t.confirm)), el('ul', {id: 'lines'}, ...lines.map(line => el('li', {}, line))),
      el('p', {}, say(lang, t.logged)), el('div', {class: 'buttons'}, primary, back, send));
    for (const type of ['keydown', 'keyup', 'keypress'] as const) {
      dialog.addEventListener(type, event => { event.stopPropagation(); if (event.repeat && event.key === 'Enter') event.preventDefault(); }, {signal: stop.signal});
    }
    dialog.addEventListener('cancel', event => { event.preventDefault(); done('back'); }, {signal: stop.signal});
    parts.signal.addEventListener('abort', () => done('back'), {signal: stop.signal});
    root.append(dialog);
    dialog.showModal();
    (primary ?? back).focus();
  });
}
