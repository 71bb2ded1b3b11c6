// The ticket, the customer, and the situation in which somebody looks at it.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import type {Customer, Situation} from './core.js';
import {labelled} from './parts.js';
import {samples} from './samples.js';
import {factTexts, t} from './texts.js';

export interface Ticket {text: string; customer: Customer; situation: Situation; purpose: string}
export interface PurposeChoice {id: string; text: string}

export interface TicketPane {
  readonly element: HTMLElement;
  read(): Ticket;
  /** The purposes of the policy in force. */
  offer(purposes: readonly PurposeChoice[]): void;
}

const FIELDS = ['name', 'phone', 'email', 'nik', 'address'] as const;
type FactName = keyof typeof factTexts;

export function ticketPane(lang: Lang, start: Ticket, changed: () => void): TicketPane {
  const area = el('textarea', {id: 'ticket', spellcheck: 'false', autocomplete: 'off'});
  area.value = start.text;
  const inputs = Object.fromEntries(FIELDS.map(name => [name, el('input', {id: `customer-${name}`, autocomplete: 'off', spellcheck: 'false', value: start.customer[name]})])) as Record<typeof FIELDS[number], HTMLInputElement>;
  const names = Object.keys(factTexts) as FactName[];
  const facts = Object.fromEntries(names.map(name => [name, factSelect(lang, name, start.situation[name])])) as Record<FactName, HTMLSelectElement>;
  const purpose = el('select', {id: 'purpose'}, el('option', {value: ''}, say(lang, t.no_purpose)));
  const sample = el('select', {id: 'sample'}, ...samples.map(({title}, index) => el('option', {value: String(index)}, title)));
  sample.selectedIndex = samples.findIndex(({text}) => text === start.text);

  sample.addEventListener('change', () => {
    const chosen = samples[Number(sample.value)];
    if (!chosen) return;
    area.value = chosen.text;
    for (const name of FIELDS) inputs[name].value = chosen.customer[name];
    changed();
  });
  const element = el('section', {class: 'pane ticket-pane', 'aria-labelledby': 'ticket-title'},
    el('h2', {id: 'ticket-title'}, say(lang, t.ticket)),
    el('div', {class: 'row'}, el('label', {for: 'sample'}, say(lang, t.sample)), sample),
    el('label', {for: 'ticket'}, say(lang, t.ticket_text)), area,
    el('fieldset', {}, el('legend', {}, say(lang, t.customer)), ...FIELDS.map(name => labelled(`customer-${name}`, say(lang, t[name]), inputs[name]))),
    el('fieldset', {}, el('legend', {}, say(lang, t.situation)), labelled('purpose', say(lang, t.purpose), purpose),
      ...names.map(name => labelled(`fact-${name}`, say(lang, factTexts[name].text), facts[name]))));
  element.addEventListener('input', changed);

  return {
    element,
    read: () => ({
      text: area.value, purpose: purpose.value,
      customer: Object.fromEntries(FIELDS.map(name => [name, inputs[name].value])) as Customer,
      situation: Object.fromEntries(names.map(name => [name, facts[name].value])),
    }),
    offer(purposes) {
      const chosen = purpose.value || start.purpose;
      purpose.replaceChildren(el('option', {value: ''}, say(lang, t.no_purpose)), ...purposes.map(({id, text}) => el('option', {value: id, selected: id === chosen}, text)));
    },
  };
}

function factSelect(lang: Lang, name: FactName, chosen: string | undefined): HTMLSelectElement {
  const values: Record<string, {id: string; en: string}> = factTexts[name].values;
  return el('select', {id: `fact-${name}`}, ...Object.entries(values).map(([value, text]) => el('option', {value, selected: value === chosen}, text[lang])));
}
