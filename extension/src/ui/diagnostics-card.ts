// The file for whoever helps: made by the background, saved by the person, sent by nobody but them.
import {el} from '../../../js-shim/src/prompt/dom.js';
import type {Lang} from '../../../js-shim/src/texts.js';
import {say} from '../../../js-shim/src/texts.js';
import {ask} from '../messages.js';
import {optionsTexts as t} from './texts.js';

export function diagnostics(lang: Lang): HTMLElement {
  const said = el('p', {class: 'status', role: 'status'});
  const button = el('button', {type: 'button', id: 'diagnostics'}, say(lang, t.diagnostics));
  button.addEventListener('click', () => void download().then(() => { said.textContent = ''; }, () => { said.textContent = say(lang, t.diagnostics_failed); }));
  return el('section', {class: 'card', 'aria-labelledby': 'help'}, el('h2', {id: 'help'}, say(lang, t.help)), el('p', {class: 'quiet'}, say(lang, t.help_more)),
    said, el('div', {class: 'buttons start'}, button));
}

async function download(): Promise<void> {
  const made = await ask({type: 'diagnostics'});
  const url = URL.createObjectURL(new Blob([JSON.stringify(made, null, 2)], {type: 'application/json'}));
  el('a', {href: url, download: `tirai-diagnostics-${new Date().toISOString().slice(0, 10)}.json`}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
