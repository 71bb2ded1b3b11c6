// PostgreSQL without room: its tables, or all it has with the write-ahead log. Acknowledged is on the disk, and with space again it goes on.
import './on-postgres.mjs';
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chownSync, mkdirSync, unlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {fill, judge, mount, tmpfs, until} from './disk.mjs';
import {Server} from './postgres.mjs';
import {ask, enrolledDevice, folder, post, serve} from './support.mjs';

const ownerOf = () => ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'postgres'], {encoding: 'utf8'}).stdout));

test('a full disk of the tables: 503 with Retry-After, and with space again it goes on by itself', {timeout: 120_000}, async (t) => {
  const small = tmpfs(t, '16m');
  if (!small) return;
  const place = join(small, 'tables'), server = new Server();
  t.after(server.stop);
  mkdirSync(place);
  if (process.getuid() === 0) chownSync(place, ...ownerOf());
  await server.start();
  server.psql(`CREATE TABLESPACE small LOCATION '${place}'`);
  server.psql('CREATE DATABASE log TABLESPACE small');
  const db = server.uri('log'), collector = await serve(t, db, ['--log-level', 'error']), device = await enrolledDevice(collector, db), chain = device.chain();
  const {acknowledged, answer} = await fill(collector, device, chain, 50);
  assert.deepEqual([answer.json.error.code, Number(answer.headers.get('retry-after')) > 0], ['storage', true]);
  assert.ok(!answer.text.includes(small), 'the answer tells no path');
  assert.equal(collector.child.exitCode, null);
  assert.equal(mount(['-o', 'remount,size=128m', small]).status, 0);
  assert.ok(await until(async () => (await ask(collector, '/healthz')).status === 200, 20_000), 'it is well again without a request');
  assert.ok(await until(async () => (await post(collector, device, chain.batch(acknowledged))).status === 200, 20_000));
  await collector.end();
  judge(db, folder(t), chain, chain.lines.length);
});

test('no room for the write-ahead log: the server ends, and what was acknowledged is there when it starts with room', {timeout: 180_000}, async (t) => {
  const disk = tmpfs(t, '160m');
  if (!disk) return;
  const server = new Server({parent: disk});
  t.after(server.stop);
  await server.start({max_wal_size: '32MB', min_wal_size: '32MB', checkpoint_timeout: '30s'});
  server.psql('CREATE DATABASE log');
  const db = server.uri('log'), collector = await serve(t, db, ['--log-level', 'error']), device = await enrolledDevice(collector, db), chain = device.chain();
  chain.addMany(50);
  assert.equal((await post(collector, device, chain.batch())).status, 200);
  writeFileSync(join(disk, 'ballast'), '');
  spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'ballast')}`, 'bs=4096']);  // all that is left
  try {
    server.psql('SELECT pg_switch_wal()');  // the next segment has to be made, and has no room
  } catch { /* it is gone at once */ }
  let acknowledged = 50, answer;
  for (;;) {
    chain.addMany(50);
    answer = await post(collector, device, chain.batch(acknowledged));
    if (answer.status !== 200) break;
    acknowledged = chain.lines.length;
    assert.ok(acknowledged < 20_000, 'the disk never filled');
  }
  assert.deepEqual([answer.status, answer.json.error.code], [503, 'storage']);
  await server.kill();
  unlinkSync(join(disk, 'ballast'));
  assert.equal(mount(['-o', 'remount,size=512m', disk]).status, 0);
  await server.start();
  assert.ok(await until(async () => (await ask(collector, '/healthz')).status === 200, 30_000), 'the collector finds it again by itself');
  assert.ok(await until(async () => [200, 409].includes((await post(collector, device, chain.batch(acknowledged))).status), 30_000));
  await collector.end();
  judge(db, folder(t), chain, acknowledged);
});
