// Real parts for the drop-in's tests: the collector, signed policies, the demo helpdesk, Chromium and Firefox.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after} from 'node:test';
import puppeteer from 'puppeteer-core';
import {startDemo} from '../../demo/server.mjs';
import {freePort} from '../../tools/private.mjs';
import {chromiumPath, firefoxPath} from '../browsers.mjs';
import {finder} from '../e2e/leaks.mjs';
import {silentPrints} from '../e2e/prints.mjs';
import {sampler} from './sampler.mjs';

export const root = join(import.meta.dirname, '../..');
const bin = process.env.TIRAI_NATIVE_BIN ?? join(root, 'build/native/bin');
const tirai = process.env.TIRAI_BIN ?? join(bin, 'tirai');
const collectorBin = process.env.TIRAI_COLLECTOR_BIN ?? join(bin, 'tirai-collector');
export const dropin = process.env.TIRAI_DROPIN ?? join(root, 'build/dist/dropin');
const run = (command, args, input) => execFileSync(command, args, {cwd: root, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe']}).trim();
export const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Asks until `ask` answers something, or fails with `what`. */
export async function until(what, ask, within_ms = 15_000) {
  for (const end = Date.now() + within_ms; ;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${within_ms} ms: ${what}`);
    await wait(100);
  }
}

/** A company of one agent: keys, a signed policy whose reveals last `ttl_s`, a collector, the demo helpdesk.
 *  `config` changes config.json (null: there is none); `otherKey`: it names a key of the same name that did not sign. */
export async function openCompany({ttl_s = 4, csp, config = {}, otherKey = false, dropinDir = dropin, collectorUp = true} = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'tirai-dropin-'));
  const at = name => join(dir, name);
  run(tirai, ['keygen', '--name', 'dpo.contoh.example', '--out', at('dpo')]);
  writeFileSync(at('policy.json'), readFileSync(join(root, 'policies/support.json'), 'utf8').replace(/("time_to_live_s":\s*)\d+/g, `$1${ttl_s}`).replaceAll('"write_ahead": true', '"write_ahead": true, "offline_reveals": 100'));
  run(tirai, ['sign', '--key', at('dpo.key'), '--policy', at('policy.json'), '--adapter', join(root, 'adapters/demo.json'), '--version', '7', '--expires-in', '30', '--out', at('bundle.json')]);
  if (otherKey) run(tirai, ['keygen', '--name', 'dpo.contoh.example', '--out', at('other')]);
  const db = at('collector.sqlite');
  const token = run(collectorBin, ['enrol', '--db', db, '--agent', 'sari', '--role', 'agent', '--team', 'CS Umum', '--helpdesk-name', 'Sari Puspita']);
  const port = await freePort();
  let collector;
  const company = {
    dir, vkey: readFileSync(at(otherKey ? 'other.vkey' : 'dpo.vkey'), 'utf8').trim(),
    async startCollector() { collector = await startCollector(['serve', '--db', db, '--listen', `127.0.0.1:${port}`, '--policy', at('bundle.json'), '--log-level', 'error']); },
    async stopCollector() { await collector?.stop(); collector = undefined; },
    exported: () => run(collectorBin, ['export', '--db', db]),
    /** Of browsers (OCSF device.type_id 8): the enrolment is the collector's own. */
    events: () => company.exported().split('\n').filter(Boolean).map(line => JSON.parse(line)).filter(line => line.class_uid !== undefined && line.device.type_id === 8),
    verify: log => run(tirai, ['verify', '-'], log),
    async close() {
      await demo.stop();
      await company.stopCollector();
      rmSync(dir, {recursive: true, force: true});
    },
  };
  if (collectorUp) await company.startCollector();
  if (config !== null) {
    const settings = {collector_url: './', enrolment_token: token, policy_key: company.vkey, adapter: 'demo', lang: 'id', ...config};
    writeFileSync(at('config.json'), JSON.stringify(settings));
  }
  const demo = await startDemo({collector: `http://127.0.0.1:${port}`, config: at('config.json'), dropin: dropinDir, csp});
  company.url = demo.url;
  return company;
}

/** Answers once the collector has said its URL. */
function startCollector(args) {
  const child = spawn(collectorBin, args, {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = new Promise(resolve => child.once('exit', resolve));
  const stop = async () => { if (child.exitCode === null) child.kill('SIGTERM'); await ended; };
  return new Promise((resolve, reject) => {
    createInterface({input: child.stdout}).on('line', line => { if (/https?:\/\//.test(line)) resolve({stop}); });
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`collector: ended with ${code}`)));
  });
}

async function launch(name) {
  const prints = silentPrints();  // a page that prints asks nobody
  const browser = await puppeteer.launch(name === 'firefox'
    ? {browser: 'firefox', executablePath: firefoxPath, headless: true, extraPrefsFirefox: {'intl.accept_languages': 'id', 'dom.disable_open_during_load': false, ...prints.preferences}}
    : {browser: 'chrome', executablePath: chromiumPath, headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage', '--accept-lang=id']});
  return {browser, async close() { await browser.close(); prints.remove(); }};
}

const launched = new Map();
after(() => Promise.all([...launched.values()].map(async one => (await one).close())));

/** One of each name for a whole file: a start costs more than most tests. What a company keeps there is its own, by its origin; `close()` closes the pages opened since. */
export async function openBrowser(name) {
  if (!launched.has(name)) launched.set(name, launch(name));
  const {browser} = await launched.get(name), before = new Set(await browser.pages());
  return {
    name, browser,
    /** A page that counts, frame by frame, which of the seeded values can be seen, and lets the test look into shadow roots of ours. */
    async page() {
      const page = await browser.newPage();
      await page.setViewport({width: 1280, height: 900});
      await page.evaluateOnNewDocument(`(${sampler})(${finder}, ${JSON.stringify(seeded)})`);
      return page;
    },
    async close() {
      for (const page of await browser.pages()) if (!before.has(page)) await page.close();
    },
  };
}

/** What tickets.json seeds: numbers without separators (a phone without its prefix), the rest as written. */
const desk = JSON.parse(readFileSync(join(root, 'demo/tickets.json'), 'utf8'));
export const seeded = [
  ...[...desk.tickets, ...desk.chats].flatMap(({customer}) => [
    {type: 'person', value: customer.name}, {type: 'email_address', value: customer.email}, {type: 'address', value: customer.address.split(',')[0]},
    {type: 'id_nik', value: customer.nik}, {type: 'phone_number', value: customer.phone.replace(/\D/g, '').replace(/^(62|0)/, '')},
  ]),
  ...['4111111111111111', '5555555555554444', '4012888888881881'].map(value => ({type: 'credit_card', value})),
  {type: 'phone_number', value: '85755501934'},
];

/** What the sampler of `page` has seen so far: {frames, open, leaks: {value: frames}}. */
export const seen = page => page.evaluate(() => window.tiraiTest.seen);
export const isOpen = page => page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on'));
export async function ready(page) {
  await until('the page is masked and shown', () => isOpen(page).catch(() => false), 20_000)
    .catch(async error => { throw new Error(`${error.message}; banner: ${await ours(page, 'tirai-banner')}`); });
}
/** The text of an element of ours, whose shadow root is closed to the page (and a frame's in it). */
export const ours = (page, tag) => page.evaluate(name => window.tiraiTest.ours(name), tag);
