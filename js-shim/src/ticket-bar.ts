// A slim bar on a ticket: what its customer consented to, whether they restricted processing, and the way to record what they say. At the foot of the
// window, in a closed shadow root; where there is nothing to consent to and nothing is restricted, there is no bar.
import {consentStates, consentTexts as t} from './prompt/consent-texts.js';
import type {CustomerShown} from './prompt/consent.js';
import {el} from './prompt/dom.js';
import {adoptCss} from './styles.js';
import {say, type Lang} from './texts.js';

const css = `
:host { all: initial !important; position: fixed !important; inset: auto auto 0 0 !important; max-width: 100vw !important; z-index: 2147483643 !important; }
.bar { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: center; box-sizing: border-box; padding: 3px 10px; background: #0f3f3b; color: #fff; border: 1px solid #7fd0c4; border-left: 0; border-bottom: 0;
  border-radius: 0 8px 0 0; font: 13px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
.bar.restricted { background: #6b1712; border-color: #ffc9c4; }
b { font-weight: 650; }
button { all: unset; white-space: nowrap; box-sizing: border-box; min-height: 24px; padding: 1px 8px; border: 1px solid #7fd0c4; border-radius: 6px; font-weight: 600; cursor: pointer; }
button:hover { background: #17544f; }
.restricted button { border-color: #ffc9c4; } .restricted button:hover { background: #84241e; }
button:focus-visible { outline: 3px solid #7ab8ff; outline-offset: 1px; }
@media (forced-colors: active) { .bar { border-color: CanvasText; } button { border-color: ButtonBorder; } }
@media print { :host { display: none !important; } }
`;

const kMostNamed = 3;

function retentionText(lang: Lang, retention: CustomerShown['retention']): string {
  const day = new Intl.DateTimeFormat(lang, {dateStyle: 'medium'});
  return retention.map(({classes, until_ms}) => {
    const named = classes.slice(0, kMostNamed).map(text => text[lang]).join(', ') + (classes.length > kMostNamed ? ', …' : '');
    return say(lang, until_ms <= Date.now() ? t.over_since : t.kept_until, {classes: named, date: day.format(until_ms)});
  }).join(' · ');
}

export interface TicketBarParts {lang(): Lang; rootOf(host: Element): ShadowRoot; signal: AbortSignal; record(): void}
export interface TicketBar {
  /** Nothing: there is no ticket, or nobody to ask about it. Hidden by the agent, it comes back with the next ticket. */
  show(ticket: string | undefined, customer: CustomerShown | undefined): void;
}

export function hangTicketBar({lang, rootOf, signal, record}: TicketBarParts): TicketBar {
  let host: HTMLElement | undefined;
  let bar: HTMLElement | undefined;
  let hidden: string | undefined;

  function away(): void {
    host?.remove();
    host = bar = undefined;
  }

  function open(): HTMLElement {
    if (bar !== undefined && host?.isConnected) return bar;
    away();
    host = document.createElement('tirai-ticket');
    const root = rootOf(host);
    adoptCss(root, css);
    bar = el('div', {class: 'bar', role: 'region'});
    root.append(bar);
    document.documentElement.append(host);
    return bar;
  }

  function button(label: string, pressed: () => void): HTMLElement {
    const made = el('button', {type: 'button'}, label);
    made.addEventListener('click', event => { if (event.isTrusted) pressed(); }, {signal});
    return made;
  }

  signal.addEventListener('abort', away);
  return {
    show(ticket, customer) {
      const restricted = customer?.restriction === 'restricted';
      if (ticket === undefined || customer === undefined || hidden === ticket || (customer.purposes.length === 0 && customer.retention.length === 0 && !restricted)) return away();
      const box = open();
      const now = lang();
      box.lang = now;
      box.className = restricted ? 'bar restricted' : 'bar';
      box.setAttribute('aria-label', say(now, t.bar));
      const purposes = customer.purposes.map(({text, state}) => `${text[now]}: ${say(now, consentStates[state])}`).join(' · ');
      box.replaceChildren(
        ...restricted ? [el('b', {}, `⚠ ${say(now, t.restricted)}`)] : [],
        ...purposes === '' ? [] : [el('span', {}, el('b', {}, say(now, t.consent)), ` ${purposes}`)],
        ...customer.retention.length === 0 ? [] : [el('span', {}, el('b', {}, say(now, t.retention)), ` ${retentionText(now, customer.retention)}`)],
        ...customer.from === 'kept' ? [el('span', {}, `(${say(now, t.kept)})`)] : [],
        ...purposes === '' ? [] : [button(say(now, t.record), record)],
        button(say(now, t.hide), () => { hidden = ticket; away(); }));
    },
  };
}
