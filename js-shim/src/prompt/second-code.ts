// A second factor in the prompt: the code of an authenticator, or a security key, which is shown in a window of the collector's.
//
//   code ──right──▶ proved          K or the button ──▶ window open ──done──▶ proved
//     └ wrong, out of reach: said      ▲                    └ closed, time up, stopped: back to the code, and said why
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {el, onPress, onTrusted} from './dom.js';
import type {Factor, PeopleActs} from './people.js';
import {personTexts, secondTexts as t} from './second-texts.js';

export interface CodeParts {
  lang: Lang;
  acts: PeopleActs;
  /** Draws a turn of its own; the one before ends. */
  begin(...parts: HTMLElement[]): AbortSignal;
  tell(text: string): void;
  /** The second factor holds now. */
  proved(): void;
}

const DIGITS = /^\d{6,8}$/;
const LOOK_MS = 1000;
const failed = {ok: false, code: 'failed'} as const;
export const clock = (lang: Lang, time_ms: number): string => new Intl.DateTimeFormat(lang, {timeStyle: 'short'}).format(time_ms);

export function pause(time_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, time_ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, {once: true});
  });
}

export function askCode(parts: CodeParts, why = ''): void {
  const {lang, acts, begin, tell, proved} = parts;
  const field = el('input', {type: 'text', id: 'tirai-code', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 10});
  const go = el('button', {type: 'button'}, say(lang, t.code_go));
  const key = el('button', {type: 'button', class: 'security-key', hidden: true, 'aria-keyshortcuts': 'K'}, say(lang, t.key), el('kbd', {'aria-hidden': 'true'}, 'K'));
  const row = el('div', {class: 'said-row'}, el('label', {for: 'tirai-code'}, say(lang, t.code)), el('div', {class: 'said-field'}, field, go, key));
  const here = begin(row);
  if (why !== '') tell(why);

  async function check(): Promise<void> {
    const code = field.value.replace(/\s/g, '');
    if (!DIGITS.test(code)) return tell(say(lang, t.code_needed));
    const answer = await acts.stepUp(code).catch(() => failed);
    if (here.aborted) return;
    field.value = '';
    if (answer.ok) return proved();
    tell(say(lang, personTexts[answer.code]));
    field.focus();
  }

  void acts.factors().catch((): readonly Factor[] => []).then(factors => { key.hidden = !factors.includes('webauthn'); });
  onTrusted(go, 'click', () => void check(), here);
  onTrusted(key, 'click', () => void showKey(parts), here);
  onTrusted(row, 'keydown', event => {
    if (event.key === 'Escape' || event.key === 'Tab') return;
    event.stopPropagation();  // digits are the code
    const pressesKey = event.key.toLowerCase() === 'k' && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (pressesKey && !key.hidden && !event.repeat) { event.preventDefault(); void showKey(parts); return; }
    if (event.key !== 'Enter' || event.target === go || event.target === key || event.repeat) return;
    event.preventDefault();
    void check();
  }, here);
  field.focus();
}

/** Opens the window, and waits for what the collector says came of it. */
async function showKey(parts: CodeParts): Promise<void> {
  const {lang, acts, begin, proved} = parts;
  const opening = begin(el('p', {}, say(lang, t.key_opening)));
  const opened = await acts.openKey().catch(() => failed);
  if (opening.aborted) return;
  if (!opened.ok) return askCode(parts, say(lang, personTexts[opened.code]));
  const stop = el('button', {type: 'button'}, say(lang, t.key_stop));
  const here = begin(el('p', {class: 'waiting'}, say(lang, t.key_waiting, {time: clock(lang, opened.expires_ms)})), el('div', {class: 'buttons start'}, stop));
  onPress(stop, () => askCode(parts), here);
  stop.focus();
  for (; !here.aborted && Date.now() < opened.expires_ms; await pause(LOOK_MS, here)) {
    const looked = await acts.keyState().catch(() => failed);
    if (here.aborted) return;
    if (looked.ok && looked.state === 'done') return proved();
    if (looked.ok && looked.state === 'closed') return askCode(parts, say(lang, t.key_closed));
  }
  if (!here.aborted) askCode(parts, say(lang, t.key_expired));
}
