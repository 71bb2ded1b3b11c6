// What the customer says, typed instead of read: compared with the selected value, or with the questions of the verify-the-caller card. The answer is yes
// or no; no value comes here. C begins a comparison, V opens the card; what is typed stays in its field, and Enter asks.
import type {Lang, Text} from '../texts.js';
import {say} from '../texts.js';
import {el, onTrusted} from './dom.js';
import type {CallerCard, CompareOutcome, PromptItem, VerifyOutcome} from './model.js';
import {refusalTexts} from './texts.js';
import {saidTexts as t} from './said-texts.js';

export interface SaidOptions {
  lang: Lang;
  signal: AbortSignal;
  card: CallerCard | undefined;
  compare(item_id: string, said: string): Promise<CompareOutcome>;
  verify(data_class: string, said: string): Promise<VerifyOutcome>;
  /** The caller is another one now: what is offered may be, too. */
  changed(items: PromptItem[]): void;
}

export interface Said {
  readonly element: HTMLElement;
  /** The selected item. */
  show(item: PromptItem): void;
  /** Whether the key was one of ours. */
  key(key: string): boolean;
}

const kFailed: CompareOutcome = {ok: false, code: 'failed', reason: {id: '', en: ''}};

/** A question with a field and its answer. */
function row(label: string | Node, id: string, button: Text, options: SaidOptions, asks: (said: string) => Promise<Answer>): Row {
  const {lang, signal} = options;
  const field = el('input', {type: 'text', id, autocomplete: 'off', spellcheck: 'false', maxlength: 200, 'aria-describedby': `${id}-answer`});
  const go = el('button', {type: 'button'}, say(lang, button));
  const answer = el('p', {id: `${id}-answer`, class: 'answer', role: 'status'});
  const element = el('div', {class: 'said-row'}, el('label', {for: id}, label), el('div', {class: 'said-field'}, field, go), answer);
  let asking = false;
  async function ask(): Promise<void> {
    if (asking || field.readOnly) return;
    asking = true;
    const {text, tone} = await asks(field.value);
    asking = false;
    if (signal.aborted) return;
    answer.className = `answer ${tone}`;
    answer.textContent = text;
  }
  onTrusted(go, 'click', () => void ask(), signal);
  onTrusted(element, 'keydown', event => {
    if (event.key === 'Escape' || event.key === 'Tab' || event.isComposing) return;
    event.stopPropagation();  // digits and letters are what the customer says
    if (event.key !== 'Enter' || event.target === go || event.repeat) return;
    event.preventDefault();
    void ask();
  }, signal);
  field.addEventListener('input', () => { answer.textContent = ''; answer.className = 'answer'; }, {signal});
  return {element, field, answer};
}
interface Row {element: HTMLElement; field: HTMLInputElement; answer: HTMLElement}
interface Answer {text: string; tone: 'yes' | 'no' | 'unsure'}

function answerText(lang: Lang, outcome: CompareOutcome): Answer {
  if (!outcome.ok) return {text: [say(lang, refusalTexts[outcome.code].title), outcome.reason[lang]].filter(line => line !== '').join(': '), tone: 'unsure'};
  switch (outcome.match) {
    case 'matches': return {text: say(lang, t.matches), tone: 'yes'};
    case 'differs': return {text: say(lang, t.differs), tone: 'no'};
    case 'too_short': return {text: say(lang, t.too_short), tone: 'unsure'};
    default: return outcome.match satisfies never;
  }
}

export function saidSection(options: SaidOptions): Said {
  const {lang} = options;
  let item: PromptItem | undefined;
  const compare = row(say(lang, t.compare), 'tirai-said', t.compare_go, options, async said =>
    answerText(lang, item === undefined ? kFailed : await options.compare(item.id, said).catch(() => kFailed)));
  compare.field.dataset['compare'] = '';
  const card = options.card === undefined || options.card.questions.length === 0 ? undefined : callerCard(options.card, options);
  const element = el('section', {class: 'said'}, compare.element, card?.element);
  return {
    element,
    show(selected) {
      item = selected;
      compare.element.hidden = !selected.can_compare;
      compare.field.value = '';
      compare.answer.textContent = '';
      element.hidden = compare.element.hidden && card === undefined;
    },
    key(key) {
      const wanted = key.toLowerCase();
      if (wanted === 'c' && !compare.element.hidden) compare.field.focus();
      else if (wanted === 'v' && card !== undefined) card.open();
      else return false;
      return true;
    },
  };
}

/** The card: questions of the policy, and how far the caller is proved. */
function callerCard(first: CallerCard, options: SaidOptions): {element: HTMLElement; open(): void} {
  const {lang} = options;
  const state = el('p', {class: 'caller', role: 'status'});
  const rows = first.questions.map((question, index) => row(question.text[lang], `tirai-question-${index}`, t.check, options, async said => {
    const outcome = await options.verify(question.class, said).catch((): VerifyOutcome => kFailed);
    if (outcome.ok && outcome.card !== undefined) draw(outcome.card);
    if (outcome.ok && outcome.items !== undefined) options.changed(outcome.items);
    if (outcome.ok && outcome.match !== 'too_short' && outcome.card?.state === 'unverified') rows[index + 1]?.field.focus();
    return answerText(lang, outcome);
  }));
  function draw(card: CallerCard): void {
    const {state: caller, matches, left} = card;
    const right = card.questions.filter(one => one.right).length;
    state.className = `caller ${caller}`;
    state.textContent = say(lang, t[caller], {right, matches, left});
    card.questions.forEach((question, index) => {
      const done = caller !== 'unverified' || question.right;
      if (rows[index] !== undefined) rows[index].field.readOnly = done;
    });
  }
  const summary = el('summary', {}, el('span', {}, say(lang, t.card)), el('kbd', {}, 'V'));
  const element = el('details', {class: 'card'}, summary, state, ...rows.map(one => one.element), el('p', {class: 'quiet'}, say(lang, t.card_logged)));
  draw(first);
  return {element, open() {
    element.open = true;
    const next = rows.find(one => !one.field.readOnly)?.field ?? summary;
    next.focus();
    next.scrollIntoView({block: 'nearest'});
  }};
}
