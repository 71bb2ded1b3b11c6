// The collector's window for an agent's security key, in a real Chromium with a virtual authenticator. What it sends is checked by node's own crypto against
// WebAuthn Level 3: the challenge, the origin, the flags and the signature.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash, createPublicKey, randomBytes, verify} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {chromium} from 'playwright-core';
import puppeteer from 'puppeteer-core';
import {chromiumPath, firefoxPath} from '../browsers.mjs';

const root = join(import.meta.dirname, '../..');
const screens = join(root, 'build/screens');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const bytes = text => Buffer.from(text, 'base64url');
let out, server, browser, origin, given, got;
const registered = [];

before(async () => {
  mkdirSync(screens, {recursive: true});
  out = mkdtempSync(join(tmpdir(), 'tirai-step-up-'));
  execFileSync(process.execPath, [join(root, 'dashboard/build.mjs'), '--out', out]);
  server = createServer(async (request, response) => {
    const name = request.url.replace(/^\/dashboard\//, '');
    const send = (status, type, body) => response.writeHead(status, {'Content-Type': type, 'Content-Security-Policy': policy, 'Cross-Origin-Opener-Policy': 'same-origin'}).end(body);
    if (name === 'step-up.html' || name === 'step-up.js') return send(200, name.endsWith('js') ? 'text/javascript' : 'text/html', readFileSync(join(out, name)));
    if (request.url !== '/v1/ceremony' || request.headers.authorization !== `Bearer ${given?.ticket}`) return send(401, 'application/json', '{"error":{"code":"bad_token","message":""}}');
    if (request.method === 'GET') return send(200, 'application/json', JSON.stringify({for: given.for, agent: 'sari', options: given.options}));
    got = JSON.parse(Buffer.concat(await request.toArray()).toString());
    return send(given.refuse ? 401 : 200, 'application/json', JSON.stringify(given.refuse ? {error: {code: 'bad_credential', message: ''}} : {for: given.for, until_ms: Date.now() + 900_000}));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  origin = `http://localhost:${server.address().port}`;
  browser = await chromium.launch({executablePath: chromiumPath, headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage']});
});
after(async () => {
  await browser?.close();
  server?.close();
  rmSync(out, {recursive: true, force: true});
});

const optionsOf = what => what === 'key'
  ? {rp: {id: 'localhost', name: 'Tirai'}, user: {id: randomBytes(32).toString('base64url'), name: 'sari', displayName: 'sari'}, challenge: randomBytes(32).toString('base64url'), attestation: 'none', timeout: 120_000,
      pubKeyCredParams: [{type: 'public-key', alg: -7}, {type: 'public-key', alg: -8}, {type: 'public-key', alg: -257}], authenticatorSelection: {residentKey: 'required', userVerification: 'required'}, excludeCredentials: registered.map(({id}) => ({type: 'public-key', id}))}
  : {rpId: 'localhost', challenge: randomBytes(32).toString('base64url'), timeout: 120_000, userVerification: 'required', allowCredentials: registered.map(({id}) => ({type: 'public-key', id}))};

/** The window for a fresh ticket, with an authenticator that holds `credentials`. */
async function opened(what, {lang = 'en', key = true, refuse = false, scheme = 'light', ticket = randomBytes(32).toString('base64url'), width = 480} = {}) {
  given = {ticket, for: what, options: optionsOf(what), refuse};
  got = undefined;
  const page = await browser.newPage({viewport: {width, height: 560}, colorScheme: scheme, bypassCSP: false});
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable', {enableUI: false});
  const {authenticatorId} = await client.send('WebAuthn.addVirtualAuthenticator', {options: {protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasUserVerification: true, isUserVerified: key, automaticPresenceSimulation: true}});
  for (const one of registered) await client.send('WebAuthn.addCredential', {authenticatorId, credential: one.kept});
  await page.goto(`${origin}/dashboard/step-up.html#${ticket}&${lang}`);
  await page.locator('h1').waitFor();
  return {page, client, authenticatorId};
}

const clientData = () => JSON.parse(bytes(got.response.clientDataJSON));
const notice = page => page.locator('.notice').innerText();
async function violations(page) {
  await page.addScriptTag({content: axe}).catch(() => page.evaluate(axe));  // the page's own policy keeps scripts of strangers out
  return page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`));
}

test('registering asks for a press first, by keyboard; what is sent is the key\'s own answer to this challenge', async () => {
  const {page, client, authenticatorId} = await opened('key');
  assert.equal(await page.evaluate(() => location.href), `${origin}/dashboard/step-up.html`, 'the ticket has left the address bar');
  await page.locator('button', {hasText: 'Register the key'}).waitFor();
  assert.equal(got, undefined);
  await page.screenshot({path: join(screens, 'step-up-register-en.png')});
  await page.keyboard.press('Enter');
  await page.getByText('The key is registered.').waitFor();
  const data = clientData();
  assert.deepEqual([data.type, data.challenge, data.origin], ['webauthn.create', given.options.challenge, origin]);
  const {credentials: [kept]} = await client.send('WebAuthn.getCredentials', {authenticatorId});
  assert.deepEqual(bytes(got.id), Buffer.from(kept.credentialId, 'base64'));
  registered.push({id: got.id, kept, spki: bytes(got.response.publicKey)});
  await page.close();
});

/** Of the credential that was sent, against the key it was registered with. */
function checkAssertion(spki) {
  const data = clientData();
  assert.deepEqual([data.type, data.challenge, data.origin], ['webauthn.get', given.options.challenge, origin]);
  const auth = bytes(got.response.authenticatorData);
  assert.deepEqual(auth.subarray(0, 32), createHash('sha256').update('localhost').digest(), 'RP ID');
  assert.equal(auth[32] & 0b101, 0b101, 'user present and verified');
  const signed = Buffer.concat([auth, createHash('sha256').update(bytes(got.response.clientDataJSON)).digest()]);
  assert.ok(verify('sha256', signed, createPublicKey({key: spki, format: 'der', type: 'spki'}), bytes(got.response.signature)));
}

test('a key is shown at once; its signature is over this challenge, for this host, by somebody who was verified', async () => {
  const {page} = await opened('step_up');
  await page.getByText('Done.').waitFor();
  checkAssertion(registered[0].spki);
  await page.close();
});

// Firefox has its virtual authenticator behind a pref; it registers keys, and answers no assertion of ours.
test('in Firefox a key is registered in the same way', async () => {
  const firefox = await puppeteer.launch({browser: 'firefox', executablePath: firefoxPath, headless: true, args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {'security.webauth.webauthn_enable_softtoken': true, 'security.webauth.webauthn_enable_usbtoken': false}});
  const sent = async () => { for (const end = Date.now() + 15_000; got === undefined; await new Promise(done => setTimeout(done, 50))) assert.ok(Date.now() < end, 'nothing was sent'); };
  try {
    const {result: {contexts: [window]}} = await firefox.connection.send('browsingContext.getTree', {'moz:scope': 'chrome'});
    const added = await firefox.connection.send('script.callFunction', {target: {context: window.context}, awaitPromise: false, arguments: [],
      functionDeclaration: "() => Cc['@mozilla.org/webauthn/service;1'].getService(Ci.nsIWebAuthnService).addVirtualAuthenticator('ctap2', 'usb', true, true, true, true)"});
    assert.equal(added.result.type, 'success');
    given = {ticket: 'firefox', for: 'key', options: {...optionsOf('key'), excludeCredentials: []}, refuse: false};
    got = undefined;
    const page = await firefox.newPage();
    await page.goto(`${origin}/dashboard/step-up.html#firefox&en`);
    await page.waitForSelector('button');
    await page.keyboard.press('Enter');
    await sent();
    const data = clientData();
    assert.deepEqual([data.type, data.challenge, data.origin], ['webauthn.create', given.options.challenge, origin]);
    assert.ok(createPublicKey({key: bytes(got.response.publicKey), format: 'der', type: 'spki'}));
  } finally {
    await firefox.close();
  }
});

test('a key that is dismissed may be tried again; one the collector refuses, or a ticket that is over, may not', async () => {
  const {page, client, authenticatorId} = await opened('step_up', {key: false});
  await page.getByText('No key was read.').waitFor();
  assert.equal(got, undefined);
  await client.send('WebAuthn.setUserVerified', {authenticatorId, isUserVerified: true});
  await page.keyboard.press('Enter');
  await page.getByText('Done.').waitFor();
  await page.close();

  const refused = await opened('step_up', {refuse: true});
  await refused.page.getByText('The collector did not accept this key.').waitFor();
  assert.equal(await refused.page.locator('button').innerText(), 'Close');
  await refused.page.close();

  const again = await opened('key');  // the same authenticator, with the key in excludeCredentials
  await again.page.locator('button', {hasText: 'Register the key'}).waitFor();
  await again.page.keyboard.press('Enter');
  await again.page.getByText('This key is registered already.').waitFor();
  await again.page.close();

  const {page: late} = await opened('step_up');
  given = undefined;
  await late.goto(`${origin}/dashboard/step-up.html#stale&en`);
  await late.reload();
  await late.getByText('This window was used already, or its time is up.').waitFor();
  await late.close();
});

test('both languages, both schemes, a narrow window: nothing for axe, nothing cut off', async () => {
  for (const [lang, text] of [['id', 'Daftarkan kunci'], ['en', 'Register the key']]) {
    for (const scheme of ['light', 'dark']) {
      const {page} = await opened('key', {lang, scheme, width: 320});
      await page.locator('button', {hasText: text}).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth <= 320));
      assert.deepEqual(await violations(page), [], `${lang} ${scheme}`);
      await page.screenshot({path: join(screens, `step-up-register-${lang}-${scheme}-320.png`)});
      await page.close();
      const {page: bad} = await opened('step_up', {lang, scheme, refuse: true});
      await bad.locator('.notice.bad').waitFor();
      assert.deepEqual(await violations(bad), [], `${lang} ${scheme}, refused`);
      assert.match(await notice(bad), lang === 'id' ? /Kolektor tidak menerima/ : /did not accept/);
      await bad.screenshot({path: join(screens, `step-up-refused-${lang}-${scheme}.png`)});
      await bad.close();
    }
  }
});
