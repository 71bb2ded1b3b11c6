// `tirai adapter check` refuses what the browser's parser refuses, at the same place: the cases of tests/js-shim/adapter.test.mjs again.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {cases} from '../vectors/adapter-cases.mjs';
import {binary, root} from './tirai.mjs';

/** Of two keys that do not go together, either may be named: the object they stand in is the same. */
const objectOf = (pointer) => pointer.replace(/\/[^/]*$/, '');
const check = (text) => spawnSync(binary, ['adapter', 'check', '-'], {input: text, encoding: 'utf8'});

for (const [what, file, pointer] of cases) {
  test(`${pointer === undefined ? 'takes' : 'refuses'} ${what}`, () => {
    const {status, stdout} = check(JSON.stringify(file));
    assert.equal(status, pointer === undefined ? 0 : 3, stdout);
    const [, at] = /^error    standard input:?([^ ]*) \(line 1, column \d+\): [^\n]+\n$/.exec(stdout) ?? [, ''];
    if (pointer !== undefined) assert.ok(at === pointer || objectOf(at) === objectOf(pointer) || at === objectOf(pointer), `${stdout} for ${pointer}`);
  });
}

test('every adapter here is right, and its classes are in the ready policy', () => {
  const files = readdirSync(join(root, 'adapters')).filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json')).map((name) => join(root, 'adapters', name));
  const {status, stdout} = spawnSync(binary, ['adapter', 'check', '--policy', join(root, 'policies/support.json'), ...files], {encoding: 'utf8'});
  assert.equal(status, 0, stdout);
  assert.equal(stdout.trim().split('\n').length, files.length);
});

test('comments are refused, as a browser refuses them', () => {
  const {status, stdout} = check('{"format": "tirai.adapter/v1", "helpdesk": "desk"} // mine\n');
  assert.equal(status, 3);
  assert.match(stdout, /a browser reads no comments in an adapter/);
});
