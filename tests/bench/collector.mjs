// How many durable events a second the collector takes, on loopback, from 32 connections sending signed batches of 50. Next to it, in the same run:
// this disk's rate of fdatasync, and a bare log that appends the same bodies with one fdatasync each. Bounded: about 12 s. Prints one JSON object.
//   node tests/bench/collector.mjs      (TIRAI_COLLECTOR_BIN, TIRAI_BENCH_SECONDS, TIRAI_BENCH_CONNECTIONS)
import {closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {enrolledDevice, serve} from '../collector/support.mjs';

const seconds = Number(process.env.TIRAI_BENCH_SECONDS ?? 3);
const connections = Number(process.env.TIRAI_BENCH_CONNECTIONS ?? 32);
const batchEvents = 50;
// On the disk of the build, not in /tmp: that is a tmpfs on many machines.
mkdirSync('build', {recursive: true});
const dir = mkdtempSync(join(process.cwd(), 'build/bench-collector-'));
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
const round = (value, digits = 2) => Number(value.toFixed(digits));

/** Appends and syncs each piece in turn, for `ms`; how often a second. */
function syncRate(pieces, ms) {
  const file = openSync(join(dir, 'bare.log'), 'a');
  let count = 0;
  const began = performance.now();
  for (; performance.now() - began < ms; count++) {
    writeSync(file, pieces[count % pieces.length]);
    fdatasyncSync(file);
  }
  closeSync(file);
  return count / ((performance.now() - began) / 1000);
}

/** User and system time of a process so far, in µs (proc(5): clock ticks of 10 ms). */
function cpuTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** Requests, made before the clock runs: the generator shares the cores with the collector. */
function requests(device, count) {
  const chain = device.chain().addMany(count * batchEvents);
  return Array.from({length: count}, (_, i) => {
    const body = Buffer.from(chain.batch(i * batchEvents, (i + 1) * batchEvents));
    const head = `POST /v1/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${device.token}\r\nContent-Length: ${body.length}\r\n\r\n`;
    return {bytes: Buffer.concat([Buffer.from(head), body]), body};
  });
}

/** Sends one after the other on one connection until the time is over; the latencies in ms. */
function drive(collector, list, until) {
  return new Promise((resolve, reject) => {
    const latencies = [];
    let began = 0;
    const socket = connect(collector.port, '127.0.0.1');
    const next = () => {
      if (performance.now() >= until || latencies.length === list.length) return socket.end();
      began = performance.now();
      socket.write(list[latencies.length].bytes);
    };
    socket.setNoDelay(true).on('connect', next).on('error', reject).on('close', () => resolve(latencies));
    socket.on('data', (data) => {
      if (data.toString('latin1', 9, 12) !== '200') return reject(new Error(`the collector answered ${data.toString('latin1', 0, 400)}`));
      latencies.push(performance.now() - began);
      next();
    });
  });
}

try {
  const db = join(dir, 'log.db');
  const collector = await serve(undefined, db, ['--log-level', 'error']);
  const perConnection = Math.ceil((80_000 / batchEvents) * seconds / connections);
  const devices = [];
  for (let i = 0; i < connections; i++) devices.push(await enrolledDevice(collector, db));
  const lists = devices.map((device) => requests(device, perConnection));
  const before = syncRate([Buffer.alloc(4096, 1)], 1000);
  const bare = syncRate(lists[0].map(({body}) => body), 1500);

  const cpuBefore = cpuTime(collector.child.pid);
  const began = performance.now();
  const latencies = (await Promise.all(lists.map((list) => drive(collector, list, began + seconds * 1000)))).flat();
  const took = (performance.now() - began) / 1000;
  const cpu = cpuTime(collector.child.pid) - cpuBefore;
  const after = syncRate([Buffer.alloc(4096, 1)], 1000);
  const stopped = await collector.end();
  if (stopped.code !== 0) throw new Error(`the collector ended with ${stopped.code}`);

  const sorted = latencies.sort((a, b) => a - b);
  const perSecond = latencies.length * batchEvents / took;
  const fdatasync = (before + after) / 2;
  console.log(JSON.stringify({
    connections, batch_events: batchEvents, event_bytes: Math.round(lists[0][0].body.length / batchEvents), seconds: round(took),
    durable_events_per_s: Math.round(perSecond), batches_per_s: Math.round(latencies.length / took),
    latency_ms: {p50: round(quantile(sorted, 0.5)), p99: round(quantile(sorted, 0.99)), max: round(sorted.at(-1))},
    cpu_us_per_batch: Math.round(cpu / latencies.length), events_per_cpu_s: Math.round(latencies.length * batchEvents / (cpu / 1e6)),
    fdatasync_per_s: Math.round(fdatasync), bare_log_events_per_s: Math.round(bare * batchEvents),
    ratio: {batches_per_fdatasync: round(latencies.length / took / fdatasync), to_bare_log: round(perSecond / (bare * batchEvents))},
    ran_out: sorted.length === connections * perConnection,
  }));
} finally {
  rmSync(dir, {recursive: true, force: true});
}
