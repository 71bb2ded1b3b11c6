// Who works in the helpdesk, and is not heard of here: the helpdesk's own list of its agents, brought along as a file, beside who is enrolled.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {change, coverage} from './api.js';
import type {Answer, Coverage, CoveredAgent, Session} from './api.js';
import type {Period} from './overview-pane.js';
import {input, labelled, moment, number, pane, table} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

type Lost = (answer: Answer<unknown> & {ok: false}) => void;

const STATES: Record<CoveredAgent['state'], keyof typeof t> = {silent: 'cover_silent', not_enrolled: 'cover_not_enrolled', covered: 'cover_covered', unlisted: 'cover_unlisted', idle: 'cover_idle'};
const stateText = (lang: Lang, state: CoveredAgent['state']): string => (t[STATES[state]] as {id: string; en: string})[lang];

function shown(lang: Lang, found: Coverage): HTMLElement[] {
  const missing = found.counts.silent + found.counts.not_enrolled;
  const lists = found.lists.map(one => el('p', {class: 'quiet'}, say(lang, t.cover_list, {helpdesk: one.helpdesk, agents: number(lang, one.agents), time: moment(lang, one.imported), who: one.imported_by})));
  const none = found.lists.length === 0 && el('p', {class: 'notice'}, say(lang, t.cover_no_list));
  const summary = el('p', {class: missing > 0 ? 'notice bad' : ''}, say(lang, t.cover_summary, {missing: number(lang, missing), covered: number(lang, found.counts.covered)}));
  const rows = found.agents.filter(one => one.state !== 'covered').map(one => [one.agent === '' ? one.name : one.agent, one.team, stateText(lang, one.state), one.there === 0 ? '–' : moment(lang, one.there), one.here === 0 ? say(lang, t.never) : moment(lang, one.here)]);
  return [none, ...lists, found.lists.length > 0 && summary, rows.length > 0 && table(say(lang, t.coverage), [t.agent, t.team, t.state, t.cover_there, t.cover_here].map(text => text[lang]), rows)].filter(part => part !== false);
}

export function coveragePane(lang: Lang, session: Session, period: Period, lost: Lost): {element: HTMLElement; draw: () => Promise<void>} {
  const place = el('div', {class: 'report', 'aria-busy': 'true'}, say(lang, t.wait)), said = el('div', {role: 'status'});
  async function draw(): Promise<void> {
    const answer = await coverage({from: period.from, to: period.to});
    place.setAttribute('aria-busy', 'false');
    place.replaceChildren(...(answer.ok ? shown(lang, answer.value) : [el('p', {class: 'notice bad', role: 'alert'}, reasonOf(lang, answer))]));
    if (!answer.ok) lost(answer);
  }
  const helpdesk = input('helpdesk', {autocomplete: 'off', spellcheck: 'false', maxlength: 128}), file = input('helpdesk-list', {type: 'file', accept: '.csv,.json'}), load = el('button', {type: 'button'}, say(lang, t.cover_import));
  load.addEventListener('click', async () => {
    const answer = await change(session.csrf, 'helpdesk-agents', JSON.stringify({helpdesk: helpdesk.value.trim(), list: await file.files?.[0]?.text() ?? ''}));
    if (answer.ok) await draw();
    said.replaceChildren(answer.ok ? el('p', {class: 'notice good'}, say(lang, t.cover_imported, {count: number(lang, Number(answer.value['imported']))})) : el('p', {class: 'notice bad'}, say(lang, t.import_failed, {reason: reasonOf(lang, answer)})));
  });
  const bring = el('div', {class: 'row'}, labelled('helpdesk', say(lang, t.helpdesk), helpdesk), labelled('helpdesk-list', say(lang, t.cover_file), file), load);
  const element = pane('coverage', say(lang, t.coverage), el('p', {class: 'quiet'}, say(lang, t.coverage_about)), session.role === 'dpo' && bring, said, place);
  element.classList.add('wide');
  return {element, draw};
}
