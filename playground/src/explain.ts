// Why a value is masked or open: the rules that decided, and what they ask for.
import type {DecisionResponse} from '../../wasm/engine.js';
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {answerOf} from './core.js';
import type {Core, Playing} from './core.js';
import {levelTexts, obligationTexts, t} from './texts.js';
import type {Ticket} from './ticket-pane.js';

export function explanation(lang: Lang, core: Core, playing: Playing, role: string, className: string, ticket: Ticket): HTMLElement[] {
  const {context} = playing.decide(role, className, ticket.situation, ticket.purpose);
  const named = (list: readonly {id: string; text: {id: string; en: string}}[], id: string) => list.find(one => one.id === id)?.text[lang] ?? id;
  const title = say(lang, t.why_title, {class: named(playing.summary.classes, className), role: named(playing.summary.roles, role)});
  return [
    el('h3', {}, title),
    el('dl', {},
      row(say(lang, t.level), `${say(lang, levelTexts[context.level])} (${context.level})`),
      row(say(lang, t.rules), context.rules.join(', ') || say(lang, t.no_rule)),
      row(say(lang, t.reason), context.reason[lang] || say(lang, t.none)),
      row(say(lang, t.obligations), obligations(lang, context) || say(lang, t.none))),
    ...others(lang, core, playing, role, className, ticket),
  ];
}

const row = (name: string, value: string): HTMLElement => el('div', {}, el('dt', {}, name), el('dd', {}, value));

const obligations = (lang: Lang, {obligations}: DecisionResponse['context']): string => Object.entries(obligations).filter(([, value]) => value !== false)
  .map(([name, value]) => say(lang, obligationTexts[name as keyof typeof obligationTexts], {count: Number(value)})).join('; ');

/** What the compiled policy tool adds: which rules did not apply, and what the request did not say. */
function others(lang: Lang, core: Core, playing: Playing, role: string, className: string, ticket: Ticket): HTMLElement[] {
  const told = answerOf(core.explain(playing.text, playing.request(role, className, ticket.situation, ticket.purpose)));
  if (!told.ok) return [];
  const {not_matched, missing} = told.value.context;
  const failed = not_matched.map(({rule, fact, wanted}) => el('li', {}, el('code', {}, rule), ` ${say(lang, t.did_not_match, {fact, wanted: some(wanted)})}`));
  return [
    ...(failed.length === 0 ? [] : [el('details', {}, el('summary', {}, `${say(lang, t.failed_rules)} (${failed.length})`), el('ul', {}, ...failed))]),
    ...(missing.length === 0 ? [] : [el('p', {class: 'quiet'}, `${say(lang, t.missing)}: ${missing.join(', ')}`)]),
  ];
}

const some = (values: readonly string[]): string => values.length <= 4 ? values.join(', ') : `${values.slice(0, 4).join(', ')}, …`;
