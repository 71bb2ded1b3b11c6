// The sign that the curtain is up, and the way to the prompt for those who do not know the key. In a closed shadow root, out of print.
import {curtain as picture, el} from '../../js-shim/src/prompt/dom.js';
import {adoptCss} from '../../js-shim/src/styles.js';
import {say, type Lang} from '../../js-shim/src/texts.js';
import {dropinTexts as t} from './texts.js';

const css = `
:host { all: initial !important; position: fixed !important; inset: auto 12px 12px auto !important; z-index: 2147483646 !important; }
button { all: unset; display: flex; align-items: center; gap: 8px; box-sizing: border-box; min-height: 36px; padding: 4px 12px 4px 6px; border-radius: 18px; cursor: pointer;
  background: #0f3f3b; color: #fff; border: 1px solid #7fd0c4; font: 600 13px/1.3 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; box-shadow: 0 2px 8px rgb(0 0 0 / 30%); }
button:hover { background: #17544f; }
button:focus-visible { outline: 3px solid #7ab8ff; outline-offset: 2px; }
svg { width: 24px; height: 24px; }
.curtain-wall { fill: #0f3f3b; } .curtain-light { fill: #ffd97a; } .curtain-cloth { fill: #2f9288; } .curtain-fold { fill: #1d7168; } .curtain-rod { fill: #e9f2f0; }
kbd { font: inherit; padding: 0 6px; border: 1px solid #7fd0c4; border-radius: 4px; }
@media (max-width: 480px) { span, kbd { display: none; } button { padding: 4px 6px; } }
@media (forced-colors: active) { svg { forced-color-adjust: none; } }
@media print { :host { display: none !important; } }
`;

export function showBadge(lang: Lang, attachShadow: Element['attachShadow'], open: () => void): void {
  const host = document.createElement('tirai-badge');
  const root = attachShadow.call(host, {mode: 'closed'});
  adoptCss(root, css);
  const button = el('button', {type: 'button', lang, 'aria-label': say(lang, t.badge_label), 'aria-keyshortcuts': 'Alt+R'}, el('span', {}, say(lang, t.badge)), el('kbd', {}, 'Alt+R'));
  button.prepend(picture());
  button.addEventListener('click', event => { if (event.isTrusted) open(); });
  button.addEventListener('mousedown', event => event.preventDefault());  // what is selected is what the agent means
  root.append(button);
  document.documentElement.append(host);
}
