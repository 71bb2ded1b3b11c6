// The collector's own window for an agent's security key: step-up.html#<ticket>&<language>. It lies at the collector because a key answers for a host (WebAuthn's
// RP ID), never for a helpdesk. The ticket is good once, for two minutes; it leaves the address bar before anything else happens.
//
//   ceremony asked for ──step_up──▶ key at once ─┐            └ dismissed, not this key: said, and tried again while the ticket holds
//          │            └─key──▶ a press first ──┴─▶ sent ──▶ done: the window closes │ refused: the ticket is used up
//          └ ticket over: said
import {curtain, el} from '../../js-shim/src/prompt/dom.js';
import css from '../../js-shim/src/prompt/tirai.css' with {type: 'text'};
import {langOf, say} from '../../js-shim/src/texts.js';
import type {Lang, Text} from '../../js-shim/src/texts.js';
import {askKey, canAskKeys, type Ceremony} from './ceremony.js';
import {keyTexts as t} from './key-texts.js';

const kClosesMs = 1500;
const kOwn = `
body.tirai { display: grid; justify-items: center; min-height: 100vh; margin: 0; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; align-content: start; box-sizing: border-box; width: min(480px, 100%); padding: 24px 20px; }
.tirai .buttons { justify-content: flex-start; }
`;

const [ticket = '', wished] = location.hash.slice(1).split('&');
history.replaceState(null, '', location.pathname);
const lang: Lang = langOf(undefined, wished ?? navigator.language);
const said = el('div', {role: 'status'});
const buttons = el('div', {class: 'buttons'});
const lead = el('p', {});

function draw(): void {
  document.adoptedStyleSheets = [css, kOwn].map(text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return sheet; });
  document.documentElement.lang = lang;
  document.title = `Tirai · ${say(lang, t.title)}`;
  document.body.className = 'tirai step-up';
  document.body.replaceChildren(el('main', {}, el('header', {}, curtain(), el('div', {}, el('h1', {}, say(lang, t.title)), el('p', {class: 'quiet'}, location.host))), lead, said, buttons));
}

function tell(tone: 'plain' | 'bad' | 'good', text: Text, ...more: Text[]): void {
  said.replaceChildren(el('div', {class: `notice ${tone}`}, el('strong', {}, say(lang, text)), ...more.map(one => el('p', {}, say(lang, one)))));
}

function offer(text: Text, pressed: () => void): void {
  const button = el('button', {type: 'button', class: 'primary'}, say(lang, text));
  button.addEventListener('click', pressed);
  buttons.replaceChildren(button);
  button.focus();
}

const over = (text: Text): void => { tell('bad', text, t.over_more); offer(t.close, () => close()); };

async function ask(init: RequestInit = {}): Promise<Response | undefined> {
  return fetch('/v1/ceremony', {...init, cache: 'no-store', credentials: 'omit', headers: {...init.headers, Authorization: `Bearer ${ticket}`}}).catch(() => undefined);
}

async function show(ceremony: Ceremony): Promise<void> {
  buttons.replaceChildren();
  tell('plain', t.touch);
  const credential = await askKey(ceremony);
  if (!credential.ok) {
    tell('bad', credential.known ? t.known : t.dismissed);
    return offer(t.again, () => void show(ceremony));
  }
  const reply = await ask({method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(credential.value)});
  if (reply === undefined) { tell('bad', t.unreachable); return offer(t.again, () => void show(ceremony)); }
  if (!reply.ok) return over(t.refused);
  tell('good', ceremony.for === 'key' ? t.registered : t.proved, t.closing);
  offer(t.close, () => close());
  setTimeout(() => close(), kClosesMs);
}

async function main(): Promise<void> {
  draw();
  if (!canAskKeys()) return over(t.too_old);
  const reply = await ask();
  if (reply === undefined) { tell('bad', t.unreachable); return offer(t.again, () => void main()); }
  if (!reply.ok) return over(t.over);
  const ceremony = await reply.json() as Ceremony;
  lead.textContent = say(lang, ceremony.for === 'key' ? t.register_lead : t.show_lead, {agent: ceremony.agent});
  if (ceremony.for === 'key') return offer(t.register, () => void show(ceremony));
  return show(ceremony);
}

void main();
