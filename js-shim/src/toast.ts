// A line over the page that goes away by itself: why nothing was revealed, or written. In a closed shadow root: the page cannot read it, nor dress it up.
import {adoptCss} from './styles.js';
import {say, type Lang, type Text} from './texts.js';

const kShownMs = 8_000;
const css = `
:host { all: initial !important; position: fixed !important; inset: auto 1rem 1rem auto !important; z-index: 2147483647 !important; }
div { font: 15px/1.4 system-ui, sans-serif; background: #1d2733; color: #fff; border: 1px solid #8fa3b8; border-radius: 8px; padding: .75rem 1rem; max-width: 24rem; }
strong { display: block; }
`;

/** `rootOf`: a closed root that the curtain does not look into. */
export function toast(rootOf: (host: Element) => ShadowRoot, lang: Lang, {title, action}: {title: Text; action: Text}): void {
  const host = document.createElement('tirai-toast');
  const root = rootOf(host);
  adoptCss(root, css);
  const box = root.appendChild(document.createElement('div'));
  box.setAttribute('role', 'alert');
  box.lang = lang;
  const headline = document.createElement('strong');
  headline.textContent = say(lang, title);
  box.append(headline, say(lang, action));
  document.documentElement.append(host);
  setTimeout(() => host.remove(), kShownMs);
}
