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

/** "21 Nov 2026", in the reader's time zone; on its last day with the time. */
export function date(lang: Lang, time_ms: number): string {
  const soon = Math.abs(time_ms - Date.now()) < 86_400_000;
  return new Intl.DateTimeFormat(lang, soon ? {dateStyle: 'medium', timeStyle: 'short'} : {dateStyle: 'medium'}).format(time_ms);
}

/** "request-tracker" → "Request Tracker": adapters carry the helpdesk's own name, which no language changes. */
export const adapterName = (id: string): string => id.replace(/(^|[-_.])([a-z])/g, (_, gap: string, letter: string) => (gap === '' ? '' : ' ') + letter.toUpperCase());

/** "3 mnt lalu" / "3 min. ago". */
export function ago(lang: Lang, time_ms: number, now_ms: number): string {
  const past_s = Math.min(0, Math.round((time_ms - now_ms) / 1000));
  const [unit, size] = UNITS.find(([, at_least]) => -past_s >= at_least) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat(lang, {numeric: 'auto', style: 'short'}).format(Math.trunc(past_s / size), unit);
}
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60]] as const;
