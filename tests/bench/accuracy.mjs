// How much of a generated corpus `tirai detect --jsonl` masks, and how much it masks that it should not: no policy, all packs on.
// One JSON object on standard output, tables for people on standard error.
//
//   node tests/bench/accuracy.mjs [--seed N] [--bytes N] [--worst N] [--type TYPE]      TYPE: its examples alone
//
// The report's seed is fixed; look at examples with another one, so that nobody tunes to the report.
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {corpus} from './corpus/generate.mjs';
import {barsOf, Score} from './corpus/score.mjs';

const root = join(import.meta.dirname, '../..');
const {values} = parseArgs({
  options: {
    seed: {type: 'string', default: '20261121'},
    bytes: {type: 'string', default: '10000000'},
    worst: {type: 'string', default: '0'},
    type: {type: 'string'},
  },
});

async function scored(tickets) {
  const child = spawn(process.env.TIRAI_BIN ?? join(root, 'build/native/bin/tirai'), ['detect', '--jsonl'], {stdio: ['pipe', 'pipe', 'inherit']});
  const score = new Score();
  const answers = createInterface({input: child.stdout});
  let next = 0;
  answers.on('line', line => score.add(tickets[next++], JSON.parse(line).detections));
  const done = new Promise((resolve, reject) => {
    answers.on('close', resolve);
    child.on('error', reject);
  });
  for (const {id, text} of tickets)
    if (!child.stdin.write(JSON.stringify({id, text}) + '\n')) await new Promise(resolve => child.stdin.once('drain', resolve));
  child.stdin.end();
  await done;
  if (next !== tickets.length) throw new Error(`${next} answers to ${tickets.length} tickets`);
  return score;
}

const percent = value => (100 * value).toFixed(1).padStart(6);
const cell = ({items, masked}) => (items === 0 ? '     .' : percent(masked / items));
function table(score) {
  const rows = Object.entries(score.types).map(([type, t]) => ({
    type,
    t,
    items: t.A.items + t.B.items + t.C.items,
    masked: t.A.masked + t.B.masked + t.C.masked,
  }));
  rows.sort((a, b) => b.items - b.masked + b.t.detections - b.t.right - (a.items - a.masked + a.t.detections - a.t.right));
  return [
    'type                        items  recall A      B      C   found  right%  typed',
    ...rows.map(
      ({type, t, items}) =>
        `${type.padEnd(26)} ${String(items).padStart(6)}    ${cell(t.A)} ${cell(t.B)} ${cell(t.C)}  ${String(t.detections).padStart(6)}  ${t.detections ? percent(t.right / t.detections) : '     .'} ${items ? percent(t.agreed / items) : '     .'}`,
    ),
  ].join('\n');
}

const shown = ({before, text, after}) => `${before}«${text}»${after}`;
function examples(score, count, type) {
  const missed = score.missed.filter(miss => !type || miss.type === type),
    wrong = score.wrong.filter(one => !type || one.type === type);
  return [
    ...grouped(
      missed,
      m => `${m.masked ? 'mistyped' : 'missed'} ${m.type}/${m.tier}/${m.way} "${m.template}"`,
      count,
      m => `${shown(m)}   found: ${m.found.map(f => `${f.type} «${f.text}»`).join(', ') || 'nothing'}`,
    ),
    ...grouped(wrong, w => `wrong ${w.type} on ${w.decoy ?? 'prose'}`, count, shown),
  ].join('\n');
}
function grouped(list, keyOf, count, show) {
  const groups = new Map();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, count)
    .flatMap(([key, members]) => [
      `${String(members.length).padStart(5)} × ${key}`,
      ...members.slice(0, 2).map(one => '          ' + show(one).replaceAll('\n', '⏎')),
    ]);
}

const tickets = [...corpus(Number(values.seed), Number(values.bytes))];
const score = await scored(tickets),
  summary = score.summary(),
  bars = barsOf(summary);
console.error(table(score));
console.error(
  'written: ' +
    Object.entries(score.ways)
      .map(([way, counter]) => `${way}${cell(counter)} of ${counter.items}`)
      .join('   '),
);
console.error(
  Object.entries(score.decoys)
    .filter(([, d]) => d.touched > 0)
    .sort((a, b) => b[1].touched - a[1].touched)
    .map(([name, d]) => `decoy ${name}: ${d.touched} of ${d.all} touched`)
    .join('\n'),
);
if (Number(values.worst) > 0) console.error(examples(score, Number(values.worst), values.type));
for (const {name, value, side, bar, holds} of bars) console.error(`${holds ? 'pass' : 'FAIL'}  ${name}: ${value.toFixed(4)} (${side} ${bar})`);
const rounded = (_, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);
console.log(
  JSON.stringify(
    {
      seed: Number(values.seed),
      bytes: tickets.reduce((sum, {text}) => sum + Buffer.byteLength(text), 0),
      tickets: tickets.length,
      ...summary,
      bars,
      ways: score.ways,
      types: score.types,
      decoys_by_kind: score.decoys,
    },
    rounded,
  ),
);
