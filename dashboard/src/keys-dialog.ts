// One's own security keys: registered, named, removed. Signed in with one, no code of an authenticator is asked for.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {change, ownKeys} from './api.js';
import type {Answer, Session} from './api.js';
import {askKey, canAskKeys} from './ceremony.js';
import {keyTexts as k} from './key-texts.js';
import {date, input, labelled, table} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

type Lost = (answer: Answer<unknown> & {ok: false}) => void;

export async function openKeys(lang: Lang, {csrf}: Session, lost: Lost): Promise<void> {
  const list = el('div', {}), said = el('div', {role: 'status'});
  const name = input('key-name', {required: true, maxlength: 64, autocomplete: 'off'});
  const add = el('button', {type: 'submit', class: 'primary', disabled: !canAskKeys()}, say(lang, k.register)), close = el('button', {type: 'button'}, say(lang, t.close));
  const form = el('form', {class: 'row'}, labelled('key-name', say(lang, k.name), name), add);
  const dialog = el('dialog', {class: 'tirai event keys', 'aria-labelledby': 'keys-title'}, el('h2', {id: 'keys-title'}, say(lang, k.keys)), el('p', {class: 'quiet'}, say(lang, k.keys_more)), list, form, said, el('div', {class: 'buttons'}, close));
  const tell = (tone: 'good' | 'bad' | 'plain', text: string): void => said.replaceChildren(el('p', {class: `notice ${tone}`}, text));

  async function show(): Promise<boolean> {
    const answer = await ownKeys();
    if (!answer.ok) { lost(answer); return false; }
    const rows = answer.value.keys.map(({id, name: called, created, used}) => {
      const remove = el('button', {type: 'button', 'aria-label': say(lang, k.remove_named, {name: called})}, say(lang, k.remove));
      remove.addEventListener('click', async () => {
        const removed = await change(csrf, 'key-remove', JSON.stringify({id}));
        if (!removed.ok) tell('bad', reasonOf(lang, removed));
        else if (await show()) tell('good', say(lang, k.removed));
      });
      return [called, date(lang, created), used > 0 ? date(lang, used) : say(lang, k.never), remove];
    });
    list.replaceChildren(rows.length === 0 ? el('p', {}, say(lang, k.none)) : table(say(lang, k.keys), [say(lang, k.name), say(lang, k.since), say(lang, k.last), say(lang, k.remove)], rows));
    return true;
  }

  async function register(): Promise<void> {
    const begun = await change(csrf, 'key-begin', '{}');
    if (!begun.ok) return tell('bad', reasonOf(lang, begun));
    const {ticket, options} = begun.value as {ticket: string; options: PublicKeyCredentialCreationOptionsJSON};
    tell('plain', say(lang, k.touch));
    const shown = await askKey({for: 'key', options});
    if (!shown.ok) return tell('bad', say(lang, shown.known ? k.known : k.dismissed_here));
    const added = await change(csrf, 'key-add', JSON.stringify({ticket, name: name.value.trim(), credential: shown.value}));
    if (!added.ok) return tell('bad', reasonOf(lang, added));
    name.value = '';
    if (await show()) tell('good', say(lang, k.registered));
  }

  form.addEventListener('submit', event => {
    event.preventDefault();
    if (add.disabled) return;
    add.disabled = true;
    void register().finally(() => { add.disabled = false; });
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  if (!await show()) return;
  if (!canAskKeys()) tell('plain', say(lang, k.too_old_here));
  document.body.append(dialog);
  dialog.showModal();
}
