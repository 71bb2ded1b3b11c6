// One event among millions: by ticket, agent, class, purpose, and what can be shown of it.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {bundle, exported, search} from './api.js';
import type {Answer, Asked, EventRow, Session} from './api.js';
import {openEvent} from './event-dialog.js';
import {idOf, named, namesList} from './names.js';
import type {Named} from './names.js';
import type {Period} from './overview-pane.js';
import {choice, input, isoDay, kindText, labelled, moment, momentAt, number, pane, save} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

const KINDS = Object.keys(t).filter(key => key.startsWith('kind_')).map(key => key.slice('kind_'.length));
const FIELDS = ['ticket', 'agent', 'class', 'purpose', 'team'] as const;
const LISTED: Partial<Record<string, Named>> = {class: 'classes', purpose: 'purposes'};
type Lost = (answer: Answer<unknown> & {ok: false}) => void;

export function searchPane(lang: Lang, role: Session['role'], period: Period, lost: Lost): HTMLElement {
  const kind = choice('kind', [['', say(lang, t.all_kinds)], ...KINDS.map(one => [one, kindText(lang, one)] as const)], 'reveal');  // what was shown to someone; the officer's own looks are one choice away
  const fields = FIELDS.map(name => input(name, {autocomplete: 'off', maxlength: 256, spellcheck: 'false', list: name in LISTED && `${name}-names`}));
  const lists = Object.entries(LISTED).map(([name, kind]) => namesList(lang, kind!, `${name}-names`));
  const said = el('p', {class: 'quiet', role: 'status'}), rows = el('tbody');
  const more = el('button', {type: 'button', hidden: true}, say(lang, t.more));
  const heads = [t.time, t.kind, t.agent, t.ticket, t.class, t.purpose];
  const results = el('div', {class: 'scroll listing', tabindex: 0, role: 'group', 'aria-label': say(lang, t.search), hidden: true},
    el('table', {class: 'results'}, el('caption', {class: 'heard'}, say(lang, t.search)), el('thead', {}, el('tr', {}, ...heads.map(head => el('th', {scope: 'col'}, head[lang])))), rows));
  let asked: Asked = {}, next = 0;

  const since = input('search-from', {type: 'datetime-local'}), until = input('search-to', {type: 'datetime-local'});
  const read = (): Asked => ({from: momentAt(since) ?? period.from, to: momentAt(until) ?? period.to, kind: kind.value, ...Object.fromEntries(fields.map(field => [field.id, field.id in LISTED ? idOf(LISTED[field.id]!, field.value) : field.value.trim()]))});
  function rowOf(row: EventRow): HTMLElement {
    const time = moment(lang, row.time);
    const open = el('button', {type: 'button', class: 'time', 'aria-label': say(lang, t.open_event, {time})}, time);
    open.addEventListener('click', () => void openEvent(lang, role, row, fail).then(() => undefined));
    const cells: (string | Node)[] = [open, kindText(lang, row.kind), row.agent, row.ticket, named(lang, 'classes', row.class), named(lang, 'purposes', row.purpose)];
    return el('tr', {}, ...cells.map((cell, i) => el('td', {'data-head': heads[i]![lang]}, cell)));
  }
  function fail(answer: Answer<unknown> & {ok: false}): void {
    said.textContent = reasonOf(lang, answer);
    lost(answer);
  }
  async function page(): Promise<void> {
    const answer = await search({...asked, before: next === 0 ? undefined : next, limit: 50});
    if (!answer.ok) return fail(answer);
    rows.append(...answer.value.events.map(rowOf));
    next = answer.value.next;
    more.hidden = next === 0;
    results.hidden = rows.childElementCount === 0;
    said.textContent = rows.childElementCount === 0 ? say(lang, t.found_none) : say(lang, t.found, {count: number(lang, rows.childElementCount)});
    if (answer.value.behind > 0) said.textContent += ` ${say(lang, t.behind, {count: number(lang, answer.value.behind)})}`;
  }
  async function keep(format: 'csv' | 'ndjson' | 'ocsf.ndjson'): Promise<void> {
    const answer = await exported(format, read(), pages => { said.textContent = say(lang, t.exporting, {pages: number(lang, pages)}); });
    if (!answer.ok) return fail(answer);
    const name = `tirai-${isoDay(period.from)}-${isoDay(period.to - 1)}.${format}`;
    save(name, answer.value);
    said.textContent = say(lang, t.exported, {name});
  }

  const csv = el('button', {type: 'button'}, say(lang, t.export_csv)), ndjson = el('button', {type: 'button'}, say(lang, t.export_ndjson)), ocsf = el('button', {type: 'button'}, say(lang, t.export_ocsf)), whole = el('button', {type: 'button'}, say(lang, t.export_bundle));
  csv.addEventListener('click', () => void keep('csv'));
  ndjson.addEventListener('click', () => void keep('ndjson'));
  ocsf.addEventListener('click', () => void keep('ocsf.ndjson'));
  whole.addEventListener('click', async () => {
    const answer = await bundle(pages => { said.textContent = say(lang, t.exporting, {pages: number(lang, pages)}); });
    if (!answer.ok) return fail(answer);
    const name = `tirai-audit-${isoDay(Date.now())}.ndjson`;
    save(name, answer.value);
    said.textContent = say(lang, t.exported, {name});
  });
  more.addEventListener('click', () => void page());
  const form = el('form', {role: 'search'}, el('div', {class: 'row'}, ...fields.map(field => labelled(field.id, t[field.id as typeof FIELDS[number]][lang], field)), labelled('kind', say(lang, t.kind), kind), ...lists), el('div', {class: 'row'}, labelled('search-from', say(lang, t.search_from), since), labelled('search-to', say(lang, t.search_to), until)),
    el('div', {class: 'buttons'}, el('button', {type: 'submit', class: 'primary'}, say(lang, t.find)), csv, ndjson, ocsf, role !== 'supervisor' && whole));
  form.addEventListener('submit', event => {
    event.preventDefault();
    asked = read();
    next = 0;
    rows.replaceChildren();
    void page();
  });
  const made = pane('search', say(lang, t.search), form, said, results, more);
  made.classList.add('wide');
  return made;
}
