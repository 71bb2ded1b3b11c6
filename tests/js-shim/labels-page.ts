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

function tell(heard: PageReader, records: MutationRecord[]): void {
  for (const {type, target, addedNodes, nextSibling} of records) if (type === 'childList') heard.changed(target, addedNodes, nextSibling); else heard.changed(target);
  heard.notice();
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

/** How often the two read the page differently in `batches` of a few changes, and how many fields there were. */
async function play(seed: number, batches: number): Promise<{differ: number; fields: number}> {
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
  heard.read(roots);
  let differ = 0, fields = 0;
  for (let batch = 0; batch < batches; ++batch) {
    for (let n = 1 + roll(5); n > 0; --n) change(roots, roll);
    tell(heard, observer.takeRecords());
    await null;  // from here on nobody hears of what was taken out
    if (roll(3) > 0) continue;  // not every batch is read
    const whole = reader();
    const [said, expected] = [heard.read(roots), whole.read(roots)];
    const all = roots.flatMap(root => [...root.querySelectorAll('*')]);
    fields += all.filter(one => whole.declared(one)).length;
    if (all.some(one => heard.declared(one)?.field !== whole.declared(one)?.field) || JSON.stringify(said.known) !== JSON.stringify(expected.known)) ++differ;
    if (all.length > 400) document.getElementById('play')!.replaceChildren();
  }
  return {differ, fields};
}

Object.assign(window, {play});
