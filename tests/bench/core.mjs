// The paint path in the three builds, and beside them what a page would do without us: one combined JavaScript RegExp of the same
// four entity types, without any check digit. Prints one JSON object; ratios are within this run.
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {loadTwin, loadWasm, root, source} from '../wasm/modules.mjs';

const facts = JSON.stringify({subject: {id: 'a', properties: {role: 'agent'}}, context: {relationship: 'none'}});
const texts = Object.fromEntries(['clean', 'dense'].map(name => {
  const text = source(`tests/bench/${name}.txt`);
  return [name, text.repeat(Math.ceil((1 << 20) / text.length))];
}));
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
  const median = (work, rounds) => {
    const times = Array.from({length: rounds}, () => { const start = performance.now(); work(); return performance.now() - start; });
    return times.sort((a, b) => a - b)[rounds >> 1];
  };
  return {
    clean_mb_s: megabytesPerSecond(text => engine.scan(text), texts.clean),
    dense_mb_s: megabytesPerSecond(text => engine.scan(text), texts.dense),
    ticket_2kb_us: 1e3 * median(() => engine.scan(ticket), 2001),
    decide_json_us: 1e3 * median(() => engine.decide(request), 2001),
  };
}

function native() {
  const out = execFileSync(process.env.TIRAI_BENCH_BIN ?? join(root, 'build/native/bin/bench_core'), ['--benchmark_format=json', '--benchmark_min_time=0.2'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
  const rows = Object.fromEntries(JSON.parse(out).benchmarks.map(row => [row.name, row]));
  const rate = name => rows[name].bytes_per_second / 1e6;
  return {
    memchr_mb_s: rate('memchr_once'), detect_clean_mb_s: rate('detect_text/clean'), detect_dense_mb_s: rate('detect_text/dense'),
    clean_mb_s: rate('scan_page/clean'), dense_mb_s: rate('scan_page/dense'), decide_ns: rows.decide_once.cpu_time,
  };
}

const result = {
  native: native(), wasm: build(loadWasm), twin: build(loadTwin),
  peer_regexp: {clean_mb_s: megabytesPerSecond(text => text.match(peer), texts.clean), dense_mb_s: megabytesPerSecond(text => text.match(peer), texts.dense)},
};
result.ratios = {
  wasm_to_native_clean: result.wasm.clean_mb_s / result.native.clean_mb_s,
  twin_to_wasm_clean: result.twin.clean_mb_s / result.wasm.clean_mb_s,
  twin_to_peer_regexp_clean: result.twin.clean_mb_s / result.peer_regexp.clean_mb_s,
  detect_to_memchr_clean: result.native.detect_clean_mb_s / result.native.memchr_mb_s,
};
const round = value => typeof value === 'number' ? Number(value.toPrecision(4)) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, round(inner)]));
console.log(JSON.stringify(round(result)));
