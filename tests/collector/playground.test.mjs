// The playground's files: served to anyone, read once, and nothing else of the disk.
import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {join} from 'node:path';
import {test} from 'node:test';
import {ask, fixture, folder, run} from './support.mjs';

function site(t) {
  const dir = join(folder(t), 'site');
  mkdirSync(join(dir, 'inner'), {recursive: true});
  for (const [name, text] of [['index.html', '<!doctype html><title>t</title>'], ['playground.js', 'void 0;'], ['secret.key', 'no'], ['inner/more.js', 'no']]) writeFileSync(join(dir, name), text);
  return dir;
}

/** The path as it is written: fetch() would tidy it up. */
function status(collector, path) {
  return new Promise((done, fail) => request({host: '127.0.0.1', port: collector.port, path}, (answer) => { answer.resume(); done(answer.statusCode); }).on('error', fail).end());
}

test('the playground is served with a policy that lets it talk to nobody', async (t) => {
  const {collector} = await fixture(t, ['--playground', site(t)]);
  const page = await ask(collector, '/playground/');
  assert.deepEqual([page.status, page.text], [200, '<!doctype html><title>t</title>']);
  assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
  const csp = page.headers.get('content-security-policy');
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", "script-src 'self' 'wasm-unsafe-eval'"]) assert.ok(csp.includes(part), part);
  const script = await ask(collector, '/playground/playground.js');
  assert.deepEqual([script.status, script.text, script.headers.get('content-type')], [200, 'void 0;', 'text/javascript; charset=utf-8']);
  const again = await ask(collector, '/playground/playground.js', {headers: {'If-None-Match': script.headers.get('etag')}});
  assert.equal(again.status, 304);
  const bare = await fetch(`${collector.url}/playground`, {redirect: 'manual'});
  assert.deepEqual([bare.status, bare.headers.get('location')], [308, '/playground/']);
  assert.equal((await ask(collector, '/playground/', {method: 'POST', body: 'x'})).status, 405);
});

test('no path leads to another file', async (t) => {
  const dir = site(t);
  symlinkSync('/etc/hostname', join(dir, 'link.txt'));
  const {collector} = await fixture(t, ['--playground', dir]);
  for (const path of ['secret.key', 'link.txt', 'inner/more.js', '../playground.test.mjs', '..%2findex.html', 'index.html/', './index.html', '%69ndex.html', '\\index.html', 'index.html%00']) {
    assert.equal(await status(collector, `/playground/${path}`), 404, path);
  }
});

test('without the option the route says so; a folder without a page stops the start', async (t) => {
  const {collector, dir = folder(t)} = await fixture(t);
  assert.deepEqual((({status: code, json}) => [code, json.error.code])(await ask(collector, '/playground/')), [404, 'no_playground']);
  const done = run(['serve', '--db', join(dir, 'x.db'), '--listen', '127.0.0.1:0', '--playground', dir]);
  assert.equal(done.status, 1);
  assert.match(done.stderr, /expected a folder with an index\.html/);
});
