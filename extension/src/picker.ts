// The picker, sent by the options page into a helpdesk's tab: a person points at a field, by mouse or by keyboard, and the options page is told what
// selectors fit it. It reads structure alone: names of elements, never their text.
//
//   picker.pick ──► pointing ──click, Enter──► {ok, offers}        picker.show ──► outlines over what a draft matches, and their numbers
//                      └──Esc, or the next pick──► {ok: false}     picker.end  ──► nothing of it is left
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import type {Picked, PickerField, Previewed, ToPicker} from './messages.js';
import {createOverlay, type Overlay} from './picker/overlay.js';
import {offersFor} from './picker/selectors.js';
import {pickerTexts as t} from './picker/texts.js';

declare global {
  var tiraiPicker: true | undefined;  // this file may be sent twice to one document
}

let stop = new AbortController();
let overlay: Overlay | undefined;
let cancel: () => void = () => undefined;

const drawOn = (lang: Lang): Overlay => overlay ??= createOverlay(lang, stop.signal);

/** What can be a field: it holds text of its own, or is typed in. */
const holdsValue = (element: Element): boolean =>
  /^(input|textarea|select|img|object|embed)$/.test(element.localName) || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && /\S/.test((node as Text).data));

const next: Record<string, (at: Element) => Element | null | undefined> = {
  ArrowUp: at => at.parentElement === document.body ? null : at.parentElement,
  ArrowDown: at => at.firstElementChild,
  ArrowLeft: at => at.previousElementSibling,
  ArrowRight: at => at.nextElementSibling,
};

/** The next element with a value, in document order. */
function following(at: Element | undefined, back: boolean): Element | undefined {
  const all = [...document.body.querySelectorAll('*')].filter(one => holdsValue(one) && one.getClientRects().length > 0);
  const order = back ? all.reverse() : all;
  const beyond = (one: Element) => at === undefined || (at.compareDocumentPosition(one) & (back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING)) !== 0;
  return order.find(beyond) ?? order[0];
}

/** The key that ends the pointing goes up when nobody points any more: the page shall not hear of it either. */
function swallowUp(key: string): void {
  addEventListener('keyup', event => {
    if (!event.isTrusted || event.key !== key) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, {capture: true, once: true, signal: stop.signal});
}

function pick(lang: Lang): Promise<Picked> {
  cancel();
  const over = new AbortController();
  const drawn = drawOn(lang);
  let at: Element | undefined;
  const point = (element: Element | undefined) => {
    at = element;
    const [best] = element ? offersFor(element) : [];
    drawn.point(element && {element, text: best?.select ?? ''}, `${say(lang, t.keys)}${best ? ` · ${say(lang, t.matches, {count: best.matches})}` : ''}`);
    element?.scrollIntoView({block: 'nearest', inline: 'nearest'});
  };
  return new Promise(done => {
    const end = (picked: Picked) => {
      over.abort();
      drawn.point(undefined, '');
      cancel = () => undefined;
      done(picked);
    };
    cancel = () => end({ok: false});
    const take = () => { if (at) end({ok: true, offers: offersFor(at), input: /^(input|textarea)$/.test(at.localName)}); };
    const options = {capture: true, signal: over.signal};
    const mine = (run: (event: Event) => void) => (event: Event) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      run(event);
    };
    addEventListener('pointermove', event => { if (event.isTrusted && event.composedPath()[0] !== at) point(event.composedPath()[0] as Element); }, options);
    for (const type of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'dblclick', 'auxclick', 'contextmenu', 'keyup', 'keypress']) addEventListener(type, mine(() => undefined), options);
    addEventListener('click', mine(event => { point(event.composedPath()[0] as Element); take(); }), options);
    addEventListener('keydown', mine(event => {
      const {key, shiftKey} = event as KeyboardEvent;
      if (key === 'Escape' || key === 'Enter') swallowUp(key);
      if (key === 'Escape') cancel();
      else if (key === 'Enter') take();
      else if (key === 'Tab') point(following(at, shiftKey));
      else if (at && next[key]) point(next[key](at) ?? at);
    }), options);
    point(undefined);
  });
}

function preview(fields: readonly PickerField[], lang: Lang): Previewed {
  const found = fields.map(({select}) => { try { return [...document.querySelectorAll(select)]; } catch { return undefined; } });
  drawOn(lang).show(found.flatMap((elements, at) => (elements ?? []).map(element => ({element, text: fields[at]!.label}))));
  return {matches: found.map(elements => elements?.length ?? -1)};
}

function endAll(): void {
  cancel();
  stop.abort();
  stop = new AbortController();
  overlay = undefined;
}

if (globalThis.tiraiPicker === undefined) {
  globalThis.tiraiPicker = true;
  chrome.runtime.onMessage.addListener((message: ToPicker, sender, respond: (answer: Picked | Previewed | true) => void) => {
    if (sender.id !== chrome.runtime.id || !sender.url?.startsWith(chrome.runtime.getURL('options.html'))) return undefined;
    switch (message.type) {
      case 'picker.pick': void pick(message.lang).then(respond); return true;  // answered later
      case 'picker.show': respond(preview(message.fields, message.lang)); return undefined;
      case 'picker.end': endAll(); respond(true); return undefined;
      default: return undefined;
    }
  });
}
