// The agent's second factors, and the way to register a security key: first the code of the authenticator, then the collector's own window.
import {el} from '../../../js-shim/src/prompt/dom.js';
import {personTexts} from '../../../js-shim/src/prompt/second-texts.js';
import type {Lang} from '../../../js-shim/src/texts.js';
import {say} from '../../../js-shim/src/texts.js';
import type {SecondFactor} from '../messages.js';
import {ask} from '../messages.js';
import {input} from './fields.js';
import {optionsTexts as t} from './texts.js';

const SLOW_MS = 20_000;  // the collector is asked meanwhile
const LOOK_MS = 2000;
const failed = {ok: false, code: 'failed'} as const;
const NAMES = {totp: t.second_totp, webauthn: t.second_webauthn} as const;

function registered(lang: Lang, {factors, known}: SecondFactor): string {
  const names = factors.map(one => say(lang, NAMES[one])).join(', ');
  return `${names === '' ? say(lang, t.second_none) : names}${known ? '' : ` ${say(lang, t.second_kept)}`}`;
}

export function secondFactorCard(lang: Lang): HTMLElement {
  const list = el('dd', {}, '…');
  const said = el('p', {class: 'status', role: 'status'});
  const field = input({name: 'second-code', type: 'text', label: t.second_code, hint: t.second_code_more, value: '', needed: false, fixed: false}, lang);
  const box = field.element.querySelector('input')!;
  for (const [name, value] of [['inputmode', 'numeric'], ['autocomplete', 'one-time-code'], ['maxlength', '10']] as const) box.setAttribute(name, value);
  const go = el('button', {type: 'submit', class: 'primary'}, say(lang, t.second_go));
  const form = el('form', {novalidate: true, hidden: true}, field.element, el('div', {class: 'buttons start'}, go));
  const register = el('button', {type: 'button', id: 'register-key'}, say(lang, t.second_register));
  const card = el('section', {class: 'card', 'aria-labelledby': 'second'}, el('h2', {id: 'second'}, say(lang, t.second)), el('p', {class: 'quiet'}, say(lang, t.second_more)),
    el('dl', {}, el('div', {}, el('dt', {}, say(lang, t.second_factors)), list)), form, said, el('div', {class: 'buttons start'}, register));

  async function show(): Promise<SecondFactor | undefined> {
    const now = await ask({type: 'second.get'}, SLOW_MS).catch(() => undefined);
    if (now !== undefined) list.textContent = registered(lang, now);
    return now;
  }

  /** Enrolling takes its time after Save, and the collector may be away: until it has said what it knows. */
  async function showUntilKnown(): Promise<void> {
    do {
      if ((await show())?.known) return;
      await new Promise(done => setTimeout(done, LOOK_MS));
    } while (card.isConnected);
  }

  /** Until the window has done what it is for, or its time is up. */
  async function follow(expires_ms: number): Promise<void> {
    for (; card.isConnected && Date.now() < expires_ms; await new Promise(done => setTimeout(done, LOOK_MS))) {
      if ((await show())?.factors.includes('webauthn')) break;
    }
    said.textContent = '';
  }

  async function open(): Promise<void> {
    const opened = await ask({type: 'second.key'}, SLOW_MS).catch(() => failed);
    form.hidden = true;
    register.hidden = false;
    if (opened.ok) {
      said.textContent = say(lang, t.second_opened);
      return follow(opened.expires_ms);
    }
    if (opened.code !== 'step_up_needed') { said.textContent = say(lang, personTexts[opened.code]); return; }
    said.textContent = '';
    form.hidden = false;
    register.hidden = true;
    box.focus();
  }

  register.addEventListener('click', () => void open());
  form.addEventListener('submit', event => {
    event.preventDefault();
    void ask({type: 'second.code', code: field.value().replace(/\s/g, '')}, SLOW_MS).catch(() => failed).then(answer => {
      box.value = '';
      return answer.ok ? open() : field.wrong(say(lang, personTexts[answer.code]));
    });
  });
  void showUntilKnown();
  return card;
}
