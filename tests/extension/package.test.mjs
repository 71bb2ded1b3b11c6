// What is in the packages: as little power as the job needs, and the same bytes every time.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import test, {after, before} from 'node:test';
import {buildExtension} from '../../extension/build.mjs';
import {zip} from '../../extension/zip.mjs';

const root = resolve(import.meta.dirname, '../..');
const wasm = process.env.TIRAI_WASM ?? join(root, 'build/wasm/bin');
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tirai-package-'));
  await buildExtension({out: join(folder, 'general'), wasm});
  await buildExtension({out: join(folder, 'tenant'), wasm, hosts: ['https://desk.example/*'], settings: {lang: 'id'}});
});
after(() => rmSync(folder, {recursive: true, force: true}));

const manifest = (kind, browser) => JSON.parse(readFileSync(join(folder, kind, browser, 'manifest.json'), 'utf8'));

for (const browser of ['chrome', 'firefox']) {
  test(`${browser}: the general package may run nowhere by itself`, () => {
    const {permissions, host_permissions, content_scripts, optional_host_permissions, externally_connectable} = manifest('general', browser);
    assert.deepEqual([...permissions].sort(), ['alarms', 'idle', 'scripting', 'storage', 'unlimitedStorage']);
    assert.equal(host_permissions, undefined);
    assert.equal(content_scripts, undefined);
    assert.equal(externally_connectable, undefined);
    assert.deepEqual(optional_host_permissions, ['https://*/*', 'http://*/*']);
  });

  test(`${browser}: a tenant build may run on its hosts only, and shows its prompt there only`, () => {
    const {host_permissions, web_accessible_resources} = manifest('tenant', browser);
    assert.deepEqual(host_permissions, ['https://desk.example/*']);
    assert.deepEqual(web_accessible_resources.map(({resources, matches}) => [resources, matches]), [[['prompt.html'], ['https://desk.example/*']]]);
  });

  test(`${browser}: extension pages run our own scripts and WebAssembly, nothing else`, () => {
    const {extension_pages} = manifest('general', browser).content_security_policy;
    assert.match(extension_pages, /script-src 'self' 'wasm-unsafe-eval';/);
    assert.doesNotMatch(extension_pages, /'unsafe-eval'|unsafe-inline/);
  });

  test(`${browser}: every file the manifest names is there`, () => {
    const {icons, action, options_ui, background, web_accessible_resources} = manifest('general', browser);
    const named = [...Object.values(icons), action.default_popup, options_ui.page, background.service_worker ?? background.scripts[0], ...web_accessible_resources.flatMap(({resources}) => resources)];
    const there = readdirSync(join(folder, 'general', browser), {recursive: true});
    assert.deepEqual(named.filter((file) => !there.includes(file)), []);
  });
}

test('the Firefox manifest differs only where Firefox does', () => {
  const [chrome, firefox] = [manifest('general', 'chrome'), manifest('general', 'firefox')];
  const differing = [...new Set([...Object.keys(chrome), ...Object.keys(firefox)])].filter((key) => JSON.stringify(chrome[key]) !== JSON.stringify(firefox[key]));
  assert.deepEqual(differing.sort(), ['background', 'browser_specific_settings', 'key', 'minimum_chrome_version', 'storage', 'web_accessible_resources']);
});

test('the same source makes the same archives', async () => {
  const digest = (where, name) => createHash('sha256').update(readFileSync(join(folder, where, name))).digest('hex');
  await buildExtension({out: join(folder, 'again'), wasm});
  for (const name of ['tirai-chrome.zip', 'tirai-firefox.xpi']) assert.equal(digest('general', name), digest('again', name));
});

test('an archive holds what the folder holds, as unzip reads it', () => {
  const out = join(folder, 'unzipped');
  execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'general/tirai-chrome.zip'), out]);
  const files = (where) => readdirSync(where, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(where.length)).sort();
  assert.deepEqual(files(out), files(join(folder, 'general/chrome')));
  for (const file of files(out)) assert.ok(readFileSync(join(out, file)).equals(readFileSync(join(folder, 'general/chrome', file))), file);
});

test('an archive with no file is an empty archive', () => assert.equal(zip(new Map()).length, 22));

test('the Chromium package stays small: what a page pays for', () => {
  const bytes = (file) => readFileSync(join(folder, 'general/chrome', file)).length;
  const core = Math.ceil(statSync(join(wasm, 'tirai-core.wasm')).size / 3) * 4;  // in content.js as base64, beside its glue
  assert.ok(bytes('content.js') - core < 150_000, `content.js ${bytes('content.js')}, of which the core ${core}`);
  assert.ok(bytes('hook.js') < 3_000, `hook.js ${bytes('hook.js')}`);
});

test('what runs in a page is ASCII: a browser keeps it in one byte a character', () => {
  for (const file of ['content.js', 'hook.js', 'tirai-core-twin.js']) assert.ok(readFileSync(join(folder, 'general/chrome', file)).every((byte) => byte < 0x80), file);
});

test('web-ext lint: no errors', () => {
  const {stdout, stderr} = spawnSync(process.execPath, [join(root, 'node_modules/web-ext/bin/web-ext.js'), 'lint', '--output', 'json', '--source-dir', join(folder, 'general/firefox')],
    {encoding: 'utf8', env: {...process.env, NO_UPDATE_NOTIFIER: '1'}});
  const report = JSON.parse(stdout.slice(stdout.indexOf('{')));
  assert.deepEqual(report.errors, [], stderr);
  assert.deepEqual(report.warnings.map(({code, file, message}) => [code, file, message]), []);
});
