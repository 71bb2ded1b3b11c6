// A disk that fails is said to fail: 503, never 200; and when it is well again, so is the collector. Real file systems: tmpfs.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {statSync, truncateSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {sentEvents} from './database.mjs';
import {fill, judge, mount, mounted, sleep, tmpfs, until} from './disk.mjs';
import {judge as judgeAll, send} from './load.mjs';
import {ask, enrolledDevice, enrolToken, exportLog, folder, post, run, serve, verify} from './support.mjs';

test('a full disk: 503 with Retry-After, healthz failing; with space again it goes on by itself', {timeout: 60_000}, async (t) => {
  const dir = tmpfs(t, '3m');
  if (!dir) return;
  const db = join(dir, 'log.db');
  const collector = await serve(t, db, ['--log-level', 'error']);
  const device = await enrolledDevice(collector, db);
  const chain = device.chain();
  const {acknowledged: most, answer} = await fill(collector, device, chain, 50);
  assert.deepEqual([answer.json.error.code, Number(answer.headers.get('retry-after')) > 0], ['storage', true]);
  assert.ok(!answer.text.includes(dir), 'the answer tells no path');
  writeFileSync(join(dir, 'ballast'), '');
  spawnSync('dd', ['if=/dev/zero', `of=${join(dir, 'ballast')}`, 'bs=4096']);  // the last free pages, so that the probe fails too
  // What was begun and did not fit has made the -wal longer: event by event, until not one has room in there.
  let acknowledged = most;
  while ((await post(collector, device, chain.batch(acknowledged, acknowledged + 1))).status === 200) if (++acknowledged === chain.lines.length) chain.add();
  assert.equal((await post(collector, device, chain.batch(acknowledged))).status, 503);
  const health = await ask(collector, '/healthz');
  assert.deepEqual([health.status, health.json.status], [503, 'failing']);
  assert.match(health.json.why, /database or disk is full|disk I\/O error/);
  await sleep(1500);
  assert.equal((await ask(collector, '/healthz')).status, 503, 'the probe does not call a full disk well');
  assert.equal(sentEvents(db).length, acknowledged);

  unlinkSync(join(dir, 'ballast'));
  assert.equal(mount(['-o', 'remount,size=64m', dir]).status, 0);
  assert.ok(await until(async () => (await ask(collector, '/healthz')).status === 200), 'healthz recovers without a request');
  const again = await post(collector, device, chain.batch(acknowledged));
  assert.deepEqual([again.status, again.json.next_sequence], [200, chain.lines.length]);
  assert.deepEqual(await collector.end(), {code: 0, signal: null});
  judge(db, folder(t), chain, chain.lines.length);
});

test('a file-size limit is a full disk, not the end of the process', {timeout: 60_000}, async (t) => {
  const dir = folder(t);
  const db = join(dir, 'log.db');
  const collector = await serve(t, db, ['--log-level', 'error'], {wrap: ['prlimit', '--fsize=1000000:unlimited', '--']});
  const device = await enrolledDevice(collector, db);
  const chain = device.chain();
  const {acknowledged} = await fill(collector, device, chain, 40);
  assert.equal(collector.child.exitCode, null);
  spawnSync('prlimit', ['--pid', String(collector.child.pid), '--fsize=unlimited']);
  assert.ok(await until(async () => (await ask(collector, '/healthz')).status === 200));
  assert.equal((await post(collector, device, chain.batch(acknowledged))).status, 200);
  await collector.end();
  judge(db, dir, chain, chain.lines.length);
});

test('killed with a full disk: what was acknowledged is there', {timeout: 60_000}, async (t) => {
  const dir = tmpfs(t, '2m');
  if (!dir) return;
  const db = join(dir, 'log.db');
  const collector = await serve(t, db, ['--log-level', 'error']);
  const device = await enrolledDevice(collector, db);
  const chain = device.chain();
  const {acknowledged} = await fill(collector, device, chain, 30);
  await collector.end('SIGKILL');
  assert.equal(mount(['-o', 'remount,size=64m', dir]).status, 0);
  judge(db, folder(t), chain, acknowledged);
});

test('a power cut: the disk as it was at that moment holds all that was acknowledged', {timeout: 60_000}, async (t) => {
  // An ext4 image on a loop device. What the file system has not synced is not in the image; a copy of it is the disk after the cut.
  const dir = folder(t);
  const [image, cut] = [join(dir, 'disk.img'), join(dir, 'cut.img')];
  spawnSync('truncate', ['-s', '96M', image]);
  const made = spawnSync('mkfs.ext4', ['-q', image], {encoding: 'utf8'});
  const disk = made.status === 0 ? mounted(t, ['-o', 'loop', image]) : t.skip(`cannot make an ext4 image here: ${made.error?.message ?? made.stderr}`);
  if (!disk) return;
  const db = join(disk, 'log.db');
  const collector = await serve(t, db, ['--log-level', 'error']);
  const device = await enrolledDevice(collector, db);
  const chains = Array.from({length: 4}, () => Object.assign(device.chain().addMany(4000), {acknowledged: 0}));
  const sending = chains.map(async (chain) => {
    for (let at = 0; at < 4000; at += 20) {
      const answer = await post(collector, device, chain.batch(at, at + 20)).catch(() => undefined);
      if (answer?.status !== 200) return;
      chain.acknowledged = answer.json.next_sequence;
    }
  });
  await sleep(1500);
  await collector.end('SIGKILL');
  const copied = spawnSync('cp', ['--sparse=always', image, cut]);
  assert.equal(copied.status, 0);
  await Promise.all(sending);
  const after = mounted(t, ['-o', 'loop', cut]);
  const acknowledged = chains.reduce((sum, chain) => sum + chain.acknowledged, 0);
  assert.ok(acknowledged >= 80, `only ${acknowledged} were under way`);
  const rows = sentEvents(join(after, 'log.db'));
  for (const chain of chains) {
    const lines = rows.filter((row) => row.chain_uid === chain.chain_uid).map((row) => row.line);
    assert.ok(lines.length >= chain.acknowledged, `lost: ${chain.acknowledged} acknowledged, ${lines.length} on the disk`);
    assert.deepEqual(lines, chain.lines.slice(0, lines.length));
  }
  const verified = verify(dir, exportLog(join(after, 'log.db')));
  assert.equal(verified.status, 0, verified.stdout);
});

test('a read-only file system stops the start, with the reason', async (t) => {
  const dir = tmpfs(t, '4m');
  if (!dir) return;
  const db = join(dir, 'log.db');
  enrolToken(db);
  assert.equal(mount(['-o', 'remount,ro', dir]).status, 0);
  for (const args of [['serve', '--db', db, '--listen', '127.0.0.1:0'], ['enrol', '--db', db, '--agent', 'a', '--role', 'agent']]) {
    const done = run(args, {timeout: 10_000});
    assert.deepEqual([done.status, done.stdout], [1, '']);
    assert.match(done.stderr, /Read-only file system|readonly database/);
  }
});

test('a disk that becomes read-only under load: 503 from then on, and what was acknowledged is on it', {timeout: 60_000}, async (t) => {
  const dir = folder(t), image = join(dir, 'disk.img');
  spawnSync('truncate', ['-s', '96M', image]);
  if (spawnSync('mkfs.ext4', ['-q', image]).status !== 0) return t.skip('cannot make an ext4 image here');
  const disk = mounted(t, ['-o', 'loop,errors=remount-ro', image]);
  if (!disk) return;
  const db = join(disk, 'log.db'), collector = await serve(t, db, ['--log-level', 'error']), device = await enrolledDevice(collector, db);
  const state = {on: true, collector}, chains = Array.from({length: 4}, () => Object.assign(device.chain().addMany(6000), {acknowledged: 0}));
  t.after(() => (state.on = false));
  const sending = chains.map((chain) => send(chain, device, state)), sum = () => chains.reduce((all, chain) => all + chain.acknowledged, 0);
  assert.ok(await until(() => sum() > 200));
  const before = sum();
  mount(['-o', 'remount,abort', disk]);  // ext4's own way to what it does when its disk fails: its journal ends, and it takes no write any more
  assert.ok(await until(async () => state.refused > 8 && (await ask(collector, '/healthz')).status === 503), `${state.refused} refused`);
  const then = sum();
  await sleep(500);
  assert.equal(sum(), then, 'nothing is acknowledged any more');
  assert.equal(collector.child.exitCode, null, 'and it lives');
  state.on = false;
  await Promise.all(sending);
  await collector.end('SIGKILL');
  spawnSync('umount', ['-l', disk]);
  const again = mounted(t, ['-o', 'loop', image]);
  judgeAll(join(again, 'log.db'), dir, chains);
  assert.ok(then >= before && then > 200);
});

test('a database that was cut off is refused or failing, never acknowledged into', {timeout: 60_000}, async (t) => {
  const dir = folder(t);
  const db = join(dir, 'log.db');
  const first = await serve(t, db, ['--log-level', 'error']);
  const device = await enrolledDevice(first, db);
  const chain = device.chain().addMany(500);
  assert.equal((await post(first, device, chain.batch())).status, 200);
  await first.end();
  truncateSync(db, statSync(db).size - 100 * 4096);
  const started = await serve(t, db, ['--log-level', 'error']).catch((error) => error);
  if (started instanceof Error) return assert.match(started.message, /storage: /);
  const answer = await post(started, device, chain.addMany(100).batch(500));
  assert.equal(answer.status, 503, answer.text);
});
