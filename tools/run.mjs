// What ./run does once everything is built: a signed policy, the collector, a demo helpdesk, and (--rt) a real Request Tracker.
// All on loopback, all state in build/run; Ctrl-C stops everything it started.
import {execFileSync, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join, relative, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {freePort as anyPort} from './private.mjs';
import {secretOf, stepNow, totp} from './totp.mjs';

const root = join(import.meta.dirname, '..');
const tirai = join(root, 'build/native/bin/tirai');
const collectorBin = join(root, 'build/native/bin/tirai-collector');

const {values: options} = parseArgs({options: {
  'rt': {type: 'boolean'}, 'reset': {type: 'boolean'}, 'state': {type: 'string', default: 'build/run'},
  'collector-port': {type: 'string', default: '8400'}, 'demo-port': {type: 'string', default: '8401'}, 'rt-port': {type: 'string', default: '8110'},
}});
const state = resolve(root, options.state);
const where = relative(root, state);
const say = line => console.log(line);
const started = [];
let stopping = false;

async function stopAll(code) {
  if (stopping) return;
  stopping = true;
  for (const {name, stop} of started.reverse()) {
    try { await stop(); } catch (error) { console.error(`tirai: stopping ${name}: ${error.message}`); }
  }
  say(`\nstopped; the log stays in ${where}`);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll(0));

const isFree = port => new Promise(resolve => {
  const probe = createServer().once('error', () => resolve(false)).once('listening', () => probe.close(() => resolve(true)));
  probe.listen(port, '127.0.0.1');
});
const freePort = async wanted => await isFree(Number(wanted)) ? Number(wanted) : anyPort();

/** Starts a program and waits for the line that holds its URL. If it ends by itself, so does everything. */
function start(name, command, args) {
  const child = spawn(command, args, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  const ended = new Promise(resolve => child.once('exit', resolve));
  started.push({name, stop: async () => { if (child.exitCode === null) child.kill('SIGTERM'); await ended; }});
  const log = [];
  createInterface({input: child.stderr}).on('line', line => { log.push(line); if (log.length > 40) log.shift(); });
  return new Promise((resolve, reject) => {
    createInterface({input: child.stdout}).on('line', line => { const url = line.match(/https?:\/\/\S+/); if (url) resolve(url[0]); });
    child.once('error', reject);
    child.once('exit', code => {
      if (stopping) return;
      console.error(`tirai: ${name} ended by itself (exit code ${code})\n${log.join('\n')}`);
      stopAll(1);
    });
  });
}

const quiet = (command, args, env = {}) => execFileSync(command, args, {cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...env}}).trim();

function signPolicy() {
  const key = join(state, 'policy');
  if (!existsSync(`${key}.key`)) quiet(tirai, ['keygen', '--name', 'dpo.contoh.example', '--out', key]);
  const bundle = join(state, 'bundle.json');
  quiet(tirai, ['sign', '--key', `${key}.key`, '--policy', 'policies/uu-pdp-contact-centre.json', '--adapter', 'adapters/request-tracker.json',
    '--adapter', 'adapters/demo.json', '--version', String(Math.floor(Date.now() / 1000)), '--expires-in', '30', '--out', bundle]);
  return {bundle, vkey: readFileSync(`${key}.vkey`, 'utf8').trim()};
}

/** A new device enrolment: a token binds to the first browser that uses it. */
const enrol = (db, agent, ...more) =>
  quiet(collectorBin, ['enrol', '--db', db, '--agent', agent, '--role', 'agent', '--team', 'CS Umum', '--helpdesk-name', agent, ...more]);

/** Who looks at the dashboard here, made once: the officer dewi. On a real server a person types the password and scans the address. */
function officer(db) {
  const file = join(state, 'dashboard.json');
  if (!existsSync(file)) {
    const password = randomBytes(12).toString('base64url');
    const address = quiet(collectorBin, ['account', 'add', '--db', db, '--role', 'dpo', 'dewi'], {TIRAI_PASSWORD: password});
    writeFileSync(file, JSON.stringify({name: 'dewi', password, address}), {mode: 0o600});
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Each browser that opens the demo gets an enrolment of its own, up to a number nobody reaches by hand. */
async function startDemo(db, vkey, collector) {
  const {startDemo: serve} = await import('../demo/server.mjs');
  const tokens = new Map();
  const config = browser => {
    if (!tokens.has(browser) && tokens.size >= 50) throw new Error('too many browsers');
    if (!tokens.has(browser)) tokens.set(browser, enrol(db, 'sari', '--helpdesk-name', 'Sari Puspita'));
    return {collector_url: '/tirai/', enrolment_token: tokens.get(browser), policy_key: vkey, adapter: 'demo', lang: 'id'};
  };
  const demo = await serve({port: await freePort(options['demo-port']), collector, config, dropin: join(root, 'build/dist/dropin')});
  started.push({name: 'demo helpdesk', stop: demo.stop});
  return `${demo.url}/`;
}

async function startRequestTracker(db, vkey, collector) {
  const {accounts, startRt} = await import('./rt/rt.mjs');
  const rt = await startRt({dir: join(root, 'build/rt/demo'), log: say, port: await freePort(options['rt-port'])});
  started.push({name: 'Request Tracker', stop: () => rt.stop()});
  const origin = new URL(rt.url).origin;
  const settings = {collector_url: collector, enrolment_token: enrol(db, 'sari', '--helpdesk-name', accounts.sari.name), policy_key: vkey,
    helpdesks: [{origin, adapter: 'request-tracker'}], lang: 'id'};
  const file = join(state, 'extension-settings.json');
  writeFileSync(file, JSON.stringify(settings, null, 2), {mode: 0o600});
  quiet(process.execPath, ['extension/build.mjs', '--host', `${new URL(origin).protocol}//${new URL(origin).hostname}/*`, '--settings', file, '--out', join(state, 'extension')]);
  const logins = Object.entries(accounts).map(([login, {role, password}]) => `${role} ${login} / ${password}`).join(', ');
  return {url: rt.url, logins, code: Buffer.from(JSON.stringify(settings)).toString('base64url')};
}

async function main() {
  if (options.reset) rmSync(state, {recursive: true, force: true});
  if (options.reset) rmSync(join(root, 'build/rt/demo'), {recursive: true, force: true});
  mkdirSync(state, {recursive: true, mode: 0o700});
  const db = join(state, 'collector.sqlite');
  const {bundle, vkey} = signPolicy();
  say('policy signed: policies/uu-pdp-contact-centre.json');
  const collector = await start('collector', collectorBin,
    ['serve', '--db', db, '--listen', `127.0.0.1:${await freePort(options['collector-port'])}`, '--policy', bundle, '--playground', 'build/dist/playground', '--dashboard', 'build/dist/dashboard']);
  say(`collector up: ${collector}`);
  const dewi = officer(db), code = () => totp(secretOf(dewi.address), stepNow());
  const demo = await startDemo(db, vkey, collector);
  say(`demo helpdesk up: ${demo}`);
  const rt = options.rt ? await startRequestTracker(db, vkey, collector) : undefined;

  say(`
  Demo helpdesk (drop-in active)   ${demo}
  Policy playground                ${collector}/playground/   (or open build/dist/playground/index.html)
  Dashboard of the log             ${collector}/dashboard/
    log in as                      ${dewi.name} / ${dewi.password} and a code: ${process.stdin.isTTY ? 'press Enter here for one' : code()}
    or for your authenticator      ${dewi.address}
  Collector                        ${collector}/healthz
${rt ? `  Request Tracker 5                ${rt.url}
    log in as                      ${rt.logins}
` : ''}
  On the page: Alt+R opens the prompt, a digit picks the purpose, Enter reveals. The value is covered again by itself.

  Load the extension${rt ? ' (set up for this Request Tracker and the agent sari)' : ''}:
    Chromium   chrome://extensions, Developer mode, "Load unpacked": ${rt ? `${where}/extension/chrome` : 'build/dist/chrome'}
               or: chromium --user-data-dir=${where}/profile --load-extension=${rt ? `${where}/extension/chrome` : 'build/dist/chrome'} ${rt ? rt.url : ''}
    Firefox    about:debugging, This Firefox, "Load Temporary Add-on": ${rt ? `${where}/extension/firefox` : 'build/dist/firefox'}/manifest.json
${rt ? `
  Setup code for a package without settings (options page, "Import"):
    ${rt.code}
` : ''}
  What was lifted, and whether the log holds:
    build/native/bin/tirai-collector export --db ${where}/collector.sqlite | build/native/bin/tirai verify -

  Ctrl-C stops everything.`);
  if (process.stdin.isTTY) createInterface({input: process.stdin}).on('line', () => say(`  code: ${code()} (once, within half a minute)`));
}

main().catch(error => { console.error(`tirai: ${error.message}`); stopAll(1); });
