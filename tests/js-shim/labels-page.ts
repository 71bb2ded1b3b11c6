// A page that changes at random, read by a reader that hears of its changes and, after each batch, by a new one that reads it whole.
import {parseAdapter} from '../../js-shim/src/adapter.js';
import {createPageReader} from '../../js-shim/src/page.js';
import type {PageReader} from '../../js-shim/src/page.js';
import generic from '../../adapters/generic.json';
import {dice} from './frameworks/dice.js';

const names = ['dl', 'dt', 'dt', 'dd', 'dd', 'table', 'tr', 'tr', 'td', 'td', 'td', 'th', 'label', 'span', 'p', 'div', 'b', 'li', 'input', 'h3', 'fieldset', 'br'];
const texts = ['NIK', 'NIK', 'Nama:', 'Nama', 'Telepon', 'Surel :', 'Alamat', 'Siti', '0812', 'N', 'IK', ' ', ''];
const raw = {text: (node: Text) => node.data, attribute: (attr: Attr) => attr.value};
const adapter = parseAdapter(generic);
if (!adapter.ok) throw new Error(adapter.error.message);
const reader = () => createPageReader(document, adapter.value, 'en', raw);

/** As gather.ts does; answers whether the page is to be read anew. */
function tell(heard: PageReader, records: MutationRecord[]): boolean {
  const known = new Map<Element, boolean>();
  let concerned = false;
  for (const {type, target, addedNodes, removedNodes, nextSibling} of records) {
    if (type === 'childList') heard.changed(target, addedNodes, nextSibling); else heard.changed(target);
    for (const node of addedNodes) concerned ||= heard.concerns(node, known);
    concerned ||= (type === 'characterData' || removedNodes.length > 0) && heard.concerns(target, known);
  }
  return heard.notice() || concerned;
}

/** Taken out of the page for a while, and changed there. */
let drawer: Node[] = [];

function change([doc, inner]: (Document | ShadowRoot)[], roll: (below: number) => number): void {
  const pick = <T>(from: ArrayLike<T>): T => from[roll(from.length)]!;
  const roots = [doc!, inner!];
  const root = pick(roots);
  const places = [...root.querySelectorAll('#play, #play *')].filter(one => !/^(input|br)$/.test(one.localName));
  const into = root.nodeType === Node.DOCUMENT_NODE ? pick(places) : pick([root, ...places]);
  const make = (depth: number): Node => {
    if (depth === 0 || roll(3) === 0) return document.createTextNode(pick(texts));
    const made = document.createElement(pick(names));
    if (!/^(input|br)$/.test(made.localName)) for (let n = depth > 0 ? roll(4) : 0; n > 0; --n) made.append(make(depth - 1));
    return made;
  };
  const before = into.childNodes.length > 0 && roll(2) ? pick(into.childNodes) : null;
  const small = document.getElementById('small')!.shadowRoot!;
  switch (roll(8)) {
    case 0: case 1: into.insertBefore(make(3), before); break;
    case 2: before?.remove(); if (before && !before.contains(small.host)) drawer.push(before); break;
    case 6: small.textContent = pick(texts); break;
    case 7: { const back = drawer.splice(roll(drawer.length + 1), 1)[0]; if (back && !back.isConnected) { if (back.firstChild && roll(2)) back.firstChild.textContent = pick(texts); into.insertBefore(back, before?.isConnected ? before : null); } break; }
    case 3: { const moved = pick([...pick(roots).querySelectorAll('#play *')]); if (moved && !moved.contains(into) && !moved.shadowRoot && moved !== before) into.insertBefore(moved, before); break; }
    case 4: if (before?.nodeType === Node.TEXT_NODE) (before as Text).data = pick(texts); break;
    default: if (before && roll(4) === 0 && before.nodeType === Node.ELEMENT_NODE && !(before as Element).querySelector('[data-host]')) (before as Element).textContent = pick(texts);
  }
}

/** How often the two read the page differently in `batches` of a few changes, how many fields there were, and how often the one did not read it, for nothing concerned it. */
async function play(seed: number, batches: number): Promise<{differ: number; fields: number; spared: number}> {
  const roll = dice(seed);
  document.body.innerHTML = '<div id="play"><dl><dt>NIK</dt><dd>1</dd></dl><table><tr><td>Nama</td><td>Siti</td></tr></table></div><div id="host" data-host></div><p data-host><span id="small"></span><b>x</b></p>';
  drawer = [];
  const inner = document.getElementById('host')!.attachShadow({mode: 'open'});
  inner.innerHTML = '<div id="play"><label>Surel</label><span>x</span></div>';
  const small = document.getElementById('small')!.attachShadow({mode: 'open'});
  const roots = [document, inner, small];
  const observer = new MutationObserver(() => undefined);
  for (const root of roots) observer.observe(root, {subtree: true, childList: true, characterData: true});
  const heard = reader();
  let said = heard.read(roots);
  let differ = 0, fields = 0, spared = 0;
  let concerned = false;
  for (let batch = 0; batch < batches; ++batch) {
    for (let n = 1 + roll(5); n > 0; --n) change(roots, roll);
    concerned = tell(heard, observer.takeRecords()) || concerned;
    await null;  // from here on nobody hears of what was taken out
    if (roll(3) > 0) continue;  // not every batch is read
    const whole = reader();
    const expected = whole.read(roots);
    if (concerned) said = heard.read(roots); else ++spared;
    concerned = false;
    const all = roots.flatMap(root => [...root.querySelectorAll('*')]);
    fields += all.filter(one => whole.declared(one)).length;
    if (all.some(one => heard.declared(one)?.field !== whole.declared(one)?.field) || JSON.stringify(said.known) !== JSON.stringify(expected.known)) ++differ;
    if (all.length > 400) document.getElementById('play')!.replaceChildren();
  }
  return {differ, fields, spared};
}

/** Whether a change of a page with two customers is one to read the page anew for. */
function heeds(what: 'moved' | 'emptied' | 'elsewhere'): boolean {
  const form = (name: string) => `<section><dl><dt>Nama</dt><dd>${name}</dd></dl></section>`;
  document.body.innerHTML = `${form('Siti')}${form('Budi')}<ul><li>x</li></ul>`;
  const observer = new MutationObserver(() => undefined);
  observer.observe(document, {subtree: true, childList: true, characterData: true});
  const heard = reader();
  heard.read([document]);
  const last = document.querySelector('section:last-of-type')!;
  switch (what) {
    case 'moved': document.body.prepend(last); break;  // now its customer is the first
    case 'emptied': last.firstElementChild!.replaceChildren(); break;
    case 'elsewhere': document.querySelector('ul')!.innerHTML = '<li>y</li><li>z</li>';
  }
  return tell(heard, observer.takeRecords());
}

Object.assign(window, {play, heeds});
