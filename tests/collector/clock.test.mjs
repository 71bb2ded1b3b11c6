// The collector's clock jumps, while it runs and between two starts: the log goes on. libfaketime gives the clock; the monotonic one is left alone, as the
// kernel leaves it when somebody sets the time.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Database} from './database.mjs';
import {judge, sleep} from './load.mjs';
import {ask, enrolledDevice, folder, newStore, onPostgres, post, serve} from './support.mjs';

/** What runs a command under the clock that `set()` sets: an offset as faketime(1) writes it. */
function clock(dir) {
  const library = spawnSync('faketime', ['-f', '+0d', 'sh', '-c', 'echo "$LD_PRELOAD"'], {encoding: 'utf8'}).stdout.trim();
  assert.match(library, /libfaketime/);
  const file = join(dir, 'clock');
  const set = (offset) => (writeFileSync(`${file}.new`, `${offset}\n`), renameSync(`${file}.new`, file));
  set('+0d');
  return {set, wrap: ['env', `LD_PRELOAD=${library}`, `FAKETIME_TIMESTAMP_FILE=${file}`, 'FAKETIME_NO_CACHE=1', 'FAKETIME_DONT_FAKE_MONOTONIC=1']};
}
const day = 86_400_000;

test('the clock jumps forty days on, ten years back and home again: nothing is refused, lost or out of order', {timeout: 60_000}, async (t) => {
  const dir = folder(t), db = await newStore(dir), {set, wrap} = clock(dir);
  let collector = await serve(t, db, ['--log-level', 'error', '--rate', '20'], {wrap});
  const device = await enrolledDevice(collector, db);
  const chain = Object.assign(device.chain().addMany(50), {acknowledged: 0});
  const offsets = [0, 40, -3650, 400, 0];
  for (const [i, offset] of offsets.entries()) {
    set(`${offset < 0 ? '' : '+'}${offset}d`);
    if (i === 3) {  // and once with the process down
      await collector.end();
      collector = await serve(t, db, ['--log-level', 'error', '--rate', '20'], {wrap});
    }
    for (let at = i * 10; at < i * 10 + 10; at += 5) {
      const answer = await post(collector, device, chain.batch(at, at + 5));
      assert.deepEqual([answer.status, answer.json?.next_sequence], [200, at + 5], answer.text);
      chain.acknowledged = at + 5;
    }
    // A wait is not made longer or shorter by the hands of the clock.
    assert.equal((await ask(collector, '/healthz')).status, 200);
  }
  const now = Date.now();
  const received = new Database(db).all(`SELECT received_at AS at FROM batches WHERE chain_uid = '${chain.chain_uid}' ORDER BY log_index`).map(({at}) => Math.round((at - now) / day) || 0);
  assert.deepEqual(received, offsets.flatMap((offset) => [offset, offset]));
  judge(db, dir, [chain]);
  if (onPostgres) {
    const months = new Set(new Database(db).all('SELECT received_at AS at FROM batches').map(({at}) => new Date(at).toISOString().slice(0, 7).replace('-', '_')));
    const parts = new Database(db).all('SELECT DISTINCT tableoid::regclass::text AS part FROM events').map(({part}) => part.replace('events_', ''));
    assert.deepEqual(parts.toSorted(), [...months].toSorted());
  }
});

test('a device’s rate is counted in seconds that pass, not in the clock’s', {timeout: 30_000}, async (t) => {
  const dir = folder(t), db = await newStore(dir), {set, wrap} = clock(dir);
  const collector = await serve(t, db, ['--log-level', 'error', '--rate', '2'], {wrap});
  const device = await enrolledDevice(collector, db);
  const statuses = async () => {
    const found = [];
    for (let i = 0; i < 4; i++) found.push((await ask(collector, '/v1/policy', {token: device.token})).status);
    return found;
  };
  await statuses();
  set('+1d');
  assert.ok((await statuses()).includes(429), 'a day forward gave it new requests');
  set('-1d');
  await sleep(1500);
  assert.ok((await statuses()).includes(404), 'a day back took its requests away');  // no policy is served: 404 is an answer
});
