// Form fields with their label, hint and error tied together, so that all three are heard and the error is seen where it belongs.
import {el} from '../../../js-shim/src/prompt/dom.js';
import type {Lang, Text} from '../../../js-shim/src/texts.js';
import {say} from '../../../js-shim/src/texts.js';
import type {LangChoice} from '../messages.js';
import {optionsTexts as t} from './texts.js';

export interface Field {
  name: string;
  needed: boolean;
  element: HTMLElement;
  value(): string;
  /** Shows what is wrong and goes there; an empty text takes it away. */
  wrong(text: string): void;
}

export interface FieldOf {
  name: string;
  type: 'text' | 'url' | 'password';
  label: Text;
  hint?: Text;
  value: string;
  needed: boolean;
  /** Set by an administrator: can be read and copied, not changed. */
  fixed: boolean;
  suggestions?: string[];
  placeholder?: string | undefined;
}

export function input(of: FieldOf, lang: Lang): Field {
  const id = `field-${of.name}`;
  const hint = of.hint && el('p', {class: 'quiet', id: `${id}-hint`}, say(lang, of.hint));
  const error = el('p', {class: 'error', id: `${id}-error`, role: 'alert'});
  const box = el('input', {
    id, name: of.name, type: of.type, readonly: of.fixed, required: of.needed && !of.fixed, spellcheck: 'false', autocapitalize: 'off', dir: 'ltr',
    autocomplete: of.type === 'password' ? 'new-password' : 'off', placeholder: of.placeholder, list: of.suggestions && `${id}-list`,
    'aria-describedby': hint ? `${id}-hint ${id}-error` : `${id}-error`,
  });
  box.value = of.value;
  const list = of.suggestions && el('datalist', {id: `${id}-list`}, ...of.suggestions.map(value => el('option', {value})));
  function wrong(text: string): void {
    error.textContent = text;
    if (text === '') return box.removeAttribute('aria-invalid');
    box.setAttribute('aria-invalid', 'true');
    box.focus();
  }
  box.addEventListener('input', () => wrong(''));
  return {
    name: of.name, needed: of.needed && !of.fixed, wrong,
    element: el('div', {class: 'field'}, el('label', {for: id}, say(lang, of.label)), box, list, hint, error),
    value: () => box.value.trim(),
  };
}

export function languageChoice(chosen: LangChoice, fixed: boolean, lang: Lang): {element: HTMLElement; value(): LangChoice} {
  const choices: [LangChoice, string][] = [['browser', say(lang, t.language_browser)], ['id', t.language_id.id], ['en', t.language_en.en]];
  const rows = choices.map(([value, text]) => el('label', {class: 'choice', lang: value === 'browser' ? lang : value},
    el('input', {type: 'radio', name: 'lang', value, checked: value === chosen, disabled: fixed}), text));
  const element = el('div', {class: 'choices', role: 'radiogroup', 'aria-labelledby': 'language'}, ...rows);
  const value = (): LangChoice => choices.find(([choice]) => element.querySelector<HTMLInputElement>('input:checked')?.value === choice)?.[0] ?? 'browser';
  return {element, value};
}
