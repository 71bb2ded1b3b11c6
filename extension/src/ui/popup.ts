// The popup: is this page covered, by which policy, and does the log get through. It asks, draws, and asks again while it is open.
import type {Problem} from '../../../client/src/types.js';
import {curtain, el, stranger} from '../../../js-shim/src/prompt/dom.js';
import type {Lang, Text} from '../../../js-shim/src/texts.js';
import {coverTexts, say} from '../../../js-shim/src/texts.js';
import type {Status} from '../messages.js';
import {ask} from '../messages.js';
import {adapterName, ago, browserLang, date, openPage} from './page.js';
import {problemText} from './problems.js';
import {popupTexts as t} from './texts.js';
import {whyMasked} from './why.js';

const ASK_AGAIN_MS = 2000;

async function main(): Promise<void> {
  const [tab] = await chrome.tabs.query({active: true, currentWindow: true});
  // As a tab of its own (tests, screen pictures) it speaks of the tab it is told.
  const tab_id = Number(new URLSearchParams(location.search).get('tab')) || tab?.id;
  let root = openPage('popup', browserLang(), 'Tirai');
  root.append(el('main', {}, el('p', {class: 'quiet'}, say(browserLang(), t.looking))));
  let drawn = '';
  async function refresh(): Promise<void> {
    const status = await ask({type: 'status', ...(tab_id !== undefined && {tab_id})}).catch(() => undefined);
    const state = JSON.stringify(status ?? null);
    if (state === drawn) return;
    drawn = state;
    const focused = document.activeElement?.id;
    const lang = status?.lang ?? browserLang();
    root = openPage('popup', lang, say(lang, t.title));
    root.replaceChildren(status === undefined ? silent(lang) : draw(status, lang, tab_id, refresh));
    if (focused) document.getElementById(focused)?.focus();
  }
  await refresh();
  const timer = setInterval(() => void refresh(), ASK_AGAIN_MS);
  addEventListener('pagehide', () => clearInterval(timer), {once: true});
}

function silent(lang: Lang): HTMLElement {
  return el('main', {}, heading(), notice('bad', lang, say(lang, t.silent), [say(lang, t.silent_more)]));
}

function draw(status: Status, lang: Lang, tab_id: number | undefined, refresh: () => Promise<void>): HTMLElement {
  const opened = document.querySelector<HTMLDetailsElement>('#why')?.open ?? false;
  return el('main', {},
    heading(),
    el('div', {class: 'here', role: 'status'}, ...here(status, lang)),
    ...problems(status, lang),
    ...actions(status, lang, tab_id, refresh),
    whyMasked(status.why, opened, lang) ?? '',
    facts(status, lang),
    log(status, lang),
    level(status, lang),
    bottom(status, lang, refresh));
}

function heading(): HTMLElement {
  return el('header', {}, curtain(), el('h1', {}, 'Tirai'));
}

function notice(tone: string, lang: Lang, title: string, lines: string[], detail = ''): HTMLElement {
  return el('div', {class: `notice ${tone}`}, el('strong', {}, title), ...lines.map(line => el('p', {}, line)),
    detail !== '' && el('details', {}, el('summary', {}, say(lang, t.detail)), el('code', {lang: 'en'}, detail)));
}

/** Is it on for this page? If the page is covered whole: why, and what to do. */
function here({page, station}: Status, lang: Lang): HTMLElement[] {
  const covered = page === undefined ? station.covered : page.covered;
  const drawn: HTMLElement[] = [];
  if (page === undefined && station.configured) drawn.push(notice('plain', lang, say(lang, t.off), [say(lang, t.off_more)]));
  if (covered !== undefined) {
    const texts = coverTexts[covered.reason];
    drawn.push(notice(covered.reason === 'starting' ? 'plain' : 'bad', lang, say(lang, texts.title), [say(lang, texts.action)], covered.detail));
  } else if (page !== undefined) {
    const lines = [say(lang, t.on_more, {masked: page.masked})];
    if (page.revealed > 0) lines.push(say(lang, t.on_open, {revealed: page.revealed}));
    drawn.push(notice('good', lang, say(lang, t.on), lines));
  }
  return drawn;
}

function problems({station}: Status, lang: Lang): HTMLElement[] {
  if (!station.configured) return [];
  const found: [Problem, Text][] = [];
  if (station.enrolment_problem) found.push([station.enrolment_problem, problemText(station.enrolment_problem, 'other')]);
  if (station.policy_problem) found.push([station.policy_problem, problemText(station.policy_problem, 'policy')]);
  if (station.queue.problem) found.push([station.queue.problem, problemText(station.queue.problem, station.queue.blocked_chains > 0 ? 'blocked' : 'other')]);
  const said = new Set<string>();
  return found.filter(([, text]) => !said.has(text.en) && said.add(text.en))
    .map(([problem, text]) => notice('', lang, say(lang, text), [], [problem.at, problem.message].filter(part => part !== '').join(': ')));
}

function actions({page, break_glass}: Status, lang: Lang, tab_id: number | undefined, refresh: () => Promise<void>): HTMLElement[] {
  if (page === undefined || tab_id === undefined) return [];
  if (page.covered !== undefined) return page.covered.reason === 'starting' ? [] : [el('div', {class: 'buttons wide'}, recover(lang, tab_id))];
  const reveal = el('button', {type: 'button', class: 'primary', id: 'reveal'}, say(lang, t.reveal), el('kbd', {}, 'Alt+R'));
  reveal.addEventListener('click', () => void ask({type: 'prompt.start', tab_id}).finally(() => window.close()));
  const glass = break_glass === true && emergency(lang, tab_id);
  if (page.revealed === 0) return [el('div', {class: 'buttons wide'}, reveal, glass)];
  const remask = el('button', {type: 'button', id: 'remask'}, say(lang, t.remask));
  remask.addEventListener('click', () => void ask({type: 'remask', tab_id}).finally(() => void refresh()));
  return [el('div', {class: 'buttons wide'}, remask, reveal, glass)];
}

/** Where the policy declares it: its prompt asks for a written reason, and the officer is alerted. */
function emergency(lang: Lang, tab_id: number): HTMLElement {
  const button = el('button', {type: 'button', id: 'glass'}, say(lang, t.glass));
  button.addEventListener('click', () => void ask({type: 'prompt.start', tab_id, asked: 'break_glass'}).finally(() => window.close()));
  return button;
}

/** One click: the policy is asked for again, and the page is loaded anew with what came. */
function recover(lang: Lang, tab_id: number): HTMLElement {
  const again = el('button', {type: 'button', class: 'primary', id: 'recover'}, say(lang, t.recover));
  again.addEventListener('click', () => {
    again.disabled = true;
    void ask({type: 'refresh'}).catch(() => undefined).then(() => chrome.tabs.reload(tab_id)).finally(() => window.close());
  });
  return again;
}

function facts({page, station}: Status, lang: Lang): HTMLElement {
  const rows: [Text, (Node | string)[]][] = [];
  if (page !== undefined) rows.push([t.helpdesk, [stranger(adapterName(page.helpdesk), ''), el('span', {class: 'quiet'}, page.origin)]]);
  if (page?.ticket !== undefined) rows.push([t.ticket, [stranger(page.ticket, '')]]);
  rows.push([t.policy, policy(station.policy, lang, Date.now())]);
  return el('dl', {}, ...rows.map(([name, value]) => el('div', {}, el('dt', {}, say(lang, name)), el('dd', {}, ...value))));
}

/** How the log does, in three numbers. */
function log({station: {queue, reveals_today}}: Status, lang: Lang): HTMLElement {
  const now = Date.now();
  const oldest = queue.waiting > 0 && queue.oldest_ms !== undefined && el('span', {class: 'quiet'}, say(lang, t.queue_oldest, {time: ago(lang, queue.oldest_ms, now)}));
  const tiles: [Text, (Node | string | false)[]][] = [
    [t.today, [el('b', {}, String(reveals_today))]],
    [t.queue, [el('b', {}, String(queue.waiting)), oldest]],
    [t.delivered, [queue.last_delivery_ms === undefined ? say(lang, t.delivered_never) : ago(lang, queue.last_delivery_ms, now)]],
  ];
  return el('dl', {class: 'tiles'}, ...tiles.map(([name, value]) => el('div', {}, el('dt', {}, say(lang, name)), el('dd', {}, ...value))));
}

function policy(policy: Status['station']['policy'], lang: Lang, now: number): (Node | string)[] {
  if (policy === undefined) return [say(lang, t.policy_none)];
  const expires = policy.expires_ms > now ? t.policy_expires : t.policy_expired;
  return [
    el('span', {title: policy.digest}, say(lang, t.policy_version, {policy: policy.id, version: policy.version})),
    el('span', {class: 'quiet'}, say(lang, expires, {date: date(lang, policy.expires_ms)})),
  ];
}

/** Honest about the level in force: what it does not stop stands beside what it does. */
function level({enforcement_level}: Status, lang: Lang): HTMLElement {
  return el('section', {class: 'level'}, el('h2', {}, `${say(lang, t.level)}: ${enforcement_level}`),
    el('p', {}, say(lang, t.level_stops)), el('p', {}, say(lang, t.level_stops_not)));
}

function bottom(status: Status, lang: Lang, refresh: () => Promise<void>): HTMLElement {
  const options = el('button', {type: 'button', id: 'options', class: status.station.configured ? '' : 'primary'}, say(lang, status.station.configured ? t.options : t.set_up));
  options.addEventListener('click', () => void chrome.runtime.openOptionsPage());
  const sync = el('button', {type: 'button', id: 'refresh'}, say(lang, t.refresh));
  sync.addEventListener('click', () => void ask({type: 'refresh'}).catch(() => undefined).then(refresh));
  return el('footer', {}, el('span', {class: 'quiet'}, say(lang, t.version, {version: status.product_version})),
    el('div', {class: 'buttons'}, status.station.configured && sync, options));
}

void main();
