// Where client tests stand: a real Chromium page with the station in it, a real collector, signed policies.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after} from 'node:test';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';
import {chromiumPath} from '../browsers.mjs';
import {cli, enrol, freePort, makeKey, startCollector} from '../e2e/stack.mjs';

export const root = resolve(import.meta.dirname, '../..');
const wasm = process.env.TIRAI_WASM ?? join(root, 'build/wasm/bin');
/** As it is: nothing is shown before the collector has its event. */
export const writeAheadPolicy = readFileSync(join(root, 'policies/support.json'), 'utf8');
/** For tests of what waits on the disk while the collector is away. */
export const policyText = writeAheadPolicy.replaceAll('"write_ahead": true', '"write_ahead": false');

async function servePage() {
  const {outputFiles: [{contents}]} = await build({
    entryPoints: [join(root, 'tests/client/page.mjs')], bundle: true, write: false, format: 'esm', logLevel: 'error', define: {'import.meta.url': 'self.location.href'},
    plugins: [{name: 'tirai', setup: ({onResolve}) => onResolve({filter: /^tirai:ledger$/}, () => ({path: join(wasm, 'tirai-ledger.js')}))}],
  });
  const files = {
    '/': ['text/html', '<!doctype html><title>station</title><script type="module" src="page.js"></script>'],
    '/page.js': ['text/javascript', contents],
    '/tirai-ledger.wasm': ['application/wasm', readFileSync(join(wasm, 'tirai-ledger.wasm'))],
  };
  const server = createServer(({url}, response) => {
    const [type, body] = files[url] ?? ['text/plain', ''];
    response.writeHead(files[url] ? 200 : 404, {'Content-Type': type}).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  server.unref();  // a test that fails before close() shall not hang
  return {url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close()};
}

/** Signs a bundle and puts it where the collector reads it. `policy` and `version` may be anything; so may be the key. */
async function publish(folder, {key, keys = [key], policy = policyText, version = 1, expires_in = '2'}) {
  const file = join(folder, 'policy.json');
  writeFileSync(file, policy);
  const signed = await cli('sign', ...keys.flatMap((one) => ['--key', one]), '--policy', file, '--adapter', 'adapters/request-tracker.json', '--version', String(version), '--expires-in', expires_in, '--out', join(folder, 'bundle.json'));
  if (signed.code !== 0) throw new Error(signed.stderr);
}

const open = new Set();
after(() => Promise.all([...open].map((tenant) => tenant.close())));  // of tests that failed

/** A tenant of a test's own: collector (up unless `down`), published policy, one enrolled device's settings. */
export async function startTenant({policy = true} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-client-'));
  const [key, port, db] = [await makeKey(folder), await freePort(), join(folder, 'collector.sqlite')];
  const bundle = join(folder, 'bundle.json');
  if (policy) await publish(folder, {key: key.key});
  const up = () => startCollector({db, port, ...(policy ? {bundle} : {})});
  let collector = await up();
  const settings = {
    collector_url: collector.url, enrolment_token: await enrol(db, {agent: 'sari', names: ['sari']}), policy_key: key.vkey,
    helpdesks: [{origin: 'http://127.0.0.1:1', adapter: 'request-tracker'}], lang: 'en',
  };
  const tenant = {
    folder, key, db, bundle, settings,
    publish: (what = {}) => publish(folder, {key: key.key, ...what}),
    stop: () => collector.stop(),
    start: async () => { collector = await up(); },
    /** What browsers sent of the log as an auditor gets it (OCSF device.type_id 8), and what `tirai verify` says of all of it. */
    async log() {
      const file = join(folder, 'export.ndjson');
      const bin = process.env.TIRAI_NATIVE_BIN ?? join(root, 'build/native/bin');
      writeFileSync(file, execFileSync(join(bin, 'tirai-collector'), ['export', '--db', db]));
      const verdict = await cli('verify', file);
      const logged = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.tirai !== undefined && line.device.type_id === 8);
      const began = new Map();  // an export sorts its chains by their random names
      for (const {time, tirai: {chain_uid}} of logged) began.set(chain_uid, Math.min(time, began.get(chain_uid) ?? time));
      const events = logged.sort((a, b) => began.get(a.tirai.chain_uid) - began.get(b.tirai.chain_uid) || a.tirai.sequence - b.tirai.sequence);
      return {verdict, events};
    },
    async close() { open.delete(tenant); await collector.stop(); rmSync(folder, {recursive: true, force: true}); },
  };
  open.add(tenant);
  return tenant;
}

/** One browser for a file of tests; `page()` opens the station's page, in a storage of its own unless a context is given. */
export async function openStand() {
  const site = await servePage();
  const browser = await chromium.launch({executablePath: chromiumPath, headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage']});
  async function page({context, quota} = {}) {
    const opened = await (context ?? await browser.newContext()).newPage();
    const client = await opened.context().newCDPSession(opened);
    if (quota !== undefined) await client.send('Storage.overrideQuotaForOrigin', {origin: new URL(site.url).origin, quotaSize: quota});
    await opened.goto(site.url);
    await opened.waitForFunction(() => window.stand !== undefined);
    return opened;
  }
  return {page, origin: new URL(site.url).origin, close: async () => { await browser.close(); site.close(); }};
}

export const openStation = (page, options) => page.evaluate((given) => window.stand.open(given), {session: 'session-1', ...options});
export const status = (page) => page.evaluate(() => window.station.status());

export const nik = {id: 'i1', class: 'identity.nik', type: 'id_nik', level: 'partial', mask: '••••••••••••0001', where: 'NIK'};
export const facts = {helpdesk: 'request-tracker', ticket: '12', owner: 'sari', agent: 'sari', relationship: 'assigned'};
export const reveal = (page, request = {}) => page.evaluate((given) => window.station.reveal(given), {item: nik, facts, purpose: 'identity_verification', ...request});

/** Waits until nothing waits in the queue. */
export async function drained(page, within_ms = 10_000) {
  for (const end = Date.now() + within_ms; ;) {
    await page.evaluate(() => window.station.deliver(true));
    const {queue} = await status(page);
    if (queue.waiting === 0) return queue;
    if (Date.now() > end) throw new Error(`queue: ${JSON.stringify(queue)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
