// The prompt: which value, for what purpose, Enter. The same view is the extension's prompt page and the drop-in's dialog.
//
//            ┌─ digit, arrows, click ─┐
//   choosing ┴─ Enter ─▶ working ─ granted ─▶ 'revealed'
//      ▲                    └ refused: the reason is shown ─┐        Esc, Cancel, abort ─▶ 'cancelled', from every state
//      └────────────────────────────────────────────────────┘
//
// Only what a person does counts: synthetic events of the page are not trusted. What is open behind a mask never comes here.
// Whoever calls adopts tirai.css where the view is drawn: `import css from './tirai.css' with {type: 'text'}`.
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {Chooser} from './chooser.js';
import {curtain, el, onTrusted} from './dom.js';
import type {CompareOutcome, PromptAnswer, PromptModel, PromptOutcome, VerifyOutcome} from './model.js';
import type {PeopleActs} from './people.js';
import {promptTexts as t} from './texts.js';

export interface PromptOptions {
  lang: Lang;
  signal: AbortSignal;
  /** Decides again, logs, then shows the value on the page. A rejection is a refusal. */
  reveal(item_id: string, purpose: string, reason: string, approval?: string): Promise<PromptOutcome>;
  /** Compares what a customer says with one value. */
  compare(item_id: string, said: string): Promise<CompareOutcome>;
  /** The same for a question of the card. */
  verify(data_class: string, said: string): Promise<VerifyOutcome>;
  /** Logs that a value goes into a field, unseen; whoever calls writes it once the prompt is gone. */
  copy?(item_id: string): Promise<PromptOutcome>;
  /** Absent: there is nobody to ask, and what needs a second factor or person stays covered. */
  people?: PeopleActs;
}

/** Draws the prompt into `root` and takes the focus. Resolves when a value is revealed, or when the agent or `signal` gives up. */
export function promptView(root: HTMLElement | ShadowRoot, model: PromptModel, options: PromptOptions): Promise<PromptAnswer> {
  return new Promise(resolve => {
    const stop = new AbortController();
    const finish = (answer: PromptAnswer): void => {
      if (stop.signal.aborted) return;
      stop.abort();
      view.remove();
      resolve(answer);
    };
    const view = model.items.length > 0
      ? choosing(model, options, finish, stop.signal)
      : nothingMasked(options.lang, finish, stop.signal);
    root.append(view);
    view.querySelector<HTMLElement>(model.compare === true && view.querySelector('.said-row:not([hidden]) [data-compare]') !== null ? '[data-compare]' : '[data-first]')?.focus();
    view.querySelector('[aria-selected=true]')?.scrollIntoView({block: 'nearest'});
    options.signal.addEventListener('abort', () => finish('cancelled'), {signal: stop.signal});
    if (options.signal.aborted) finish('cancelled');
  });
}

type Finish = (answer: PromptAnswer) => void;

function choosing(model: PromptModel, {lang, reveal, compare, verify, people, copy}: PromptOptions, finish: Finish, signal: AbortSignal): HTMLElement {
  const chooser = new Chooser(model, {lang, signal, reveal, compare, verify, finish, ...people === undefined ? {} : {people}, ...copy === undefined ? {} : {copy}});
  const view = promptFrame(lang, model.facts.ticket, chooser.body, chooser.footer);
  chooser.start(view);
  return view;
}

function nothingMasked(lang: Lang, finish: Finish, signal: AbortSignal): HTMLElement {
  const close = el('button', {type: 'button', class: 'primary', 'data-first': true}, say(lang, t.close), el('kbd', {}, 'Esc'));
  const view = promptFrame(lang, undefined,
    el('div', {class: 'notice plain'}, el('strong', {}, say(lang, t.empty)), el('p', {}, say(lang, t.empty_more))),
    el('div', {class: 'buttons'}, close));
  onTrusted(close, 'click', () => finish('cancelled'), signal);
  onTrusted(view, 'keydown', event => { if (event.key === 'Escape') finish('cancelled'); }, signal);
  return view;
}

/** Heading and content of a prompt, whatever it has to say. */
export function promptFrame(lang: Lang, ticket: string | undefined, ...content: HTMLElement[]): HTMLElement {
  const heading = el('header', {}, curtain(), el('div', {}, el('h1', {id: 'tirai-title'}, say(lang, t.title)),
    ticket !== undefined && el('p', {class: 'quiet'}, say(lang, t.ticket, {ticket: ticket.slice(0, 40)}))));
  return el('div', {class: 'tirai prompt', lang, role: 'group', tabindex: -1, 'aria-labelledby': 'tirai-title'}, heading, ...content);
}
