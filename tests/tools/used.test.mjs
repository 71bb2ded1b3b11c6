// What ./test says that a job used of CPU: with what its processes left behind, and without a word to them.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import test from 'node:test';

const used = (script) => {
  const {status, stdout, output} = spawnSync('python3', [join(import.meta.dirname, '../../tools/tests/used.py'), 'sh', '-c', script], {stdio: ['ignore', 'pipe', 'inherit', 'pipe'], encoding: 'utf8'});
  return {status, stdout, cpu: Number(output[3])};
};
const burn = 'python3 -c "import time\nwhile time.process_time() < 0.5: pass"';

test('what a command says and how it ends are its own', () => {
  assert.deepEqual(used('echo here; exit 7').status, 7);
  assert.equal(used('echo here; exit 7').stdout, 'here\n');
  assert.equal(used('kill -TERM $$').status, 128 + 15);
});

test('time that passes is not used', () => {
  assert.ok(used('sleep 0.5').cpu < 0.3);
});

test('a process that its parent left behind counts', () => {
  const {cpu} = used(`sh -c '${burn} & echo $! >&2' 2>&1 | { read left; while kill -0 "$left" && ! grep -q "^State:.Z" "/proc/$left/status"; do sleep 0.05; done; } 2>/dev/null`);
  assert.ok(cpu >= 0.5 && cpu < 2, `${cpu} s`);
});
