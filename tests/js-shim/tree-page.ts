// A page made at random, its runs read from each of its texts, and read in one walk.
import type {Declared} from '../../js-shim/src/page.js';
import {share} from '../../js-shim/src/share.js';
import type {Piece} from '../../js-shim/src/slots.js';
import {runsIn} from '../../js-shim/src/tree.js';
import {newPass, readRun, textsIn} from '../../js-shim/src/walk.js';
import type {Part, Run} from '../../js-shim/src/walk.js';
import {dice} from './frameworks/dice.js';

const names = ['div', 'p', 'td', 'tr', 'li', 'b', 'b', 'i', 'span', 'span', 'a', 'br', 'wbr', 'script', 'style', 'template', 'textarea', 'img', 'svg', 'x-card', 'label', 'button'];
const texts = ['NIK ', '3273', '0145', ' ', '\n', '', 'Siti\0', 'a@b.test', '\u2003x', '+62'];
const declared = new Map<string, Declared>(['one', 'two'].map(key => [key, {field: {}, place: {key: {}, label: () => key}} as unknown as Declared]));
const sight = {rawText: (node: Text) => node.data, isSlot: () => false, exempt: (element: Element) => element.className === 'never', declared: (element: Element) => declared.get(element.className)};

function make(roll: (below: number) => number, depth: number): Node {
  if (depth === 0 || roll(3) === 0) return roll(9) === 0 ? document.createComment('x') : document.createTextNode(texts[roll(texts.length)]!);
  const made = document.createElement(names[roll(names.length)]!);
  if (roll(12) === 0) made.className = ['never', 'one', 'two'][roll(3)]!;
  if (roll(16) === 0) made.setAttribute('contenteditable', ['true', 'false', ''][roll(3)]!);
  if (/^(span|div|p)$/.test(made.localName) && roll(12) === 0) made.attachShadow({mode: 'open'}).append(make(roll, depth - 1), make(roll, depth - 1));
  if (!/^(br|wbr|img)$/.test(made.localName)) for (let n = roll(5); n > 0; --n) made.append(make(roll, depth - 1));
  return made;
}

const textOf = (run: Run) => JSON.stringify([run.text, run.parts.map(({begin, end}) => [begin, end]), run.seams, run.declared?.place.label(), run.editable]);

function* allRoots(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root;
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot) yield* allRoots(element.shadowRoot);
}

function fromTexts(root: Node): Run[] {
  const pass = newPass();
  const seen = new Set<Text>();
  return textsIn(root).flatMap(text => {
    const run = seen.has(text) ? undefined : readRun(text, sight, pass);
    for (const part of run?.parts ?? []) seen.add(part.node);
    return run ?? [];
  });
}

function inOneWalk(root: Node, paused: () => boolean): Run[] {
  const found: Run[] = [];
  const runs = runsIn(root, {sight, pass: newPass, meet: () => undefined});
  for (let next = runs.next(false); !next.done; next = runs.next(paused())) found.push(next.value);
  return found;
}

/** How many of `pages` the two read differently, and how many runs there were. */
function compare(seed: number, pages: number): {differ: number; runs: number} {
  const roll = dice(seed);
  let differ = 0, runs = 0;
  for (let page = 0; page < pages; ++page) {
    document.body.replaceChildren(...Array.from({length: 30}, () => make(roll, 5)));
    for (const root of allRoots(document)) {
      const expected = fromTexts(root).filter(({text}) => /\S/.test(text));
      runs += expected.length;
      for (const often of [0, 2]) {
        const found = inOneWalk(root, () => often > 0 && roll(often) === 0).filter(({text}) => /\S/.test(text));
        if (found.length !== expected.length || found.some((run, at) => textOf(run) !== textOf(expected[at]!) || run.parts.some(({node}, part) => node !== expected[at]!.parts[part]!.node))) ++differ;
      }
    }
  }
  return {differ, runs};
}

/** One run of many lines, as Request Tracker writes a message. */
function messageOf(lines: number): Element {
  const message = document.createElement('div');
  for (let n = 0; n < lines; ++n) message.append(`Baris ${n} biasa tanpa data, nomor pesanan 20260214-0077, jumlah 125000 rupiah saja.`, document.createElement('br'));
  document.body.replaceChildren(message);
  return message;
}

/** Milliseconds that it takes to read a message so often, the best of a few. */
function readMs(lines: number, times: number): number {
  const message = messageOf(lines);
  return Math.min(...Array.from({length: 3}, () => {
    const begun = performance.now();
    for (let n = 0; n < times; ++n) if (inOneWalk(message, () => false)[0]!.parts.length !== lines) throw new Error('the message was not read');
    return performance.now() - begun;
  }));
}

/** How many parts of a message are looked at, for each of its lines, to mask something in all of them. */
function looksPerLine(lines: number): number {
  let looks = 0;
  const {parts} = inOneWalk(messageOf(lines), () => false)[0]!;
  const counted = new Proxy(parts, {get(all, name) { if (name !== 'length') ++looks; return Reflect.get(all, name) as unknown; }});
  for (const {begin, end} of parts) if (share(counted as readonly Part[], {begin, end, mask: ''} as unknown as Piece).length !== 1) throw new Error('a line has one part');
  return looks / lines;
}

Object.assign(window, {compare, readMs, looksPerLine});
