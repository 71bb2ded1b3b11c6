// Why, in the agent's own words, where the policy asks for it. Only the data protection officer reads it: it is sealed before it is kept.
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {el} from './dom.js';
import {promptTexts as t} from './texts.js';

const MOST = 500;

export interface ReasonField {
  element: HTMLElement;
  /** Asks for at least so many characters; nothing: is not there. */
  ask(at_least: number | undefined): void;
  /** What was written; empty where nothing was asked for. */
  text(): string;
  enough(): boolean;
  focus(): void;
}

export function reasonField(lang: Lang): ReasonField {
  const box = el('textarea', {id: 'tirai-reason', rows: 2, maxlength: MOST, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'tirai-reason-more'});
  const more = el('span', {class: 'quiet', id: 'tirai-reason-more'});
  const element = el('div', {class: 'why-else', hidden: true}, el('label', {for: 'tirai-reason'}, say(lang, t.reason)), box, more);
  let wanted = 0;
  const text = (): string => element.hidden ? '' : box.value.trim();
  return {
    element, text,
    ask(at_least) {
      wanted = at_least ?? 0;
      element.hidden = at_least === undefined;
      more.textContent = say(lang, t.reason_more, {count: wanted});
    },
    enough: () => [...text()].length >= wanted,
    focus: () => box.focus(),
  };
}
