// The officer's dashboard: who looked at whose data, when and why. Served by the collector, asks nobody else.
//
//   session? ─no─▶ login ─▶ session ─▶ period ─▶ numbers, charts, policies · search ─▶ event ─▶ proof
//                    ▲                                     │ 401
//                    └─────────────────────────────────────┘
import plotStyle from 'uplot/dist/uPlot.min.css' with {type: 'text'};
import {curtain, el} from '../../js-shim/src/prompt/dom.js';
import common from '../../js-shim/src/prompt/tirai.css' with {type: 'text'};
import {langOf, say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {logout, session} from './api.js';
import type {Answer, Session} from './api.js';
import {coveragePane} from './coverage-pane.js';
import css from './dashboard.css' with {type: 'text'};
import {loginPane} from './login.js';
import {overviewPanes} from './overview-pane.js';
import {findingsPage} from './findings-pane.js';
import {keyTexts} from './key-texts.js';
import {openKeys} from './keys-dialog.js';
import {learnNames} from './names.js';
import {forgetKey} from './officer-key.js';
import type {Period} from './overview-pane.js';
import {DAY_MS, input, isoDay, labelled, startOf} from './parts.js';
import {peoplePage} from './people-page.js';
import {reportsPage} from './reports-page.js';
import {searchPane} from './search-pane.js';
import {t} from './texts.js';

type Page = 'overview' | 'findings' | 'reports' | 'people';
interface State {page: Page; lang: Lang; period: Period; session: Session | undefined; ended: boolean}
let resize: () => void = () => undefined;
let drawn: State | undefined;  // what is shown now

/** So many days, today the last of them. */
function lastDays(days: number): Period {
  const to = startOf(isoDay(Date.now())) + DAY_MS;
  return {from: to - days * DAY_MS, to};
}

function roleText({lang, session}: State): string {
  if (session === undefined) return '';
  switch (session.role) {
    case 'dpo': return say(lang, t.role_dpo);
    case 'supervisor': return say(lang, t.role_supervisor, {teams: session.teams.join(', ')});
    case 'manager': return say(lang, t.role_manager);
    case 'auditor': return say(lang, t.role_auditor);
    default: return session.role satisfies never;
  }
}

function top(state: State): HTMLElement {
  const {lang, session} = state;
  const language = el('select', {id: 'language'}, el('option', {value: 'id', selected: lang === 'id', lang: 'id'}, 'Bahasa Indonesia'), el('option', {value: 'en', selected: lang === 'en', lang: 'en'}, 'English'));
  language.addEventListener('change', () => {
    draw({...state, lang: language.value === 'id' ? 'id' : 'en'});
    document.getElementById('language')?.focus();
  });
  const keys = el('button', {type: 'button', id: 'own-keys'}, say(lang, keyTexts.title));
  keys.addEventListener('click', () => { if (session !== undefined) void openKeys(lang, session, answer => { if (answer.code === 'no_session') draw({...state, session: undefined, ended: true}); }); });
  const out = el('button', {type: 'button'}, say(lang, t.sign_out));
  out.addEventListener('click', async () => {
    if (session !== undefined) await logout(session.csrf);
    draw({...state, session: undefined, ended: false});
  });
  return el('header', {class: 'top'}, curtain(), el('div', {}, el('h1', {}, say(lang, t.heading)), el('p', {class: 'quiet'}, session === undefined ? say(lang, t.promise) : say(lang, t.signed_in, {name: session.name, role: roleText(state)}))),
    el('div', {class: 'row'}, el('label', {for: 'language'}, say(lang, t.language)), language, session !== undefined && keys, session !== undefined && out));
}

/** What the role sees; the address says which, so that a page can be kept as a bookmark. */
function pagesOf(role: Session['role']): [Page, string][] {
  const names: Record<Page, keyof typeof t> = {overview: 'page_overview', findings: 'page_findings', reports: 'page_reports', people: 'page_people'};
  const pages: Page[] = role === 'manager' ? ['overview'] : role === 'supervisor' ? ['overview', 'findings', 'people'] : ['overview', 'findings', 'reports', 'people'];
  return pages.map(page => [page, names[page]]);
}
function pageOf(role: Session['role']): Page {
  return pagesOf(role).map(([page]) => page).find(page => location.hash === `#${page}`) ?? 'overview';
}

function navigation({lang, page, session}: State): HTMLElement | false {
  if (session === undefined || session.role === 'manager') return false;
  const texts: Record<string, {id: string; en: string}> = t;
  return el('nav', {class: 'pages', 'aria-label': say(lang, t.pages)}, ...pagesOf(session.role).map(([name, text]) => el('a', {href: `#${name}`, 'aria-current': name === page && 'page'}, texts[text]![lang])));
}

function periodPane(state: State): HTMLElement {
  const {lang, period} = state;
  const from = input('from', {type: 'date', required: true, value: isoDay(period.from)}), to = input('to', {type: 'date', required: true, value: isoDay(period.to - 1)});
  const form = el('form', {class: 'row period', 'aria-label': say(lang, t.period)}, labelled('from', say(lang, t.from), from), labelled('to', say(lang, t.to), to),
    el('button', {type: 'submit'}, say(lang, t.apply)), ...[7, 30, 90].map(days => {
      const button = el('button', {type: 'button'}, say(lang, t.last_days, {days}));
      button.addEventListener('click', () => draw({...state, period: lastDays(days)}));
      return button;
    }), el('span', {class: 'quiet'}, say(lang, t.zone)));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const chosen = {from: startOf(from.value), to: startOf(to.value) + DAY_MS};
    if (chosen.from < chosen.to) draw({...state, period: chosen});
    else to.setCustomValidity(say(lang, t.period)), to.reportValidity(), to.setCustomValidity('');
  });
  return form;
}

function draw(state: State): void {
  const {lang, period} = state;
  drawn = state;
  document.documentElement.lang = lang;
  document.title = say(lang, t.title);
  for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
  resize = () => undefined;
  if (state.session === undefined) {
    forgetKey();
    document.body.replaceChildren(top(state), el('main', {}, loginPane(lang, state.ended, async entered => {
      await learnNames();
      draw({...state, session: entered, ended: false, page: pageOf(entered.role)});
    })));
    return;
  }
  const lost = (answer: Answer<unknown> & {ok: false}): void => { if (answer.code === 'no_session') draw({...state, session: undefined, ended: true}); };
  const main = el('main', {}, el('div', {class: 'wide'}, periodPane(state)));
  document.body.replaceChildren(top(state), navigation(state) || '', main);
  const role = state.session.role;
  switch (state.page) {
    case 'overview': {
      const numbers = overviewPanes(lang, role, period, lost);
      main.append(...numbers.elements, role === 'manager' ? '' : searchPane(lang, role, period, lost));
      resize = numbers.resize;
      return void numbers.draw();
    }
    case 'findings': {
      const found = findingsPage(lang, role, period, lost);
      main.append(...found.elements);
      return void found.draw();
    }
    case 'reports': return main.append(...reportsPage(lang, state.session, period, lost));
    case 'people': {
      const people = peoplePage(lang, state.session, lost), covered = coveragePane(lang, state.session, period, lost);
      main.append(covered.element, ...people.elements);
      return void Promise.all([people.draw(), covered.draw()]);
    }
    default: return state.page satisfies never;
  }
}

async function main(): Promise<void> {
  document.adoptedStyleSheets = [plotStyle, common, css].map(text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet; });
  document.body.className = 'tirai dashboard';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => { clearTimeout(timer); timer = setTimeout(() => resize(), 150); };
  window.addEventListener('resize', later);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', later);
  const lang = langOf(undefined, navigator.language);
  const known = await session();
  if (known.ok) await learnNames();
  window.addEventListener('hashchange', () => {
    if (drawn?.session === undefined) return;
    draw({...drawn, page: pageOf(drawn.session.role)});
    document.querySelector<HTMLElement>('.pages [aria-current=page]')?.focus();
  });
  draw({page: known.ok ? pageOf(known.value.role) : 'overview', lang, period: lastDays(30), session: known.ok ? known.value : undefined, ended: false});
}

void main();
