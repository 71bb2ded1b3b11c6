// A PostgreSQL primary with a synchronous standby: what is acknowledged is on both, whichever of them dies, and when.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {judge, send, sleep} from './load.mjs';
import {Server} from './postgres.mjs';
import {ask, enrolledDevice, folder, post, serve} from './support.mjs';

/** A primary that acknowledges nothing before `standby` has it, and that standby. */
async function pair(t) {
  const primary = await new Server().start();
  t.after(primary.stop);
  const standby = new Server({standbyOf: primary, name: 'standby'});
  t.after(standby.stop);
  primary.psql('CREATE DATABASE log');
  await standby.start();
  primary.psql("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (standby)'");
  primary.psql('SELECT pg_reload_conf()');
  await until(() => primary.psql("SELECT sync_state FROM pg_stat_replication").trim() === 'quorum');
  return {primary, standby, db: primary.uri('log', standby)};
}
async function until(holds, ms = 20_000) {
  for (const end = Date.now() + ms; !(await holds()); await sleep(50)) assert.ok(Date.now() < end, 'it did not come to hold in time');
}
const acknowledged = (chains) => chains.reduce((sum, chain) => sum + chain.acknowledged, 0);

test('the primary is killed under load and the standby promoted: nothing acknowledged is lost, nothing is there twice', {timeout: 120_000}, async (t) => {
  const {primary, standby, db} = await pair(t);
  // Two collectors, to which both servers are known; each finds the one that can be written.
  const collectors = [await serve(t, db, ['--log-level', 'error']), await serve(t, db, ['--log-level', 'error'])];
  const device = await enrolledDevice(collectors[0], db);
  const chains = Array.from({length: 6}, () => Object.assign(device.chain().addMany(3000), {acknowledged: 0}));
  const states = collectors.map((collector) => ({on: true, collector}));
  const sending = chains.map((chain, i) => send(chain, device, states[i % 2]));
  await sleep(1500);
  const before = acknowledged(chains);
  assert.ok(before > 0, 'nothing was acknowledged before the kill');
  await primary.kill();
  await sleep(300);
  const dead = acknowledged(chains);
  await sleep(700);
  assert.equal(acknowledged(chains), dead, 'something was acknowledged without a primary');
  standby.promote();
  // Promoted, it has no standby itself: its operator says so, or gives it one.
  await until(() => acknowledged(chains) > dead + 100);
  for (const state of states) state.on = false;
  await Promise.all(sending);
  judge(standby.uri('log'), folder(t), chains);
  assert.ok(states.every((state) => state.refused > 0), 'nobody was told 503');
});

test('without its standby the primary acknowledges nothing; when it is back all goes on, and nothing is there twice', {timeout: 120_000}, async (t) => {
  const {standby, db, primary} = await pair(t);
  const collector = await serve(t, db, ['--log-level', 'error']);
  const device = await enrolledDevice(collector, db);
  const chain = Object.assign(device.chain().addMany(40), {acknowledged: 0});
  assert.equal((await post(collector, device, chain.batch(0, 5))).status, 200);
  await standby.kill();
  const began = performance.now();
  const refused = await post(collector, device, chain.batch(5, 9));
  assert.deepEqual([refused.status, refused.json.error.code, Number(refused.headers.get('retry-after')) > 0], [503, 'storage', true]);
  assert.ok(performance.now() - began < 14_000, 'before the client gives up');
  assert.match(collector.stderr, /the server does not answer; is its synchronous standby there\?/);
  assert.equal((await ask(collector, '/healthz')).status, 503);
  // Others are refused meanwhile too, not kept waiting behind it for ever.
  assert.equal((await post(collector, device, device.chain().addMany(1).batch())).status, 503);
  await standby.start();
  await until(async () => (await ask(collector, '/healthz')).status === 200, 40_000);
  await send(chain, device, {on: true, collector});
  assert.equal(chain.acknowledged, 40);
  judge(primary.uri('log'), folder(t), [chain]);
});

test('an administrator who cuts the wait for the standby short makes no acknowledgement', {timeout: 60_000}, async (t) => {
  const {primary, standby, db} = await pair(t);
  const collector = await serve(t, db, ['--log-level', 'error']);
  const device = await enrolledDevice(collector, db);
  const chain = device.chain().addMany(8);
  assert.equal((await post(collector, device, chain.batch(0, 4))).status, 200);
  await standby.kill();
  const answer = post(collector, device, chain.batch(4, 8));
  // PostgreSQL then says COMMIT, with a warning: committed here, maybe not there.
  await until(() => primary.psql("SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND application_name = 'tirai-collector'").trim() !== '0');
  assert.equal((await answer).status, 503);
  assert.match(collector.stderr, /the server committed with a warning/);
});
