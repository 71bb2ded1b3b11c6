// What the extension's own pages share: the look, the language, and ways to say when.
import type {Lang} from '../../../js-shim/src/texts.js';
import {langOf} from '../../../js-shim/src/texts.js';
import css from '../../../js-shim/src/prompt/tirai.css' with {type: 'text'};

/** Dresses the document as one of our surfaces and answers the element to draw in. */
export function openPage(surface: string, lang: Lang, title: string): HTMLElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  document.body.className = `tirai ${surface}`;
  document.title = title;
  document.documentElement.lang = lang;
  return document.body;
}

/** Before the settings are known. */
export const browserLang = (): Lang => langOf(undefined, chrome.i18n.getUILanguage());

/** "21 Nov 2026 19.24" / "21 Nov 2026, 19:24", in the reader's time zone. */
export function dateTime(lang: Lang, time_ms: number): string {
  return new Intl.DateTimeFormat(lang, {dateStyle: 'medium', timeStyle: 'short'}).format(time_ms);
}

/** "3 menit yang lalu" / "3 minutes ago". */
export function ago(lang: Lang, time_ms: number, now_ms: number): string {
  const past_s = Math.min(0, Math.round((time_ms - now_ms) / 1000));
  const [unit, size] = UNITS.find(([, at_least]) => -past_s >= at_least) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(lang, {numeric: 'auto'}).format(Math.trunc(past_s / size), unit);
}
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60]] as const;
