// How many durable events a second the collector takes, on loopback, from 32 connections sending signed batches of 50: on SQLite, and on PostgreSQL with a
// synchronous standby on this same machine. Next to it, in the same run: this disk's rate of fdatasync, and a bare log that appends the same bodies with one
// fdatasync each. Then what 10,000 idle connections cost a new one, and how fast `tirai verify` reads the log back. Prints one JSON object; about 45 s.
//   node tests/bench/collector.mjs      (TIRAI_COLLECTOR_BIN, TIRAI_BENCH_SECONDS, TIRAI_BENCH_CONNECTIONS, TIRAI_BENCH_IDLE, TIRAI_BENCH_STORES)
import {spawn, spawnSync} from 'node:child_process';
import {generateKeyPairSync, randomBytes, sign, verify} from 'node:crypto';
import {closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync} from 'node:fs';
import {connect} from 'node:net';
import {join} from 'node:path';
import {Server} from '../collector/postgres.mjs';
import {enrolledDevice, exportLog, logKeyOf, post, serve, tiraiBin} from '../collector/support.mjs';
import {atLeast, atMost, tellBars} from './bars.mjs';

// events_per_s: durable ones. verify: signed batches with their proofs, a second of one core, of 50 events and of 3. idle: a new connection's median beside idle ones, to its median alone.
const kBars = {sqlite_events_per_s: 40_000, postgres_events_per_s: 25_000, p99_ms: 300, memory_mib: 200, verify_batches_per_cpu_s: 5000, verify_small_batches_per_cpu_s: 5000, idle_p50_ratio: 1.5};
const seconds = Number(process.env.TIRAI_BENCH_SECONDS ?? 3);
const connections = Number(process.env.TIRAI_BENCH_CONNECTIONS ?? 32);
const idleConnections = Number(process.env.TIRAI_BENCH_IDLE ?? 10_000);
const stores = (process.env.TIRAI_BENCH_STORES ?? 'sqlite,postgres').split(',');
const batchEvents = 50;
// On the disk of the build, not in /tmp: that is a tmpfs on many machines.
mkdirSync('build', {recursive: true});
const dir = mkdtempSync(join(process.cwd(), 'build/bench-collector-'));
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
const round = (value, digits = 2) => Number(value.toFixed(digits));
const spread = (latencies) => {
  const sorted = latencies.toSorted((a, b) => a - b);
  return {p50: round(quantile(sorted, 0.5)), p99: round(quantile(sorted, 0.99)), max: round(sorted.at(-1))};
};

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
const mostMemory = (pid) => Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

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

/** A store under load, and the disk right before and after it. */
async function measure(db) {
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
  const memory = mostMemory(collector.child.pid);
  const after = syncRate([Buffer.alloc(4096, 1)], 1000);
  const stopped = await collector.end();
  if (stopped.code !== 0) throw new Error(`the collector ended with ${stopped.code}`);

  const perSecond = latencies.length * batchEvents / took;
  const fdatasync = (before + after) / 2;
  return {
    event_bytes: Math.round(lists[0][0].body.length / batchEvents), seconds: round(took),
    durable_events_per_s: Math.round(perSecond), batches_per_s: Math.round(latencies.length / took), latency_ms: spread(latencies),
    cpu_us_per_batch: Math.round(cpu / latencies.length), events_per_cpu_s: Math.round(latencies.length * batchEvents / (cpu / 1e6)), memory_mib: round(memory, 0),
    fdatasync_per_s: Math.round(fdatasync), bare_log_events_per_s: Math.round(bare * batchEvents),
    ratio: {batches_per_fdatasync: round(latencies.length / took / fdatasync), to_bare_log: round(perSecond / (bare * batchEvents))},
    ran_out: latencies.length === connections * perConnection,
  };
}

/** A primary that acknowledges nothing before its standby has it. On a disk, too, and where the user that runs them may go. */
async function measurePostgres() {
  const settings = {shared_buffers: '256MB', max_wal_size: '4GB'};
  const primary = await new Server({parent: '/var/tmp'}).start(settings);
  const standby = new Server({standbyOf: primary, name: 'standby', parent: '/var/tmp'});
  try {
    primary.psql('CREATE DATABASE log');
    await standby.start(settings);
    primary.psql("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (standby)'");
    primary.psql('SELECT pg_reload_conf()');
    while (primary.psql('SELECT sync_state FROM pg_stat_replication').trim() !== 'quorum') await new Promise((next) => setTimeout(next, 50));
    return await measure(primary.uri('log'));
  } finally {
    standby.stop();
    primary.stop();
  }
}

/** Milliseconds from connect() to the answer of a request on a connection of its own, `count` times. */
async function freshConnections(collector, count) {
  const latencies = [];
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    await new Promise((done, failed) => {
      const socket = connect(collector.port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n'));
      socket.once('data', (data) => (String(data).startsWith('HTTP/1.1 200') ? latencies.push(performance.now() - began) : failed(new Error(String(data)))));
      socket.on('close', done).on('error', failed);
    });
  }
  return spread(latencies);
}

// Each of them asked once, was answered, and stays. A process of its own has file handles of its own.
const holder = `
  const {connect} = require('node:net');
  const [port, count] = process.argv.slice(1).map(Number);
  let open = 0, begun = 0;
  const next = () => {
    if (begun++ >= count) return;
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\\r\\nHost: idle\\r\\n\\r\\n'));
    socket.once('data', () => { if (++open === count) console.log('held'); next(); });
    socket.on('error', (error) => { console.log(error.message); process.exit(1); });
  };
  for (let i = 0; i < 64; i++) next();`;

async function idleCost() {
  const files = ['prlimit', `--nofile=${idleConnections + 1000}:${idleConnections + 1000}`, '--'];
  const collector = await serve(undefined, join(dir, 'idle.db'), ['--log-level', 'error', '--max-connections', String(idleConnections + 100), '--timeout-ms', '120000'], {wrap: files});
  const alone = await freshConnections(collector, 500);
  const child = spawn(files[0], [...files.slice(1), process.execPath, '-e', holder, String(collector.port), String(idleConnections)], {stdio: ['ignore', 'pipe', 'inherit']});
  const said = await new Promise((line) => child.stdout.once('data', (data) => line(String(data).trim())));
  if (said !== 'held') throw new Error(`the idle connections were not held: ${said}`);
  const beside = await freshConnections(collector, 500);
  const memory = mostMemory(collector.child.pid);
  child.kill('SIGKILL');
  await collector.end('SIGKILL');
  return {idle_connections: idleConnections, fresh_ms: {alone, beside_idle: beside}, memory_mib: round(memory, 0)};
}

/** The whole log, offline, by one process on one core: signatures, fingerprints, links, and every line against the signed root. The quickest of three: others share the machine. */
function verifySpeed(db) {
  const path = join(dir, 'export.ndjson');
  writeFileSync(path, exportLog(db));
  return Array.from({length: 3}, () => verifyOnce(path, db)).reduce((best, one) => (one.cpu_s < best.cpu_s ? one : best));
}
function verifyOnce(path, db) {
  const done = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@"', '_', tiraiBin, 'verify', path, '--log-vkey', `${logKeyOf(db)}.vkey`], {encoding: 'utf8'});
  const counted = /^intact: (\d+) events in (\d+) batches of/.exec(done.stdout);
  if (!counted) throw new Error(`verify: ${done.stdout}${done.stderr}`);
  const cpu = done.stderr.trim().split('\n').at(-1).split(' ').reduce((sum, part) => sum + Number(part), 0);
  return {batches: Number(counted[2]), cpu_s: round(cpu), batches_per_cpu_s: Math.round(counted[2] / cpu), events_per_cpu_s: Math.round(counted[1] / cpu)};
}

/** The same of what a client sends when it sends at once: three events a batch, so that a signature is most of the work. */
async function verifySmall() {
  const db = join(dir, 'small.db'), collector = await serve(undefined, db, ['--log-level', 'error']);
  const devices = [];
  for (let i = 0; i < 16; i++) devices.push(await enrolledDevice(collector, db));
  await Promise.all(devices.map(async (device) => {
    const chain = device.chain().addMany(600);
    for (let at = 0; at < 600; at += 3) await post(collector, device, chain.batch(at, at + 3));
  }));
  await collector.end();
  return {batch_events: 3, ...verifySpeed(db), ed25519_per_s: ed25519Rate()};
}

/** Signatures of 300 bytes that OpenSSL verifies in a second of this core, for scale. */
function ed25519Rate() {
  const {publicKey, privateKey} = generateKeyPairSync('ed25519'), message = randomBytes(300), signature = sign(null, message, privateKey);
  const began = process.cpuUsage();
  for (let i = 0; i < 2000; i++) if (!verify(null, message, publicKey, signature)) throw new Error('a good signature does not hold');
  const {user, system} = process.cpuUsage(began);
  return Math.round(2000 / ((user + system) / 1e6));
}

const storeBars = (name, {durable_events_per_s, latency_ms, memory_mib}) => ({
  [`${name}_events_per_s`]: atLeast(durable_events_per_s, kBars[`${name}_events_per_s`]),
  [`${name}_p99_ms`]: atMost(latency_ms.p99, kBars.p99_ms), [`${name}_memory_mib`]: atMost(memory_mib, kBars.memory_mib),
});
const idleBars = ({fresh_ms: {alone, beside_idle}, memory_mib}) => ({
  idle_p50_ratio: atMost(round(beside_idle.p50 / alone.p50), kBars.idle_p50_ratio), idle_memory_mib: atMost(memory_mib, kBars.memory_mib),
});
/** The bars of what was measured: TIRAI_BENCH_STORES and TIRAI_BENCH_IDLE=0 leave parts out. */
const barsOf = (report) => ({
  ...(report.latency_ms && storeBars('sqlite', report)), ...(report.postgres && storeBars('postgres', report.postgres)), ...(report.idle && idleBars(report.idle)),
  ...(report.verify && {verify_batches_per_cpu_s: atLeast(report.verify.batches_per_cpu_s, kBars.verify_batches_per_cpu_s)}),
  ...(report.verify_small && {verify_small_batches_per_cpu_s: atLeast(report.verify_small.batches_per_cpu_s, kBars.verify_small_batches_per_cpu_s)}),
});

try {
  const report = {connections, batch_events: batchEvents};
  if (stores.includes('sqlite')) {
    const db = join(dir, 'log.db');
    Object.assign(report, await measure(db));
    report.verify = verifySpeed(db);
    report.verify_small = await verifySmall();
  }
  if (stores.includes('postgres')) report.postgres = await measurePostgres();
  if (idleConnections > 0) report.idle = await idleCost();
  report.bars = tellBars(barsOf(report));
  console.log(JSON.stringify(report));
} finally {
  rmSync(dir, {recursive: true, force: true});
}
