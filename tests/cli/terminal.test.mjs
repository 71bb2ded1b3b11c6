// What a person sees on a real terminal (script(1) gives one): colour, unless NO_COLOR is set, and how far long work is. Files and pipes get neither.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {binary, scratch, tirai} from './tirai.mjs';

const quoted = (word) => `'${word}'`;
function onTerminal(cwd, line, env = {}) {
  const {status, error} = spawnSync('script', ['-qec', `${quoted(binary)} ${line}`, 'seen'], {cwd, env: {PATH: process.env.PATH, ...env}, stdio: ['ignore', 'ignore', 'ignore'], timeout: 120_000});
  if (error) throw error;
  return {status, seen: readFileSync(join(cwd, 'seen'), 'utf8')};
}

test('warnings are yellow on a terminal, but for NO_COLOR, and plain in a pipe', (t) => {
  const cwd = scratch(t);
  assert.match(onTerminal(cwd, 'check policy.json').seen, /\x1b\[33mwarning\x1b\[0m/);
  assert.match(onTerminal(cwd, 'check policy.json', {NO_COLOR: ''}).seen, /\x1b\[33m/, 'no-color.org: when present and not an empty string');
  assert.doesNotMatch(onTerminal(cwd, 'check policy.json', {NO_COLOR: '1'}).seen, /\x1b/);
  assert.doesNotMatch(onTerminal(cwd, 'check --format json policy.json').seen, /\x1b/);
  assert.doesNotMatch(tirai(['check', 'policy.json'], {cwd}).stdout, /\x1b/);
});

test('long work says how far it is, takes its line away, and is silent where results go to the same terminal', (t) => {
  const cwd = scratch(t);
  const line = (i) => `{"id":${i},"text":"Halo, kartu 4111 1111 1111 1111, surel siti${i}@example.com, mohon dicek pesanan saya karena belum sampai juga sejak minggu lalu."}\n`;
  writeFileSync(join(cwd, 'many.jsonl'), Array.from({length: 60_000}, (_, i) => line(i)).join(''));
  const {status, seen} = onTerminal(cwd, 'mask --policy policy.json --role agent many.jsonl > masked.jsonl');
  assert.equal(status, 0);
  assert.match(seen, /\r\x1b\[K\d+ of 9 MiB masked/);
  assert.match(seen, /masked\r\x1b\[K(?!\d)/, 'the last thing is that the line is gone');
  const masked = readFileSync(join(cwd, 'masked.jsonl'), 'utf8').split('\n');
  assert.equal(masked.length, 60_001);
  assert.deepEqual([masked[0], masked[59_999]].map((text) => JSON.parse(text).id), [0, 59_999]);
  assert.doesNotMatch(masked[59_999], /4111 1111 1111 1111|siti59999@/);
  assert.doesNotMatch(onTerminal(cwd, 'mask --policy policy.json --role agent many.jsonl').seen, /MiB masked/);
});
