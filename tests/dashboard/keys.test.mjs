// An account's security keys: registered, used to sign in, removed; in a real Chromium with a virtual authenticator, before a real collector. axe in both languages and schemes.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {chromium} from 'playwright-core';
import {chromiumPath} from '../browsers.mjs';
import {addAccount} from '../collector/office.mjs';
import {freePort, startCollector} from '../e2e/stack.mjs';

const root = join(import.meta.dirname, '../..');
const screens = join(root, 'build/screens');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let dir, collector, browser, origin, who, other, credential;

before(async () => {
  mkdirSync(screens, {recursive: true});
  dir = mkdtempSync(join(tmpdir(), 'tirai-keys-'));
  const [out, db, port] = [join(dir, 'dashboard'), join(dir, 'log.db'), await freePort()];
  execFileSync(process.execPath, [join(root, 'dashboard/build.mjs'), '--out', out]);
  origin = `http://localhost:${port}`;
  collector = await startCollector({db, port, more: ['--origin', origin, '--dashboard', out]});
  [who, other] = [addAccount(db, 'dewi'), addAccount(db, 'eka')];
  browser = await chromium.launch({executablePath: chromiumPath, headless: true, args: ['--no-sandbox', '--disable-dev-shm-usage']});
});
after(async () => {
  await browser?.close();
  await collector?.stop();
  if (dir !== undefined) rmSync(dir, {recursive: true, force: true});
});

async function door({lang = 'en', scheme = 'light', verified = true} = {}) {
  const context = await browser.newContext({locale: lang, colorScheme: scheme, viewport: {width: 1100, height: 800}});
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('WebAuthn.enable', {enableUI: false});
  const {authenticatorId} = await client.send('WebAuthn.addVirtualAuthenticator', {options: {protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasUserVerification: true, isUserVerified: verified, automaticPresenceSimulation: true}});
  if (credential !== undefined) await client.send('WebAuthn.addCredential', {authenticatorId, credential});
  await page.goto(`${origin}/dashboard/`);
  await page.locator('.door').waitFor();
  const kept = async () => (await client.send('WebAuthn.getCredentials', {authenticatorId})).credentials[0];
  return {page, kept, async close() {
    credential = await kept() ?? credential;  // its counter goes up; one that goes back is a copy, and refused
    await context.close();
  }};
}
async function typed(page, ...more) {
  await page.locator('#name').focus();
  for (const text of [who.name, who.password, ...more]) { await page.keyboard.type(text); await page.keyboard.press('Tab'); }
}
const violations = async (page) => { await page.evaluate(axe); return page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`)); };
/** What is wider than the screen, the dialog's own scrolling among it. */
const cutOff = (page) => page.evaluate(() => [document.documentElement, ...document.querySelectorAll('dialog[open]')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.localName));

test('a key is registered by name once signed in, and is in the list', async () => {
  const {page, close, kept} = await door();
  await typed(page, who.code());
  await page.keyboard.press('Enter');
  await page.locator('#own-keys').click();
  await page.getByText('No key yet.').waitFor();
  await page.locator('#key-name').fill('Blue key');
  await page.keyboard.press('Enter');
  await page.getByText('The key is registered.').waitFor();
  assert.match(await page.locator('.keys table').innerText(), /Blue key\s+\S.*never/);
  credential = await kept();
  assert.deepEqual(await violations(page), []);
  await page.screenshot({path: join(screens, 'dashboard-keys-en.png')});
  await close();
});

test('the key stands in for the code; a wrong password and a key that was not touched do not enter', async () => {
  const {page, close} = await door();
  const key = page.getByText('Sign in with a security key');
  await page.locator('#name').fill(who.name);
  await page.locator('#password').fill('not the password');
  await key.click();
  await page.locator('.notice.bad').waitFor();
  await page.locator('#password').fill(who.password);
  await key.click();
  await page.locator('.tiles, .period').first().waitFor();
  await page.locator('#own-keys').click();
  assert.doesNotMatch(await page.locator('.keys table').innerText(), /never/, 'it was used');
  await close();
  const late = await door({verified: false});
  await late.page.locator('#name').fill(who.name);
  await late.page.locator('#password').fill(who.password);
  await late.page.getByText('Sign in with a security key').click();
  await late.page.getByText('No key was read.').waitFor();
  await late.close();
});

test('the door and the keys have nothing for axe to find: both languages and schemes, desk and telephone', async () => {
  for (const [lang, key] of [['id', 'Masuk dengan kunci keamanan'], ['en', 'Sign in with a security key']]) {
    const {page, close} = await door({lang});
    const look = async (what) => {
      for (const colorScheme of ['light', 'dark']) for (const width of [360, 1100]) {
        await page.emulateMedia({colorScheme});
        await page.setViewportSize({width, height: 800});
        assert.deepEqual(await violations(page), [], `${what} ${lang} ${colorScheme} ${width}`);
        assert.deepEqual(await cutOff(page), [], `${what} ${lang} ${width}: nothing wider than the screen`);
        await page.screenshot({path: join(screens, `dashboard-${what}-${lang}-${colorScheme}-${width}.png`)});
      }
    };
    await look('door');
    await page.locator('#name').fill(who.name);
    await page.locator('#password').fill(who.password);
    await page.getByText(key).click();
    await page.locator('#own-keys').click();
    await page.locator('.keys table').waitFor();
    await look('keys');
    await close();
  }
});

// Of an account of its own: after five sign-ins one waits.
test('a key that is removed no longer enters', async () => {
  [who, credential] = [other, undefined];
  const {page, close} = await door();
  await typed(page, who.code());
  await page.keyboard.press('Enter');
  await page.locator('#own-keys').click();
  await page.locator('#key-name').fill('Red key');
  await page.keyboard.press('Enter');
  await page.getByText('The key is registered.').waitFor();
  await page.getByRole('button', {name: 'Remove Red key'}).click();
  await page.getByText('The key is removed.').waitFor();
  await close();
  const again = await door();
  await again.page.locator('#name').fill(who.name);
  await again.page.locator('#password').fill(who.password);
  await again.page.getByText('Sign in with a security key').click();
  await again.page.locator('.notice.bad').waitFor();
  assert.equal(await again.page.locator('#own-keys').count(), 0);
  await again.close();
});
