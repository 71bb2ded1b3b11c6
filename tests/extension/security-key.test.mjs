// A security key as the second factor, end to end: registered from the options page, shown in the collector's window, and the value is revealed; a virtual authenticator
// in a real Chromium, the real extension, the real collector.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {join, resolve} from 'node:path';
import test, {after, before} from 'node:test';
import {secretOf, stepNow, totp} from '../../tools/totp.mjs';
import {nik, openDesk, openPrompt, text, uncovered, until} from './desk.mjs';

const root = resolve(import.meta.dirname, '../..');
const bin = process.env.TIRAI_NATIVE_BIN ?? join(root, 'build/native/bin');
const HOLDS_S = 8;  // longer than a busy machine takes from the key to the value
const edit = (policy) => policy.replace(/("id": "reveal-nik"[\s\S]*?"obligations": \{)/, '$1"step_up": true, ');
let desk, secret, credential;

before(async () => {
  desk = await openDesk({edit, seconds: 3, async serve({port, folder}) {
    const dashboard = join(folder, 'dashboard');
    execFileSync(process.execPath, [join(root, 'dashboard/build.mjs'), '--out', dashboard]);
    return ['--origin', `http://localhost:${port}`, '--dashboard', dashboard, '--step-up-valid-s', String(HOLDS_S)];
  }});
  secret = secretOf(execFileSync(join(bin, 'tirai-collector'), ['agent', 'add', '--db', join(desk.folder, 'collector.sqlite'), 'sari'], {encoding: 'utf8'}).trim());
});
after(() => desk?.close());

const closed = (page) => until('the prompt is gone', () => page.frames().every((one) => !one.url().startsWith('chrome-extension://')));

/** The collector's window, once it has an authenticator: the background opens it empty, and it is sent to its address then. */
async function keyWindow(press) {
  const background = await desk.background();
  await background.evaluate(() => {
    const {create} = chrome.windows;
    chrome.windows.create = ({url, ...shape}) => {
      chrome.windows.create = create;
      globalThis.keyPage = url;
      return create({...shape, url: 'about:blank'});
    };
  });
  const [window] = await Promise.all([desk.context.waitForEvent('page', {timeout: 15_000}), press()]);
  const client = await desk.context.newCDPSession(window);
  await client.send('WebAuthn.enable', {enableUI: false});
  const {authenticatorId} = await client.send('WebAuthn.addVirtualAuthenticator', {options: {protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true}});
  if (credential !== undefined) await client.send('WebAuthn.addCredential', {authenticatorId, credential});
  await window.goto(await background.evaluate(() => globalThis.keyPage), {waitUntil: 'commit'});
  return {window, client, authenticatorId, kept: async () => (await client.send('WebAuthn.getCredentials', {authenticatorId})).credentials[0]};
}

async function askedFor(ticket) {
  const page = await desk.ticket(ticket);
  await uncovered(page);
  const frame = await openPrompt(page);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await until('a code or a key', () => frame.locator('#tirai-code').isVisible());
  return {page, frame};
}

test('a key is registered from the options page, after the code of the authenticator', async () => {
  const options = await desk.own('options.html');
  await until('its factors', async () => /authenticator app/.test(await options.locator('[aria-labelledby=second] dd').innerText()));
  await options.locator('#register-key').click();
  await options.locator('#field-second-code').fill(totp(secret, stepNow()));
  const {window, kept} = await keyWindow(() => options.keyboard.press('Enter'));
  await window.getByText('Register the key').waitFor();
  assert.doesNotMatch(window.url(), /#/, 'the ticket has left the address');
  await window.keyboard.press('Enter');
  await window.getByText('The key is registered.').waitFor();
  credential = await kept();
  await until('the options page says so', async () => /security key/.test(await options.locator('[aria-labelledby=second] dd').innerText()));
  await options.close();
});

test('K opens the collector\'s window, the key is shown, and the value is revealed; the log says by which factor', async () => {
  await new Promise((done) => setTimeout(done, HOLDS_S * 1000));
  const {page, frame} = await askedFor('21');
  await frame.locator('.security-key').waitFor();
  assert.notEqual(await text(page, '#nik'), nik);
  const {window} = await keyWindow(() => page.keyboard.press('k'));
  await until('shown', async () => await text(page, '#nik') === nik);
  await closed(page);
  await until('its window is gone', () => window.isClosed());
  const event = await until('its event', () => desk.log().find(({tirai}) => tirai.ticket === '21' && tirai.kind === 'reveal'));
  assert.equal(event.tirai.facts.identity, 'mfa');
  assert.deepEqual(desk.log().filter(({tirai}) => tirai.kind === 'step_up').map(({tirai}) => tirai.factor), ['totp', 'webauthn']);
  assert.equal((await desk.verify()).code, 0);
  await page.close();
});

test('a window closed without the key reveals nothing; the prompt says so and takes the code', async () => {
  await new Promise((done) => setTimeout(done, HOLDS_S * 1000));
  const {page, frame} = await askedFor('22');
  await frame.locator('.security-key').waitFor();
  credential = undefined;
  const {window} = await keyWindow(() => page.keyboard.press('k'));
  await window.close();
  await until('it is said', async () => /closed without the key/.test(await frame.locator('.second').innerText()));
  assert.notEqual(await text(page, '#nik'), nik);
  await frame.locator('#tirai-code').waitFor();
  await page.close();
});
