// Disks of one's own that fill up, fail and are read again: tmpfs and loop devices, where they can be mounted.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {sentEvents} from './database.mjs';
import {exportLog, post, verify} from './support.mjs';

export const mount = (args) => spawnSync('mount', args, {encoding: 'utf8'});
export const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

/** A folder on a file system of its own; undefined where this user cannot mount one. */
export function mounted(t, args) {
  const dir = mkdtempSync(join(tmpdir(), 'tirai-collector-'));
  t.after(() => {
    spawnSync('umount', ['-l', dir]);
    rmdirSync(dir);
  });
  const done = mount([...args, dir]);
  if (!done.error && done.status === 0) return dir;
  t.skip(`cannot mount here: ${done.error?.message ?? done.stderr.trim()}`);
}

export const tmpfs = (t, size) => mounted(t, ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs']);

export async function until(what, ms = 10_000) {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(50)) if (await what()) return true;
  return false;
}

/** Sends until the disk refuses; how many events were acknowledged. */
export async function fill(collector, device, chain, step) {
  let acknowledged = 0;
  for (;;) {
    chain.addMany(step);
    const answer = await post(collector, device, chain.batch(acknowledged));
    if (answer.status === 503) return {acknowledged, answer};
    assert.equal(answer.status, 200, answer.text);
    acknowledged += step;
    assert.ok(acknowledged < 100_000, 'the disk never filled');
  }
}

export function judge(db, dir, chain, acknowledged) {
  const rows = sentEvents(db);
  assert.ok(rows.length >= acknowledged, `${acknowledged} acknowledged, ${rows.length} stored`);
  assert.deepEqual(rows.map((row) => row.line), chain.lines.slice(0, rows.length));
  assert.equal(verify(dir, exportLog(db)).status, 0);
}
