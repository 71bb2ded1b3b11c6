// Customers' consents: found by customer and purpose, one record with its evidence, taken back; files of other systems in and out.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang, Text} from '../../js-shim/src/texts.js';
import {change, consentFile, consents, evidence, pseudonymOf} from './api.js';
import type {Answer, Asked, ConsentRow, Session} from './api.js';
import {consentTexts as c} from './consent-texts.js';
import {idOf, named, nameOf, namesList} from './names.js';
import {choice, input, isoDay, labelled, longWord, moment, number, pane, save, stateText, table} from './parts.js';
import {reasonOf} from './refusals.js';
import {sealedPart} from './sealed-part.js';
import {t} from './texts.js';

type Lost = (answer: Answer<unknown> & {ok: false}) => void;
interface Place {lang: Lang; session: Session; lost: Lost; redraw: () => void}

const METHODS = ['form', 'chat', 'verbal'] as const;
const bad = (text: string): HTMLElement => el('p', {class: 'notice bad'}, text);

function facts(lang: Lang, one: ConsentRow): [Text, HTMLElement | string][] {
  const classes = one.pii_categories === '' ? '' : el('ul', {}, ...one.pii_categories.split(' ').map(id => el('li', {}, named(lang, 'classes', id))));
  const all: [Text, HTMLElement | string][] = [[t.time, moment(lang, one.time)], [t.pseudonym, one.pseudonym], [t.purpose, named(lang, 'purposes', one.purpose)], [t.state, stateText(lang, one.state)], [t.method, stateText(lang, one.method)],
    [c.expires, one.expires === 0 ? say(lang, c.never) : moment(lang, one.expires)], [c.controller, one.controller], [c.categories, classes], [c.notice, [one.notice, one.notice_version].filter(Boolean).join(', ')], [c.language, one.language],
    [c.jurisdiction, one.jurisdiction], [c.withdrawal, one.withdrawal_method], [t.recorded_by, one.recorded_by], [c.record, one.id]];
  return all.filter(([, value]) => value !== '');
}

/** Asked for, and then done: a second press, with how the customer said it. */
function withdrawal({lang, session, redraw}: Place, one: ConsentRow, asked: boolean, close: () => void): HTMLElement {
  const said = el('div', {role: 'status'}), method = choice('withdraw-method', METHODS.map(id => [id, stateText(lang, id)] as const), 'form');
  const sure = el('button', {type: 'button', class: 'danger'}, say(lang, c.withdraw_sure)), ask = el('button', {type: 'button', 'aria-expanded': String(asked)}, say(lang, c.withdraw));
  const rest = el('div', {class: 'row', hidden: !asked}, labelled('withdraw-method', say(lang, t.method), method), sure);
  ask.addEventListener('click', () => {
    rest.hidden = !rest.hidden;
    ask.setAttribute('aria-expanded', String(!rest.hidden));
    if (!rest.hidden) sure.focus();
  });
  sure.addEventListener('click', async () => {
    sure.disabled = true;
    const {pseudonym, purpose, notice, notice_version, language, jurisdiction, controller, pii_categories, withdrawal_method} = one;
    const record = {pseudonym, purpose, state: 'withdrawn', method: method.value, notice, notice_version, language, jurisdiction, controller, pii_categories, withdrawal_method};
    const answer = await change(session.csrf, 'consents', JSON.stringify([record]));
    sure.disabled = false;
    if (!answer.ok) return said.replaceChildren(bad(reasonOf(lang, answer)));
    close();
    redraw();
  });
  return el('section', {class: 'sealed', 'aria-labelledby': 'withdraw-title'}, el('h3', {id: 'withdraw-title'}, say(lang, c.withdraw_title)), el('p', {class: 'quiet'}, say(lang, c.withdraw_about)), el('div', {class: 'row'}, ask), rest, said);
}

function openConsent(place: Place, one: ConsentRow, withdraw: boolean): void {
  const {lang, session, lost} = place, officer = session.role === 'dpo';
  const close = el('button', {type: 'button'}, say(lang, t.close));
  const dialog = el('dialog', {class: 'tirai event', 'aria-labelledby': 'consent-title'}, el('h2', {id: 'consent-title'}, say(lang, c.consent)),
    el('dl', {}, ...facts(lang, one).map(([name, value]) => el('div', {}, el('dt', {}, name[lang]), el('dd', {}, value)))),
    officer && one.evidence_digest !== '' && sealedPart(lang, {title: say(lang, c.evidence), belongsTo: `consent:${one.id}`, fetch: () => evidence(one.id)}, lost),
    officer && one.state === 'given' && withdrawal(place, one, withdraw, () => dialog.close()), el('div', {class: 'buttons'}, close));
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  if (withdraw) dialog.querySelector<HTMLElement>('.danger')?.focus();
}

function rows(place: Place, list: ConsentRow[]): HTMLElement {
  const {lang, session} = place;
  const open = (one: ConsentRow, withdraw: boolean): HTMLElement => {
    const time = moment(lang, one.time), button = el('button', {type: 'button', class: 'time', 'aria-label': say(lang, withdraw ? c.withdraw_of : c.open, {purpose: nameOf(lang, 'purposes', one.purpose), time})}, withdraw ? say(lang, c.withdraw) : time);
    button.addEventListener('click', () => openConsent(place, one, withdraw));
    return button;
  };
  return table(say(lang, t.consents), [t.time, t.pseudonym, t.purpose, t.state, t.method, t.recorded_by, t.change].map(text => text[lang]), list.map(one => [open(one, false), longWord(one.pseudonym), named(lang, 'purposes', one.purpose), stateText(lang, one.state),
    stateText(lang, one.method), one.recorded_by, session.role === 'dpo' && one.state === 'given' ? open(one, true) : '']));
}

/** What is handed over and brought along. */
function files({lang, session, redraw}: Place, said: HTMLElement): (HTMLElement | false)[] {
  const keep = (['csv', 'json'] as const).map(format => {
    const button = el('button', {type: 'button'}, say(lang, format === 'csv' ? t.export_csv : t.save_27560));
    button.addEventListener('click', async () => {
      const name = `tirai-consents-${isoDay(Date.now())}.${format}`;
      const answer = await consentFile(format, {}, pages => said.replaceChildren(el('p', {class: 'quiet'}, say(lang, t.exporting, {pages: number(lang, pages)}))));
      if (answer.ok) save(name, answer.value);
      said.replaceChildren(answer.ok ? el('p', {class: 'quiet'}, say(lang, t.exported, {name})) : bad(reasonOf(lang, answer)));
    });
    return button;
  });
  const file = input('consent-file', {type: 'file', accept: '.csv,.json'}), load = el('button', {type: 'button'}, say(lang, t.import_file));
  load.addEventListener('click', async () => {
    const answer = await change(session.csrf, 'consents', await file.files?.[0]?.text() ?? '');
    said.replaceChildren(answer.ok ? el('p', {class: 'notice good'}, say(lang, c.imported, {count: number(lang, Number(answer.value['imported']))})) : bad(say(lang, t.import_failed, {reason: reasonOf(lang, answer)})));
    if (answer.ok) redraw();
  });
  return [el('div', {class: 'row'}, ...keep), session.role === 'dpo' && el('div', {class: 'row'}, labelled('consent-file', say(lang, t.consent_file), file), load), session.role === 'dpo' && el('p', {class: 'quiet'}, say(lang, c.columns))];
}

export function consentsPane(lang: Lang, session: Session, lost: Lost): {element: HTMLElement; draw: () => Promise<void>} {
  const list = el('div', {'aria-busy': 'true'}, say(lang, t.wait)), said = el('div', {role: 'status'}), more = el('button', {type: 'button', hidden: true}, say(lang, t.more));
  const who = input('consent-customer', {autocomplete: 'off', spellcheck: 'false', maxlength: 256}), purpose = input('consent-purpose', {autocomplete: 'off', spellcheck: 'false', maxlength: 256, list: 'consent-purposes'});
  const place: Place = {lang, session, lost, redraw: () => void draw()};
  let asked: Asked = {}, shown: ConsentRow[] = [], next = 0;

  /** While another question is asked, the rows below answer the one before: nobody takes back the consent of another customer by them. */
  function asking(now: boolean): void {
    list.setAttribute('aria-busy', String(now));
    list.inert = now;
  }
  async function page(): Promise<void> {
    const answer = await consents({...asked, limit: 50, before: next === 0 ? undefined : next});
    asking(false);
    if (!answer.ok) {
      list.replaceChildren(el('p', {class: 'notice bad', role: 'alert'}, reasonOf(lang, answer)));
      return lost(answer);
    }
    shown = [...shown, ...answer.value.consents];
    next = answer.value.next;
    more.hidden = next === 0;
    list.replaceChildren(shown.length === 0 ? el('p', {class: 'quiet'}, say(lang, t.none_there)) : rows(place, shown));
  }
  async function draw(): Promise<void> {
    asking(true);
    shown = [];
    next = 0;
    await page();
  }
  /** The id is in no address: its pseudonym is asked for, and what was typed is gone. */
  async function find(): Promise<void> {
    const typed = who.value.trim();
    asked = {purpose: idOf('purposes', purpose.value)};
    if (typed !== '') {
      asking(true);
      const answer = await pseudonymOf(session.csrf, typed);
      asking(answer.ok);
      if (!answer.ok) return said.replaceChildren(bad(answer.code === 'not_found' ? say(lang, t.customer_unknown) : reasonOf(lang, answer)));
      who.value = answer.value.pseudonym;
    }
    asked['subject'] = who.value.trim();
    said.replaceChildren();
    await draw();
  }
  const form = el('form', {role: 'search', 'aria-label': say(lang, t.consents)}, el('div', {class: 'row'}, labelled('consent-customer', session.role === 'dpo' ? say(lang, c.customer) : say(lang, t.pseudonym), who), labelled('consent-purpose', say(lang, t.purpose), purpose),
    namesList(lang, 'purposes', 'consent-purposes'), el('button', {type: 'submit'}, say(lang, t.find))));
  form.addEventListener('submit', event => {
    event.preventDefault();
    void find();
  });
  more.addEventListener('click', () => void page());
  const element = pane('consents', say(lang, t.consents), el('p', {class: 'quiet'}, say(lang, t.consents_about)), form, ...files(place, said), said, list, more);
  element.classList.add('wide');
  return {element, draw};
}
