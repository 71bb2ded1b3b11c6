// Small pieces that several panes are made of.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {t} from './texts.js';

export function labelled(id: string, text: string, control: HTMLElement): HTMLElement {
  return el('div', {class: 'labelled'}, el('label', {for: id}, text), control);
}

/** A button to the line that a message of the core speaks of, if it speaks of one. */
export function jumpTo(at: string, lang: Lang, go: (line: number, column: number) => void): HTMLElement | false {
  const place = /line (\d+)(?:, column (\d+))?/.exec(at);
  if (place === null) return false;
  const [line, column] = [Number(place[1]), Number(place[2] ?? 1)];
  const jump = el('button', {type: 'button', class: 'jump'}, say(lang, t.go_there, {line}));
  jump.addEventListener('click', () => go(line, column));
  return jump;
}
