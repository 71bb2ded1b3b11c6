// Small pieces that several panes are made of.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang, Text} from '../../js-shim/src/texts.js';
import {t} from './texts.js';

/** The whole company reads one clock: UTC+7 all year. */
export const ZONE = 'Asia/Jakarta';
export const DAY_MS = 86_400_000, HOUR_MS = 3_600_000;
const OFFSET_MS = 7 * 3_600_000;

const locale = (lang: Lang): string => lang === 'id' ? 'id-ID' : 'en-GB';
export const number = (lang: Lang, value: number): string => value.toLocaleString(locale(lang));
export const moment = (lang: Lang, time: number): string => new Date(time).toLocaleString(locale(lang), {timeZone: ZONE, dateStyle: 'medium', timeStyle: 'medium'});
export const date = (lang: Lang, time: number): string => new Date(time).toLocaleDateString(locale(lang), {timeZone: ZONE, dateStyle: 'medium'});
export const shortDate = (lang: Lang, time: number): string => new Date(time).toLocaleDateString(locale(lang), {timeZone: ZONE, day: 'numeric', month: 'short'});
/** "2026-11-22", and the first moment of that day. */
export const isoDay = (time: number): string => new Date(time + OFFSET_MS).toISOString().slice(0, 10);
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
/** What a datetime-local field holds, which knows no zone: Jakarta's time. */
export const localAt = (time: number): string => new Date(time + OFFSET_MS).toISOString().slice(0, 16);
/** Of such a field. Nothing: it is empty. */
export const momentAt = (field: HTMLInputElement): number | undefined => field.value === '' ? undefined : Date.parse(`${field.value}:00+07:00`);

export function labelled(id: string, text: string, control: HTMLElement): HTMLElement {
  return el('div', {class: 'labelled'}, el('label', {for: id}, text), control);
}

export function input(id: string, attributes: Record<string, string | number | boolean> = {}): HTMLInputElement {
  return el('input', {id, name: id, ...attributes});
}

export function choice(id: string, options: readonly (readonly [string, string])[], chosen: string): HTMLSelectElement {
  return el('select', {id}, ...options.map(([value, text]) => el('option', {value, selected: value === chosen}, text)));
}

export function pane(id: string, heading: string, ...children: (Node | string | false)[]): HTMLElement {
  return el('section', {class: 'pane', 'aria-labelledby': `${id}-title`}, el('h2', {id: `${id}-title`}, heading), ...children);
}

/** On a telephone each row is a card, and each cell says what it is (`data-head`). */
export function table(caption: string, heads: readonly string[], rows: readonly (readonly (string | Node)[])[], numbers: ReadonlySet<number> = new Set()): HTMLElement {
  const cell = (tag: 'td' | 'th', child: string | Node, column: number): HTMLElement => el(tag, {class: numbers.has(column) && 'number', scope: tag === 'th' && 'col', 'data-head': tag === 'td' && heads[column]!}, child);
  return el('div', {class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption},
    el('table', {class: 'results'}, el('caption', {class: 'heard'}, caption), el('thead', {}, el('tr', {}, ...heads.map((head, i) => cell('th', head, i)))),
      el('tbody', {}, ...rows.map(row => el('tr', {}, ...row.map((child, i) => cell('td', child, i)))))));
}

/** Hands a file to the person. */
export function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = el('a', {href: address, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function kindText(lang: Lang, kind: string): string {
  const texts: Record<string, Text> = t;
  return texts[`kind_${kind}`]?.[lang] ?? kind;
}

export const stateText = (lang: Lang, state: string): string => (t as Record<string, Text>)[`state_${state}`]?.[lang] ?? state;

/** A list that is as long as it may be may be cut: that is said. */
export const cutNote = (lang: Lang, shown: number, most: number): HTMLElement | false => shown >= most && el('p', {class: 'notice'}, say(lang, t.only_newest, {count: number(lang, most)}));

/** One word of 43 letters: it breaks instead of pushing what stands beside it off the screen. */
export const longWord = (text: string): HTMLElement | string => text === '' ? '' : el('span', {class: 'long'}, text);
