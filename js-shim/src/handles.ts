// What hangs at a masked value: its kind while the pointer rests on it or the focus is in it ("NIK, tertutup"), with the way to open it; and at a revealed
// one how long it stays, who looks, and a way to cover it at once. Drawn over the page in a closed shadow root: no node of the page is touched,
// and layout is read only here, when somebody points, never on the paint path.
import type {Curtain, MaskedItem} from './types.js';
import {adoptCss} from './styles.js';
import {say, type Lang} from './texts.js';
import {handleTexts as t} from './handle-texts.js';

export interface HandleParts {
  curtain: Curtain;
  lang(): Lang;
  /** A closed root for `host` that the curtain does not look into. */
  rootOf(host: Element): ShadowRoot;
  signal: AbortSignal;
  /** Asks for the prompt, as Alt+R does. */
  open(): void;
}
export interface Handles {
  /** Says who looks, over a value that is revealed. */
  watermark(item_id: string, text: string): void;
}

const RESTS_MS = 120;  // a pointer on its way is not answered
const NEAR_PX = 3;
const MOST_COUNTERS = 50;

const css = `
:host { all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483645 !important; pointer-events: none !important; }
.chip { all: unset; position: absolute; display: flex; gap: 8px; align-items: center; box-sizing: border-box; min-height: 24px; padding: 1px 8px; border-radius: 6px; white-space: nowrap;
  pointer-events: auto; cursor: pointer; background: #0f3f3b; color: #fff; border: 1px solid #7fd0c4; font: 600 12px/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; box-shadow: 0 2px 8px rgb(0 0 0 / 30%); }
.chip:hover { background: #17544f; }
.chip:focus-visible { outline: 3px solid #7ab8ff; outline-offset: 2px; }
.chip kbd { font: inherit; padding: 0 4px; border: 1px solid #7fd0c4; border-radius: 4px; }
.mark { position: absolute; overflow: hidden; display: block; font: 600 9px/11px system-ui, sans-serif; color: rgb(160 0 0 / 55%); word-break: break-all; user-select: none; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (forced-colors: active) { .chip { border-color: ButtonBorder; } .mark { color: CanvasText; opacity: 0.6; } }
@media print { :host { display: none !important; } }
`;

export function hangHandles(win: Window & typeof globalThis, {curtain, lang, rootOf, signal, open}: HandleParts): Handles {
  const doc = win.document;
  const marks = new Map<string, string>();
  let root: ShadowRoot | undefined;
  let shown: {id: string; chip: HTMLElement} | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;
  const counters = new Map<string, {chip: HTMLElement; mark: HTMLElement | undefined}>();
  const heard = doc.createElement('div');

  function layer(): ShadowRoot {
    if (root !== undefined && root.host.isConnected) return root;
    const host = doc.createElement('tirai-handle');
    root = rootOf(host);
    adoptCss(root, css);
    heard.className = 'heard';
    heard.setAttribute('role', 'status');
    root.append(heard);
    doc.documentElement.append(host);
    return root;
  }

  function chipOf(label: string, key: string, pressed: () => void): HTMLElement {
    const chip = doc.createElement('button');
    chip.className = 'chip';
    chip.type = 'button';
    chip.lang = lang();
    chip.tabIndex = -1;  // the keyboard has Alt+R: the page's own order of focus stays as it is
    chip.setAttribute('aria-label', `${label} (${key})`);
    const hint = doc.createElement('kbd');
    hint.textContent = key;
    const text = doc.createElement('span');
    text.textContent = label;
    chip.append(text, hint);
    chip.addEventListener('mousedown', event => event.preventDefault(), {signal});  // what is selected is what the agent means
    chip.addEventListener('click', event => { if (event.isTrusted) pressed(); }, {signal});
    return chip;
  }

  /** Right above the value, or below where there is no room. */
  function place(chip: HTMLElement, {left, top, bottom}: DOMRect): void {
    const above = top >= 30;
    chip.style.left = `${Math.max(2, Math.min(left, win.innerWidth - chip.offsetWidth - 4))}px`;
    chip.style.top = `${above ? top - 27 : bottom + 3}px`;
  }

  function hide(): void {
    shown?.chip.remove();
    shown = undefined;
  }

  function kindOf(item: MaskedItem): string { return curtain.classText(item.class)?.[lang()] ?? item.where; }

  function show(item: MaskedItem, at: DOMRect, spoken: boolean): void {
    if (shown?.id === item.id) return place(shown.chip, at);
    hide();
    if ((item.revealed_until ?? 0) > Date.now()) return;
    const label = say(lang(), t.covered, {kind: kindOf(item)});
    const chip = chipOf(label, 'Alt+R', open);
    layer().append(chip);
    place(chip, at);
    shown = {id: item.id, chip};
    if (spoken) heard.textContent = say(lang(), t.covered_said, {kind: kindOf(item)});
  }

  function near(x: number, y: number): (rect: DOMRect) => boolean {
    return ({left, right, top, bottom}) => x >= left - NEAR_PX && x <= right + NEAR_PX && y >= top - NEAR_PX && y <= bottom + NEAR_PX;
  }

  function look(x: number, y: number): void {
    const item = curtain.current();
    const at = item && curtain.places(item.id).find(near(x, y));
    if (item === undefined || at === undefined) return hide();
    show(item, at, false);
  }

  function onMove(event: PointerEvent): void {
    clearTimeout(resting);
    if (!event.isTrusted || event.composedPath()[0] === root?.host) return;
    resting = setTimeout(() => look(event.clientX, event.clientY), RESTS_MS);
  }

  function onFocus(): void {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const active = doc.activeElement;
      const item = active && active !== doc.body ? curtain.current() : undefined;
      const at = item && curtain.places(item.id)[0];
      const box = active?.getBoundingClientRect();
      if (!item || !at || !box || at.bottom < box.top - NEAR_PX || at.top > box.bottom + NEAR_PX) return hide();
      show(item, at, true);
    }, RESTS_MS);
  }

  // --- revealed values ---------------------------------------------------------------------------------------------------

  function drop(id: string): void {
    const counter = counters.get(id);
    counter?.chip.remove();
    counter?.mark?.remove();
    counters.delete(id);
    marks.delete(id);
  }

  function markOf(text: string, {left, top, width, height}: DOMRect, before: HTMLElement | undefined): HTMLElement {
    const mark = before ?? layer().appendChild(doc.createElement('span'));
    mark.className = 'mark';
    mark.setAttribute('aria-hidden', 'true');
    Object.assign(mark.style, {left: `${left}px`, top: `${top}px`, width: `${Math.max(width, 40)}px`, height: `${Math.max(height, 11)}px`});
    mark.textContent = `${text}  `.repeat(12);
    return mark;
  }

  function count(item: MaskedItem): void {
    const at = curtain.places(item.id)[0];
    if (at === undefined) return drop(item.id);
    const left_s = Math.max(0, Math.ceil((item.revealed_until! - Date.now()) / 1000));
    const label = say(lang(), t.left, {seconds: left_s});
    let counter = counters.get(item.id);
    if (counter === undefined) {
      const chip = chipOf(label, say(lang(), t.cover_now), () => { curtain.remask(item.id); drop(item.id); });
      layer().append(chip);
      counters.set(item.id, counter = {chip, mark: undefined});
    }
    counter.chip.firstElementChild!.textContent = label;
    counter.chip.setAttribute('aria-label', `${label}. ${say(lang(), t.cover_now)}`);
    place(counter.chip, at);
    const text = marks.get(item.id);
    if (text !== undefined) counter.mark = markOf(text, at, counter.mark);
  }

  function tick(): void {
    const revealed = curtain.items().filter(item => (item.revealed_until ?? 0) > Date.now()).slice(0, MOST_COUNTERS);
    for (const id of [...counters.keys()]) if (!revealed.some(item => item.id === id)) drop(id);
    revealed.forEach(count);
    if (shown && counters.has(shown.id)) hide();
    if (revealed.length > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  }

  curtain.onReveal(() => {
    ticking ??= setInterval(tick, 1000);
    tick();
  });
  const options = {capture: true, passive: true, signal};
  win.addEventListener('pointermove', onMove, options);
  win.addEventListener('focusin', onFocus, options);
  for (const type of ['scroll', 'resize'] as const) win.addEventListener(type, () => { hide(); if (ticking !== undefined) tick(); }, options);
  signal.addEventListener('abort', () => { clearTimeout(resting); clearInterval(ticking); root?.host.remove(); });
  return {watermark(item_id, text) { marks.set(item_id, text); tick(); }};
}
