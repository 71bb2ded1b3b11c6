// Where a purpose is not enough: a second factor (second-code.ts), or a second person's word. Each leads back to the same reveal, decided anew.
//
//   refused: step_up ──▶ code or key ──▶ again          refused: approval ──▶ ask ──▶ waiting ──approved──▶ again
//                          └ wrong, out of reach: said                          └ refused, expired, stopped: said
import type {Lang} from '../texts.js';
import {say} from '../texts.js';
import {el, onPress} from './dom.js';
import type {PeopleActs, Told} from './people.js';
import {askCode, clock, pause} from './second-code.js';
import {personTexts, secondTexts as t} from './second-texts.js';

export interface SecondOptions {
  lang: Lang;
  signal: AbortSignal;
  acts: PeopleActs;
  /** Reveals again, with the approval that was given. */
  again(approval?: string): void;
}

export interface Second {
  readonly element: HTMLElement;
  askCode(): void;
  askApproval(item_id: string, purpose: string): void;
  hide(): void;
}

const PAUSE_MS = 2000;
const failed = {ok: false, code: 'failed'} as const;

export function secondSection(options: SecondOptions): Second {
  const {lang, signal, acts, again} = options;
  const status = el('p', {class: 'answer unsure', role: 'status'});
  const content = el('div', {class: 'second-act'});
  const element = el('section', {class: 'second notice', hidden: true}, content, status);
  let turn = new AbortController();
  signal.addEventListener('abort', () => turn.abort());

  function begin(...parts: HTMLElement[]): AbortSignal {
    turn.abort();
    turn = new AbortController();
    status.textContent = '';
    content.replaceChildren(...parts);
    element.hidden = false;
    element.scrollIntoView({block: 'nearest'});
    return turn.signal;
  }
  const told = (text: string): void => { status.textContent = text; element.scrollIntoView({block: 'nearest'}); };

  /** Until somebody decides, its time is up, or the agent has had enough. */
  async function wait(id: string, expires_ms: number, here: AbortSignal): Promise<void> {
    for (; !here.aborted && Date.now() < expires_ms;) {
      const answer: Told<{state: string}> = await acts.approval(id).catch(() => failed);
      if (here.aborted) return;
      if (!answer.ok) { told(say(lang, personTexts[answer.code])); await pause(PAUSE_MS, here); continue; }
      if (answer.state === 'approved') return again(id);
      if (answer.state !== 'pending') return told(say(lang, answer.state === 'refused' ? t.approval_refused : t.approval_expired));
    }
    if (!here.aborted) told(say(lang, t.approval_expired));
  }

  function waiting(id: string, expires_ms: number): void {
    const stop = el('button', {type: 'button'}, say(lang, t.approval_stop));
    const here = begin(el('p', {}, say(lang, t.approval_waiting, {time: clock(lang, expires_ms)})), el('div', {class: 'buttons start'}, stop));
    onPress(stop, hide, here);
    stop.focus();
    void wait(id, expires_ms, here);
  }

  function hide(): void {
    turn.abort();
    element.hidden = true;
  }

  return {
    element, hide,
    askCode: () => askCode({lang, acts, begin, tell: told, proved: () => again()}),
    askApproval(item_id, purpose) {
      const go = el('button', {type: 'button', class: 'primary'}, say(lang, t.approval_go));
      const here = begin(el('p', {}, say(lang, t.approval)), el('div', {class: 'buttons start'}, go));
      onPress(go, () => void acts.askApproval(item_id, purpose).catch(() => failed).then(answer => {
        if (here.aborted) return;
        if (answer.ok) waiting(answer.id, answer.expires_ms);
        else told(say(lang, personTexts[answer.code]));
      }), here);
      go.focus();
    },
  };
}

/** A few lines to read where a training is due; what it opens is offered then. */
export function trainingNotice(lang: Lang, signal: AbortSignal, acknowledge: () => Promise<Told<object>>): HTMLElement {
  const status = el('p', {class: 'answer unsure', role: 'status'});
  const go = el('button', {type: 'button'}, say(lang, t.training_go));
  const notice = el('div', {class: 'notice training'}, el('strong', {}, say(lang, t.training)),
    el('ul', {}, ...[t.training_1, t.training_2, t.training_3].map(text => el('li', {}, say(lang, text)))), el('div', {class: 'buttons start'}, go), status);
  onPress(go, () => void acknowledge().catch(() => failed).then(answer => {
    if (answer.ok) notice.remove();
    else status.textContent = say(lang, personTexts[answer.code]);
  }), signal);
  return notice;
}
