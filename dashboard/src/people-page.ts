// Agents and customers beside the log: questions that wait for a second person, training and second factors, restrictions, consents.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {agents, approvals, change, pseudonymOf, restrictions} from './api.js';
import type {AgentRow, Answer, Approval, Session} from './api.js';
import {consentTexts} from './consent-texts.js';
import {consentsPane} from './consents-pane.js';
import {named, nameOf} from './names.js';
import {cutNote, input, labelled, longWord, moment, number, pane, stateText, table} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

const MOST_APPROVALS = 200;  // the collector's
type Lost = (answer: Answer<unknown> & {ok: false}) => void;
interface Page {lang: Lang; session: Session; lost: Lost; redraw: () => void}

const busy = (lang: Lang): HTMLElement => el('div', {'aria-busy': 'true'}, say(lang, t.wait));
const empty = (lang: Lang): HTMLElement => el('p', {class: 'quiet'}, say(lang, t.none_there));

function put<T>({lang, lost}: Page, place: HTMLElement, answer: Answer<T>, made: (value: T) => HTMLElement): void {
  place.setAttribute('aria-busy', 'false');
  if (answer.ok) return place.replaceChildren(made(answer.value));
  place.replaceChildren(el('p', {class: 'notice bad', role: 'alert'}, reasonOf(lang, answer)));
  lost(answer);
}

/** A button that changes something: what came of it is said beside it, and the page is drawn again. */
function doing({lang, session, redraw}: Page, text: string, about: string, what: string, body: () => object, done?: (value: Record<string, unknown>) => Node | undefined, said?: HTMLElement): HTMLElement {
  const button = el('button', {type: 'button', 'aria-label': `${text}: ${about}`}, text);
  button.addEventListener('click', async () => {
    button.disabled = true;
    const answer = await change(session.csrf, what, JSON.stringify(body()));
    button.disabled = false;
    const shown = answer.ok ? done?.(answer.value) : el('p', {class: 'notice bad'}, reasonOf(lang, answer));
    if (shown !== undefined && said !== undefined) return said.replaceChildren(shown);
    redraw();
  });
  return button;
}

function approvalRows(page: Page, list: Approval[]): HTMLElement {
  const {lang} = page;
  if (list.length === 0) return empty(lang);
  const rows = list.map(one => [moment(lang, one.asked), one.agent, named(lang, 'classes', one.class), named(lang, 'purposes', one.purpose), one.decided_by === '' ? stateText(lang, one.state) : `${stateText(lang, one.state)} (${one.decided_by})`,
    one.state !== 'pending' || page.session.role === 'auditor' ? '' : el('span', {class: 'row'}, doing(page, say(lang, t.approve), `${one.agent}, ${nameOf(lang, 'classes', one.class)}`, 'approval', () => ({id: one.id, approve: true})), doing(page, say(lang, t.refuse), `${one.agent}, ${nameOf(lang, 'classes', one.class)}`, 'approval', () => ({id: one.id, approve: false})))]);
  const shown = table(say(lang, t.approvals), [t.time, t.agent, t.class, t.purpose, t.state, t.answer].map(text => text[lang]), rows);
  return el('div', {}, cutNote(lang, rows.length, MOST_APPROVALS), shown);
}

function agentRows(page: Page, list: AgentRow[], said: HTMLElement): HTMLElement {
  const {lang} = page;
  if (list.length === 0) return empty(lang);
  const address = (value: Record<string, unknown>): Node => el('p', {class: 'notice good'}, say(lang, t.otpauth), el('br'), el('code', {}, String(value['otpauth'])));
  const factor = (one: AgentRow): Node => el('span', {class: 'row'}, ...(one.second_factor === 'none' ? [['added', t.factor_add]] as const : [['reset', t.factor_reset], ['disabled', t.factor_disable]] as const)
    .map(([what, text]) => doing(page, text[lang], one.agent, 'second-factor', () => ({agent: one.agent, what}), what === 'disabled' ? undefined : address, what === 'disabled' ? undefined : said)));
  const rows = list.map(one => [one.agent, one.team, one.last === 0 ? say(lang, t.never) : moment(lang, one.last), one.modules.length === 0 ? stateText(lang, 'none') : one.modules.map(of => `${of.module} (${moment(lang, of.acknowledged)})`).join(', '),
    stateText(lang, one.second_factor) + (one.keys > 0 ? ` + ${number(lang, one.keys)}` : ''), page.session.role === 'dpo' ? factor(one) : '']);
  return table(say(lang, t.agents), [t.agent, t.team, t.last_seen, t.training, t.second_factor, t.change].map(text => text[lang]), rows);
}

/** By what the officer holds in hand: the id goes in no address, and what was typed becomes the pseudonym. */
function restrictionPane({lang, session, redraw}: Page, place: HTMLElement): HTMLElement {
  const who = input('restrict-subject', {autocomplete: 'off', spellcheck: 'false', maxlength: 256}), said = el('div', {role: 'status'});
  const refuse = (text: string): void => said.replaceChildren(el('p', {class: 'notice bad'}, text));
  async function restrict(restricted: boolean): Promise<void> {
    const found = await pseudonymOf(session.csrf, who.value.trim());
    if (!found.ok) return refuse(found.code === 'not_found' ? say(lang, t.customer_unknown) : reasonOf(lang, found));
    who.value = found.value.pseudonym;
    const answer = await change(session.csrf, 'restriction', JSON.stringify({...found.value, restricted}));
    if (!answer.ok) return refuse(reasonOf(lang, answer));
    said.replaceChildren();
    redraw();
  }
  const buttons = [true, false].map(restricted => {
    const button = el('button', {type: 'button'}, say(lang, restricted ? t.restrict : t.lift));
    button.addEventListener('click', () => void restrict(restricted));
    return button;
  });
  const row = el('div', {class: 'row'}, labelled('restrict-subject', say(lang, consentTexts.customer), who), ...buttons);
  return pane('restrictions', say(lang, t.restrictions), el('p', {class: 'quiet'}, say(lang, t.restrictions_about)), session.role === 'dpo' && row, said, place);
}

export function peoplePage(lang: Lang, session: Session, lost: Lost): {elements: HTMLElement[]; draw: () => Promise<void>} {
  const waiting = busy(lang), everyone = busy(lang), restricted = busy(lang), said = el('div', {role: 'status'});
  const whole = session.role !== 'supervisor';
  const consented = consentsPane(lang, session, lost);
  const page: Page = {lang, session, lost, redraw: () => void draw()};
  async function draw(): Promise<void> {
    const [asked, known] = await Promise.all([approvals(), agents()]);
    put(page, waiting, asked, value => approvalRows(page, value.approvals));
    put(page, everyone, known, value => agentRows(page, value.agents, said));
    if (!whole) return;
    const [limited] = await Promise.all([restrictions(), consented.draw()]);
    put(page, restricted, limited, value => value.restrictions.length === 0 ? empty(lang) : table(say(lang, t.restrictions), [t.time, t.pseudonym, t.state, t.recorded_by].map(text => text[lang]), value.restrictions.map(one => [moment(lang, one.time), longWord(one.pseudonym), stateText(lang, one.restricted ? 'restricted' : 'lifted'), one.recorded_by])));
  }
  const wide = (made: HTMLElement): HTMLElement => { made.classList.add('wide'); return made; };
  return {elements: [wide(pane('approvals', say(lang, t.approvals), el('p', {class: 'quiet'}, say(lang, t.approvals_about)), waiting)), wide(pane('agents', say(lang, t.agents), said, everyone)),
    ...(whole ? [consented.element, wide(restrictionPane(page, restricted))] : [])], draw};
}
