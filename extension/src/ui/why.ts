// Why a value is masked, as the popup says it: how it is painted and what it may be revealed for, each with the policy's reason and its rules.
import {el, stranger} from '../../../js-shim/src/prompt/dom.js';
import type {Lang} from '../../../js-shim/src/texts.js';
import {say} from '../../../js-shim/src/texts.js';
import type {Status} from '../messages.js';
import {callerTexts, standingTexts, whyTexts as t} from './texts.js';

type Why = NonNullable<Status['why']>;

function rules(ids: string[], lang: Lang): HTMLElement {
  return el('span', {class: 'quiet'}, ids.length === 0 ? say(lang, t.no_rule) : say(lang, t.rules, {rules: ids.join(', ')}));
}

function row(name: string, ...value: (Node | string | false)[]): HTMLElement {
  return el('div', {}, el('dt', {}, name), el('dd', {}, ...value));
}

export function whyMasked(why: Why | undefined, open: boolean, lang: Lang): HTMLElement | undefined {
  if (why === undefined) return undefined;
  const {view, reveal} = why;
  const kind = why.class_text[lang];
  const purposes = reveal.purposes.map((purpose) => purpose[lang]).join(', ');
  return el('details', {class: 'why', id: 'why', open},
    el('summary', {id: 'why-title'}, say(lang, t.title)),
    el('p', {}, stranger(why.where, ''), kind === why.where ? '' : `, ${kind}`),
    el('dl', {},
      row(say(lang, t.painted), view.reason[lang] || say(lang, t.covered_by_default), rules(view.rules, lang)),
      row(say(lang, t.revealed), purposes === '' ? reveal.reason[lang] || say(lang, t.nobody) : say(lang, t.for_purposes, {purposes}), purposes === '' && rules(reveal.rules, lang)),
      row(say(lang, t.facts), `${say(lang, standingTexts[why.relationship])} · ${say(lang, callerTexts[why.caller])}`)));
}
