// Records what a customer said of a purpose that needs their consent: given, refused or withdrawn, how, and in which words. ISO/IEC TS 27560 calls it a
// consent record; the collector keeps it. The words are sealed to the officer before they leave.
import type {Bilingual} from '../../../wasm/engine.js';
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {consentAnswers, consentMethods, consentStates, consentTexts as t} from './consent-texts.js';
import {el, onTrusted} from './dom.js';
import type {PersonCode} from './people.js';
import {personTexts} from './second-texts.js';
import {promptTexts} from './texts.js';
import {promptFrame} from './view.js';

export type ConsentState = 'given' | 'refused' | 'withdrawn' | 'expired' | 'unknown';
export type ConsentMethod = 'verbal' | 'chat' | 'form';
/** The customer of a ticket, without a word about who it is. */
export interface CustomerShown {purposes: {id: string; text: Bilingual; state: ConsentState}[]; restriction: 'none' | 'restricted'; from: 'collector' | 'kept'; can_seal: boolean; retention: {classes: Bilingual[]; until_ms: number}[]}
export interface ConsentWord {purpose: string; state: 'given' | 'refused' | 'withdrawn'; method: ConsentMethod; evidence?: string}
export type Recorded = {ok: true} | {ok: false; code: PersonCode};

export interface ConsentOptions {
  lang: Lang;
  signal: AbortSignal;
  ticket: string | undefined;
  record(word: ConsentWord): Promise<Recorded>;
}

const STATES = ['given', 'refused', 'withdrawn'] as const;
const METHODS = ['verbal', 'chat'] as const;

function choice<T extends string>(legend: string, name: string, values: readonly [T, string, string?][]): {element: HTMLElement; value(): T | undefined} {
  const rows = values.map(([value, text, more]) => el('label', {class: 'purpose'},
    el('input', {type: 'radio', name, value, checked: values.length === 1}), el('span', {class: 'name'}, text), more !== undefined && el('span', {class: 'quiet more'}, el('span', {}, more))));
  const element = el('fieldset', {class: 'why'}, el('legend', {}, legend), ...rows);
  return {element, value: () => values.find(([value]) => element.querySelector<HTMLInputElement>('input:checked')?.value === value)?.[0]};
}

/** Resolves when it is recorded, or when the agent gives up. */
export function consentView(root: HTMLElement | ShadowRoot, customer: CustomerShown, options: ConsentOptions): Promise<'recorded' | 'cancelled'> {
  const {lang, signal, record} = options;
  return new Promise(resolve => {
    const stop = new AbortController();
    const purpose = choice(say(lang, t.purpose), 'purpose', customer.purposes.map(({id, text, state}) => [id, text[lang], say(lang, consentStates[state])]));
    const said = choice(say(lang, t.said), 'state', STATES.map(state => [state, say(lang, consentAnswers[state])]));
    const how = choice(say(lang, t.how), 'method', METHODS.map(method => [method, say(lang, consentMethods[method])]));
    const words = el('textarea', {id: 'tirai-evidence', rows: 2, maxlength: 500, autocomplete: 'off', 'aria-describedby': 'tirai-evidence-more'});
    const evidence = el('div', {class: 'why-else', hidden: !customer.can_seal}, el('label', {for: 'tirai-evidence'}, say(lang, t.evidence)), words, el('span', {class: 'quiet', id: 'tirai-evidence-more'}, say(lang, t.evidence_more)));
    const status = el('p', {class: 'status', role: 'status'});
    const save = el('button', {type: 'button', class: 'primary'}, say(lang, t.save), el('kbd', {}, 'Enter'));
    const cancel = el('button', {type: 'button'}, say(lang, promptTexts.cancel), el('kbd', {}, 'Esc'));
    let working = false;

    function finish(answer: 'recorded' | 'cancelled'): void {
      if (stop.signal.aborted) return;
      stop.abort();
      view.remove();
      resolve(answer);
    }

    async function submit(): Promise<void> {
      const [id, state, method] = [purpose.value(), said.value(), how.value()];
      if (working) return;
      if (id === undefined || state === undefined || method === undefined) { status.textContent = say(lang, t.choose); return; }
      working = true;
      status.textContent = say(lang, t.saving);
      const text = words.value.trim();
      const answer = await record({purpose: id, state, method, ...text === '' ? {} : {evidence: text}}).catch((): Recorded => ({ok: false, code: 'failed'}));
      working = false;
      if (answer.ok) finish('recorded');
      else status.textContent = say(lang, answer.code === 'unreachable' ? t.offline : personTexts[answer.code]);
    }

    const view = promptFrame(lang, options.ticket, el('div', {class: 'body'}, purpose.element, said.element, how.element, evidence),
      el('footer', {}, status, el('div', {class: 'buttons'}, cancel, save)));
    view.querySelector('h1')!.textContent = say(lang, t.title);
    onTrusted(save, 'click', () => void submit(), stop.signal);
    onTrusted(cancel, 'click', () => finish('cancelled'), stop.signal);
    onTrusted(view, 'keydown', event => {
      if (event.key === 'Escape') finish('cancelled');
      else if (event.key === 'Enter' && event.target !== cancel && event.target !== save && !event.shiftKey && !event.repeat) { event.preventDefault(); void submit(); }
    }, stop.signal);
    root.append(view);
    (view.querySelector<HTMLElement>('input:not(:checked)') ?? words).focus();
    signal.addEventListener('abort', () => finish('cancelled'), {signal: stop.signal});
  });
}
