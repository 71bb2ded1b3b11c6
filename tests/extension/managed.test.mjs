// The roll-out files as an administrator lays them down: a real policy file, read by a real Chromium and a real Firefox, installs the extension by force and
// sets it up. The browsers see the file alone: each runs in a mount namespace of its own, so that no other browser on this machine is managed meanwhile.
import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {generateKeyPairSync, createHash} from 'node:crypto';
import {chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import test, {after, before} from 'node:test';
import {promisify} from 'node:util';
import {chromium} from 'playwright-core';
import puppeteer from 'puppeteer-core';
import {buildExtension} from '../../extension/build.mjs';
import {kGeckoId} from '../../extension/manifest.mjs';
import {rolloutFiles} from '../../extension/rollout.mjs';
import {chromiumPath, firefoxPath} from '../browsers.mjs';
import {until} from './desk.mjs';

const wasm = process.env.TIRAI_WASM ?? resolve(import.meta.dirname, '../../build/wasm/bin');
const which = (name) => execFileSync('sh', ['-c', `command -v ${name}`], {encoding: 'utf8'}).trim();
const settings = {collector_url: 'http://127.0.0.1:9', policy_key: 'dpo.example+0123abcd+AWFiYw==', helpdesks: [{origin: 'http://desk.example', adapter: 'demo'}], lang: 'en'};
const kUuid = '11111111-2222-3333-4444-555555555555';

let folder, server, origin, id;
const served = new Map();

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tirai-managed-'));
  await buildExtension({out: folder, wasm});
  server = createServer(({url}, response) => {
    const file = served.get(new URL(url, 'http://x').pathname);
    response.writeHead(file ? 200 : 404, {'Content-Type': file?.type ?? 'text/plain'});
    response.end(file?.body ?? '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => { server?.close(); rmSync(folder, {recursive: true, force: true}); });

/** A signed package of our own, as a company that serves it itself makes one. */
async function pack() {
  const unpacked = join(folder, 'signed');
  cpSync(join(folder, 'chrome'), unpacked, {recursive: true});
  const {key: _, ...manifest} = JSON.parse(readFileSync(join(unpacked, 'manifest.json'), 'utf8'));
  writeFileSync(join(unpacked, 'manifest.json'), JSON.stringify(manifest));
  const {privateKey, publicKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
  const pem = join(folder, 'signed.pem');
  writeFileSync(pem, privateKey.export({type: 'pkcs8', format: 'pem'}));
  await promisify(execFile)(which('chromium'), ['--no-sandbox', '--headless', `--pack-extension=${unpacked}`, `--pack-extension-key=${pem}`]).catch(() => undefined);
  const hash = createHash('sha256').update(publicKey.export({type: 'spki', format: 'der'})).digest('hex').slice(0, 32);
  id = [...hash].map((digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join('');
  served.set('/tirai.crx', {type: 'application/x-chrome-extension', body: readFileSync(`${unpacked}.crx`)});
  served.set('/updates.xml', {type: 'text/xml', body: `<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}"><updatecheck codebase="${origin}/tirai.crx" version="${manifest.version}"/></app></gupdate>`});
}

/** A browser that sees `policies` where it looks for them, and nothing else of it changed. */
function managed(executable, policies, at) {
  const script = join(folder, `managed-${basename(executable)}.sh`);
  writeFileSync(script, `#!/bin/sh\nexec unshare -m sh -c 'mount --bind "${policies}" "${at}" && exec "$0" "$@"' "${executable}" "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}

/** Only root may give a process a view of its own of the file system; ./test installs packages and is root, too. */
const mayMount = () => { try { execFileSync('unshare', ['-m', 'true'], {stdio: 'ignore'}); return true; } catch { return false; } };

/** A Chromium that sees this policy file, and its profile. */
async function managedChromium(text, args) {
  const policies = mkdtempSync(join(folder, 'etc-chromium-'));
  if (existsSync('/etc/chromium')) cpSync('/etc/chromium', policies, {recursive: true});
  mkdirSync(join(policies, 'policies/managed'), {recursive: true});
  writeFileSync(join(policies, 'policies/managed/tirai.json'), text);
  const profile = mkdtempSync(join(folder, 'chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: managed(chromiumPath, policies, '/etc/chromium'), headless: true, locale: 'en-US', args: ['--no-sandbox', '--disable-dev-shm-usage', ...args],
    ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'],
  });
  return {context, profile};
}

test('Chromium fetches and installs the package by force from the Linux file', async (t) => {
  if (!mayMount()) return t.skip('needs root: the policy folder is shown to one browser alone');
  await pack();
  const files = rolloutFiles({settings, chromium_id: id, chromium_update_url: `${origin}/updates.xml`, firefox_url: `${origin}/tirai.xpi`});
  const {context, profile} = await managedChromium(files['linux/etc/chromium/policies/managed/tirai.json'], []);
  try {
    const installed = await until('the extension is installed', () => { try { return readdirSync(join(profile, 'Default/Extensions', id)).find((name) => /^\d/.test(name)); } catch { return undefined; } }, 60_000);
    assert.equal(JSON.parse(readFileSync(join(profile, 'Default/Extensions', id, installed, 'manifest.json'), 'utf8')).name, 'Tirai');
  } finally {
    await context.close();
  }
});

test('Chromium takes the settings from the Linux file, and the options page does not offer them', async (t) => {
  if (!mayMount()) return t.skip('needs root: the policy folder is shown to one browser alone');
  const {'3rdparty': third} = JSON.parse(rolloutFiles({settings, chromium_update_url: `${origin}/updates.xml`, firefox_url: `${origin}/tirai.xpi`})['linux/etc/chromium/policies/managed/tirai.json']);
  const unpacked = join(folder, 'chrome');
  const {context} = await managedChromium(JSON.stringify({'3rdparty': third}), [`--disable-extensions-except=${unpacked}`, `--load-extension=${unpacked}`]);
  try {
    const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker', {timeout: 15_000});
    const page = await context.newPage();
    await page.goto(`chrome-extension://${new URL(worker.url()).host}/options.html`);
    const view = await until('managed settings', async () => {
      const seen = await page.evaluate(() => chrome.runtime.sendMessage({type: 'settings.get'}));
      return seen?.source === 'managed' ? seen : undefined;
    });
    assert.deepEqual([...view.managed].sort(), ['collector_url', 'helpdesks', 'lang', 'policy_key']);
    assert.equal(view.collector_url, settings.collector_url);
    assert.deepEqual(view.helpdesks.map(({origin: at, adapter}) => ({origin: at, adapter})), settings.helpdesks);
    await page.reload();
    await page.getByText('Set by your administrator').first().waitFor();
  } finally {
    await context.close();
  }
});

test('Firefox installs it by force from policies.json, and takes the settings from there', async (t) => {
  if (!mayMount()) return t.skip('needs root: the policy folder is shown to one browser alone');
  const xpi = join(folder, 'tirai-firefox.xpi');
  served.set('/tirai.xpi', {type: 'application/x-xpinstall', body: readFileSync(xpi)});
  const files = rolloutFiles({settings, chromium_update_url: `${origin}/updates.xml`, firefox_url: `${origin}/tirai.xpi`});
  const policies = join(folder, 'distribution');
  mkdirSync(policies);
  writeFileSync(join(policies, 'policies.json'), files['linux/etc/firefox/policies/policies.json']);
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: managed(firefoxPath, policies, '/usr/share/firefox-esr/distribution'), headless: true, args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {'xpinstall.signatures.required': false, 'extensions.webextensions.uuids': JSON.stringify({[kGeckoId]: kUuid})},
  });
  try {
    const view = await until('the extension is installed', async () => {
      const page = await browser.newPage();
      page.goto(`moz-extension://${kUuid}/options.html`).catch(() => undefined);
      await new Promise((done) => setTimeout(done, 1500));
      const found = await page.evaluate(async () => globalThis.chrome?.runtime?.sendMessage({type: 'settings.get'})).catch(() => undefined);
      await page.close().catch(() => undefined);
      return found;
    }, 60_000);
    assert.equal(view.source, 'managed');
    assert.deepEqual([...view.managed].sort(), ['collector_url', 'helpdesks', 'lang', 'policy_key']);
    assert.deepEqual(view.helpdesks.map(({origin: at, adapter}) => ({origin: at, adapter})), settings.helpdesks);
  } finally {
    await browser.close();
  }
});

test('every system gets the same policy: the registry files and the property lists say what the JSON says', () => {
  const files = rolloutFiles({settings, chromium_update_url: 'https://updates.example/tirai.xml', firefox_url: 'https://updates.example/tirai.xpi', lock: true});
  const chromiumJson = JSON.parse(files['linux/etc/opt/chrome/policies/managed/tirai.json']);
  const [chromiumId] = Object.keys(chromiumJson.ExtensionSettings);
  const plists = (name) => JSON.parse(execFileSync('python3', ['-c', 'import plistlib,json,sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))'], {input: files[`macos/${name}.plist`], encoding: 'utf8'}));
  const {'3rdparty': third, ...rest} = chromiumJson;
  for (const domain of ['com.google.Chrome', 'com.microsoft.Edge']) {
    assert.deepEqual(plists(domain), rest);
    assert.deepEqual(plists(`${domain}.extensions.${chromiumId}`), third.extensions[chromiumId]);
  }
  const {EnterprisePoliciesEnabled, ...firefox} = plists('org.mozilla.firefox');
  assert.equal(EnterprisePoliciesEnabled, true);
  assert.deepEqual({policies: firefox}, JSON.parse(files['linux/etc/firefox/policies/policies.json']));
  for (const [file, root] of [['chrome', 'Google\\Chrome'], ['edge', 'Microsoft\\Edge']]) {
    const text = files[`windows/${file}.reg`];
    assert.match(text, /^Windows Registry Editor Version 5\.00\r\n/);
    assert.ok(text.includes(`[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\${root}]\r\n`));
    const values = Object.fromEntries([...text.matchAll(/^"([^"]+)"=(?:"(.*)"|dword:([0-9a-f]{8}))\r$/gm)].map(([, name, string, dword]) => [name, dword === undefined ? string.replace(/\\(["\\])/g, '$1') : parseInt(dword, 16)]));
    assert.deepEqual(JSON.parse(values.ExtensionSettings), rest.ExtensionSettings);
    assert.equal(values.DeveloperToolsAvailability, 2);
    assert.equal(values.collector_url, settings.collector_url);
    assert.deepEqual(JSON.parse(values.helpdesks), settings.helpdesks);
  }
});
