// One event: what it says, as it was signed, its proof, and what is sealed beside it.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang, Text} from '../../js-shim/src/texts.js';
import {detail, sealed} from './api.js';
import type {Answer, EventRow, Session} from './api.js';
import {named} from './names.js';
import {kindText, moment, number, save} from './parts.js';
import {sealedPart} from './sealed-part.js';
import {t} from './texts.js';

/** Whom the next report is about, when it was asked for at an event. */
export const sessionReport = {subject: ''};

type Lost = (answer: Answer<unknown> & {ok: false}) => void;

type Line = {tirai?: {subject?: string; sealed?: unknown; level_after?: string; rules?: string[]}};
const LEVELS: Record<string, Text> = {plain: t.level_plain, partial: t.level_partial, token: t.level_token, full: t.level_full, remove: t.level_remove};

/** What was decided: the level that was shown, and each rule in the policy's words. */
function decided(lang: Lang, {tirai}: Line): [string, Node | string][] {
  const level = tirai?.level_after, rules = tirai?.rules ?? [];
  return [...(level === undefined ? [] : [[t.level[lang], LEVELS[level]?.[lang] ?? level] as [string, string]]), ...(rules.length === 0 ? [] : [[t.rules[lang], el('ul', {}, ...rules.map(id => el('li', {}, named(lang, 'rules', id))))] as [string, Node]])];
}

function describe(lang: Lang, row: EventRow): [string, HTMLElement | string][] {
  const told: [string, HTMLElement | string][] = [[t.time[lang], moment(lang, row.time)], [t.kind[lang], kindText(lang, row.kind)], [t.agent[lang], row.agent], [t.team[lang], row.team], [t.ticket[lang], row.ticket], [t.class[lang], named(lang, 'classes', row.class)], [t.purpose[lang], named(lang, 'purposes', row.purpose)]];
  return told.filter(([, value]) => value !== '');
}

export async function openEvent(lang: Lang, role: Session['role'], row: EventRow, lost: Lost): Promise<void> {
  const answer = await detail(row.chain_uid, row.sequence);
  if (!answer.ok) return lost(answer);
  const {line, log_index, proof} = answer.value;
  const close = el('button', {type: 'button'}, say(lang, t.close)), keep = el('button', {type: 'button'}, say(lang, t.save_event));
  const said = JSON.parse(line) as Line, subject = said.tirai?.subject ?? '', report = el('button', {type: 'button', hidden: subject === '' || role === 'supervisor'}, say(lang, t.customer_report));
  report.addEventListener('click', () => {
    sessionReport.subject = subject;
    dialog.close();
    location.hash = '#reports';
  });
  const shown = el('pre', {tabindex: 0}, JSON.stringify(said, null, 2));
  const dialog = el('dialog', {class: 'tirai event', 'aria-labelledby': 'event-title'}, el('h2', {id: 'event-title'}, say(lang, t.event)),
    el('dl', {}, ...[...describe(lang, row), ...decided(lang, said), ...(subject === '' ? [] : [[t.pseudonym[lang], subject] as const]), [t.place[lang], number(lang, log_index)] as const].map(([text, value]) => el('div', {}, el('dt', {}, text), el('dd', {}, value)))),
    role === 'dpo' && said.tirai?.sealed !== undefined && sealedPart(lang, {title: say(lang, t.sealed), belongsTo: `${row.chain_uid}:${row.sequence}`, fetch: () => sealed(row.chain_uid, row.sequence)}, lost),
    el('details', {}, el('summary', {}, say(lang, t.as_signed)), shown),
    el('details', {}, el('summary', {}, say(lang, t.proof)), el('pre', {tabindex: 0}, proof === '' ? say(lang, t.no_proof) : proof)),
    el('div', {class: 'buttons'}, report, keep, close));
  close.addEventListener('click', () => dialog.close());
  keep.addEventListener('click', () => {
    save(`event-${log_index}.json`, new Blob([line]));
    if (proof !== '') save(`event-${log_index}.tlog-proof`, new Blob([proof]));
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
