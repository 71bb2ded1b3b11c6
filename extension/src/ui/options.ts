// The options page: where the policy comes from, on which helpdesks Tirai runs, and whether both work. The background checks every
// value and keeps it; what it says is wrong is shown under the field it names. Options set by an administrator are shown, not offered.
import type {Settings} from '../../../client/src/types.js';
import {curtain, el} from '../../../js-shim/src/prompt/dom.js';
import type {Lang} from '../../../js-shim/src/texts.js';
import {coverTexts, say} from '../../../js-shim/src/texts.js';
import type {LangChoice, SettingsSaved, SettingsSet, SettingsView, Status} from '../messages.js';
import {ask} from '../messages.js';
import {permissionPattern} from '../registration.js';
import {adapterWriter} from './adapter-writer.js';
import {diagnostics} from './diagnostics-card.js';
import type {Field} from './fields.js';
import {input, languageChoice} from './fields.js';
import type {HelpdeskList} from './helpdesks.js';
import {helpdeskList} from './helpdesks.js';
import {browserLang, date, openPage} from './page.js';
import {problemText} from './problems.js';
import {secondFactorCard} from './second-card.js';
import {optionsTexts as t, popupTexts, sourceTexts} from './texts.js';

const KEYS: (keyof Settings)[] = ['collector_url', 'enrolment_token', 'policy_key', 'helpdesks', 'lang'];

const ASK_AGAIN_MS = 2000;

/** Said once, after the page was drawn again. */
interface Said {tone: 'good' | 'bad'; text: string}

async function main(): Promise<void> {
  openPage('page options', browserLang(), say(browserLang(), t.title)).replaceChildren(el('main', {}, el('p', {}, say(browserLang(), t.loading))));
  await show();
}

async function show(said?: Said, known?: SettingsView): Promise<void> {
  const answers = await Promise.all([known ?? ask({type: 'settings.get'}), ask({type: 'status'})]).catch(() => undefined);
  if (answers === undefined) return showSilent();
  const [view, status] = answers;
  const lang = view.lang;
  const root = openPage('page options', lang, say(lang, t.title));
  const live = el('div', {role: 'status', class: 'said'});
  const card = state(view, status, lang);
  root.replaceChildren(el('main', {}, heading(lang), live, card, ...form(view, lang), ...status.station.configured ? [secondFactorCard(lang)] : [], adapterWriter(view, lang), diagnostics(lang)));
  keepCurrent(card, view, status, lang);
  if (said !== undefined) live.append(el('div', {class: `notice ${said.tone}`}, el('strong', {}, said.text)));
  const missing = missingOrigins(view, lang);
  if (missing !== undefined) live.append(missing);
  if (live.hasChildNodes()) live.scrollIntoView({block: 'nearest'});
}

/** Enrolling and fetching a policy take their time after Save: the card follows, the form is left alone. */
function keepCurrent(card: HTMLElement, view: SettingsView, status: Status, lang: Lang): void {
  setTimeout(() => void ask({type: 'status'}).catch(() => status).then(now => {
    if (!card.isConnected) return;
    if (JSON.stringify(now.station) === JSON.stringify(status.station)) return keepCurrent(card, view, status, lang);
    const next = state(view, now, lang);
    card.replaceWith(next);
    keepCurrent(next, view, now, lang);
  }), ASK_AGAIN_MS);
}

function showSilent(): void {
  const lang = browserLang();
  document.body.replaceChildren(el('main', {}, heading(lang),
    el('div', {class: 'notice bad', role: 'alert'}, el('strong', {}, say(lang, popupTexts.silent)), el('p', {}, say(lang, popupTexts.silent_more)))));
}

function heading(lang: Lang): HTMLElement {
  return el('header', {}, curtain(), el('div', {}, el('h1', {}, say(lang, t.title)), el('p', {class: 'quiet'}, say(lang, t.lead))));
}

/** Enrolment and policy as they are in force. */
function state(view: SettingsView, {station}: Status, lang: Lang): HTMLElement {
  const enrolled = station.subject === undefined ? say(lang, t.enrolled_not)
    : say(lang, t.enrolled, {agent: station.subject.id, role: station.subject.properties.role});
  const policy = station.policy === undefined ? [say(lang, popupTexts.policy_none)] : [
    say(lang, popupTexts.policy_version, {policy: station.policy.id, version: station.policy.version}),
    el('span', {class: 'quiet'}, say(lang, popupTexts.policy_expires, {date: date(lang, station.policy.expires_ms)}))];
  const covered = station.covered && station.configured ? coverTexts[station.covered.reason] : undefined;
  const problems = [station.enrolment_problem && problemText(station.enrolment_problem, 'other'), station.policy_problem && problemText(station.policy_problem, 'policy')]
    .filter(text => text !== undefined);
  return el('section', {class: 'card', 'aria-labelledby': 'state'}, el('h2', {id: 'state'}, say(lang, t.state)),
    el('dl', {},
      el('div', {}, el('dt', {}, say(lang, t.enrolment)), el('dd', {}, enrolled)),
      el('div', {}, el('dt', {}, say(lang, t.policy_from)), el('dd', {}, ...policy)),
      el('div', {}, el('dt', {}, say(lang, t.source)), el('dd', {}, say(lang, sourceTexts[view.source])))),
    covered && el('div', {class: 'notice bad'}, el('strong', {}, say(lang, covered.title)), el('p', {}, say(lang, covered.action))),
    ...[...new Set(problems)].map(text => el('div', {class: 'notice'}, el('p', {}, say(lang, text)))));
}

/** chrome.permissions.request works from a click alone: so after a setup code there is this one more button. */
function missingOrigins(view: SettingsView, lang: Lang): HTMLElement | undefined {
  if (view.missing_origins.length === 0) return undefined;
  const allow = el('button', {type: 'button', class: 'primary', id: 'allow-all'}, say(lang, view.missing_origins.length === 1 ? t.allow : t.allow_all));
  allow.addEventListener('click', () => void allowOrigins(view.missing_origins, lang));
  return el('div', {class: 'notice'}, el('strong', {}, say(lang, t.allow_needed)),
    el('ul', {}, ...view.missing_origins.map(origin => el('li', {}, origin.replace(/\/\*$/, '')))), el('div', {class: 'buttons'}, allow));
}

/** Must be the first thing a click does: Firefox forgets the click at the first await. */
async function allowOrigins(origins: string[], lang: Lang): Promise<void> {
  const granted = await chrome.permissions.request({origins}).catch(() => false);
  const view = await ask({type: 'settings.permitted'}).catch(() => undefined);
  await show(granted ? {tone: 'good', text: say(lang, t.allowed)} : {tone: 'bad', text: say(lang, t.allow_refused)}, view);
}

function form(view: SettingsView, lang: Lang): HTMLElement[] {
  const fixed = (key: keyof Settings): boolean => view.managed.includes(key);
  const fields: Field[] = [
    input({name: 'collector_url', type: 'url', label: t.collector_url, hint: t.collector_url_more, value: view.collector_url, needed: true, fixed: fixed('collector_url')}, lang),
    input({name: 'enrolment_token', type: 'password', label: t.token, hint: view.has_token ? t.token_kept : t.token_more, value: '', needed: !view.has_token, fixed: fixed('enrolment_token'), placeholder: view.has_token ? '••••••••••••' : undefined}, lang),
    input({name: 'policy_key', type: 'text', label: t.policy_key, hint: t.policy_key_more, value: view.policy_key, needed: true, fixed: fixed('policy_key')}, lang),
  ];
  const helpdesks = helpdeskList(view, lang, fixed('helpdesks'), origin => void allowOrigins([permissionPattern(origin)], lang));
  const language = languageChoice(view.lang_choice, fixed('lang'), lang);
  const sections = [
    section('connection', say(lang, t.connection), ...fields.map(field => field.element)),
    section('helpdesks', say(lang, t.helpdesks), helpdesks.element),
    section('language', say(lang, t.language), language.element),
  ];
  const managed = el('div', {class: 'notice plain'}, el('strong', {}, say(lang, t.managed)), el('p', {}, say(lang, t.managed_more)));
  if (KEYS.every(fixed)) return [managed, ...sections];
  const trouble = el('div', {class: 'notice bad', role: 'alert', hidden: true});
  const save = el('button', {type: 'submit', class: 'primary', id: 'save'}, say(lang, t.save));
  const whole = el('form', {novalidate: true, autocomplete: 'off'}, ...sections, trouble, el('div', {class: 'buttons'}, save));
  whole.addEventListener('submit', event => {
    event.preventDefault();
    void saveForm(fields, {helpdesks, language: fixed('lang') ? undefined : language.value(), managed: view.managed}, trouble, lang);
  });
  return [...(view.managed.length > 0 ? [managed] : []), setupCode(lang, view.source === 'none'), whole];
}

function section(id: string, title: string, ...content: HTMLElement[]): HTMLElement {
  return el('section', {class: 'card', 'aria-labelledby': id}, el('h2', {id}, title), ...content);
}

function setupCode(lang: Lang, first: boolean): HTMLElement {
  const field = input({name: 'code', type: 'password', label: t.code, hint: t.code_more, value: '', needed: true, fixed: false}, lang);
  const use = el('button', {type: 'submit', id: 'use-code', class: first ? 'primary' : undefined}, say(lang, t.code_use));
  const made = el('form', {class: 'card', novalidate: true, autocomplete: 'off'}, field.element, el('div', {class: 'buttons'}, use));
  made.addEventListener('submit', event => {
    event.preventDefault();
    if (field.value() === '') return field.wrong(say(lang, t.code_empty));
    void ask({type: 'settings.import', code: field.value()}).catch(() => silentAnswer).then(saved => {
      if (saved.ok) return show({tone: 'good', text: say(saved.view.lang, t.code_used)}, saved.view);
      field.wrong(saved.at === '' ? saved.reason[lang] : `${saved.at}: ${saved.reason[lang]}`);
      return undefined;
    });
  });
  return made;
}

const silentAnswer: SettingsSaved = {ok: false, at: '', reason: popupTexts.silent};

interface Rest {helpdesks: HelpdeskList; language: LangChoice | undefined; managed: (keyof Settings)[]}

/** Sends what may be changed here; the background checks it, and names the place of what is wrong. */
async function saveForm(fields: Field[], {helpdesks, language, managed}: Rest, trouble: HTMLElement, shown: Lang): Promise<void> {
  for (const field of fields) field.wrong('');
  helpdesks.wrong(-1, 'origin', '');
  trouble.hidden = true;
  const empty = fields.filter(field => field.needed && field.value() === '');
  for (const field of empty.reverse()) field.wrong(say(shown, t.needed));
  if (empty.length > 0) return;
  const own = fields.filter(field => !managed.some(key => key === field.name) && field.value() !== '');
  const settings: SettingsSet['settings'] = Object.fromEntries(own.map(field => [field.name, field.value()]));
  if (!managed.includes('helpdesks')) settings.helpdesks = helpdesks.value();
  if (language !== undefined) settings.lang = language;
  const saved = await ask({type: 'settings.set', settings}).catch(() => silentAnswer);
  if (saved.ok) return show({tone: 'good', text: say(saved.view.lang, t.saved)}, saved.view);
  refuse(saved, fields, helpdesks, trouble, shown);
}

function refuse(saved: SettingsSaved & {ok: false}, fields: Field[], helpdesks: HelpdeskList, trouble: HTMLElement, lang: Lang): void {
  const field = fields.find(({name}) => saved.at === `/${name}`);
  const row = /^\/helpdesks\/(\d+)(?:\/(origin|adapter))?$/.exec(saved.at);
  if (field !== undefined) return field.wrong(saved.reason[lang]);
  if (row !== null) return helpdesks.wrong(Number(row[1]), row[2] === 'adapter' ? 'adapter' : 'origin', saved.reason[lang]);
  trouble.replaceChildren(el('strong', {}, say(lang, t.not_saved)), el('p', {}, [saved.at, saved.reason[lang]].filter(part => part !== '').join(': ')));
  trouble.hidden = false;
}

void main();
