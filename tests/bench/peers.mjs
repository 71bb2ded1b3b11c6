// Bytes per second of the same tickets through native, wasm, twin and the npm packages that do the like: one call per ticket, all in
// one process and in turns, so that a busy machine slows everybody. Prints one JSON object; the bars are ratios within this run.
//
// Peers are asked the cheapest way they offer, and get fewer tickets the slower they are. They do less: @redactpii/node knows five
// types, none gives offsets in more than one unit, none checks what it finds beyond Luhn.
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {corpus} from './corpus/generate.mjs';
import {loadTwin, loadWasm, root, source} from '../wasm/modules.mjs';

const peers = createRequire(join(process.env.TIRAI_PEERS ?? join(root, 'build/bench/peers'), 'package.json'));
const kSeed = 20261122,
  kRounds = 7;
const tickets = [...corpus(kSeed, 1 << 20)].map(({text}) => text);
const upTo = bytes => {
  let left = bytes;
  return tickets.filter(text => (left -= Buffer.byteLength(text)) > 0);
};

function ours(load) {
  const engine = new (load().CoreEngine)();
  for (const answer of [
    engine.load(source('policies/support.json'), 'support.json'),
    engine.setFacts(JSON.stringify({subject: {id: 'a', properties: {role: 'manager'}}, context: {}})),
  ]) {
    if (!JSON.parse(answer).ok) throw new Error(answer);
  }
  return engine;
}
const perTicket = engine => text => JSON.parse(engine.scan(text)).value.length;

function contestants() {
  const {SyncRedactor} = peers('redact-pii'),
    {OpenRedaction} = peers('openredaction'),
    {Redactor} = peers('@redactpii/node');
  const redactPii = new SyncRedactor(),
    open = new OpenRedaction(),
    five = new Redactor(),
    wasm = ours(loadWasm),
    twin = ours(loadTwin),
    whole = tickets.join('\0');
  return {
    wasm: {texts: tickets, work: perTicket(wasm)},
    twin: {texts: tickets, work: perTicket(twin)},
    wasm_one_call: {texts: [whole], work: perTicket(wasm)},
    twin_one_call: {texts: [whole], work: perTicket(twin)},
    redactpii_node: {texts: tickets, work: text => five.redact(text)},
    redact_pii: {texts: upTo(150_000), work: text => redactPii.redact(text)},
    openredaction: {texts: upTo(40_000), work: text => open.detect(text)},
  };
}

async function once({texts, work}) {
  const start = performance.now();
  for (const text of texts) await work(text);
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e3 / (performance.now() - start);
}
const median = list => list.toSorted((a, b) => a - b)[list.length >> 1];

async function inTurns(all) {
  const rates = Object.fromEntries(Object.keys(all).map(name => [name, []]));
  for (let round = 0; round <= kRounds; ++round)
    for (const [name, one] of Object.entries(all)) {
      const rate = await once(one);
      if (round > 0) rates[name].push(rate); // the first round only warms up
    }
  return Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, median(list)]));
}

// tirai::detect and RE2::Set over the same tickets, in one native process; rates in MB/s.
function native() {
  const folder = join(root, 'build/bench/tickets');
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'tickets.txt'), tickets.join('\0'));
  const out = execFileSync(
    process.env.TIRAI_BENCH_PEERS ?? join(root, 'build/native/bin/bench_peers'),
    ['--benchmark_format=json', '--benchmark_min_time=0.3', '--benchmark_repetitions=5', '--benchmark_enable_random_interleaving=true'],
    {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: {...process.env, TIRAI_BENCH_TICKETS: join(folder, 'tickets.txt')}},
  );
  return Object.fromEntries(
    JSON.parse(out)
      .benchmarks.filter(row => row.aggregate_name === 'median')
      .map(row => [row.run_name, row.bytes_per_second / 1e6]),
  );
}

const rates = {...native(), ...(await inTurns(contestants()))};
const ratios = {
  wasm_to_redact_pii: rates.wasm / rates.redact_pii,
  wasm_to_openredaction: rates.wasm / rates.openredaction,
  wasm_to_redactpii_node: rates.wasm / rates.redactpii_node,
  native_to_re2_set: rates.native / rates.re2_set,
  twin_to_wasm: rates.twin / rates.wasm,
};
const bars = [
  ['native, MB/s', rates.native, 100],
  ['wasm, MB/s', Math.max(rates.wasm, rates.wasm_one_call), 60],
  ['native to RE2::Set', ratios.native_to_re2_set, 1],
  ['wasm to redact-pii', ratios.wasm_to_redact_pii, 20],
  ['wasm to openredaction', ratios.wasm_to_openredaction, 200],
  ['wasm to @redactpii/node', ratios.wasm_to_redactpii_node, 1],
  ['twin to wasm', ratios.twin_to_wasm, 0.5],
].map(([name, value, bar]) => ({name, value, side: 'at least', bar, holds: value >= bar}));
for (const {name, value, bar, holds} of bars) console.error(`${holds ? 'pass' : 'FAIL'}  ${name}: ${value.toPrecision(4)} (at least ${bar})`);
console.log(JSON.stringify({mb_s: rates, ratios, bars}, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)));
