// What the picker draws over the helpdesk's page: outlines with their names, and a bar that says which keys do what. In a closed shadow root, and it takes
// no click: the page below stays as it is.
import {el} from '../../../js-shim/src/prompt/dom.js';

export interface Mark {element: Element; text: string}
export interface Overlay {
  /** What the draft matches. */
  show(marks: readonly Mark[]): void;
  /** What is pointed at now, and what the bar says. */
  point(mark: Mark | undefined, said: string): void;
}

const CSS = `
:host { all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483646 !important; pointer-events: none !important; display: block !important; }
.box { position: fixed; box-sizing: border-box; border: 2px dashed #1a5fd0; border-radius: 3px; background: #1a5fd01a; }
.box.now { border: 3px solid #b3261e; background: #b3261e1a; }
.box span { position: absolute; inset-block-end: 100%; inset-inline-start: -2px; max-width: 22rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  padding: 0 .4rem; background: #1a5fd0; color: #fff; font: 600 12px/1.6 system-ui, sans-serif; }
.box.now span { background: #b3261e; }
.bar { position: fixed; inset-block-end: 0; inset-inline: 0; padding: .75rem 1rem; background: #1d2026; color: #fff; font: 15px/1.4 system-ui, sans-serif; text-align: center; }
.bar:empty { display: none; }`;

export function createOverlay(lang: string, signal: AbortSignal): Overlay {
  const host = el('tirai-picker' as 'div', {lang});
  const root = host.attachShadow({mode: 'closed'});
  const sheet = el('style');
  sheet.textContent = CSS;
  const boxes = el('div', {'aria-hidden': true});
  const bar = el('div', {class: 'bar', role: 'status'});
  root.append(sheet, boxes, bar);
  document.documentElement.append(host);
  let shown: readonly Mark[] = [];
  let now: Mark | undefined;
  let drawn = '';

  /** Elements move without telling: their places are read before each frame, and written if they changed. */
  function draw(): void {
    if (signal.aborted) return;
    const all = [...shown.map(mark => ({mark, kind: 'box'})), ...now ? [{mark: now, kind: 'box now'}] : []].map(({mark, kind}) => ({kind, text: mark.text, at: mark.element.getBoundingClientRect()}));
    const state = JSON.stringify(all);
    if (state !== drawn) boxes.replaceChildren(...all.filter(({at}) => at.width > 0 && at.height > 0).map(({kind, text, at}) => boxAt(kind, text, at)));
    drawn = state;
    requestAnimationFrame(draw);
  }
  draw();
  signal.addEventListener('abort', () => host.remove());
  return {
    show(marks) { shown = marks; },
    point(mark, said) { now = mark; if (bar.textContent !== said) bar.textContent = said; },
  };
}

function boxAt(kind: string, text: string, {left, top, width, height}: DOMRect): HTMLElement {
  const box = el('div', {class: kind}, text !== '' && el('span', {}, text));
  Object.assign(box.style, {left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px`});  // CSSOM passes every CSP
  return box;
}
