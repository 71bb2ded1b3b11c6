// The helpdesks Tirai runs on: address, adapter, and whether the browser lets it. Each row asks for its own site in the click.
import type {Helpdesk} from '../../../client/src/types.js';
import {el} from '../../../js-shim/src/prompt/dom.js';
import type {Lang} from '../../../js-shim/src/texts.js';
import {say} from '../../../js-shim/src/texts.js';
import type {SettingsView} from '../messages.js';
import type {Field} from './fields.js';
import {input} from './fields.js';
import {optionsTexts as t} from './texts.js';

/** Adapters this product brings along (adapters/); a bundle may bring more, so any name can be typed. */
const ADAPTERS = ['request-tracker', 'zendesk', 'freshdesk', 'intercom', 'salesforce-service-cloud', 'zammad', 'chatwoot', 'jira-service-management', 'generic', 'demo'];

export interface HelpdeskList {
  element: HTMLElement;
  /** Rows left wholly empty are not in it. */
  value(): Helpdesk[];
  /** `index` is that of value(); -1 takes every error away. */
  wrong(index: number, part: 'origin' | 'adapter', text: string): void;
}
interface Row {element: HTMLElement; origin: Field; adapter: Field}

export function helpdeskList(view: SettingsView, lang: Lang, fixed: boolean, allow: (origin: string) => void): HelpdeskList {
  let rows: Row[] = [];
  let made = 0;
  const list = el('div', {class: 'rows'});
  const none = el('p', {class: 'quiet'}, say(lang, t.helpdesks_none));
  const used = () => rows.filter(({origin, adapter}) => origin.value() !== '' || adapter.value() !== '');

  function append(saved?: SettingsView['helpdesks'][number]): Row {
    const number = made++;
    const origin = input({name: `origin-${number}`, type: 'url', label: t.origin, value: saved?.origin ?? '', needed: true, fixed}, lang);
    const adapter = input({name: `adapter-${number}`, type: 'text', label: t.adapter, value: saved?.adapter ?? (fixed ? '' : 'request-tracker'), needed: true, fixed, suggestions: ADAPTERS}, lang);
    const remove = el('button', {type: 'button', 'aria-label': say(lang, t.remove_named, {origin: saved?.origin ?? ''})}, say(lang, t.remove));
    const row: Row = {origin, adapter, element: el('div', {class: 'row'}, origin.element, adapter.element, el('div', {class: 'buttons'}, permission(saved), !fixed && remove))};
    remove.addEventListener('click', () => {
      rows = rows.filter(other => other !== row);
      row.element.remove();
      none.hidden = rows.length > 0;
      add.focus();
    });
    rows.push(row);
    list.append(row.element);
    none.hidden = true;
    return row;
  }
  function permission(saved?: SettingsView['helpdesks'][number]): HTMLElement {
    if (saved === undefined) return el('span', {class: 'quiet'}, say(lang, t.unsaved));
    if (saved.permitted) return el('span', {class: 'allowed'}, say(lang, t.allowed));
    const ask = el('button', {type: 'button', class: 'primary', 'aria-label': say(lang, t.allow_named, {origin: saved.origin})}, say(lang, t.allow));
    ask.addEventListener('click', () => allow(saved.origin));
    return ask;
  }

  const add = el('button', {type: 'button', id: 'add-helpdesk'}, say(lang, t.add));
  add.addEventListener('click', () => append().element.querySelector('input')?.focus());
  for (const helpdesk of view.helpdesks) append(helpdesk);
  return {
    element: el('div', {}, el('p', {class: 'quiet'}, say(lang, t.helpdesks_more)), none, list, !fixed && el('div', {class: 'buttons start'}, add)),
    value: () => used().map(({origin, adapter}) => ({origin: origin.value(), adapter: adapter.value()})),
    wrong(index, part, text) {
      if (index < 0) for (const row of rows) { row.origin.wrong(''); row.adapter.wrong(''); }
      else used()[index]?.[part].wrong(text);
    },
  };
}
