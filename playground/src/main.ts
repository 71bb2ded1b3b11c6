// The playground: a policy, a ticket, and what each role sees of it, live. One page, no network; the compiled core decides.
//
//   policy text ──load──▶ Playing ──per role: set facts, learn, scan──▶ cards ──choose a value──▶ why
//        └─ not usable: said where; the last usable one goes on ─┘
import {curtain, el} from '../../js-shim/src/prompt/dom.js';
import {langOf, say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import common from '../../js-shim/src/prompt/tirai.css' with {type: 'text'};
import {askPane} from './ask-pane.js';
import {changesPane} from './changes-pane.js';
import {openCore, Playing} from './core.js';
import type {Core} from './core.js';
import css from './playground.css' with {type: 'text'};
import {policyPane} from './policy-pane.js';
import {readyPolicies, samples} from './samples.js';
import {t} from './texts.js';
import {ticketPane} from './ticket-pane.js';
import type {Ticket} from './ticket-pane.js';
import {viewsPane} from './views-pane.js';

const SETTLE_MS = 120;
const FIRST_POLICY = 'uu-pdp-contact-centre';

interface State {policy: string; name: string; started: string; ticket: Ticket}

function firstState(): State {
  const name = FIRST_POLICY in readyPolicies ? FIRST_POLICY : Object.keys(readyPolicies)[0] ?? '';
  const policy = readyPolicies[name] ?? '';
  const {text, customer} = samples[0]!;
  return {policy, name, started: policy, ticket: {text, customer, situation: {relationship: 'assigned'}, purpose: ''}};
}

function dress(): void {
  document.adoptedStyleSheets = [common, css].map(text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet; });
  document.body.className = 'tirai playground';
}

/** Draws everything in `lang`; answers what is on the page, for drawing it again in the other. */
function draw(core: Core, lang: Lang, state: State, speak: (lang: Lang, state: State) => void): void {
  document.documentElement.lang = lang;
  document.title = say(lang, t.title);
  let playing: Playing | undefined;
  let started = state.started;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => { clearTimeout(timer); timer = setTimeout(update, SETTLE_MS); };
  const policy = policyPane(lang, {text: state.policy, name: state.name}, later, text => { started = text; });
  const ticket = ticketPane(lang, state.ticket, later);
  const views = viewsPane(lang, core);
  const ask = askPane(lang, core);
  const changes = changesPane(lang, core);

  function update(): void {
    const text = policy.text();
    if (text !== playing?.text) {
      const opened = Playing.open(core, text);
      policy.said(opened.ok ? {ok: true, value: opened.value.summary} : opened, playing !== undefined);
      if (opened.ok) {
        playing?.close();
        playing = opened.value;
        ticket.offer(playing.summary.purposes.map(({id, text}) => ({id, text: text[lang]})));
        ask.offer(playing);
        changes.draw(started, playing, policy.focusLine);
      }
    }
    views.draw(playing, ticket.read());
  }

  const language = el('select', {id: 'language'}, el('option', {value: 'id', selected: lang === 'id', lang: 'id'}, 'Bahasa Indonesia'), el('option', {value: 'en', selected: lang === 'en', lang: 'en'}, 'English'));
  language.addEventListener('change', () => {
    clearTimeout(timer);
    playing?.close();
    speak(language.value === 'id' ? 'id' : 'en', {policy: policy.text(), name: state.name, started, ticket: ticket.read()});
    document.getElementById('language')?.focus();
  });
  document.body.replaceChildren(
    el('header', {class: 'top'}, curtain(), el('div', {}, el('h1', {}, say(lang, t.heading)), el('p', {class: 'quiet'}, say(lang, t.promise))),
      el('div', {class: 'row'}, el('label', {for: 'language'}, say(lang, t.language)), language)),
    el('main', {}, policy.element, ticket.element, views.element, ask.element, changes.element));
  update();
}

async function main(): Promise<void> {
  dress();
  const lang = langOf(undefined, navigator.language);
  try {
    const core = await openCore();
    const speak = (next: Lang, state: State): void => draw(core, next, state, speak);
    speak(lang, firstState());
  } catch {
    document.documentElement.lang = lang;
    document.body.replaceChildren(el('main', {class: 'broken'}, el('div', {class: 'notice bad', role: 'alert'}, el('strong', {}, say(lang, t.broken)), el('p', {}, say(lang, t.broken_more)))));
  }
}

void main();
