// The real parts around the browser: keys, a signed policy, the collector, the built extension. Each in a folder of the test's own.
import {execFile, spawn} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {freePort} from '../../tools/private.mjs';
import {recorder} from './recorder.mjs';

export {freePort};

export const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
const bin = process.env.TIRAI_NATIVE_BIN ?? join(root, 'build/native/bin');
const tirai = join(bin, 'tirai');
const collectorBin = join(bin, 'tirai-collector');
const run = (command, args, options = {}) => promisify(execFile)(command, args, {cwd: root, maxBuffer: 1 << 28, ...options});

/** Exit code, stdout and stderr; a non-zero exit code is an answer, too. */
export async function cli(...args) {
  try {
    const {stdout, stderr} = await run(tirai, args);
    return {code: 0, stdout, stderr};
  } catch (error) {
    return {code: error.code, stdout: error.stdout, stderr: error.stderr};
  }
}

/** support.json with its times to live cut down, so that a test sees a reveal end without waiting half a minute, and with an allowance for a collector that is away. */
/** `purpose_s`: how long a purpose given for a ticket is not asked again; without, the prompt opens every time. */
export function shortPolicy(seconds, purpose_s = 0) {
  const text = readFileSync(join(root, 'policies/support.json'), 'utf8');
  const cut = text.replace(/("time_to_live_s"\s*:\s*)\d+/g, `$1${seconds}`).replaceAll('"write_ahead": true', '"write_ahead": true, "offline_reveals": 100');
  if (cut === text) throw new Error('policies/support.json: no time_to_live_s to cut down');
  return cut.replace('"version": 1,', `"version": 1,\n  "validity": {"purpose_s": ${purpose_s}},`);
}

export async function makeKey(folder, name = 'dpo.test') {
  const out = join(folder, name);
  await run(tirai, ['keygen', '--name', name, '--out', out]);
  return {key: `${out}.key`, vkey: readFileSync(`${out}.vkey`, 'utf8').trim()};
}

export async function signBundle(folder, {key, policy, version, adapter = 'request-tracker', out = 'bundle.json'}) {
  const [policyFile, bundle] = [join(folder, 'policy.json'), join(folder, out)];
  writeFileSync(policyFile, policy);
  await run(tirai, ['sign', '--key', key, '--policy', policyFile, '--adapter', `adapters/${adapter}.json`,
    '--version', String(version), '--expires-in', '2', '--out', bundle]);
  return bundle;
}

/** Starts the collector on `port` (a later start on the same one is the same collector to the browser). */
export async function startCollector({db, bundle, port, playground, more = []}) {
  const args = ['serve', '--db', db, '--listen', `127.0.0.1:${port}`, ...(bundle ? ['--policy', bundle] : []), ...(playground ? ['--playground', playground] : []), ...more];
  const child = spawn(collectorBin, args, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  const log = [];
  for (const stream of [child.stdout, child.stderr]) createInterface({input: stream}).on('line', (line) => log.push(line));
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + 15_000; ;) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`collector does not answer:\n${log.join('\n')}`);
    if (await fetch(`${url}/healthz`).then((response) => response.ok, () => false)) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    url, log,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

export async function enrol(db, {agent, role = 'agent', names = []}) {
  const args = ['enrol', '--db', db, '--agent', agent, '--role', role, '--team', 'CS Umum', ...names.flatMap((name) => ['--helpdesk-name', name])];
  const {stdout} = await run(collectorBin, args);
  return stdout.trim();
}

export async function exportLog(db, file) {
  const {stdout} = await run(collectorBin, ['export', '--db', db]);
  writeFileSync(file, stdout);
  return stdout;
}

/** What the collector tells a customer, as JSON. */
export async function subjectReport(db, subject) {
  const {stdout} = await run(collectorBin, ['report', 'subject', '--db', db, '--subject', subject, '--format', 'json']);
  return JSON.parse(stdout);
}

/** Rows of the collector's own database. */
export async function query(db, sql) {
  const {stdout} = await run('sqlite3', ['-readonly', '-json', '-cmd', '.timeout 5000', db, sql]);
  return stdout.trim() === '' ? [] : JSON.parse(stdout);
}

/** An extension as an administrator hands it out: set up for this helpdesk. Answers the unpacked Chromium folder; Firefox's is beside it. */
export async function buildExtension(folder, settings) {
  mkdirSync(folder, {recursive: true});
  const file = join(folder, 'settings.json');
  const out = join(folder, 'extension');
  writeFileSync(file, JSON.stringify(settings));
  await run(process.execPath, ['extension/build.mjs', '--host', 'http://127.0.0.1/*', '--settings', file, '--out', out,
    ...(process.env.TIRAI_WASM ? ['--wasm', process.env.TIRAI_WASM] : [])]);
  return join(out, 'chrome');
}

/** Everything for one tenant: collector up, device enrolled for `agent`, extension built. With `recorded`, `wire` keeps what the browser sends to the collector. */
export async function startTenant({folder, rt, adapter = 'request-tracker', agent = 'sari', names = ['sari', 'Sari Puspita'], policy, version = 1, bundle, recorded = false}) {
  mkdirSync(folder, {recursive: true});
  const key = await makeKey(folder);
  const db = join(folder, 'collector.sqlite');
  const port = await freePort();
  const served = bundle === null ? undefined : bundle ?? (await signBundle(folder, {key: key.key, policy, version, adapter}));
  const token = await enrol(db, {agent, names});
  const wire = recorded ? await recorder(() => `http://127.0.0.1:${port}`) : undefined;
  const settings = {collector_url: wire?.url ?? `http://127.0.0.1:${port}`, enrolment_token: token, policy_key: key.vkey, helpdesks: [{origin: new URL(rt.url).origin, adapter}], lang: 'id'};
  const extension = await buildExtension(folder, settings);
  const collector = {port, db, bundle: served, ...(await startCollector({db, bundle: served, port}))};  // last: who fails before leaves nothing running
  return {folder, key, db, collector, settings, extension, wire};
}
