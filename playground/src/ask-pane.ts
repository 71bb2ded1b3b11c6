// Questions to the whole policy, answered over every case: never, always, who can.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {answerOf} from './core.js';
import type {Core, Playing} from './core.js';
import {labelled} from './parts.js';
import {factTexts, levelTexts, t} from './texts.js';

export interface AskPane {readonly element: HTMLElement; offer(playing: Playing): void}

const ASKS = [['who-can', t.who_can], ['never', t.never], ['always', t.always]] as const;
const ACTIONS = ['view', 'reveal', 'copy', 'compare', 'export', 'send'];
const LEVELS = ['plain', 'partial', 'token'] as const;

export function askPane(lang: Lang, core: Core): AskPane {
  const ask = el('select', {id: 'ask'}, ...ASKS.map(([value, text]) => el('option', {value}, say(lang, text))));
  const level = el('select', {id: 'ask-level'}, ...LEVELS.map(value => el('option', {value}, say(lang, levelTexts[value]))));
  const conditions = new Map<string, HTMLSelectElement>();
  const fields = el('fieldset', {});
  const answers = el('div', {class: 'said', role: 'status'});
  const go = el('button', {type: 'submit', class: 'primary'}, say(lang, t.ask_now));
  const form = el('form', {},
    el('fieldset', {}, labelled('ask', say(lang, t.question), ask), labelled('ask-level', say(lang, t.at_most), level)), fields, el('div', {class: 'row'}, go), answers);
  let playing: Playing | undefined;

  form.addEventListener('submit', event => {
    event.preventDefault();
    if (playing) answers.replaceChildren(...answer(lang, core, playing, ask.value, level.value, conditions));
  });

  return {
    element: el('section', {class: 'pane', 'aria-labelledby': 'ask-title'}, el('h2', {id: 'ask-title'}, say(lang, t.ask)), el('p', {class: 'quiet'}, say(lang, t.ask_hint)), form),
    offer(now) {
      playing = now;
      const kept = new Map([...conditions].map(([fact, select]) => [fact, select.value]));
      conditions.clear();
      fields.replaceChildren(el('legend', {}, say(lang, t.conditions)), ...choices(lang, now).map(([fact, name, values]) => {
        const chosen = kept.get(fact) ?? (fact === 'action' ? 'reveal' : '');
        const select = el('select', {id: `ask-${fact}`}, el('option', {value: ''}, say(lang, t.any)), ...values.map(([value, text]) => el('option', {value, selected: value === chosen}, text)));
        conditions.set(fact, select);
        return labelled(`ask-${fact}`, name, select);
      }));
    },
  };
}

type Choice = readonly [fact: string, name: string, values: readonly (readonly [value: string, text: string])[]];

function choices(lang: Lang, {summary}: Playing): Choice[] {
  const named = (list: readonly {id: string; text: {id: string; en: string}}[]) => list.map(({id, text}) => [id, text[lang]] as const);
  return [
    ['action', say(lang, t.action), ACTIONS.map(value => [value, value] as const)],
    ['role', say(lang, t.role), named(summary.roles)],
    ['class', say(lang, t.class), named(summary.classes)],
    ['purpose', say(lang, t.purpose), named(summary.purposes)],
    ...Object.entries(factTexts).map(([fact, {text, values}]) => [fact, say(lang, text), Object.entries(values).map(([value, said]) => [value, (said as {id: string; en: string})[lang]] as const)] as const),
  ];
}

function answer(lang: Lang, core: Core, playing: Playing, ask: string, level: string, conditions: ReadonlyMap<string, HTMLSelectElement>): HTMLElement[] {
  const when = Object.fromEntries([...conditions].filter(([fact, {value}]) => value !== '' && !(ask === 'who-can' && fact === 'role')).map(([fact, {value}]) => [fact, [value]]));
  const told = answerOf(core.query(playing.text, JSON.stringify({ask, level, when})));
  if (!told.ok) return [el('p', {class: 'notice bad'}, el('code', {lang: 'en'}, `${told.error.at}: ${told.error.message}`))];
  const {holds, who = [], witness} = told.value;
  if (ask !== 'who-can') {
    return [el('p', {}, el('strong', {}, say(lang, holds ? t.yes : t.no))), ...(witness ? [el('p', {}, `${say(lang, t.witness)}: ${cell(witness)}`)] : [])];
  }
  if (who.length === 0) return [el('p', {}, el('strong', {}, say(lang, t.nobody)))];
  const name = (role: string) => playing.summary.roles.find(({id}) => id === role)?.text[lang] ?? role;
  return [el('ul', {class: 'answers'}, ...who.map(one => el('li', {}, el('strong', {}, name(one.role)), ` · ${say(lang, t.witness)}: ${cell(one.witness)}`)))];
}

export const cell = (witness: Readonly<Record<string, string | string[]>>): string => Object.entries(witness).map(([fact, value]) => `${fact} ${[value].flat().join(' / ')}`).join(', ');
