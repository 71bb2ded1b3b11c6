// The selected value, put into the field of the page that had the focus last, unseen: I, or the button.
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {el, onPress} from './dom.js';
import type {PromptItem} from './model.js';
import {promptTexts as t} from './texts.js';

export interface Into {
  readonly element: HTMLElement;
  show(item: PromptItem): void;
  /** Whether the key was ours. */
  key(key: string): boolean;
}

/** `ids`: what the policy lets be put there. */
export function intoSection(lang: Lang, signal: AbortSignal, ids: readonly string[], put: (item: PromptItem) => void): Into {
  const button = el('button', {type: 'button', 'aria-keyshortcuts': 'I'}, say(lang, t.into), el('kbd', {'aria-hidden': 'true'}, 'I'));
  const element = el('div', {class: 'into', hidden: true}, button, el('span', {class: 'quiet'}, say(lang, t.into_more)));
  let selected: PromptItem | undefined;
  onPress(button, () => { if (selected !== undefined) put(selected); }, signal);
  return {
    element,
    show(item) {
      selected = ids.includes(item.id) ? item : undefined;
      element.hidden = selected === undefined;
    },
    key(key) {
      if (key.toLowerCase() !== 'i' || selected === undefined) return false;
      put(selected);
      return true;
    },
  };
}
