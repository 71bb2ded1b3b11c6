// The purposes of one value: native radios, so that every assistive technology knows them; numbered, so that a digit picks one.
import type {OfferedPurpose} from '../../../wasm/engine.js';
import type {Lang} from '../texts.js';
import {say, seconds} from '../texts.js';
import {el} from './dom.js';
import type {PromptItem} from './model.js';
import {legalBasisText, promptTexts as t} from './texts.js';

/** A single purpose is picked already: then Enter alone reveals. With several, picking is the agent's own statement. */
export function purposeList(item: PromptItem, lang: Lang): HTMLElement {
  const rows = item.offered.map((purpose, index) => row(purpose, index, item.offered.length === 1, lang));
  return el('fieldset', {class: 'why'}, el('legend', {}, say(lang, t.purposes)), ...rows);
}

export function purposeRadios(root: HTMLElement): HTMLInputElement[] {
  return [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')];
}

function row(purpose: OfferedPurpose, index: number, checked: boolean, lang: Lang): HTMLElement {
  const [name, more] = [`tirai-purpose-${index}-name`, `tirai-purpose-${index}-more`];
  const radio = el('input', {type: 'radio', name: 'tirai-purpose', 'aria-labelledby': name, 'aria-describedby': more, checked});
  const shown = purpose.time_to_live_s !== undefined && say(lang, t.shown_for, {time: seconds(lang, purpose.time_to_live_s)});
  return el('label', {class: 'purpose'}, radio,
    index < 9 && el('kbd', {'aria-hidden': 'true'}, String(index + 1)),
    el('span', {class: 'name', id: name}, purpose.text[lang]),
    el('span', {class: 'more', id: more},
      shown && el('span', {class: 'quiet ttl'}, shown),
      el('span', {class: 'reason'}, purpose.reason[lang]),
      el('span', {class: 'quiet'}, legalBasisText(purpose.legal_basis)[lang])));
}
