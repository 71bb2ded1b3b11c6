// The prompt: which value, for what purpose, Enter. The same view is the extension's prompt page and the drop-in's dialog.
//
//            ┌─ digit, arrows, click ─┐
//   choosing ┴─ Enter ─▶ working ─ granted ─▶ 'revealed'
//      ▲                    └ refused: the reason is shown ─┐        Esc, Cancel, abort ─▶ 'cancelled', from every state
//      └────────────────────────────────────────────────────┘
//
// Only what a person does counts: synthetic events of the page are not trusted. What is open behind a mask never comes here.
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {curtain, el} from './dom.js';
import type {PromptAnswer, PromptItem, PromptModel, PromptOutcome} from './model.js';
import {purposeList, purposeRadios} from './purposes.js';
import {promptTexts as t, refusalTexts, relationshipTexts} from './texts.js';
import {valueList} from './values.js';

export interface PromptOptions {
  lang: Lang;
  signal: AbortSignal;
  /** Decides again, logs, then shows the value on the page. A rejection is a refusal. */
  reveal(item_id: string, purpose: string): Promise<PromptOutcome>;
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
    view.querySelector<HTMLElement>('[data-first]')?.focus();
    view.querySelector('[aria-selected=true]')?.scrollIntoView({block: 'nearest'});
    options.signal.addEventListener('abort', () => finish('cancelled'), {signal: stop.signal});
    if (options.signal.aborted) finish('cancelled');
  });
}

type Finish = (answer: PromptAnswer) => void;

function nothingMasked(lang: Lang, finish: Finish, signal: AbortSignal): HTMLElement {
  const close = el('button', {type: 'button', class: 'primary', 'data-first': true}, say(lang, t.close), el('kbd', {}, 'Esc'));
  const view = promptFrame(lang, undefined, el('div', {class: 'notice'}, el('strong', {}, say(lang, t.empty)), el('p', {}, say(lang, t.empty_more))), el('div', {class: 'buttons'}, close));
  onTrusted(close, 'click', () => finish('cancelled'), signal);
  onTrusted(view, 'keydown', event => { if (event.key === 'Escape') finish('cancelled'); }, signal);
  return view;
}

function choosing(model: PromptModel, {lang, reveal}: PromptOptions, finish: Finish, signal: AbortSignal): HTMLElement {
  const status = el('p', {class: 'status', role: 'status'});
  const trouble = el('div', {class: 'notice bad', role: 'alert', hidden: true});
  const purposes = el('div', {class: 'purposes'});
  const label = el('span', {}, say(lang, t.reveal));
  const go = el('button', {type: 'button', class: 'primary'}, label, el('kbd', {}, 'Enter'));
  const cancel = el('button', {type: 'button'}, say(lang, t.cancel), el('kbd', {}, 'Esc'));
  const values = valueList(model, lang, signal, item => { clear(); offer(item); });
  const view = promptFrame(lang, model.facts.ticket, el('div', {class: 'body'}, values.element, purposes), footer(lang, model, trouble, status, cancel, go));
  let working = false;

  function clear(): void {
    view.classList.remove('purpose-needed');
    trouble.hidden = true;
    label.textContent = say(lang, t.reveal);
    tell('');
  }
  /** Picking is seen already: it is only said to whoever listens. */
  function tell(text: string, heard = false): void {
    status.textContent = text;
    status.classList.toggle('heard', heard);
  }
  function offer(item: PromptItem): void {
    purposes.replaceChildren(item.offered.length > 0 ? purposeList(item, lang) : notOffered(item, model, lang));
    able(go, item.offered.length > 0);
    view.classList.toggle('none-offered', item.offered.length === 0);
  }
  function pick(number: number): void {
    const radio = purposeRadios(purposes)[number - 1];
    if (radio === undefined || working) return;
    radio.checked = true;
    radio.scrollIntoView({block: 'nearest'});
    clear();
    tell(say(lang, t.purpose_picked, {number, purpose: values.selected().offered[number - 1]?.text[lang] ?? ''}), true);
  }
  async function submit(): Promise<void> {
    const radios = purposeRadios(purposes);
    const item = values.selected();
    if (working || radios.length === 0) return;
    const purpose = item.offered[radios.findIndex(radio => radio.checked)]?.purpose;
    if (purpose === undefined) {
      tell(say(lang, t.purpose_needed, {keys: `1–${Math.min(9, radios.length)}`}));
      view.classList.add('purpose-needed');
      return;
    }
    clear();
    setWorking(true);
    const outcome = await reveal(item.id, purpose).catch((): PromptOutcome => ({granted: false, code: 'failed', reason: {id: '', en: ''}}));
    if (signal.aborted) return;
    setWorking(false);
    if (outcome.granted) finish('revealed');
    else refuse(outcome);
  }
  function setWorking(now: boolean): void {
    working = now;
    view.setAttribute('aria-busy', String(now));
    able(go, !now);
    tell(now ? say(lang, t.working) : '');
  }
  function refuse(outcome: PromptOutcome & {granted: false}): void {
    const texts = refusalTexts[outcome.code];
    trouble.replaceChildren(
      el('strong', {}, say(lang, texts.title)),
      ...[outcome.reason[lang], say(lang, texts.action)].filter(line => line !== '').map(line => el('p', {}, line)),
    );
    trouble.hidden = false;
    if (outcome.code === 'value_gone' || outcome.code === 'prompt_gone') {
      purposes.replaceChildren();
      view.classList.add('none-offered');
      able(go, false);
    } else label.textContent = say(lang, t.retry);
  }

  offer(values.selected());
  onTrusted(go, 'click', () => void submit(), signal);
  onTrusted(cancel, 'click', () => finish('cancelled'), signal);
  purposes.addEventListener('change', clear, {signal});
  onTrusted(view, 'keydown', event => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const digit = /^[1-9]$/.test(event.key) ? event.key : /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.key === 'Escape') finish('cancelled');
    else if (event.key === 'Enter' && event.target === cancel) return;
    else if (event.key === 'Enter') { if (!event.repeat) void submit(); }
    else if (digit !== undefined) pick(Number(digit));
    else if (working || isRadio(event.target) || !values.key(event.key)) return;
    event.preventDefault();
  }, signal);
  return view;
}

/** Why nothing can be revealed: the policy's reason first, then what is known about this ticket. */
function notOffered(item: PromptItem, model: PromptModel, lang: Lang): HTMLElement {
  return el('div', {class: 'notice', role: 'status'},
    el('strong', {}, say(lang, t.none_offered, {class: item.class_text[lang]})),
    item.reason[lang] !== '' && el('p', {}, item.reason[lang]),
    el('p', {}, say(lang, relationshipTexts[model.facts.relationship])));
}

/** Heading and content of a prompt, whatever it has to say. */
export function promptFrame(lang: Lang, ticket: string | undefined, ...content: HTMLElement[]): HTMLElement {
  const heading = el('header', {}, el('div', {}, el('h1', {id: 'tirai-title'}, say(lang, t.title)),
    ticket !== undefined && el('p', {class: 'quiet'}, say(lang, t.ticket, {ticket: ticket.slice(0, 40)}))));
  heading.prepend(curtain());
  return el('div', {class: 'tirai prompt', lang, role: 'group', tabindex: -1, 'aria-labelledby': 'tirai-title'}, heading, ...content);
}

function footer(lang: Lang, model: PromptModel, trouble: HTMLElement, status: HTMLElement, ...buttons: HTMLElement[]): HTMLElement {
  const keys: [string, string][] = [['1–9', say(lang, t.key_purpose)]];
  if (model.items.length > 1) keys.unshift(['↑ ↓', say(lang, t.key_value)]);
  const hints = el('p', {class: 'keys quiet'}, ...keys.flatMap(([key, does]) => [el('kbd', {}, key), ` ${does} `]));
  return el('footer', {}, trouble, el('p', {class: 'logged'}, say(lang, t.logged)), status, el('div', {class: 'buttons'}, hints, ...buttons));
}

/** Not `disabled`: a button that is, drops the focus, and with it the keys. */
const able = (button: HTMLButtonElement, can: boolean): void => button.setAttribute('aria-disabled', String(!can));
const isRadio = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'radio';

function onTrusted<K extends 'click' | 'keydown'>(target: HTMLElement, name: K, listener: (event: HTMLElementEventMap[K]) => void, signal: AbortSignal): void {
  target.addEventListener(name, event => { if (event.isTrusted) listener(event); }, {signal});
}
