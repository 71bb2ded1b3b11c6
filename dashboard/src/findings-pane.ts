// Days that stand out, each with its numbers in words; and reveals in an emergency, which no rule had allowed otherwise.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang, Text} from '../../js-shim/src/texts.js';
import {findings, search} from './api.js';
import type {Answer, EventRow, Finding, Session} from './api.js';
import {openEvent} from './event-dialog.js';
import {named} from './names.js';
import type {Period} from './overview-pane.js';
import {cutNote, DAY_MS, date, moment, number, pane} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

/** What the collector gives at most, and what is asked of it at most. */
const MOST_FINDINGS = 1000, MOST_EMERGENCIES = 200;
type Lost = (answer: Answer<unknown> & {ok: false}) => void;

export function measureText(lang: Lang, measure: string): string {
  const texts: Record<string, Text> = t;
  return texts[`measure_${measure}`]?.[lang] ?? measure;
}

const rowOf = (finding: Finding): EventRow => ({place: finding.place, time: finding.time, kind: 'finding', class: '', purpose: '', entity_type: '', helpdesk: '', ticket: '', agent: finding.agent, team: finding.team, chain_uid: finding.chain_uid, sequence: finding.sequence});

function entry(lang: Lang, role: Session['role'], finding: Finding, lost: Lost): HTMLElement {
  const open = el('button', {type: 'button'}, say(lang, t.its_event));
  open.addEventListener('click', () => void openEvent(lang, role, rowOf(finding), lost));
  const day = date(lang, finding.numbers.day * DAY_MS - 7 * 3_600_000);
  return el('li', {class: 'finding'}, el('h3', {}, measureText(lang, finding.numbers.measure)), el('p', {class: 'quiet'}, say(lang, t.finding_of, {agent: finding.agent, team: finding.team, day, time: moment(lang, finding.time)})),
    el('p', {}, finding.words[lang]), role !== 'supervisor' && el('div', {}, open));
}

function alarm(lang: Lang, role: Session['role'], row: EventRow, lost: Lost): HTMLElement {
  const open = el('button', {type: 'button'}, say(lang, t.its_event));
  open.addEventListener('click', () => void openEvent(lang, role, row, lost));
  return el('li', {class: 'finding'}, el('h3', {}, named(lang, 'classes', row.class)), el('p', {class: 'quiet'}, say(lang, t.emergency_of, {agent: row.agent, ticket: row.ticket, time: moment(lang, row.time)})), el('div', {}, open));
}

export function findingsPage(lang: Lang, role: Session['role'], period: Period, lost: Lost): {elements: HTMLElement[]; draw: () => Promise<void>} {
  const list = el('div', {'aria-busy': 'true'}, say(lang, t.wait)), alarms = el('div', {'aria-busy': 'true'}, say(lang, t.wait));
  function show<T>(place: HTMLElement, answer: Answer<T>, made: (value: T) => HTMLElement[], none: string, most: number): void {
    place.setAttribute('aria-busy', 'false');
    if (!answer.ok) {
      place.replaceChildren(el('p', {class: 'notice bad', role: 'alert'}, reasonOf(lang, answer)));
      return lost(answer);
    }
    const items = made(answer.value);
    place.replaceChildren(cutNote(lang, items.length, most) || '', items.length === 0 ? el('p', {class: 'quiet'}, none) : el('ul', {class: 'findings'}, ...items));
  }
  const within = {from: period.from, to: period.to};
  return {
    elements: [pane('findings', say(lang, t.findings), el('p', {class: 'quiet'}, say(lang, t.findings_about)), list), pane('emergencies', say(lang, t.emergencies), el('p', {class: 'quiet'}, say(lang, t.emergencies_about)), alarms)],
    async draw() {
      const [found, urgent] = await Promise.all([findings(within), search({...within, kind: 'reveal', purpose: 'break_glass', limit: MOST_EMERGENCIES})]);
      show(list, found, ({findings: all}) => all.map(one => entry(lang, role, one, lost)), say(lang, t.findings_none), MOST_FINDINGS);
      show(alarms, urgent, ({events}) => events.map(row => alarm(lang, role, row, lost)), say(lang, t.emergencies_none, {count: number(lang, 0)}), MOST_EMERGENCIES);
    },
  };
}
