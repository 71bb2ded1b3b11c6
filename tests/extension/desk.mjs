// A small helpdesk under a strict CSP, a collector, and the extension built for both: what flow tests stand on.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after} from 'node:test';
import {chromium} from 'playwright-core';
import {buildExtension} from '../../extension/build.mjs';
import {chromiumPath} from '../browsers.mjs';
import {cli, enrol, freePort, makeKey, shortPolicy, startCollector} from '../e2e/stack.mjs';

const root = resolve(import.meta.dirname, '../..');
const wasm = process.env.TIRAI_WASM ?? join(root, 'build/wasm/bin');
const bin = process.env.TIRAI_NATIVE_BIN ?? join(root, 'build/native/bin');

// Invented people; the numbers have the form of real ones and belong to nobody.
export const nik = '3171075301990005';
export const phone = '0812-5550-1234';

/** Of the customer of tickets 90 and up. */
export const otherPhone = '0813-7777-2468';
export const otherMail = 'rina.wati@mail.test';

const ticketPage = ({ticket, owner, closed}) => `<!doctype html><html lang="en"><title>Ticket ${ticket}</title>
<body data-ticket="${ticket}"><header>Agent <b data-agent>sari</b></header>
<main><h1>Card blocked</h1><p${closed ? ` data-closed="${closed}"` : ''}>Owner <span data-owner>${owner}</span></p>
<dl><dt>NIK</dt><dd data-customer="nik" id="nik">${nik}</dd><dt>Phone</dt><dd data-customer="phone" id="phone">${Number(ticket) < 90 ? phone : otherPhone}</dd>${Number(ticket) < 90 ? '' : `<dt>E-mail</dt><dd data-customer="email">${otherMail}</dd>`}</dl>
<article data-message><p id="message">Please call ${phone}, my NIK is ${nik}.</p></article>
<a id="call" href="tel:${phone}">Call</a> <button id="button">Reply</button>
<form id="answer" method="post" action="/sent"><textarea id="draft" name="draft" rows="4" cols="60"></textarea><button id="send" name="go" value="yes">Send</button></form>
<iframe id="frame" srcdoc="<p id=inner tabindex=0>NIK ${nik}</p>"></iframe>
<iframe id="sandboxed" sandbox srcdoc="<p id=inner>NIK ${nik}</p>"></iframe></main></body></html>`;

/** /tickets/<id>?owner=<name>&closed=<time>. */
export async function serveDesk() {
  const sent = [];
  const server = createServer(async (request, response) => {
    const {pathname, searchParams} = new URL(request.url, 'http://desk');
    if (request.method === 'POST') sent.push(Object.fromEntries(new URLSearchParams(Buffer.concat(await request.toArray()).toString())));
    const ticket = pathname.split('/')[2];
    response.writeHead(ticket || request.method === 'POST' ? 200 : 404, {'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'self'; script-src 'self'"});
    response.end(ticket ? ticketPage({ticket, owner: searchParams.get('owner') ?? 'sari', closed: searchParams.get('closed')?.replace(/[^\w:+-]/g, '')}) : 'not found');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  server.unref();  // a test that fails before close() shall not hang
  return {origin: `http://127.0.0.1:${server.address().port}`, sent, close: () => server.close()};
}

export async function until(what, holds, within_ms = 10_000) {
  for (const end = Date.now() + within_ms; ;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within ${within_ms} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

async function sign(folder, {key, version = 1, seconds, edit = (text) => text}) {
  const policy = join(folder, 'policy.json');
  writeFileSync(policy, edit(shortPolicy(seconds, 900)));
  const signed = await cli('sign', '--key', key, '--policy', policy, '--adapter', join(root, 'adapters/demo.json'), '--version', String(version), '--expires-in', '2', '--out', join(folder, 'bundle.json'));
  if (signed.code !== 0) throw new Error(signed.stderr);
}

async function openBrowser(extension) {
  const profile = mkdtempSync(join(tmpdir(), 'tirai-extension-'));
  // Without developer mode Chromium disables an unpacked extension that reloads itself.
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({extensions: {ui: {developer_mode: true}}}));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath, headless: true, locale: 'en-US', args: ['--no-sandbox', '--disable-dev-shm-usage', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  const background = async () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker', {timeout: 15_000});
  const id = new URL((await background()).url()).host;
  return {context, background, id, close: async () => { await context.close().catch(() => undefined); rmSync(profile, {recursive: true, force: true}); }};
}

const open = new Set();
after(() => Promise.all([...open].map((desk) => desk.close())));  // of tests that failed

/** Everything up. `baked: false` leaves the package without settings; `change` edits them; `seconds` is how long a reveal lasts; `edit` changes the policy's text; `serve` answers more arguments for the collector. */
export async function openDesk({baked = true, change = (settings) => settings, seconds = 2, edit, bundle, serve} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-desk-'));
  const [desk, key, port, db] = [await serveDesk(), await makeKey(folder), await freePort(), join(folder, 'collector.sqlite')];
  await sign(folder, {key: key.key, seconds, edit});
  const served = join(folder, 'bundle.json');
  if (bundle !== undefined) writeFileSync(served, await bundle({folder, served}));
  const more = await serve?.({port, folder}) ?? [];
  let collector = await startCollector({db, port, bundle: served, more});
  const settings = change({
    collector_url: collector.url, enrolment_token: await enrol(db, {agent: 'sari', names: ['sari']}), policy_key: key.vkey,
    helpdesks: [{origin: desk.origin, adapter: 'demo'}], lang: 'en',
  });
  const build = (given) => buildExtension({hosts: ['http://127.0.0.1/*'], settings: given, out: join(folder, 'extension'), wasm});
  await build(baked ? settings : {});
  const browser = await openBrowser(join(folder, 'extension/chrome'));
  const stand = {
    ...browser, desk, settings, folder, get collector() { return collector; },
    restart: async () => { collector = await startCollector({db, port, bundle: served, more}); },
    code: Buffer.from(JSON.stringify(settings)).toString('base64url'),
    /** Another device of the same agent. */
    enrol: () => enrol(db, {agent: 'sari', names: ['sari']}),
    rebuild: (changed) => build({...settings, ...changed}),
    publish: (what) => sign(folder, {key: key.key, seconds, edit, ...what}),
    async ticket(id = '12', owner = 'sari', more = '') {
      const page = await browser.context.newPage();
      await page.goto(`${desk.origin}/tickets/${id}?owner=${owner}${more}`);
      return page;
    },
    own: async (path) => {
      const page = await browser.context.newPage();
      await page.goto(`chrome-extension://${browser.id}/${path}`);
      return page;
    },
    /** The tab's id, as the extension knows it. */
    tabOf: async (page) => (await browser.background()).evaluate(async (url) => (await chrome.tabs.query({url: `${url.split('?')[0]}*`}))[0]?.id, page.url()),
    log() {
      const file = join(folder, 'export.ndjson');
      writeFileSync(file, execFileSync(join(bin, 'tirai-collector'), ['export', '--db', db]));
      return readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.tirai !== undefined);
    },
    /** All of it but ids and hashes: their digits are by chance those of any short number. */
    logText: () => JSON.stringify(stand.log()).replace(/[\w+/=-]{32,}/g, ''),
    verify: () => cli('verify', join(folder, 'export.ndjson')),
    async close() {
      if (!open.delete(stand)) return;
      await browser.close();
      await collector.stop();
      desk.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
  open.add(stand);
  return stand;
}

export const text = (page, selector) => page.locator(selector).evaluate((element) => element.textContent);
export const uncovered = (page) => until('the page is masked and shown', () => page.evaluate(() => document.documentElement.hasAttribute('data-tirai-on')), 30_000);

/** Opens the prompt at the value that has the pointer; answers its frame. */
export async function openPrompt(page, at = '#nik') {
  if (at !== undefined) await page.locator(at).hover();
  await page.keyboard.press('Alt+r');
  const frame = await until('the prompt opens', () => page.frames().find((one) => one.url().startsWith('chrome-extension://')));
  await frame.waitForSelector('.prompt', {timeout: 10_000});
  return frame;
}

export async function answerPrompt(page) {
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
}

/** Text nodes inside our closed roots, each with the middle of where it is painted. */
export async function drawn(page, tag) {
  const session = await page.context().newCDPSession(page);
  const {root} = await session.send('DOM.getDocument', {depth: -1, pierce: true});
  const said = [];
  const walk = (node, inside, parent) => {
    const own = inside || node.localName === tag;
    if (own && node.nodeType === 3) said.push({text: node.nodeValue, parent});
    for (const child of [...node.children ?? [], ...node.shadowRoots ?? []]) walk(child, own, node.backendNodeId);
  };
  walk(root, false);
  return {all: said.map((one) => one.text).join(' '), async press(label) {
    const {parent} = said.find((one) => one.text === label);
    const {model: {content: [left, top, right, , , bottom]}} = await session.send('DOM.getBoxModel', {backendNodeId: parent});
    await page.mouse.click((left + right) / 2, (top + bottom) / 2);
  }};
}
