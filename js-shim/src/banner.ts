// The banner on a covered page: why it is covered, and what helps. It lives in a closed shadow root beside <body>, so that the page
// neither styles nor reads it; both languages are shown, the agent's first.
import {bannerTexts, coverTexts} from './texts.js';
import type {Lang} from './texts.js';
import {ownRoot} from './shadow.js';
import {adoptCss} from './styles.js';
import type {CoverReason} from './types.js';

export const BANNER_TAG = 'tirai-banner';

const CSS = `
:host { all: initial !important; position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; display: grid !important;
  place-items: start center !important; visibility: visible !important; opacity: 1 !important; pointer-events: none !important; }
section { pointer-events: auto; margin: 12vh 1rem 1rem; max-width: 34rem; padding: 1.25rem 1.5rem; border: 1px solid #b7bcc6; border-inline-start: 6px solid #b3261e;
  border-radius: 8px; background: #fff; color: #1c1f26; font: 16px/1.5 system-ui, sans-serif; box-shadow: 0 8px 32px #0003; }
h1 { margin: 0 0 .25rem; font-size: 1.125rem; } p { margin: 0 0 .75rem; }
.second { color: #4a5060; } .second h1 { font-size: 1rem; }
.detail { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
button { font: inherit; padding: .4rem 1rem; border: 1px solid #5f6675; border-radius: 6px; background: #f3f4f6; color: inherit; cursor: pointer; }
button:focus-visible { outline: 3px solid #1a5fd0; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  section { background: #1d2026; color: #f1f3f6; border-color: #4b515d; border-inline-start-color: #ff8a80; }
  .second { color: #c3c8d2; } button { background: #2c313a; border-color: #8b93a3; } button:focus-visible { outline-color: #8ab4ff; }
}`;

export interface Banner {
  /** Puts the banner back if the page removed it, or has only now got a root element to carry it. */
  hold(): void;
  remove(): void;
}

export function raiseBanner(doc: Document, lang: Lang, reason: CoverReason, detail?: string): Banner {
  const host = doc.createElement(BANNER_TAG);
  const root = ownRoot(host);
  adoptCss(root, CSS);
  root.append(content(doc, lang, reason, detail));
  let removed = false;
  const banner: Banner = {
    hold() {
      if (!removed && doc.documentElement && host.parentNode !== doc.documentElement) doc.documentElement.append(host);
    },
    remove() { removed = true; host.remove(); },
  };
  banner.hold();
  return banner;
}

function content(doc: Document, lang: Lang, reason: CoverReason, detail: string | undefined): HTMLElement {
  const other: Lang = lang === 'id' ? 'en' : 'id';
  const box = doc.createElement('section');
  box.setAttribute('role', 'alert');
  box.setAttribute('aria-label', bannerTexts.label[lang]);
  box.append(saying(doc, lang, reason, ''), saying(doc, other, reason, 'second'));
  if (detail) box.append(element(doc, 'p', `${bannerTexts.detail[lang]}: ${detail}`, 'detail'));
  if (reason === 'opener_left') return box;  // written by that page: loaded again, it is empty
  const reload = element(doc, 'button', bannerTexts.reload[lang], '');
  reload.addEventListener('click', event => { if (event.isTrusted) doc.defaultView?.location.reload(); });
  box.append(reload);
  return box;
}

function saying(doc: Document, lang: Lang, reason: CoverReason, className: string): HTMLElement {
  const box = element(doc, 'div', '', className);
  box.lang = lang;
  box.append(element(doc, 'h1', coverTexts[reason].title[lang], ''), element(doc, 'p', coverTexts[reason].action[lang], ''));
  return box;
}

function element(doc: Document, tag: string, text: string, className: string): HTMLElement {
  const made = doc.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}
