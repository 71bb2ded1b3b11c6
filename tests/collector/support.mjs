// A second implementation of the client's side of the wire (core/include/tirai/audit.h): RFC 8785, fingerprints, links, signatures; and
// a real collector to send it to. Nothing here comes from the core.
import {spawn, spawnSync} from 'node:child_process';
import {createHash, generateKeyPairSync, randomUUID, sign} from 'node:crypto';
import {copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {emptyDatabase, snapshot} from './postgres.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const collectorBin = process.env.TIRAI_COLLECTOR_BIN ?? join(root, 'build/native/bin/tirai-collector');
export const tiraiBin = process.env.TIRAI_BIN ?? join(root, 'build/native/bin/tirai');

/** RFC 8785 for what events hold: no fractions. Keys by UTF-16 code units, which is how JavaScript compares strings. */
export function jcs(value) {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${jcs(value[key])}`).join(',')}}`;
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
export const fingerprintOf = (event) => {
  const {fingerprint, ...tirai} = event.tirai;
  return sha256('tirai-event-v1\n' + jcs({...event, tirai}));
};

/** An Ed25519 device and the events of one of its chains. */
export class Device {
  constructor(device_id) {
    this.device_id = device_id;
    const {publicKey, privateKey} = generateKeyPairSync('ed25519');
    this.privateKey = privateKey;
    this.public_key = Buffer.from(publicKey.export({format: 'jwk'}).x, 'base64url').toString('base64');
  }

  chain() {
    return new Chain(this);
  }

  batch(lines, change = {}) {
    const first = JSON.parse(lines[0]).tirai;
    const batch = {
      chain_uid: first.chain_uid, count: lines.length, device_id: this.device_id, first_sequence: first.sequence,
      format: 'tirai.batch/v1', head: JSON.parse(lines.at(-1)).tirai.fingerprint, prev_event: first.prev_event, ...change,
    };
    const signature = sign(null, Buffer.from('tirai-batch-v1\n' + jcs(batch)), this.privateKey).toString('base64');
    return [jcs({batch, signature}), ...lines].map((line) => line + '\n').join('');
  }
}

export class Chain {
  chain_uid = randomUUID();
  lines = [];
  head = '';
  constructor(device) {
    this.device = device;
  }

  /** Adds an event line; `tirai` changes what it says. */
  add(tirai = {}) {
    const sequence = this.lines.length;
    const event = sequence === 0 ? this.start() : this.reveal(sequence);
    Object.assign(event.tirai, {chain_uid: this.chain_uid, sequence, prev_event: this.head}, tirai);
    this.head = event.tirai.fingerprint = fingerprintOf(event);
    this.lines.push(jcs(event));
    return this;
  }

  addMany(count) {
    for (let i = 0; i < count; i++) this.add();
    return this;
  }

  batch(begin = 0, end = this.lines.length) {
    return this.device.batch(this.lines.slice(begin, end));
  }

  common(sequence) {
    return {
      device: {type_id: 8, uid: this.device.device_id},
      metadata: {product: {name: 'Tirai', vendor_name: 'Tirai', version: '0.1.0'}, profiles: ['host'], sequence, uid: randomUUID(), version: '1.8.0'},
      policy: {uid: 'support', version: '1'}, time: 1_760_000_000_000 + sequence,
    };
  }

  start() {
    return {
      ...this.common(0), activity_id: 3, category_uid: 6, class_uid: 6002, type_uid: 600203, severity_id: 1, app: {name: 'Tirai', vendor_name: 'Tirai', version: '0.1.0'},
      tirai: {enforcement_level: 'A1', helpdesk: 'request-tracker', kind: 'session_start', policy_digest: `sha256:${sha256('policy')}`, previous_head: ''},
    };
  }

  reveal(sequence) {
    const common = this.common(sequence);
    return {
      ...common, metadata: {...common.metadata, profiles: ['host', 'security_control']}, activity_id: 2, category_uid: 6, class_uid: 6001, type_uid: 600102, severity_id: 1, action_id: 1, disposition_id: 1,
      actor: {user: {uid: 'agent.sari'}}, web_resources: [{type: 'identity.nik'}],
      tirai: {
        count: 1, enforcement_level: 'A1', entity_type: 'id_nik', helpdesk: 'request-tracker', kind: 'reveal', level_after: 'plain', level_before: 'partial',
        policy_digest: `sha256:${sha256('policy')}`, relationship: 'assigned', role: 'agent', rules: ['agent-reveals-nik', 'base'], ticket: '12', time_to_live_s: 30,
        purpose: {dpv: 'https://w3id.org/dpv#IdentityVerification', id: 'verify_identity', legal_basis: 'contract'},
      },
    };
  }
}

/** The suites that hold for every store run on SQLite by themselves, and on PostgreSQL when postgres.test.mjs loads them. */
export const onPostgres = process.env.TIRAI_TEST_STORE === 'postgres';
/** Why a test about the file is not for PostgreSQL. */
export const ofTheFile = {skip: onPostgres && 'about the SQLite file'};
/** A store that is not there yet: a path in `dir`, or the URI of an empty database. */
export const newStore = (dir) => (onPostgres ? emptyDatabase() : join(dir, 'log.db'));

/** A store that nobody uses, as it is now: what puts it back to that. */
export async function keepStore(db) {
  if (onPostgres) return snapshot(db);
  copyFileSync(db, `${db}.before`);
  return () => copyFileSync(`${db}.before`, db);
}

const keys = new Map();
function makeLogKey(out) {
  const made = spawnSync(tiraiBin, ['keygen', '--name', `tirai-log/${randomUUID()}`, '--out', out], {encoding: 'utf8'});
  if (made.status !== 0) throw new Error(`keygen failed: ${made.stderr}`);
}
/** Of a database that stays when this process ends: its log's keys are at `out`, made when they are not there. */
export function keepLogKey(db, out) {
  if (!existsSync(`${out}.key`)) makeLogKey(out);
  keys.set(db, out);
}
/** The log's keys, without .key and .vkey: beside the file, or the one that this process made for a database. */
export function logKeyOf(db) {
  if (!db.startsWith('postgresql:')) return `${db}-log`;
  if (!keys.has(db)) {
    const out = join(mkdtempSync(join(tmpdir(), 'tirai-key-')), 'log');
    makeLogKey(out);
    keys.set(db, out);
    process.on('exit', () => rmSync(dirname(out), {recursive: true, force: true}));
  }
  return keys.get(db);
}

/** A folder that goes when the test ends. */
export function folder(t) {
  const path = mkdtempSync(join(tmpdir(), 'tirai-collector-'));
  t.after(() => rmSync(path, {recursive: true, force: true}));
  return path;
}

export function run(args, options = {}) {
  // Beside a file the key is found; a database's has to be said.
  const db = args[args.indexOf('--db') + 1], signs = ['account', 'agent', 'enrol', 'token', 'revoke', 'report', 'request'].includes(args[0]) && args[1] !== 'list' && db?.startsWith('postgresql:') && !args.includes('--log-key');
  return spawnSync(collectorBin, [...args, ...(signs ? ['--log-key', `${logKeyOf(db)}.key`] : [])], {encoding: 'utf8', maxBuffer: 1 << 28, ...options});
}

/** The bearer token of a fresh enrolment. */
export function enrolToken(db, agent = 'agent.sari') {
  const done = run(['enrol', '--db', db, '--agent', agent, '--role', 'agent', '--team', 'care', '--helpdesk-name', 'Sari Dewi']);
  if (done.status !== 0) throw new Error(`enrol failed: ${done.stderr}`);
  return done.stdout.trim();
}

/** Starts `serve` (of another build: `binary`); resolves when it listens. `end()` stops it and gives its exit code. */
export async function serve(t, db, args = [], {wrap = [], binary = collectorBin, port = 0} = {}) {
  const key = db.startsWith('postgresql:') && !args.includes('--log-key') ? ['--log-key', `${logKeyOf(db)}.key`] : [];
  const [command, ...rest] = [...wrap, binary, 'serve', '--db', db, '--listen', `127.0.0.1:${port}`, ...key, ...args];
  const child = spawn(command, rest, {stdio: ['ignore', 'pipe', 'pipe']});
  const collector = {child, stderr: '', url: '', exited: new Promise((resolve) => child.once('exit', (code, signal) => resolve({code, signal})))};
  child.stderr.setEncoding('utf8').on('data', (text) => (collector.stderr += text));
  t?.after(() => child.kill('SIGKILL'));
  const first = await Promise.race([
    new Promise((resolve) => createInterface({input: child.stdout}).once('line', resolve)),
    collector.exited.then(({code}) => `exited with ${code}`),
  ]);
  collector.url = /^listening on (https?:\/\/127\.0\.0\.1:\d+)$/.exec(first)?.[1] ?? '';
  if (!collector.url) throw new Error(`the collector did not start: ${first}; ${collector.stderr}`);
  collector.port = Number(new URL(collector.url).port);
  collector.end = (signal = 'SIGTERM') => {
    child.kill(signal);
    return collector.exited;
  };
  return collector;
}

export async function ask(collector, path, {token, method, body, headers = {}} = {}) {
  const response = await fetch(collector.url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'), body,
    headers: {...(token === undefined ? {} : {Authorization: `Bearer ${token}`}), ...headers},
  });
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return {status: response.status, headers: response.headers, text, json};
}

/** Enrols and binds a key: a device that may send. */
export async function enrolledDevice(collector, db) {
  const token = enrolToken(db);
  const device = new Device('');
  const answer = await ask(collector, '/v1/enrolment', {token, body: JSON.stringify({public_key: device.public_key})});
  if (answer.status !== 200) throw new Error(`enrolment failed: ${answer.text}`);
  device.device_id = answer.json.device_id;
  device.token = token;
  return device;
}

export const post = (collector, device, body) => ask(collector, '/v1/events', {token: device.token, body});

/** A collector with one device, for the common case. */
export async function fixture(t, args = []) {
  const dir = folder(t);
  const db = await newStore(dir);
  const collector = await serve(t, db, args);
  return {dir, db, collector, device: await enrolledDevice(collector, db)};
}

export function exportLog(db, args = []) {
  const done = run(['export', '--db', db, ...args]);
  if (done.status !== 0) throw new Error(`export failed: ${done.stderr}`);
  return done.stdout;
}

/** What `tirai verify` says of an export. */
export function verify(dir, text) {
  const path = join(dir, 'export.ndjson');
  writeFileSync(path, text);
  return spawnSync(tiraiBin, ['verify', path], {encoding: 'utf8'});
}
