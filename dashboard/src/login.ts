// The door: a name, a password, and a code or a security key.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {beginKey, login, loginWithKey} from './api.js';
import type {Answer, Session} from './api.js';
import {askKey, canAskKeys} from './ceremony.js';
import {keyTexts as k} from './key-texts.js';
import {input, labelled} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

export function loginPane(lang: Lang, ended: boolean, entered: (session: Session) => void | Promise<void>): HTMLElement {
  const name = input('name', {autocomplete: 'username', required: true, maxlength: 64, autocapitalize: 'none', spellcheck: 'false'});
  const password = input('password', {type: 'password', autocomplete: 'current-password', required: true, maxlength: 256});
  const code = input('code', {autocomplete: 'one-time-code', inputmode: 'numeric', pattern: '[0-9]{6}', required: true, maxlength: 6});
  const said = el('div', {role: 'alert'}, ended && el('p', {class: 'notice'}, say(lang, t.ended)));
  const button = el('button', {type: 'submit', class: 'primary'}, say(lang, t.sign_in));
  const key = el('button', {type: 'button', hidden: !canAskKeys()}, say(lang, k.sign_in));
  const form = el('form', {class: 'door', 'aria-labelledby': 'door-title'}, el('h2', {id: 'door-title'}, say(lang, t.sign_in)),
    labelled('name', say(lang, t.name), name), labelled('password', say(lang, t.password), password), labelled('code', say(lang, t.code), code), said, button, key);
  const refuse = (text: string): void => {
    said.replaceChildren(el('p', {class: 'notice bad'}, text));
    code.value = '';
    code.focus();
  };

  /** One at a time. */
  async function enter(ask: () => Promise<Answer<Session> | string>): Promise<void> {
    if (button.disabled) return;
    button.disabled = key.disabled = true;
    const answer = await ask();
    button.disabled = key.disabled = false;
    if (typeof answer === 'string') refuse(answer);
    else if (answer.ok) await entered(answer.value);
    else refuse(reasonOf(lang, answer));
  }

  async function withKey(): Promise<Answer<Session> | string> {
    const begun = await beginKey();
    if (!begun.ok) return begun.code === 'no_webauthn' ? say(lang, k.none_here) : reasonOf(lang, begun);
    said.replaceChildren(el('p', {class: 'notice plain'}, say(lang, k.touch)));
    const shown = await askKey({for: 'step_up', options: begun.value.options});
    return shown.ok ? loginWithKey(name.value, password.value, begun.value.ticket, shown.value) : say(lang, k.dismissed_here);
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    void enter(() => login(name.value, password.value, code.value));
  });
  key.addEventListener('click', () => { if (name.reportValidity() && password.reportValidity()) void enter(withKey); });
  return form;
}
