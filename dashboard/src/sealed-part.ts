// What somebody wrote for the officer alone, beside an event or a consent, opened here with the officer's key.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import type {Answer} from './api.js';
import {forgetKey, officerKey, takeKey} from './officer-key.js';
import {input, labelled} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

type Lost = (answer: Answer<unknown> & {ok: false}) => void;

/** `belongsTo`: what the text was sealed for; it opens for nothing else. */
export interface SealedText {title: string; belongsTo: string; fetch: () => Promise<Answer<{sealed: string}>>}

async function opened(lang: Lang, {fetch, belongsTo}: SealedText, lost: Lost): Promise<HTMLElement> {
  const bad = (text: string): HTMLElement => el('p', {class: 'notice bad'}, text);
  const answer = await fetch();
  if (!answer.ok) {
    lost(answer);
    return bad(reasonOf(lang, answer));
  }
  if (answer.value.sealed === '') return el('p', {class: 'notice'}, say(lang, t.sealed_erased));
  try {
    const {unseal} = await import('./unseal.js');
    const text = await unseal(answer.value.sealed, officerKey(), belongsTo);
    if (text === undefined) return bad(say(lang, t.sealed_wrong_key));
    const said = ([[t.reason, text.reason], [t.subject, text.subject], [t.ticket_url, text.ticket_url]] as const).filter(([, value]) => value !== undefined);
    return el('dl', {class: 'unsealed'}, ...said.map(([name, value]) => el('div', {}, el('dt', {}, name[lang]), el('dd', {}, value))));
  } catch {
    return bad(say(lang, t.sealed_no_module));
  }
}

/** Asks for the key where there is none, and shows what the text says. */
export function sealedPart(lang: Lang, text: SealedText, lost: Lost): HTMLElement {
  const shown = el('div', {role: 'status'});
  const file = input('key-file', {type: 'file', accept: '.key'}), pasted = input('key-text', {class: 'secret', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none', maxlength: 64});
  const ask = el('div', {class: 'row'}, labelled('key-file', say(lang, t.key_file), file), labelled('key-text', say(lang, t.key_text), pasted));
  const open = el('button', {type: 'button', class: 'primary'}, say(lang, t.sealed_open)), forget = el('button', {type: 'button'}, say(lang, t.key_forget));
  const settle = (): void => {
    ask.hidden = officerKey() !== '';
    forget.hidden = officerKey() === '';
  };
  async function go(): Promise<void> {
    const key = officerKey() !== '' ? officerKey() : pasted.value !== '' ? pasted.value : await file.files?.[0]?.text() ?? '';
    pasted.value = file.value = '';
    if (!takeKey(key)) {
      shown.replaceChildren(el('p', {class: 'notice bad'}, say(lang, t.key_bad)));
      return pasted.focus();
    }
    open.disabled = true;
    const answer = await opened(lang, text, lost);
    open.disabled = false;
    shown.replaceChildren(answer);
    settle();
  }
  open.addEventListener('click', () => void go());
  forget.addEventListener('click', () => {
    forgetKey();
    shown.replaceChildren();
    settle();
    pasted.focus();
  });
  settle();
  return el('section', {class: 'sealed', 'aria-labelledby': 'sealed-title'}, el('h3', {id: 'sealed-title'}, text.title), el('p', {class: 'quiet'}, say(lang, t.sealed_about)), ask,
    el('div', {class: 'row'}, open, forget), shown);
}
