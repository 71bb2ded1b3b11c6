// How much was revealed, by whom and for what, and under which policies.
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {counts, overview, work} from './api.js';
import type {Answer, Counts, Series, Session} from './api.js';
import {chart} from './chart.js';
import type {Drawing, Drawn} from './chart.js';
import {nameOf} from './names.js';
import {choice, DAY_MS, date, kindText, labelled, number, pane, shortDate, table} from './parts.js';
import {reasonOf} from './refusals.js';
import {t} from './texts.js';

export interface Period {from: number; to: number}
const HOUR_MS = 3_600_000;

const tile = (text: string, value: string, more = ''): HTMLElement => el('div', {class: 'tile'}, el('dt', {}, text), el('dd', {}, value), more !== '' && el('dd', {class: 'quiet'}, more));
const daysOf = ({from, to}: Period): number[] => Array.from({length: Math.ceil((to - from) / DAY_MS)}, (_, i) => from + i * DAY_MS);

const sum = (series: Counts['series']): number => series.flatMap(({points}) => points).reduce((all, [, count]) => all + count, 0);
const requests = (found: Counts): Counts => ({...found, series: found.series.filter(({key}) => key === 'reveal' || key === 'refusal')});

/** Two of one name are told apart by their ids. */
function namedSeries(lang: Lang, by: string, series: Series[]): Drawn[] {
  const kind = by === 'class' ? 'classes' : by === 'purpose' ? 'purposes' : undefined;
  if (kind === undefined) return series;
  const names = series.map(({key}) => nameOf(lang, kind, key));
  return series.map((one, i) => ({...one, name: names.indexOf(names[i]!) === names.lastIndexOf(names[i]!) ? names[i]! : `${names[i]!} (${one.key})`}));
}

function byDay(lang: Lang, period: Period, what: string, series: Drawn[]): Drawing {
  return {what, series, slots: daysOf(period), slotName: say(lang, t.day), label: slot => date(lang, slot), shortLabel: slot => shortDate(lang, slot)};
}

/** The hours of all days on top of each other: 08 is from eight to nine in Jakarta. */
function byHour(lang: Lang, found: Counts): Drawing {
  const hourOf = (time: number): number => (Math.floor(time / HOUR_MS) + 7) % 24;
  const points = found.series.flatMap(({points}) => points.map(([time, count]): [number, number] => [hourOf(time), count]));
  const label = (slot: number): string => String(slot).padStart(2, '0');
  return {what: say(lang, t.by_hour), series: [{key: say(lang, t.requests), points}], slots: Array.from({length: 24}, (_, i) => i), slotName: say(lang, t.hour), label, shortLabel: label};
}

export function overviewPanes(lang: Lang, role: Session['role'], period: Period, lost: (answer: Answer<unknown> & {ok: false}) => void): {elements: HTMLElement[]; draw: () => Promise<void>; resize: () => void} {
  const tiles = el('dl', {class: 'tiles', 'aria-live': 'polite'});
  const by = choice('by', [['class', say(lang, t.by_class)], ['purpose', say(lang, t.by_purpose)], ['team', say(lang, t.by_team)]], 'class');
  const what = choice('what', [['reveal', say(lang, t.reveals)], ['refusal', say(lang, t.refusals)]], 'reveal');
  const over = el('div', {'aria-busy': 'true'}, say(lang, t.wait)), hours = el('div', {'aria-busy': 'true'}, say(lang, t.wait)), versions = el('div', {'aria-busy': 'true'}, say(lang, t.wait));
  const drawn = new Map<HTMLElement, () => void>();

  function put(place: HTMLElement, made: {element: HTMLElement; resize: () => void}): void {
    place.setAttribute('aria-busy', 'false');
    place.replaceChildren(made.element);
    made.resize();
    drawn.set(place, made.resize);
  }
  function show<T>(place: HTMLElement, answer: Answer<T>, made: (value: T) => {element: HTMLElement; resize: () => void}): void {
    if (answer.ok) return put(place, made(answer.value));
    put(place, {element: el('p', {class: 'notice bad', role: 'alert'}, reasonOf(lang, answer)), resize: () => undefined});
    lost(answer);
  }

  const within = {from: period.from, to: period.to};
  async function drawOver(): Promise<void> {
    const answer = await counts({...within, kind: what.value, by: by.value, step: 'day'});
    show(over, answer, found => chart(lang, byDay(lang, period, `${kindText(lang, what.value)}, ${by.selectedOptions[0]?.text ?? ''}`, namedSeries(lang, by.value, found.series))));
  }
  for (const control of [by, what]) control.addEventListener('change', () => void drawOver());

  /** Totals are of the whole period, by its days; hours are told of 93 days at most, and what is said of hours is of those. */
  async function drawFigures(): Promise<void> {
    const hourly = {from: Math.max(period.from, period.to - 92 * DAY_MS), to: period.to, by: 'kind', step: 'hour'};
    const [daily, answer] = await Promise.all([counts({...within, by: 'kind', step: 'day'}), counts(hourly)]);
    if (daily.ok && answer.ok) drawTiles(daily.value, requests(answer.value));
    else if (!daily.ok) lost(daily);
    show(hours, answer, found => chart(lang, byHour(lang, requests(found))));
  }
  /** What an agent could do without being shown a value. */
  function spared(of: (key: string) => number): HTMLElement | false {
    const without = of('compare') + of('verify') + of('contact'), looks = without + of('reveal');
    return looks > 0 && tile(say(lang, t.without_value), `${number(lang, Math.round(without / looks * 100))} %`, say(lang, t.without_value_of, {looks: number(lang, looks)}));
  }
  async function drawWork(): Promise<void> {
    const answer = await work(within);
    if (!answer.ok || answer.value.tickets === 0) return;
    const {prompts, tickets, hours, timed, median_ms} = answer.value, picked = tile(say(lang, t.prompts), number(lang, Math.round(prompts / tickets * 50) / 10), say(lang, t.prompts_of, {prompts: number(lang, prompts), tickets: number(lang, tickets)}));
    keep(picked, 'picked');
    keep(tile(say(lang, t.prompts_hour), number(lang, Math.round(prompts / Math.max(1, hours) * 10) / 10), say(lang, t.prompts_hour_of, {prompts: number(lang, prompts), hours: number(lang, hours)})), 'hourly');
    if (timed > 0) keep(tile(say(lang, t.median_reveal), say(lang, t.seconds, {seconds: number(lang, Math.round(median_ms / 100) / 10)}), say(lang, t.median_reveal_of, {count: number(lang, timed)})), 'median');
  }
  /** A tile that comes with another answer, and stays when the others are drawn again. */
  function keep(made: HTMLElement, name: string): void {
    made.classList.add('kept', name);
    tiles.querySelectorAll(`.${name}`).forEach(old => old.remove());
    tiles.append(made);
  }
  function drawTiles(daily: Counts, hourly: Counts): void {
    const of = (key: string): number => sum(daily.series.filter(one => one.key === key));
    const busy = new Set(hourly.series.flatMap(({points}) => points.map(([time]) => time))).size;
    tiles.replaceChildren(tile(say(lang, t.reveals), number(lang, of('reveal'))), tile(say(lang, t.refusals), number(lang, of('refusal'))),
      tile(say(lang, t.per_hour), busy === 0 ? '0' : number(lang, Math.round(sum(hourly.series) / busy * 10) / 10)), spared(of) || '', ...tiles.querySelectorAll('.kept'));
  }

  async function drawVersions(): Promise<void> {
    const answer = await overview();
    show(versions, answer, ({policies}) => ({element: policies.length === 0 ? el('p', {class: 'quiet'}, say(lang, t.nothing)) : table(say(lang, t.policies), [t.policy, t.version, t.first, t.last, t.events].map(text => text[lang]),
      policies.map(one => [one.policy, one.version, date(lang, one.first), date(lang, one.last), number(lang, one.events)]), new Set([1, 4])), resize: () => undefined}));
    if (!answer.ok) return;
    const {indexed, behind} = answer.value;
    keep(tile(say(lang, t.indexed), number(lang, indexed), behind > 0 ? say(lang, t.behind, {count: number(lang, behind)}) : ''), 'searchable');
  }

  return {
    elements: [el('div', {class: 'wide'}, tiles), pane('over', say(lang, t.over_time), el('div', {class: 'row'}, labelled('what', say(lang, t.what), what), labelled('by', say(lang, t.by), by)), over),
      el('div', {class: 'column'}, pane('hours', say(lang, t.by_hour), hours), pane('versions', say(lang, t.policies), versions))],
    async draw() { await Promise.all([drawOver(), drawFigures(), drawVersions(), role === 'manager' ? undefined : drawWork()]); },
    resize() { for (const again of drawn.values()) again(); },
  };
}
