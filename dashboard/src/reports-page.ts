// What is told outside: to a customer, who saw their data; of a breach, whose data was exposed. With the law's clock of 3×24 hours.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {breach, change, customer, reportFile, subjectReport} from './api.js';
import type {Answer, Asked, BreachPack, Clock, EventRow, LogState, Session, SubjectReport} from './api.js';
import {openEvent, sessionReport} from './event-dialog.js';
import {named, nameOf} from './names.js';
import type {Period} from './overview-pane.js';
import {HOUR_MS, input, isoDay, kindText, labelled, localAt, longWord, moment, momentAt, number, pane, save, stateText, table} from './parts.js';
import {reasonOf} from './refusals.js';
import {requestsPane} from './requests-pane.js';
import {t} from './texts.js';

type Lost = (answer: Answer<unknown> & {ok: false}) => void;

function clockNotice(lang: Lang, clock: Clock | null): HTMLElement {
  if (clock === null) return el('p', {class: 'notice'}, say(lang, t.clock_open));
  const hours = number(lang, Math.floor(Math.abs(clock.left_ms) / HOUR_MS)), minutes = number(lang, Math.floor(Math.abs(clock.left_ms) % HOUR_MS / 60_000));
  const text = clock.left_ms < 0 ? t.clock_over : t.clock_left;
  return el('p', {class: clock.left_ms < 0 ? 'notice bad' : 'notice'}, say(lang, text, {received: moment(lang, clock.received), deadline: moment(lang, clock.deadline), hours, minutes}));
}

const notWhole = (lang: Lang, log: LogState): HTMLElement | false => !log.complete && el('p', {class: 'notice bad'}, say(lang, t.report_behind, {count: number(lang, log.behind)}));

/** A table under its heading, where it has rows. */
const titled = (rows: (HTMLElement | string)[][], heading: string, heads: string[], numbers?: ReadonlySet<number>): HTMLElement[] => rows.length === 0 ? [] : [el('h3', {}, heading), table(heading, heads, rows, numbers)];

const SHOWN = 200;
/** Newest first, so many at a time; the time opens the event. */
function eventList(lang: Lang, role: Session['role'], all: EventRow[], lost: Lost): HTMLElement {
  const newest = [...all].reverse(), place = el('div', {class: 'report'});
  const row = (one: EventRow): (HTMLElement | string)[] => {
    const time = moment(lang, one.time), open = el('button', {type: 'button', class: 'time', 'aria-label': say(lang, t.open_event, {time})}, time);
    open.addEventListener('click', () => void openEvent(lang, role, one, lost));
    return [open, kindText(lang, one.kind), named(lang, 'classes', one.class), named(lang, 'purposes', one.purpose), one.agent, one.ticket];
  };
  const show = (count: number): void => {
    const more = el('button', {type: 'button'}, say(lang, t.more));
    more.addEventListener('click', () => show(count + SHOWN));
    place.replaceChildren(el('h3', {}, say(lang, t.every_event)), table(say(lang, t.every_event), [t.time, t.kind, t.class, t.purpose, t.agent, t.ticket].map(text => text[lang]), newest.slice(0, count).map(row)),
      ...(count < newest.length ? [el('p', {class: 'quiet'}, say(lang, t.report_shown, {shown: number(lang, count), events: number(lang, newest.length)})), more] : []));
  };
  show(SHOWN);
  return place;
}

function subjectSummary(lang: Lang, role: Session['role'], report: SubjectReport, lost: Lost): HTMLElement[] {
  const agents = report.agents.map(one => [one.agent, one.team, number(lang, one.events), moment(lang, one.first), moment(lang, one.last)]);
  const agreed = report.consents.map(one => [moment(lang, one.time), named(lang, 'purposes', one.purpose), stateText(lang, one.state), stateText(lang, one.method)]);
  return [clockNotice(lang, report.clock), notWhole(lang, report.log), el('p', {}, say(lang, t.report_found, {events: number(lang, report.events.length), agents: number(lang, report.agents.length)})),
    ...titled(agents, say(lang, t.who), [t.agent, t.team, t.events, t.first_seen, t.last_seen].map(text => text[lang]), new Set([2])),
    report.events.length > 0 && eventList(lang, role, report.events, lost),
    ...titled(agreed, say(lang, t.consents), [t.time, t.purpose, t.state, t.method].map(text => text[lang]))].filter(part => part !== false);
}

function breachSummary(lang: Lang, report: BreachPack): HTMLElement[] {
  const rows = report.subjects.map(one => [one.subject === '' ? say(lang, t.no_pseudonym) : longWord(one.subject), one.classes.map(of => `${nameOf(lang, 'classes', of.class)} × ${number(lang, of.events)}`).join(', '), one.tickets.join(', ')]);
  return [clockNotice(lang, report.clock), notWhole(lang, report.log), el('p', {}, say(lang, t.breach_found, {subjects: number(lang, report.subjects.length), events: number(lang, report.events)})),
    ...titled(rows, say(lang, t.subjects), [t.subject, t.class, t.ticket].map(text => text[lang]))].filter(part => part !== false);
}

/** Buttons that hand the report over as a page to print and as JSON; an answer that is none is said. */
function keepButtons(lang: Lang, kind: 'subject' | 'breach', asked: () => Asked, said: HTMLElement, lost: Lost): HTMLElement[] {
  return (['html', 'json'] as const).map(format => {
    const button = el('button', {type: 'button'}, say(lang, format === 'html' ? t.save_page : t.save_json));
    button.addEventListener('click', async () => {
      const answer = await reportFile(kind, format, {...asked(), lang});
      if (!answer.ok) {
        said.replaceChildren(el('p', {class: 'notice bad'}, reasonOf(lang, answer)));
        return lost(answer);
      }
      save(`tirai-${kind}-${isoDay(Date.now())}.${format}`, answer.value);
    });
    return button;
  });
}

/** The form of a report: asked for, drawn into `shown`, and handed over as files. */
function reportForm<T>(lang: Lang, kind: 'subject' | 'breach', texts: {name: string; make: string}, fields: (HTMLElement | false)[], more: (HTMLElement | false)[], shown: HTMLElement, asked: () => Asked, made: {ask: (asked: Asked) => Promise<Answer<T>>; draw: (value: T) => HTMLElement[]}, lost: Lost): HTMLElement {
  const form = el('form', {'aria-label': texts.name}, ...fields, el('div', {class: 'row'}, el('button', {type: 'submit', class: 'primary'}, texts.make), ...keepButtons(lang, kind, asked, shown, lost), ...more));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const answer = await made.ask(asked());
    if (!answer.ok) lost(answer);
    shown.replaceChildren(...(answer.ok ? made.draw(answer.value) : [el('p', {class: 'notice bad'}, reasonOf(lang, answer))]));
  });
  return form;
}
function widePane(id: string, heading: string, about: string, ...children: HTMLElement[]): HTMLElement {
  const made = pane(id, heading, el('p', {class: 'quiet'}, about), ...children);
  made.classList.add('wide');
  return made;
}

function subjectPane(lang: Lang, session: Session, period: Period, lost: Lost): HTMLElement {
  const id = input('customer', {autocomplete: 'off', spellcheck: 'false', maxlength: 256}), subject = input('subject', {autocomplete: 'off', spellcheck: 'false', maxlength: 64, required: true, value: sessionReport.subject}), received = input('received', {type: 'datetime-local'});
  sessionReport.subject = '';
  const shown = el('div', {class: 'report', role: 'status'}), look = el('button', {type: 'button'}, say(lang, t.find_customer));
  const asked = (): Asked => ({subject: subject.value.trim(), from: period.from, to: period.to, received: momentAt(received)});
  look.addEventListener('click', async () => {
    const answer = await customer(session.csrf, id.value);
    id.value = '';
    if (!answer.ok) return void shown.replaceChildren(el('p', {class: 'notice bad'}, answer.code === 'not_found' ? say(lang, t.customer_unknown) : reasonOf(lang, answer)));
    subject.value = answer.value.pseudonym;
    subject.focus();
  });
  const erase = el('button', {type: 'button'}, say(lang, t.erase)), sure = el('button', {type: 'button', class: 'danger', hidden: true}, say(lang, t.erase_sure));
  erase.addEventListener('click', () => { sure.hidden = !sure.hidden; });
  sure.addEventListener('click', async () => {
    sure.hidden = true;
    const answer = await change(session.csrf, 'erasure', JSON.stringify({pseudonym: subject.value.trim()}));
    shown.replaceChildren(answer.ok ? el('p', {class: 'notice good'}, say(lang, t.erased, {keys: Number(answer.value['keys']), sealed: Number(answer.value['sealed'])})) : el('p', {class: 'notice bad'}, answer.code === 'not_found' ? say(lang, t.customer_unknown) : reasonOf(lang, answer)));
  });
  const officer = session.role === 'dpo';
  const fields = [officer && el('div', {class: 'row'}, labelled('customer', say(lang, t.customer_id), id), look), el('div', {class: 'row'}, labelled('subject', say(lang, t.pseudonym), subject), labelled('received', say(lang, t.received), received))];
  const form = reportForm(lang, 'subject', {name: say(lang, t.subject_report), make: say(lang, t.make_report)}, fields, [officer && erase, officer && sure], shown, asked, {ask: subjectReport, draw: report => subjectSummary(lang, session.role, report, lost)}, lost);
  return widePane('subject-report', say(lang, t.subject_report), say(lang, t.subject_report_about), form, shown);
}

function breachPane(lang: Lang, period: Period, lost: Lost): HTMLElement {
  const agent = input('breach-agent', {autocomplete: 'off', spellcheck: 'false', maxlength: 256}), device = input('breach-device', {autocomplete: 'off', spellcheck: 'false', maxlength: 64}), known = input('breach-known', {type: 'datetime-local'});
  const shown = el('div', {class: 'report', role: 'status'});
  const asked = (): Asked => ({agent: agent.value.trim(), device: device.value.trim(), from: period.from, to: period.to, received: momentAt(known)});
  const fields = [el('div', {class: 'row'}, labelled('breach-agent', say(lang, t.agent), agent), labelled('breach-device', say(lang, t.or_device), device), labelled('breach-known', say(lang, t.known_since), known))];
  const form = reportForm(lang, 'breach', {name: say(lang, t.breach_pack), make: say(lang, t.make_pack)}, fields, [], shown, asked, {ask: breach, draw: report => breachSummary(lang, report)}, lost);
  return widePane('breach-pack', say(lang, t.breach_pack), say(lang, t.breach_pack_about), form, shown);
}

/** A request's report: whose it is and when it came are filled in. */
function toReport(subject: string, received: number): void {
  const [who, when] = ['subject', 'received'].map(id => document.querySelector<HTMLInputElement>(`#${id}`));
  if (!who || !when) return;
  who.value = subject;
  when.value = localAt(received);
  who.focus();
}

export function reportsPage(lang: Lang, session: Session, period: Period, lost: Lost): HTMLElement[] {
  const requests = requestsPane(lang, session, period, toReport, lost);
  void requests.draw();
  return [requests.element, subjectPane(lang, session, period, lost), breachPane(lang, period, lost)];
}
