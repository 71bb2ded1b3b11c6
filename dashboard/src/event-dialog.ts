// One event: what it says, as it was signed, its proof, and what is sealed beside it.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {detail} from './api.js';
import type {Answer, EventRow, Session} from './api.js';
import {kindText, moment, number, save} from './parts.js';
import {sealedPart} from './sealed-part.js';
import {t} from './texts.js';

/** Whom the next report is about, when it was asked for at an event. */
export const sessionReport = {subject: ''};

type Lost = (answer: Answer<unknown> & {ok: false}) => void;

function describe(lang: Lang, row: EventRow): [string, string][] {
  return [[t.time[lang], moment(lang, row.time)], [t.kind[lang], kindText(lang, row.kind)], [t.agent[lang], row.agent], [t.team[lang], row.team], [t.ticket[lang], row.ticket], [t.class[lang], row.class], [t.purpose[lang], row.purpose]]
    .filter((pair): pair is [string, string] => pair[1] !== '');
}

const subjectOf = (line: string): string => (JSON.parse(line) as {tirai?: {subject?: string}}).tirai?.subject ?? '';
const namesSealed = (line: string): boolean => (JSON.parse(line) as {tirai?: {sealed?: unknown}}).tirai?.sealed !== undefined;

export async function openEvent(lang: Lang, role: Session['role'], row: EventRow, lost: Lost): Promise<void> {
  const answer = await detail(row.chain_uid, row.sequence);
  if (!answer.ok) return lost(answer);
  const {line, log_index, proof} = answer.value;
  const close = el('button', {type: 'button'}, say(lang, t.close)), keep = el('button', {type: 'button'}, say(lang, t.save_event));
  const subject = subjectOf(line), report = el('button', {type: 'button', hidden: subject === '' || role === 'supervisor'}, say(lang, t.customer_report));
  report.addEventListener('click', () => {
    sessionReport.subject = subject;
    dialog.close();
    location.hash = '#reports';
  });
  const shown = el('pre', {tabindex: 0}, JSON.stringify(JSON.parse(line), null, 2));
  const dialog = el('dialog', {class: 'tirai event', 'aria-labelledby': 'event-title'}, el('h2', {id: 'event-title'}, say(lang, t.event)),
    el('dl', {}, ...[...describe(lang, row), ...(subject === '' ? [] : [[t.pseudonym[lang], subject] as const]), [t.place[lang], number(lang, log_index)] as const].map(([text, value]) => el('div', {}, el('dt', {}, text), el('dd', {}, value)))),
    role === 'dpo' && namesSealed(line) && sealedPart(lang, row, lost),
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
