// A power cut: what had not reached the disk is gone (power_cut.cpp). What was acknowledged is there, the log verifies, and it goes on from there.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {before, test} from 'node:test';
import {judge, send, sleep} from './load.mjs';
import {enrolledDevice, folder, serve} from './support.mjs';

let library;
before(() => {
  library = join(folder({after: (then) => process.on('exit', then)}), 'power_cut.so');
  const built = spawnSync('c++', ['-std=c++20', '-O1', '-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'power_cut.cpp'), '-ldl'], {encoding: 'utf8'});
  assert.equal(built.status, 0, built.stderr);
});

/** Runs a collector on such a disk under load and cuts the power; the store as it is found afterwards. */
async function cut(t, seed, lies = false) {
  const dir = folder(t), [from, to] = ['machine', 'platter'].map((name) => join(dir, name));
  mkdirSync(from);
  const db = join(from, 'log.db'), found = join(to, 'log.db');
  const first = await serve(t, db, ['--log-level', 'error']);  // on a good disk: another process enrols, and all of that is there
  const device = await enrolledDevice(first, db);
  await first.end();
  cpSync(from, to, {recursive: true});
  const environment = [`LD_PRELOAD=${library}`, `TIRAI_POWER_FROM=${from}`, `TIRAI_POWER_TO=${to}`, `TIRAI_POWER_SEED=${seed}`, ...(lies ? ['TIRAI_POWER_LIES=1'] : [])];
  const collector = await serve(t, db, ['--log-level', 'error', '--index-every-ms', '50'], {wrap: ['env', ...environment]});
  const state = {on: true, collector};
  const chains = Array.from({length: 6}, () => Object.assign(device.chain().addMany(3000), {acknowledged: 0}));
  const sending = chains.map((chain) => send(chain, device, state));
  const total = () => chains.reduce((sum, chain) => sum + chain.acknowledged, 0);
  while (total() < 150 * seed) await sleep(7);
  await collector.end('SIGKILL');
  state.on = false;
  await Promise.all(sending);
  return {dir, db, found, device, chains, acknowledged: total()};
}

for (const seed of [1, 2, 3]) {
  test(`power cut ${seed}: nothing acknowledged is lost`, {timeout: 60_000}, async (t) => {
    const {dir, found, device, chains, acknowledged} = await cut(t, seed);
    assert.ok(acknowledged > 100, `${acknowledged} acknowledged`);
    judge(found, dir, chains);
    const again = await serve(t, found, ['--log-level', 'error']);
    const state = {on: true, collector: again};
    for (const chain of chains) chain.lines.length = Math.min(chain.lines.length, chain.acknowledged + 20);
    await Promise.all(chains.map((chain) => send(chain, device, state)));
    judge(found, dir, chains);
    t.diagnostic(`${acknowledged} events acknowledged before the cut, 0 lost`);
  });
}

test('a disk that lies about syncing is found out by this very test', {timeout: 60_000}, async (t) => {
  const {found, acknowledged} = await cut(t, 1, true);
  assert.ok(acknowledged > 100);
  const stored = existsSync(found) ? Number(spawnSync('sqlite3', [found, 'SELECT count(*) FROM events WHERE helpdesk IS NOT NULL'], {encoding: 'utf8'}).stdout.trim() || 0) : 0;
  assert.ok(stored < acknowledged, `${stored} of ${acknowledged}`);
});
