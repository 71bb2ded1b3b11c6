// The prompt page: prompt.html#<token>, in a frame over the very tab the token was made for. It shows the shared prompt and passes on the answer.
import type {CompareOutcome, PromptOutcome, VerifyOutcome} from '../../../js-shim/src/prompt/model.js';
import {refusalTexts, promptTexts as t} from '../../../js-shim/src/prompt/texts.js';
import {consentView, type ConsentWord, type Recorded} from '../../../js-shim/src/prompt/consent.js';
import {el} from '../../../js-shim/src/prompt/dom.js';
import {promptFrame, promptView} from '../../../js-shim/src/prompt/view.js';
import type {PeopleActs} from '../../../js-shim/src/prompt/people.js';
import type {Lang} from '../../../js-shim/src/texts.js';
import {say} from '../../../js-shim/src/texts.js';
import type {PromptLoaded} from '../messages.js';
import {ask} from '../messages.js';
import {browserLang, openPage} from './page.js';

const token = location.hash.slice(1);

async function reveal(item_id: string, purpose: string, reason: string, approval?: string): Promise<PromptOutcome> {
  return ask({type: 'prompt.submit', token, item_id, purpose, ...(reason === '' ? {} : {reason}), ...(approval === undefined ? {} : {approval})}, approval === undefined ? undefined : SLOW_MS);
}

const compare = (item_id: string, said: string): Promise<CompareOutcome> => ask({type: 'prompt.compare', token, item_id, said});
const verify = (data_class: string, said: string): Promise<VerifyOutcome> => ask({type: 'prompt.verify', token, class: data_class, said});

const SLOW_MS = 20_000;  // the collector is asked meanwhile
const copy = (item_id: string): Promise<PromptOutcome> => ask({type: 'prompt.copy', token, item_id}, SLOW_MS);
const people: PeopleActs = {
  stepUp: code => ask({type: 'prompt.step_up', token, code}, SLOW_MS),
  factors: () => ask({type: 'prompt.factors', token}, SLOW_MS),
  openKey: () => ask({type: 'prompt.key_open', token}, SLOW_MS),
  keyState: () => ask({type: 'prompt.key_state', token}, SLOW_MS),
  askApproval: (item_id, purpose) => ask({type: 'prompt.approve', token, item_id, purpose}, SLOW_MS),
  approval: id => ask({type: 'prompt.approval', token, id}, SLOW_MS),
  acknowledge: () => ask({type: 'prompt.acknowledge', token}, SLOW_MS),
};

/** What has the keyboard first. */
let wanted = '[data-first]';

/** The keyboard may come after the prompt is drawn, to the page and to nothing in it. */
addEventListener('focus', () => {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>(wanted)?.focus();
});

const cancel = (): void => void ask({type: 'prompt.cancel', token}).catch(() => undefined);

/** The prompt could not even be drawn: the page changed, or the background is gone. Escape still closes. */
function showRefusal(root: HTMLElement, lang: Lang, refusal: PromptLoaded & {ok: false}): void {
  const texts = refusalTexts[refusal.code];
  const close = el('button', {type: 'button', class: 'primary'}, say(lang, t.close), el('kbd', {}, 'Esc'));
  const lines = [refusal.reason[lang], say(lang, texts.action)].filter(line => line !== '').map(line => el('p', {}, line));
  root.append(promptFrame(lang, undefined,
    el('div', {class: 'notice bad', role: 'alert'}, el('strong', {}, say(lang, texts.title)), ...lines),
    el('div', {class: 'buttons'}, close)));
  close.addEventListener('click', cancel);
  addEventListener('keydown', event => { if (event.key === 'Escape') cancel(); });
  close.focus();
}

async function main(): Promise<void> {
  const failed: PromptLoaded = {ok: false, code: 'failed', reason: {id: '', en: ''}};
  const loaded = await ask({type: 'prompt.load', token}).catch(() => failed);
  const lang = loaded.ok ? loaded.model.lang : browserLang();
  const root = openPage('page', lang, say(lang, t.title)).appendChild(el('main'));
  if (!loaded.ok) return showRefusal(root, lang, loaded);
  if (loaded.model.compare === true) wanted = '[data-compare]';
  const stop = new AbortController();
  const {consent, facts} = loaded.model;
  if (consent !== undefined) {
    const record = (word: ConsentWord): Promise<Recorded> => ask({type: 'prompt.consent', token, word}, SLOW_MS);
    if (await consentView(root, consent, {lang, signal: stop.signal, ticket: facts.ticket, record}) === 'cancelled') cancel();
    return;
  }
  addEventListener('pagehide', () => stop.abort(), {once: true});
  const answer = await promptView(root, loaded.model, {lang, signal: stop.signal, reveal, compare, verify, people, copy});
  if (answer === 'cancelled') cancel();
}

void main();
