// Ten minutes at half of what the collector takes: does its memory stay, do its answers? Prints one JSON object. Half of what `./bench collector` measured on this
// machine (build/bench/collector.json), or 5,000 events a second where it did not. Gigabytes of signed batches cannot be made before the clock runs: they are made
// beside it, on the same cores, so the result says what was asked of the clients and what came; less than nine tenths was no soak at half load.
//
// Flat: all that the collector does from time to time is begun in the first twentieth (findings are looked for that often, which costs some MiB for a day of
// 20,000 accesses of one agent, and never more), caches are full by the third tenth; from then on the mean may rise by kMostGrownMiB, and the line through
// the last half by kMostSlopeMiB, which is what single samples during and between two looks at a day leave open.
//   node tests/bench/soak.mjs           (TIRAI_SOAK_SECONDS, TIRAI_SOAK_EVENTS_PER_S, TIRAI_COLLECTOR_BIN)
import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {connect} from 'node:net';
import {collectorBin, enrolledDevice, serve, tiraiBin} from '../collector/support.mjs';
import {atLeast, atMost, tellBars} from './bars.mjs';
import {QuickChain} from './quick-chain.mjs';

const measured = join(import.meta.dirname, '../../build/bench/collector.json');
const halfOfMeasured = () => (existsSync(measured) ? Math.round(JSON.parse(readFileSync(measured, 'utf8')).durable_events_per_s / 2) : 5_000);
const seconds = Number(process.env.TIRAI_SOAK_SECONDS ?? 600);
const perSecond = Number(process.env.TIRAI_SOAK_EVENTS_PER_S ?? halfOfMeasured());
const batchEvents = 50, connections = 16, kMostMiB = 200, kMostGrownMiB = 6, kMostSlopeMiB = 3, kMostP99 = 300, kLeastCame = 0.9;
mkdirSync('build', {recursive: true});
const dir = mkdtempSync(join(process.cwd(), 'build/bench-soak-'));
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
const residentMiB = (pid) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
/** By how much the line through these samples rises from the first to the last: least squares. */
function rise(samples) {
  const middle = (samples.length - 1) / 2, level = mean(samples);
  const along = samples.reduce((sum, one, i) => sum + (i - middle) * (one - level), 0), across = samples.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return (along / across) * (samples.length - 1);
}
const wait = (ms) => new Promise((next) => setTimeout(next, ms));

/** A connection of our own: what fetch does around a request costs as much as the request. Resolves with the status line and the body. */
async function connection(port) {
  const socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('latin1');
  let text = '', done, failed;
  socket.on('data', (data) => {
    text += data;
    const head = text.indexOf('\r\n\r\n'), length = Number(/\r\nContent-Length: (\d+)\r\n/i.exec(text.slice(0, head + 2))?.[1]);
    if (head < 0 || text.length < head + 4 + length) return;
    const answer = text;
    text = '';
    done(answer);
  }).on('error', (error) => failed?.(error)).on('close', () => failed?.(new Error('the collector closed the connection')));
  await new Promise((ready, refused) => socket.once('connect', ready).once('error', refused));
  return {end: () => socket.destroy(), ask: (bytes) => new Promise((...of) => { [done, failed] = of; socket.write(bytes); })};
}

/** One client: a batch each `every` ms, made while it waits; an answer that is late makes the next one late, too. */
async function client(collector, device, every, until, latencies) {
  const line = await connection(collector.port), head = `POST /v1/events HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer ${device.token}\r\nContent-Length: `;
  let chain = new QuickChain(device);
  for (let due = performance.now() + Math.random() * every; performance.now() < until; due += every) {
    if (chain.length >= 2000) chain = new QuickChain(device);
    const body = chain.batch(batchEvents), bytes = `${head}${Buffer.byteLength(body)}\r\n\r\n${body}`;
    await wait(due - performance.now());
    const began = performance.now(), answer = await line.ask(bytes);
    if (!answer.startsWith('HTTP/1.1 200')) throw new Error(`the collector answered ${answer}`);
    latencies.push(performance.now() - began);
  }
  line.end();
}

const db = join(dir, 'log.db');
try {
  const collector = await serve(undefined, db, ['--log-level', 'error', '--findings-every-s', String(Math.max(1, Math.round(seconds / 20)))]);
  const devices = [];
  for (let i = 0; i < connections; i++) devices.push(await enrolledDevice(collector, db));
  const latencies = [], memory = [], every = connections * batchEvents * 1000 / perSecond, began = performance.now(), until = began + seconds * 1000;
  const watch = setInterval(() => memory.push(residentMiB(collector.child.pid)), 1000);
  await Promise.all(devices.map((device) => client(collector, device, every, until, latencies)));
  clearInterval(watch);
  const took = (performance.now() - began) / 1000, sorted = latencies.toSorted((a, b) => a - b);
  const stopped = await collector.end();
  const exported = join(dir, 'export.ndjson'), file = openSync(exported, 'w');  // gigabytes
  spawnSync(collectorBin, ['export', '--db', db], {stdio: ['ignore', file, 'inherit']});
  closeSync(file);
  const verified = spawnSync(tiraiBin, ['verify', exported], {encoding: 'utf8'});
  const tenth = Math.max(1, Math.floor(memory.length / 10)), round = (mib) => Number(mib.toFixed(1));
  const early = mean(memory.slice(2 * tenth, 3 * tenth)), late = mean(memory.slice(-tenth));
  const p99 = Math.round(quantile(sorted, 0.99)), most = Math.round(Math.max(...memory)), grew = round(late - early), rose = round(rise(memory.slice(-Math.ceil(memory.length / 2)))), came = Math.round(latencies.length * batchEvents / took);
  console.log(JSON.stringify({
    seconds: Math.round(took), events: latencies.length * batchEvents, asked_events_per_s: perSecond, events_per_s: came,
    latency_ms: {p50: Math.round(quantile(sorted, 0.5)), p99, max: Math.round(sorted.at(-1))},
    memory_mib: {most, third_tenth: Math.round(early), last_tenth: Math.round(late), grew, last_half_rose: rose}, ended: stopped.code, verifies: verified.status === 0,
    ...(verified.status === 0 ? {} : {verify_said: `${verified.stdout}${verified.stderr}`.trim().split('\n').at(-1)}),
    bars: tellBars({memory_mib: atMost(most, kMostMiB), grew_mib: atMost(grew, kMostGrownMiB), last_half_rose_mib: atMost(rose, kMostSlopeMiB), p99_ms: atMost(p99, kMostP99), events_per_s: atLeast(came, Math.round(kLeastCame * perSecond))}),
  }, null, 2));
} finally {
  rmSync(dir, {recursive: true, force: true});
}
