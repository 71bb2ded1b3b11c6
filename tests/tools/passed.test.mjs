// ./test must never call something passed that was not asked in this very state.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import {openPassed} from '../../tools/tests/passed.mjs';

const job = {suite: 'node', name: 'tests/some.test.mjs'};
const passed = {passed: 3, failed: 0, skipped: 1, seconds: 2, cpu: 1.5};
let root;

beforeEach(() => {
  delete process.env.TIRAI_AGAIN;
  root = mkdtempSync(join(tmpdir(), 'tirai-passed-'));
  execFileSync('git', ['init', '-q', root]);
  writeFileSync(join(root, '.gitignore'), 'build/\n');
  writeFileSync(join(root, 'source.txt'), 'one');
});
afterEach(() => rmSync(root, {recursive: true}));

test('what passed in this state is cached, with its counts', () => {
  assert.equal(openPassed(root).of(job), undefined);
  openPassed(root).keep(job, passed);
  assert.deepEqual(openPassed(root).of(job), {...passed, text: '', cached: true});
  assert.equal(openPassed(root).of({...job, name: 'tests/other.test.mjs'}), undefined);
});

for (const [what, change] of [
  ['a changed file', () => writeFileSync(join(root, 'source.txt'), 'two')],
  ['a new file', () => writeFileSync(join(root, 'new.txt'), '')],
  ['a file that is gone', () => rmSync(join(root, 'source.txt'))],
  ['another variable', () => { process.env.TIRAI_FUZZ_SECONDS = '7'; }],
  ['TIRAI_AGAIN', () => { process.env.TIRAI_AGAIN = '1'; }],
]) {
  test(`${what}: it is asked again`, () => {
    openPassed(root).keep(job, passed);
    change();
    assert.equal(openPassed(root).of(job), undefined);
    delete process.env.TIRAI_FUZZ_SECONDS;
  });
}

test('a failure is never kept, and takes away what was', () => {
  openPassed(root).keep(job, passed);
  openPassed(root).keep(job, {...passed, failed: 1});
  assert.equal(openPassed(root).of(job), undefined);
});

test('what changed while it ran is not kept', () => {
  const opened = openPassed(root);
  writeFileSync(join(root, 'source.txt'), 'two');
  opened.keep(job, passed);
  assert.equal(openPassed(root).of(job), undefined);
});

test('without git nothing is cached', () => {
  rmSync(join(root, '.git'), {recursive: true});
  openPassed(root).keep(job, passed);
  assert.equal(openPassed(root).of(job), undefined);
});
