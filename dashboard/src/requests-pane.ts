// What data subjects asked for: recorded when it comes, with the clock of 3×24 hours, and answered.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang, Text} from '../../js-shim/src/texts.js';
import {change, pseudonymOf, rightsRequests} from './api.js';
import type {Answer, RightsRequest, Session} from './api.js';
import type {Period} from './overview-pane.js';
import {choice, cutNote, HOUR_MS, input, labelled, longWord, moment, momentAt, number, pane, table} from './parts.js';
import {reasonOf} from './refusals.js';
import {requestsTexts as r} from './requests-texts.js';
import {t} from './texts.js';

type Lost = (answer: Answer<unknown> & {ok: false}) => void;

const MOST_REQUESTS = 1000;  // the collector's
const RIGHTS = ['information', 'access', 'rectification', 'erasure', 'withdrawal', 'objection', 'restriction', 'compensation', 'portability'];
const OUTCOMES = ['granted', 'partly', 'refused'];
const word = (lang: Lang, name: string): string => (r as Record<string, Text>)[name]?.[lang] ?? name;

function dueText(lang: Lang, {due, answered}: RightsRequest, now: number): string {
  if (answered !== 0) return moment(lang, due);
  return say(lang, now > due ? r.over : r.left, {due: moment(lang, due), hours: number(lang, Math.floor(Math.abs(due - now) / HOUR_MS))});
}

/** `report`: goes on to the report on who asked. */
export function requestsPane(lang: Lang, session: Session, period: Period, report: (subject: string, received: number) => void, lost: Lost): {element: HTMLElement; draw: () => Promise<void>} {
  const officer = session.role === 'dpo', list = el('div', {'aria-busy': 'true'}, say(lang, t.wait)), said = el('div', {role: 'status'});
  const tell = (answer: Answer<unknown>): boolean => {
    said.replaceChildren(...(answer.ok ? [] : [el('p', {class: 'notice bad'}, reasonOf(lang, answer))]));
    return answer.ok;
  };
  const answering = (one: RightsRequest): HTMLElement[] => OUTCOMES.map(outcome => {
    const text = word(lang, `outcome_${outcome}`), button = el('button', {type: 'button', 'aria-label': `${text}: ${word(lang, `right_${one.request}`)}, ${moment(lang, one.received)}`}, text);
    button.addEventListener('click', async () => { if (tell(await change(session.csrf, 'request-answer', JSON.stringify({id: one.id, outcome})))) await draw(); });
    return button;
  });
  const onward = (one: RightsRequest): HTMLElement => {
    const button = el('button', {type: 'button', 'aria-label': `${say(lang, r.report)}: ${moment(lang, one.received)}`}, say(lang, r.report));
    button.addEventListener('click', () => report(one.subject, one.received));
    return button;
  };
  const state = (one: RightsRequest): string => one.answered === 0 ? word(lang, `state_${one.state}`)
    : say(lang, r.answered, {state: word(lang, `state_${one.state}`), outcome: word(lang, `outcome_${one.outcome}`), time: moment(lang, one.answered), who: one.answered_by});
  function rows(all: RightsRequest[]): HTMLElement {
    const now = Date.now(), heads = [t.received, r.right, t.pseudonym, r.due, t.state, t.answer].map(text => text[lang]);
    return table(say(lang, r.title), heads, all.map(one => [moment(lang, one.received), word(lang, `right_${one.request}`), longWord(one.subject), dueText(lang, one, now), state(one),
      el('span', {class: 'row'}, ...(officer && one.answered === 0 ? answering(one) : []), one.subject !== '' && onward(one))]));
  }
  async function draw(): Promise<void> {
    const answer = await rightsRequests({from: period.from, to: period.to});
    list.setAttribute('aria-busy', 'false');
    if (!answer.ok) {
      list.replaceChildren(el('p', {class: 'notice bad', role: 'alert'}, reasonOf(lang, answer)));
      return lost(answer);
    }
    list.replaceChildren(cutNote(lang, answer.value.requests.length, MOST_REQUESTS) || '', answer.value.requests.length === 0 ? el('p', {class: 'quiet'}, say(lang, t.none_there)) : rows(answer.value.requests));
  }
  const right = choice('request-right', RIGHTS.map(id => [id, word(lang, `right_${id}`)] as const), 'access'), received = input('request-received', {type: 'datetime-local', required: true});
  const subject = input('request-subject', {autocomplete: 'off', spellcheck: 'false', maxlength: 256});
  const form = el('form', {class: 'row', 'aria-label': say(lang, r.note)}, labelled('request-right', say(lang, r.right), right), labelled('request-received', say(lang, t.received), received), labelled('request-subject', say(lang, r.who), subject),
    el('button', {type: 'submit'}, say(lang, r.note)));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const typed = subject.value.trim(), who = typed === '' ? undefined : await pseudonymOf(session.csrf, typed);
    if (who !== undefined && !who.ok) return who.code === 'not_found' ? said.replaceChildren(el('p', {class: 'notice bad'}, say(lang, t.customer_unknown))) : void tell(who);
    if (!tell(await change(session.csrf, 'request-open', JSON.stringify({request: right.value, received: momentAt(received), ...who?.value})))) return;
    form.reset();
    await draw();
  });
  const element = pane('requests', say(lang, r.title), el('p', {class: 'quiet'}, say(lang, r.about)), officer && form, said, list);
  element.classList.add('wide');
  return {element, draw};
}
