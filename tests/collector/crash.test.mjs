// Acknowledged means on the disk: killed under load, stopped while busy, or two collectors on one store, nothing acknowledged is lost,
// nothing is there twice, and the export verifies.
import assert from 'node:assert/strict';
import {connect, createServer} from 'node:net';
import {test} from 'node:test';
import {sentEvents} from './database.mjs';
import {judge, judgeEnds, send, sleep} from './load.mjs';
import {enrolledDevice, fixture, folder, newStore, onPostgres, post, serve} from './support.mjs';

const kills = Number(process.env.TIRAI_KILLS ?? (onPostgres ? 20 : 200)), kJudgedEvery = 25;

test(`killed ${kills} times under load: nothing acknowledged is lost, nothing is stored twice`, {timeout: 120_000 + kills * 2_000}, async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--log-level', 'error']);
  const state = {on: true, collector};
  const chains = Array.from({length: 6}, () => Object.assign(device.chain().addMany(4000), {acknowledged: 0}));
  const sending = chains.map((chain) => send(chain, device, state));
  for (let kill = 0; kill < kills; kill++) {
    const before = chains.reduce((sum, chain) => sum + chain.acknowledged, 0);
    const goal = before + 1 + Math.floor(Math.random() * 60);  // at any moment, but never before something was acknowledged
    for (const end = performance.now() + 10_000; performance.now() < end && chains.reduce((sum, chain) => sum + chain.acknowledged, 0) < goal; ) await sleep(1);
    await sleep(Math.random() * 8);
    await state.collector.end('SIGKILL');
    const acknowledged = chains.reduce((sum, chain) => sum + chain.acknowledged, 0);
    assert.ok(acknowledged > before, 'nothing was under way when it was killed');
    if (kill % kJudgedEvery === 0) judge(db, dir, chains);
    else judgeEnds(db, chains);
    state.collector = await serve(t, db, ['--log-level', 'error']);
  }
  await sleep(200);
  state.on = false;
  await Promise.all(sending);
  judge(db, dir, chains);
  assert.ok(chains.every((chain) => chain.acknowledged > 0));
});

test('SIGTERM while busy: what was taken is answered and kept, and it exits 0', {timeout: 60_000}, async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--log-level', 'error']);
  const state = {on: true, collector};
  const chains = Array.from({length: 8}, () => Object.assign(device.chain().addMany(2000), {acknowledged: 0}));
  const sending = chains.map((chain) => send(chain, device, state));
  await sleep(400);
  const began = performance.now();
  assert.deepEqual(await collector.end(), {code: 0, signal: null});
  assert.ok(performance.now() - began < 5000);
  state.on = false;
  await Promise.all(sending);
  const total = chains.reduce((sum, chain) => sum + chain.acknowledged, 0);
  assert.ok(total > 0);
  // Every answer was delivered, so the disk holds what was acknowledged and not one event more.
  assert.equal(sentEvents(db).length, total);
  judge(db, dir, chains);
});

test('SIGINT without a request ends it at once, idle connections or not', async (t) => {
  const {collector} = await fixture(t);  // fetch keeps its connection alive
  const began = performance.now();
  assert.deepEqual(await collector.end('SIGINT'), {code: 0, signal: null});
  assert.ok(performance.now() - began < 2000);
});

test('two collectors on one store: one history, each event once', {timeout: 60_000}, async (t) => {
  const dir = folder(t);
  const db = await newStore(dir);
  const [one, two] = [await serve(t, db, ['--log-level', 'error']), await serve(t, db, ['--log-level', 'error'])];
  const device = await enrolledDevice(one, db);
  const chains = Array.from({length: 4}, () => Object.assign(device.chain().addMany(200), {acknowledged: 0}));
  // Each chain is sent to both at once, by two clients that do not know of each other.
  const twins = chains.map((chain) => Object.assign(device.chain(), {chain_uid: chain.chain_uid, lines: chain.lines, acknowledged: 0}));
  await Promise.all([...chains.map((chain) => send(chain, device, {on: true, collector: one})), ...twins.map((chain) => send(chain, device, {on: true, collector: two}))]);
  judge(db, dir, chains);
  assert.equal(sentEvents(db).length, 800);
  // And a fork is a fork, whichever of them is asked.
  const fork = device.chain();
  fork.chain_uid = chains[0].chain_uid;
  fork.addMany(201);
  for (const collector of [one, two]) {
    const answer = await post(collector, device, fork.batch(199));
    assert.deepEqual([answer.status, answer.json.error.code], [409, 'fork']);
  }
});

test('every batch twice, in any order, many at once: each event is stored once, in its place', {timeout: 60_000}, async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--log-level', 'error']);
  const chains = Array.from({length: 4}, () => Object.assign(device.chain().addMany(60), {acknowledged: 0}));
  let seed = 20261123;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;  // Numerical Recipes' generator: a failure can be had again
  const shuffled = (list) => list.map((one) => [random(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);
  let waiting = chains.flatMap((chain) => Array.from({length: 24}, (_, i) => ({chain, at: (i >> 1) * 5})));
  const sum = {accepted: 0, duplicates: 0, gaps: 0};
  const deliver = async ({chain, at}) => {
    const {status, json} = await post(collector, device, chain.batch(at, at + 5));
    if (status === 200) {
      for (const what of ['accepted', 'duplicates']) sum[what] += json[what];
      chain.acknowledged = Math.max(chain.acknowledged, json.next_sequence);
      return true;
    }
    assert.deepEqual([status, json.error.code], [409, 'gap']);  // its turn has not come: sent again
    sum.gaps++;
    return false;
  };
  while (waiting.length > 0) {
    const left = shuffled(waiting), later = [];
    await Promise.all(Array.from({length: 8}, async () => { for (let next; (next = left.pop());) if (!(await deliver(next))) later.push(next); }));
    assert.ok(later.length < waiting.length, 'a batch whose turn it is, is taken');
    waiting = later;
  }
  assert.deepEqual([sum.accepted, sum.duplicates], [240, 240]);
  assert.ok(sum.gaps > 40, `only ${sum.gaps} came too early`);
  assert.deepEqual(chains.map((chain) => chain.acknowledged), [60, 60, 60, 60]);
  assert.equal(sentEvents(db).length, 240);
  judge(db, dir, chains);
});

test('more than the queue holds is answered 503 with Retry-After, and can be sent again', {timeout: 60_000}, async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--log-level', 'error', '--queue', '1', '--threads', '4']);
  const chains = Array.from({length: 40}, () => Object.assign(device.chain().addMany(20), {acknowledged: 0}));
  const first = await Promise.all(chains.map((chain) => post(collector, device, chain.batch())));
  const refused = first.filter((answer) => answer.status === 503);
  assert.ok(refused.length > 0 && refused.length < 40, `${refused.length} of 40 refused`);
  for (const answer of refused) assert.deepEqual([answer.json.error.code, Number(answer.headers.get('retry-after')) > 0], ['overload', true]);
  await Promise.all(chains.map((chain) => send(chain, device, {on: true, collector})));
  judge(db, dir, chains);
});

/** A way to the collector on which every connection ends after some bytes, in the middle of whatever is on it, for one side or for both. */
async function badNetwork(t, collector) {
  const network = {cuts: 0, bad: true};
  const server = createServer((near) => {
    const far = connect(collector.port, '127.0.0.1');
    let left = Math.floor(Math.random() * 30_000);
    for (const [from, to] of [[near, far], [far, near]]) {
      from.on('error', () => {}).on('close', () => to.end()).on('data', (piece) => {
        if (!network.bad || (left -= piece.length) > 0) return void to.write(piece);
        network.cuts++;
        if (Math.random() < 0.5) to.resetAndDestroy();
        else to.end(piece.subarray(0, Math.max(0, piece.length + left)));
        from.destroy();
      });
    }
  });
  t.after(() => server.close());
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(network, {url: `http://127.0.0.1:${server.address().port}`});
}

test('the network is cut again and again, in the middle of a batch or of its answer: all arrives, once', {timeout: 120_000}, async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--log-level', 'error']);
  const network = await badNetwork(t, collector);
  const chains = Array.from({length: 4}, () => Object.assign(device.chain().addMany(400), {acknowledged: 0}));
  await Promise.all(chains.map((chain) => send(chain, device, {on: true, collector: network})));
  assert.ok(network.cuts > 40, `${network.cuts} cuts`);
  assert.equal((await fetch(`${collector.url}/healthz`)).status, 200);
  judge(db, dir, chains);
  assert.equal(sentEvents(db).length, 1600);
});
