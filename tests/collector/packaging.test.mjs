// The Debian package as an office gets it: built by cpack, unpacked into a folder, and run with the very commands that its systemd unit runs.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {Database} from './database.mjs';
import {ask, enrolledDevice, exportLog, post, serve} from './support.mjs';

const kUnit = '/usr/lib/systemd/system/tirai-collector.service';
const root = join(import.meta.dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'tirai-package-')), tree = join(dir, 'tree');
const run = (command, ...args) => spawnSync(command, args, {cwd: dir, encoding: 'utf8', maxBuffer: 1 << 26});
function must(command, ...args) {
  const done = run(command, ...args);
  assert.equal(done.status, 0, `${command} ${args[0]}: ${done.error ?? ''}${done.stdout}${done.stderr}`);
  return done.stdout;
}
/** A file of the installed system, where it was unpacked. */
const installed = (path) => join(tree, path);

let deb;
before(() => {
  must('cpack', '--config', join(root, 'build/native/CPackConfig.cmake'), '-B', dir);
  deb = join(dir, readdirSync(dir).find((name) => name.endsWith('.deb')));
  must('dpkg-deb', '--extract', deb, tree);
});
after(() => rmSync(dir, {recursive: true, force: true}));

test('the package holds the collector, the verifier, the dashboard, the unit, the config and every schema', () => {
  const held = must('dpkg-deb', '--contents', deb).split('\n').map((line) => line.split(/\s+/)[5]?.slice(1));
  const schemas = readdirSync(join(root, 'collector')).filter((name) => name.endsWith('.schema.json'));
  assert.ok(schemas.includes('exporters.schema.json') && schemas.includes('findings.schema.json'));
  for (const path of [
    '/usr/bin/tirai-collector', '/usr/bin/tirai', kUnit, '/usr/share/tirai-collector/dashboard/index.html', '/etc/tirai/collector.json',
    ...['README.md', 'openapi.json', ...schemas].map((name) => `/usr/share/doc/tirai-collector/${name}`),
  ]) assert.ok(held.includes(path), path);
});

test('its control file names the libraries it needs, and its config is kept when another version comes', () => {
  const field = (name) => must('dpkg-deb', '--field', deb, name).trim();
  assert.equal(field('Package'), 'tirai-collector');
  assert.equal(field('Architecture'), must('dpkg', '--print-architecture').trim());
  // Every library that the loader asks for comes from a package that is named, of those installed here.
  const needed = ['tirai-collector', 'tirai'].flatMap((name) => [...must('objdump', '-p', installed(`usr/bin/${name}`)).matchAll(/NEEDED\s+(\S+)/g)].map(([, library]) => library));
  assert.ok(needed.includes('libpq.so.5'));
  const named = field('Depends').split(', ').map((one) => one.split(' ')[0]);
  const loaded = must('ldconfig', '-p');
  for (const library of new Set(needed)) {
    const path = loaded.split('\n').find((line) => line.trim().startsWith(`${library} `))?.split('=> ')[1];
    const owner = [path, path.replace(/^\/lib/, '/usr/lib'), path.replace(/^\/usr/, '')].map((one) => run('dpkg', '-S', one)).find(({status}) => status === 0)?.stdout.split(':')[0];
    assert.ok(named.includes(owner), `${library} of ${owner} in: ${named}`);
  }
  must('dpkg-deb', '--control', deb, join(dir, 'control'));
  assert.equal(readFileSync(join(dir, 'control/conffiles'), 'utf8'), '/etc/tirai/collector.json\n');
});

/** The command lines of the unit, by setting, with the files of the unpacked tree. */
function commandsOf(unit) {
  return Object.fromEntries([...unit.matchAll(/^(ExecStart(?:Pre)?)=(.+)$/gm)].map(([, setting, line]) => [setting, line.split(' ').map((word) => (/^\/(usr|etc)\//.test(word) ? join(tree, word) : word))]));
}

test('what its unit runs, runs: the config is good, the collector serves, takes events, and shows the dashboard; its tirai verifies them', async (t) => {
  const unit = commandsOf(readFileSync(installed(kUnit), 'utf8'));
  must(...unit.ExecStartPre);
  const [binary, command, ...flags] = unit.ExecStart;
  assert.deepEqual([binary, command], [installed('usr/bin/tirai-collector'), 'serve']);
  const printed = JSON.parse(must(binary, command, ...flags, '--print-config'));
  assert.deepEqual([printed.db, printed.listen, printed.dashboard], ['/var/lib/tirai/log.db', '127.0.0.1:8400', '/usr/share/tirai-collector/dashboard']);
  // The same, with a store and a port of the test's own; flags go before the file.
  const db = join(dir, 'log.db');
  const collector = await serve(t, db, [...flags, '--dashboard', installed(printed.dashboard)], {binary});
  assert.deepEqual((await ask(collector, '/healthz')).json, {status: 'ok'});
  const page = await ask(collector, '/dashboard/');
  assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
  const parts = [...page.text.matchAll(/(?:src|href)="([^":#]+\.(?:js|css))"/g)].map(([, name]) => name);
  assert.ok(parts.length > 0);
  for (const part of parts) assert.equal((await ask(collector, `/dashboard/${part}`)).status, 200, part);
  const device = await enrolledDevice(collector, db);
  assert.equal((await post(collector, device, device.chain().addMany(3).batch())).status, 200);
  assert.equal((await collector.end()).code, 0);
  assert.equal(new Database(db).all("SELECT count(*) AS n FROM events WHERE kind = 'reveal'")[0].n, 2);
  writeFileSync(join(dir, 'export.ndjson'), exportLog(db));
  assert.match(must(installed('usr/bin/tirai'), 'verify', join(dir, 'export.ndjson')), /^intact: /);
});

const absent = run('systemd-analyze', '--version').error !== undefined && 'systemd-analyze is not installed (package systemd)';
test('systemd takes the unit as it is', {skip: absent}, () => {
  // Its targets come from this machine's systemd; the program is the unpacked one.
  const text = readFileSync(installed(kUnit), 'utf8').replaceAll('/usr/bin/', `${installed('usr/bin')}/`);
  const file = join(dir, 'tirai-collector.service');
  writeFileSync(file, text);
  const verify = () => run('systemd-analyze', 'verify', '--recursive-errors=no', '--man=no', file);
  const done = verify();
  assert.deepEqual([done.status, done.stderr, done.stdout], [0, '', '']);
  writeFileSync(file, text.replace('DynamicUser=yes', 'DynamicUsr=yes'));
  assert.match(verify().stderr, /DynamicUsr/, 'it reads every line');
});
