// What one event costs: chained and sealed, natively and in the browser's wasm; and a signature checked, beside Node's OpenSSL in the same run.
// Prints one JSON object; medians of CPU time natively, of wall time in wasm.
import {execFileSync} from 'node:child_process';
import {generateKeyPairSync, sign, verify} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {dpoKeys} from '../vectors/ledger/hpke.mjs';
import {loadLedger, root} from '../wasm/modules.mjs';

const kBars = {chain_us: 5, seal_700_wasm_ms: 0.5};
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

function native() {
  const out = execFileSync(join(root, 'build/native/bin/bench_ledger'), ['--benchmark_format=json', '--benchmark_repetitions=5', '--benchmark_min_time=0.2'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
  const all = JSON.parse(out).benchmarks.filter((one) => one.aggregate_name === 'median');
  return Object.fromEntries(all.map(({run_name, cpu_time}) => [run_name, cpu_time / 1000]));
}

/** Milliseconds to append an event whose sealed text is 700 bytes as it is sealed, and one without; the difference is the seal. */
async function wasm() {
  const ledger = await loadLedger();
  const row = JSON.parse(readFileSync(join(root, 'tests/vectors/ledger/events.jsonl'), 'utf8').split('\n')[1]);
  const key = dpoKeys(Buffer.alloc(32, 1)).public_key, random = Buffer.alloc(32, 2).toString('base64');
  const text = {reason: 'a'.repeat(700 - '{"reason":""}'.length)};
  const plain = JSON.stringify(row.description), sealed = JSON.stringify({...row.description, seal: {key, random, text}}), head = JSON.stringify(row.head);
  const times = {plain: [], sealed: []};
  for (let round = 0; round < 600; ++round) {
    for (const [name, description] of [['plain', plain], ['sealed', sealed]]) {
      const begin = performance.now();
      const answer = ledger.appendEvent(head, description);
      times[name].push(performance.now() - begin);
      if (!answer.startsWith('{"ok":true')) throw new Error(answer);
    }
  }
  return {append_ms: median(times.plain), seal_700_ms: median(times.sealed) - median(times.plain)};
}

function openssl() {
  const {privateKey, publicKey} = generateKeyPairSync('ed25519');
  const message = Buffer.alloc(400, 'm'), signature = sign(null, message, privateKey);
  const times = [];
  for (let round = 0; round < 2000; ++round) {
    const begin = performance.now();
    if (!verify(null, message, publicKey, signature)) throw new Error('a good signature does not hold');
    times.push((performance.now() - begin) * 1000);
  }
  return {ed25519_verify_us: median(times)};
}

const [ours, browser, theirs] = [native(), await wasm(), openssl()];
console.log(JSON.stringify({
  native_us: ours, wasm: browser, openssl: theirs, verify_against_openssl: ours.ed25519_verify / theirs.ed25519_verify_us,
  bars: {chain_us: {at_most: kBars.chain_us, holds: ours.chain <= kBars.chain_us}, seal_700_wasm_ms: {at_most: kBars.seal_700_wasm_ms, holds: browser.seal_700_ms <= kBars.seal_700_wasm_ms}},
}, null, 2));
