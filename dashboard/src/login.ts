// The door: a name, a password, a code.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {login} from './api.js';
import type {Session} from './api.js';
import {input, labelled, reasonOf} from './parts.js';
import {t} from './texts.js';

export function loginPane(lang: Lang, ended: boolean, entered: (session: Session) => void): HTMLElement {
  const name = input('name', {autocomplete: 'username', required: true, maxlength: 64, autocapitalize: 'none', spellcheck: 'false'});
  const password = input('password', {type: 'password', autocomplete: 'current-password', required: true, maxlength: 256});
  const code = input('code', {autocomplete: 'one-time-code', inputmode: 'numeric', pattern: '[0-9]{6}', required: true, maxlength: 6});
  const said = el('div', {role: 'alert'}, ended && el('p', {class: 'notice'}, say(lang, t.ended)));
  const button = el('button', {type: 'submit', class: 'primary'}, say(lang, t.sign_in));
  const form = el('form', {class: 'door', 'aria-labelledby': 'door-title'}, el('h2', {id: 'door-title'}, say(lang, t.sign_in)),
    labelled('name', say(lang, t.name), name), labelled('password', say(lang, t.password), password), labelled('code', say(lang, t.code), code), said, button);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    const answer = await login(name.value, password.value, code.value);
    button.disabled = false;
    if (answer.ok) return entered(answer.value);
    said.replaceChildren(el('p', {class: 'notice bad'}, reasonOf(lang, answer)));
    code.value = '';
    code.focus();
  });
  return form;
}
