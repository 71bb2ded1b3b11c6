// What an edit changes: every group of cases that got looser or tighter, and what `check` would say of the new text.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {cell} from './ask-pane.js';
import {answerOf} from './core.js';
import type {Core, Playing} from './core.js';
import {jumpTo} from './parts.js';
import {levelTexts, t} from './texts.js';

export interface ChangesPane {readonly element: HTMLElement; draw(started: string, playing: Playing, go: (line: number, column: number) => void): void}

const MOST = 50;

export function changesPane(lang: Lang, core: Core): ChangesPane {
  const changed = el('div', {class: 'said', role: 'status'});
  const warned = el('div', {});
  return {
    element: el('section', {class: 'pane', 'aria-labelledby': 'changes-title'},
      el('h2', {id: 'changes-title'}, say(lang, t.changed)), el('p', {class: 'quiet'}, say(lang, t.changed_hint)), changed, warned),
    draw(started, playing, go) {
      changed.replaceChildren(...differences(lang, core, started, playing.text));
      warned.replaceChildren(...warnings(lang, core, playing.text, go));
    },
  };
}

function differences(lang: Lang, core: Core, before: string, after: string): HTMLElement[] {
  const told = answerOf(core.diff(before, after));
  if (!told.ok) return [];
  const {groups} = told.value;
  if (groups.length === 0) return [el('p', {}, say(lang, t.same))];
  return [el('ul', {class: 'changes'}, ...groups.slice(0, MOST).map(({change, from, to, cells, witness}) => el('li', {},
    el('span', {class: change}, say(lang, change === 'looser' ? t.looser : t.tighter)),
    `: ${say(lang, levelTexts[from])} → ${say(lang, levelTexts[to])} (${cells}). ${say(lang, t.witness)}: ${cell(witness)}`))),
  ...(groups.length > MOST ? [el('p', {class: 'quiet'}, say(lang, t.more, {count: groups.length - MOST}))] : [])];
}

function warnings(lang: Lang, core: Core, text: string, go: (line: number, column: number) => void): HTMLElement[] {
  const told = answerOf(core.check(text, 'policy'));
  if (!told.ok || told.value.warnings.length === 0) return [];
  return [el('h3', {}, say(lang, t.warnings)), el('ul', {class: 'changes'}, ...told.value.warnings.map(({at, message}) =>
    el('li', {}, el('code', {lang: 'en'}, at), `: ${message[lang]} `, jumpTo(at, lang, go))))];
}
