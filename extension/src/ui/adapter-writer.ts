// Writes an adapter by pointing: the options page sends the picker into a helpdesk's tab, keeps the draft, and shows it there and here while it grows. The
// file goes to the DPO, who signs it into the next bundle: nothing here changes what is in force.
import {knowsSelector, parseAdapter} from '../../../js-shim/src/adapter.js';
import {el} from '../../../js-shim/src/prompt/dom.js';
import type {Lang, Text} from '../../../js-shim/src/texts.js';
import {say} from '../../../js-shim/src/texts.js';
import type {PageStart} from '../../../client/src/types.js';
import {kPageKey, type Picked, type Previewed, type SettingsView, type ToPicker} from '../messages.js';
import {pickerTexts as t} from '../picker/texts.js';
import {permissionPattern} from '../registration.js';
import {input} from './fields.js';

interface PolicyClass {text: Text; type: string | undefined}
interface DraftField {element: HTMLElement; entry(): Record<string, unknown>; preview(): {select: string; label: string}; count(matches: number): void}

/** Where no policy is in force yet: classes that every ready policy has. */
const COMMON: Record<string, PolicyClass> = {
  'person.name': {text: {id: 'Nama', en: 'Name'}, type: 'person'}, 'contact.phone': {text: {id: 'Telepon', en: 'Phone'}, type: 'phone_number'},
  'contact.email': {text: {id: 'Surel', en: 'E-mail'}, type: 'email_address'}, 'contact.address': {text: {id: 'Alamat', en: 'Address'}, type: 'address'},
  'identity.nik': {text: {id: 'NIK', en: 'NIK'}, type: 'id_nik'},
};

async function policyClasses(): Promise<Record<string, PolicyClass>> {
  const kept = (await chrome.storage.local.get(kPageKey))[kPageKey] as PageStart | undefined;
  if (kept?.state !== 'ready') return COMMON;
  try {
    const {classes} = JSON.parse(kept.verified.policy) as {classes: Record<string, {text: Text; entity_types?: string[]}>};
    return Object.fromEntries(Object.entries(classes).map(([id, {text, entity_types}]) => [id, {text, type: entity_types?.[0]}]));
  } catch {
    return COMMON;  // with comments, or of a version we do not know
  }
}

/** A tab of the helpdesk, in front; made where there is none. */
async function tabOf(origin: string): Promise<number | undefined> {
  const open = (await chrome.tabs.query({url: permissionPattern(origin)})).filter(({url}) => url !== undefined && URL.parse(url)?.origin === origin);
  const tab = open.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0] ?? await chrome.tabs.create({url: `${origin}/`});
  if (tab.id !== undefined) await chrome.scripting.executeScript({target: {tabId: tab.id}, files: ['picker.js']});
  return tab.id;
}

export function adapterWriter(view: SettingsView, lang: Lang): HTMLElement {
  const origins = view.helpdesks.filter(({permitted}) => permitted).map(({origin}) => origin);
  const head = [el('h2', {id: 'writer'}, say(lang, t.title)), el('p', {class: 'quiet'}, say(lang, t.lead))];
  const section = el('section', {class: 'card', 'aria-labelledby': 'writer'}, ...head);
  if (origins.length === 0) section.append(el('p', {}, say(lang, t.none)));
  else section.append(...draftForm(origins, lang));
  return section;
}

function draftForm(origins: string[], lang: Lang): HTMLElement[] {
  const where = el('select', {id: 'writer-where'}, ...origins.map(origin => el('option', {value: origin}, origin)));
  const name = input({name: 'writer-name', type: 'text', label: t.name, hint: t.name_more, value: 'our-desk', needed: true, fixed: false}, lang);
  const pick = el('button', {type: 'button', class: 'primary', id: 'writer-pick'}, say(lang, t.pick));
  const said = el('p', {class: 'quiet', role: 'status', id: 'writer-said'});
  const list = el('div', {class: 'rows'});
  const json = el('textarea', {id: 'writer-json', readonly: true, rows: 12, spellcheck: 'false', dir: 'ltr', 'aria-describedby': 'writer-said'});
  const fields: DraftField[] = [];
  let tab: number | undefined;
  let made = 0;
  const classes = policyClasses();

  const tell = <M extends ToPicker>(message: M): Promise<unknown> => tab === undefined ? Promise.resolve() : chrome.tabs.sendMessage(tab, message).catch(() => undefined);

  /** The file as it is now, here and outlined in the page. */
  async function refresh(): Promise<void> {
    const text = JSON.stringify({format: 'tirai.adapter/v1', helpdesk: name.value(), fields: fields.map(field => field.entry())}, null, 2);
    json.value = `${text}\n`;
    const read = parseAdapter(text, '', css => knowsSelector(document, css));
    said.textContent = read.ok ? '' : say(lang, t.wrong, {at: read.error.at.replace(/^:/, ''), message: read.error.message});
    const shown = await tell({type: 'picker.show', fields: fields.map(field => field.preview()), lang}) as Previewed | undefined;
    shown?.matches.forEach((matches, at) => fields[at]?.count(matches));
  }

  async function point(): Promise<void> {
    said.textContent = say(lang, t.picking);
    try {
      tab = await tabOf(where.value);
      const own = await chrome.tabs.getCurrent();
      if (tab !== undefined) await chrome.tabs.update(tab, {active: true});
      const picked = await tell({type: 'picker.pick', lang}) as Picked | undefined;
      if (own?.id !== undefined) await chrome.tabs.update(own.id, {active: true});
      if (!picked) said.textContent = say(lang, t.no_page);
      else if (!picked.ok) said.textContent = say(lang, t.cancelled);
      else await add(picked);
    } catch {
      said.textContent = say(lang, t.no_page);
    }
  }

  async function add({offers}: Picked & {ok: true}): Promise<void> {
    const field = draftField(++made, offers, await classes, lang, () => void refresh(), gone => {
      fields.splice(fields.indexOf(gone), 1);
      gone.element.remove();
      pick.focus();
      void refresh();
    });
    fields.push(field);
    list.append(field.element);
    await refresh();
    field.element.querySelector<HTMLElement>('select, input')?.focus();
  }

  const copy = el('button', {type: 'button', id: 'writer-copy'}, say(lang, t.copy));
  const save = el('button', {type: 'button', id: 'writer-save'}, say(lang, t.save));
  pick.addEventListener('click', () => void point());
  name.element.addEventListener('input', () => void refresh());
  copy.addEventListener('click', () => void navigator.clipboard.writeText(json.value).then(() => { said.textContent = say(lang, t.copied); }));
  save.addEventListener('click', () => download(`${name.value() || 'adapter'}.json`, json.value));
  addEventListener('pagehide', () => void tell({type: 'picker.end'}));
  void refresh();
  return [
    el('div', {class: 'field'}, el('label', {for: 'writer-where'}, say(lang, t.where)), where), name.element, list, el('div', {class: 'buttons start'}, pick), said,
    el('div', {class: 'field'}, el('label', {for: 'writer-json'}, say(lang, t.json)), json), el('div', {class: 'buttons'}, copy, save),
  ];
}

function draftField(n: number, offers: (Picked & {ok: true})['offers'], classes: Record<string, PolicyClass>, lang: Lang, changed: () => void, removed: (field: DraftField) => void): DraftField {
  const id = (part: string) => `writer-${part}-${n}`;
  const chooser = el('select', {id: id('select'), dir: 'ltr'}, ...offers.map(({select, matches}) => el('option', {value: select}, `${select} (${matches})`)));
  const of = el('select', {id: id('class')}, ...Object.entries(classes).map(([value, {text}]) => el('option', {value}, `${text[lang]} (${value})`)));
  const known = el('input', {type: 'checkbox', id: id('known'), checked: true});
  const count = el('span', {class: 'quiet', id: id('count')});
  const remove = el('button', {type: 'button', 'aria-label': say(lang, t.remove, {n})}, say(lang, t.remove_short));
  const label = () => classes[of.value]?.text ?? {id: of.value, en: of.value};
  const field: DraftField = {
    element: el('div', {class: 'row', role: 'group', 'aria-label': say(lang, t.field, {n})},
      el('div', {class: 'field'}, el('label', {for: id('class')}, say(lang, t.of_class)), of),
      el('div', {class: 'field'}, el('label', {for: id('select')}, say(lang, t.select)), chooser),
      el('label', {class: 'choice'}, known, say(lang, t.known)), el('div', {class: 'buttons'}, count, remove)),
    entry: () => {
      const type = classes[of.value]?.type;
      return {select: chooser.value, class: of.value, ...(type === undefined ? {} : {type}), ...(known.checked ? {known: true} : {}), label: label()};
    },
    preview: () => ({select: chooser.value, label: label()[lang]}),
    count: matches => { count.textContent = say(lang, t.matches, {count: Math.max(0, matches)}); },
  };
  for (const control of [chooser, of, known]) control.addEventListener('change', changed);
  remove.addEventListener('click', () => removed(field));
  return field;
}

function download(name: string, text: string): void {
  const link = el('a', {href: URL.createObjectURL(new Blob([text], {type: 'application/json'})), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
