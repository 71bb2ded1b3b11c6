// What the policies call classes, purposes and rules, in the language of the page. An id stands on no page by itself, where there is a word for it.
import {el} from '../../js-shim/src/prompt/dom.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {policyNames} from './api.js';
import type {Names} from './api.js';

export type Named = keyof Names;
let known: Names = {classes: {}, purposes: {}, rules: {}};

/** Once a session: a page without names shows ids. */
export async function learnNames(): Promise<void> {
  const answer = await policyNames();
  if (answer.ok) known = answer.value;
}

/** An id that no policy names is itself. */
export const nameOf = (lang: Lang, kind: Named, id: string): string => Object.hasOwn(known[kind], id) ? known[kind][id]![lang] : id;

/** The name, and behind it the id as the log has it. */
export function named(lang: Lang, kind: Named, id: string): HTMLElement | string {
  const name = nameOf(lang, kind, id);
  return name === id ? id : el('span', {class: 'named'}, name, ' ', el('code', {}, id));
}

/** Every id with its name, for a list to pick from. */
function namesOf(lang: Lang, kind: Named): [string, string][] {
  return Object.entries(known[kind]).map(([id, text]): [string, string] => [id, text[lang]]).sort(([, a], [, b]) => a.localeCompare(b, lang));
}

export const namesList = (lang: Lang, kind: Named, id: string): HTMLElement => el('datalist', {id}, ...namesOf(lang, kind).map(([value, text]) => el('option', {value, label: text}, text)));

/** What was typed may be the id, or the name in either language. */
export function idOf(kind: Named, typed: string): string {
  const wanted = typed.trim(), same = (name: string): boolean => name.toLowerCase() === wanted.toLowerCase();
  return Object.hasOwn(known[kind], wanted) ? wanted : Object.entries(known[kind]).find(([, {id, en}]) => same(id) || same(en))?.[0] ?? wanted;
}
