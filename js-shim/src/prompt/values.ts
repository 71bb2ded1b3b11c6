// The masked values as a listbox (ARIA Authoring Practices): one tab stop, arrows move the selection, the selected one is announced.
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {el, stranger} from './dom.js';
import type {PromptItem, PromptModel} from './model.js';
import {promptTexts as t} from './texts.js';

/** A page can hold thousands; drawing those around the current one keeps the prompt within its two seconds. */
const SHOWN_AT_MOST = 200;

export interface ValueList {
  element: HTMLElement;
  selected(): PromptItem;
  /** Moves the selection if `key` is one that does; answers whether it was. */
  key(key: string): boolean;
}

/** `model.items` is not empty. `onSelect` is called for each change, not for the first selection. */
export function valueList(model: PromptModel, lang: Lang, signal: AbortSignal, onSelect: (item: PromptItem) => void): ValueList {
  const items = around(model);
  const options = items.map((item, index) => option(item, index, lang));
  const list = el('ul', {role: 'listbox', tabindex: 0, class: 'values', 'aria-labelledby': 'tirai-values', 'data-first': true}, ...options);
  let at = first(items, model.current);

  function show(): void {
    options.forEach((row, index) => row.setAttribute('aria-selected', String(index === at)));
    list.setAttribute('aria-activedescendant', `tirai-value-${at}`);
    options[at]?.scrollIntoView({block: 'nearest'});
  }
  function select(index: number): void {
    const next = Math.min(items.length - 1, Math.max(0, index));
    const item = items[next];
    if (next === at || item === undefined) return;
    at = next;
    show();
    onSelect(item);
  }
  show();
  options.forEach((row, index) => row.addEventListener('click', event => { if (event.isTrusted) select(index); }, {signal}));
  const cut = items.length < model.items.length && el('p', {class: 'quiet'}, say(lang, t.values_cut, {shown: items.length, all: model.items.length}));
  return {
    element: el('section', {class: 'which'}, el('h2', {id: 'tirai-values'}, say(lang, model.together === true ? t.values_all : t.values)), list, cut),
    selected: () => items[at] as PromptItem,
    key(key) {
      const to: Record<string, number> = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1, PageDown: at + 5, PageUp: at - 5};
      const index = to[key];
      if (index !== undefined) select(index);
      return index !== undefined;
    },
  };
}

/** What the agent pointed at; pointing at nothing, the first value that may be revealed. */
function first(items: PromptItem[], current: string | undefined): number {
  const pointed = items.findIndex(item => item.id === current);
  return Math.max(0, pointed === -1 ? items.findIndex(item => item.offered.length > 0) : pointed);
}

function around({items, current}: PromptModel): PromptItem[] {
  const at = first(items, current);
  const begin = Math.max(0, Math.min(at - SHOWN_AT_MOST / 2, items.length - SHOWN_AT_MOST));
  return items.slice(begin, begin + SHOWN_AT_MOST);
}

function option(item: PromptItem, index: number, lang: Lang): HTMLLIElement {
  const open = item.revealed_until !== undefined && item.revealed_until > Date.now();
  return el('li', {role: 'option', id: `tirai-value-${index}`},
    stranger(item.where, 'where'),
    item.class_text[lang] !== item.where && el('span', {class: 'kind'}, item.class_text[lang]),
    open && el('span', {class: 'kind open'}, say(lang, t.open_now)),
    stranger(item.mask, 'mask'));
}
