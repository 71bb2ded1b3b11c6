// The paint path in the three builds, and beside them what a page would do without us: one combined JavaScript RegExp of
// four entity types, without any check digit. Prints one JSON object; ratios are within this run. Sizes are gzip -9, as a package ships them.
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {loadTwin, loadWasm, root, source} from '../wasm/modules.mjs';
import {corpus} from './corpus/generate.mjs';

const facts = JSON.stringify({subject: {id: 'a', properties: {role: 'agent'}}, context: {relationship: 'none'}});
const texts = Object.fromEntries(['clean', 'dense'].map(name => {
  const text = source(`tests/bench/${name}.txt`);
  return [name, text.repeat(Math.ceil((1 << 20) / text.length))];
}));
const tickets = [...corpus(20261121, 1 << 20)].map(({text}) => text);
texts.tickets = tickets.join('\0');
// A helpdesk page: 2,000 text nodes, 50 KB.
const nodes = texts.tickets.split(/[\0\n]/).flatMap(line => line.match(/.{1,40}(?:\s|$)/gsu) ?? []).filter(node => node.length > 10).slice(0, 2000);
texts.page = nodes.join('\0').slice(0, 50_000);
const peer = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+62|62|0)8[\d -]{8,14}\d|\b(?:\d[ -]?){13,19}\b/g;

function megabytesPerSecond(work, text) {
  const times = [];
  work(text);
  for (let round = 0; round < 9; ++round) {
    const start = performance.now();
    work(text);
    times.push(performance.now() - start);
  }
  return text.length / 1e3 / times.sort((a, b) => a - b)[4];
}

function build(load) {
  const engine = new (load().CoreEngine)();
  engine.load(source('policies/support.json'), 'support.json');
  engine.setFacts(facts);
  const ticket = texts.dense.slice(0, 600) + texts.clean.slice(0, 1400);
  const request = JSON.stringify({subject: {type: 'agent', id: 'a', properties: {role: 'agent'}}, action: {name: 'reveal'}, resource: {type: 'field', id: 'identity.nik'}, context: {relationship: 'assigned', purpose: 'identity_verification'}});
  const times = (work, rounds) => Array.from({length: rounds}, () => { const start = performance.now(); work(); return performance.now() - start; }).sort((a, b) => a - b);
  const median = (work, rounds) => times(work, rounds)[rounds >> 1];
  const page = times(() => engine.scan(texts.page), 1000);
  return {
    clean_mb_s: megabytesPerSecond(text => engine.scan(text), texts.clean),
    dense_mb_s: megabytesPerSecond(text => engine.scan(text), texts.dense),
    tickets_mb_s: megabytesPerSecond(text => engine.scan(text), texts.tickets),
    page_50kb_median_ms: page[500],
    page_50kb_p99_ms: page[990],
    ticket_2kb_us: 1e3 * median(() => engine.scan(ticket), 2001),
    decide_json_us: 1e3 * median(() => engine.decide(request), 2001),
  };
}

function native() {
  mkdirSync(join(root, 'build/bench'), {recursive: true});
  const file = join(root, 'build/bench/tickets.txt');
  writeFileSync(file, texts.tickets);
  const out = execFileSync(process.env.TIRAI_BENCH_BIN ?? join(root, 'build/native/bin/bench_core'), ['--benchmark_format=json', '--benchmark_min_time=0.2'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: {...process.env, TIRAI_BENCH_TICKETS: file}});
  const rows = Object.fromEntries(JSON.parse(out).benchmarks.map(row => [row.name, row]));
  const rate = name => rows[name].bytes_per_second / 1e6;
  const hostile = Object.keys(rows).filter(name => name.startsWith('detect_hostile/')).map(name => [name.slice(15), rate(name)]);
  return {
    hostile_mb_s: Object.fromEntries(hostile),
    memchr_mb_s: rate('memchr_once'), detect_clean_mb_s: rate('detect_text/clean'), detect_dense_mb_s: rate('detect_text/dense'), detect_tickets_mb_s: rate('detect_text/tickets'),
    clean_mb_s: rate('scan_page/clean'), dense_mb_s: rate('scan_page/dense'), decide_ns: rows.decide_once.cpu_time,
  };
}

const gzip = file => gzipSync(readFileSync(join(process.env.TIRAI_WASM_BIN ?? join(root, 'build/wasm/bin'), file)), {level: 9}).length;
const result = {
  gzip_bytes: {wasm: gzip('tirai-core.wasm'), wasm_glue: gzip('tirai-core.js'), twin: gzip('tirai-core-twin.js'), wasm_bar: 200_000, twin_bar: 300_000},
  native: native(), wasm: build(loadWasm), twin: build(loadTwin),
  peer_regexp: {clean_mb_s: megabytesPerSecond(text => text.match(peer), texts.clean), dense_mb_s: megabytesPerSecond(text => text.match(peer), texts.dense)},
};
result.ratios = {
  wasm_to_native_clean: result.wasm.clean_mb_s / result.native.clean_mb_s,
  twin_to_wasm_clean: result.twin.clean_mb_s / result.wasm.clean_mb_s,
  twin_to_wasm_tickets: result.twin.tickets_mb_s / result.wasm.tickets_mb_s,
  wasm_to_native_tickets: result.wasm.tickets_mb_s / result.native.detect_tickets_mb_s,
  twin_to_peer_regexp_clean: result.twin.clean_mb_s / result.peer_regexp.clean_mb_s,
  slowest_hostile_to_dense: Math.min(...Object.values(result.native.hostile_mb_s)) / result.native.detect_dense_mb_s,
  detect_to_memchr_clean: result.native.detect_clean_mb_s / result.native.memchr_mb_s,
};
const round = value => typeof value === 'number' ? Number(value.toPrecision(4)) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, round(inner)]));
console.log(JSON.stringify(round(result)));
