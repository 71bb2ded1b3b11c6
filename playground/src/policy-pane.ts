// The policy's text: where it comes from, whether it can be used, and where it is wrong.
import type {Answer, PolicySummary} from '../../wasm/engine.js';
import {el} from '../../js-shim/src/prompt/dom.js';
import {say} from '../../js-shim/src/texts.js';
import type {Lang} from '../../js-shim/src/texts.js';
import {jumpTo} from './parts.js';
import {readyPolicies} from './samples.js';
import {t} from './texts.js';

const MOST_BYTES = 4 << 20;

export interface PolicyPane {
  readonly element: HTMLElement;
  text(): string;
  /** What the core said of the text; `has_older`: another one is still in force on the page. */
  said(answer: Answer<PolicySummary>, has_older: boolean): void;
  focusLine(line: number, column: number): void;
}

export function policyPane(lang: Lang, start: {text: string; name: string}, changed: () => void, started: (text: string) => void): PolicyPane {
  const area = el('textarea', {id: 'policy', spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off', wrap: 'off', 'aria-describedby': 'policy-said'});
  area.value = start.text;
  const said = el('div', {id: 'policy-said', class: 'said', role: 'status'});
  const from = el('select', {id: 'ready'}, ...Object.keys(readyPolicies).map(name => el('option', {value: name, selected: name === start.name}, name)));
  const file = el('input', {type: 'file', id: 'file', accept: '.json,application/json', hidden: true});
  const open = el('button', {type: 'button'}, say(lang, t.open));
  const save = el('button', {type: 'button'}, say(lang, t.save));

  /** As if typed: the browser can undo it. */
  function replace(text: string): void {
    area.focus();
    area.select();
    if (!document.execCommand('insertText', false, text)) area.value = text;
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
    started(text);
    changed();
  }

  async function read(): Promise<void> {
    const chosen = file.files?.[0];
    file.value = '';
    if (!chosen) return;
    if (chosen.size > MOST_BYTES) return said.replaceChildren(el('div', {class: 'notice bad'}, say(lang, t.file_too_large)));
    replace(await chosen.text());
  }

  area.addEventListener('input', changed);
  from.addEventListener('change', () => replace(readyPolicies[from.value] ?? ''));
  open.addEventListener('click', () => file.click());
  file.addEventListener('change', () => void read());
  save.addEventListener('click', () => download(area.value));

  function focusLine(line: number, column: number): void {
    const begin = area.value.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const at = Math.min(begin + Math.max(0, column - 1), area.value.length);
    area.focus();
    area.setSelectionRange(at, Math.max(at, area.value.indexOf('\n', at) < 0 ? area.value.length : area.value.indexOf('\n', at)));
    area.scrollTop = Math.max(0, (line - 4) * Number.parseFloat(getComputedStyle(area).lineHeight));
  }

  return {
    element: el('section', {class: 'pane policy-pane', 'aria-labelledby': 'policy-title'},
      el('h2', {id: 'policy-title'}, say(lang, t.policy)),
      el('div', {class: 'row'}, el('label', {for: 'ready'}, say(lang, t.ready)), from, open, save, file),
      el('label', {for: 'policy', class: 'heard'}, say(lang, t.policy_text)), area, said),
    text: () => area.value,
    focusLine,
    said(answer, has_older) {
      area.setAttribute('aria-invalid', String(!answer.ok));
      if (answer.ok) {
        const {classes, roles} = answer.value;
        return said.replaceChildren(el('p', {class: 'fine'}, say(lang, t.valid, {classes: classes.length, roles: roles.length})));
      }
      const {at, message} = answer.error;
      said.replaceChildren(el('div', {class: 'notice bad'}, el('strong', {}, say(lang, t.invalid)),
        el('p', {}, el('code', {lang: 'en'}, `${at}: ${message}`)), el('p', {}, say(lang, has_older ? t.goes_on : t.nothing_yet)), jumpTo(at, lang, focusLine)));
    },
  };
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
  const link = el('a', {href: url, download: 'policy.json'});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url));
}
