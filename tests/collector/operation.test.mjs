// What an operator relies on: readiness, counters, waiting for a policy, limits, config files, backup and restore.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import {readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {ask, enrolledDevice, exportLog, fixture, folder, newStore, ofTheFile, post, run, serve, verify} from './support.mjs';

const sleep = (ms) => new Promise((next) => setTimeout(next, ms));
const makeToken = (db, scope) => run(['token', '--db', db, '--scope', scope, '--name', 'ops']).stdout.trim();

test('ready while it serves its policy and writes, and not after', async (t) => {
  const dir = folder(t), policy = join(dir, 'policy.json');
  writeFileSync(policy, '{}');
  const collector = await serve(t, await newStore(dir), ['--policy', policy]);
  assert.deepEqual((await ask(collector, '/readyz')).json, {status: 'ok'});
  renameSync(policy, `${policy}.away`);
  const away = await ask(collector, '/readyz');
  assert.deepEqual([away.status, away.json, Number(away.headers.get('retry-after')) > 0], [503, {status: 'failing', why: 'the policy bundle cannot be read now'}, true]);
  assert.equal((await ask(collector, '/healthz')).status, 200, 'it lives');
  renameSync(`${policy}.away`, policy);
  assert.equal((await ask(collector, '/readyz')).status, 200);
});

test('metrics count what happened, in the format of Prometheus, and name nobody', async (t) => {
  const {collector, device, db} = await fixture(t);
  const chain = device.chain().addMany(7);
  await post(collector, device, chain.batch(0, 5));
  await post(collector, device, chain.batch(0, 5));
  await post(collector, device, chain.batch(6, 7));
  assert.equal((await ask(collector, '/metrics')).status, 401);
  assert.equal((await ask(collector, '/metrics', {token: device.token})).status, 401);
  const {text, headers} = await ask(collector, '/metrics', {token: makeToken(db, 'metrics')});
  assert.equal(headers.get('content-type'), 'text/plain; charset=utf-8');
  const value = (name) => Number(text.split('\n').find((line) => line.startsWith(name + ' '))?.slice(name.length + 1));
  assert.deepEqual([
    value('tirai_events_total{result="stored"}'), value('tirai_events_total{result="duplicate"}'), value('tirai_log_size'), value('tirai_store_failing'), value('tirai_queued_batches'),
    value('tirai_requests_total{path="/v1/events",status="200"}'), value('tirai_requests_total{path="/v1/events",status="409"}'), value('tirai_request_seconds_count{path="/v1/events"}'),
  ], [5, 5, 14, 0, 0, 2, 1, 3]);  // 14 entries: the collector's key, the enrolment (a header, two events), the device's key, the batch (a header, five events), the token as the enrolment
  assert.equal(value('tirai_request_seconds_bucket{path="/v1/events",le="+Inf"}'), 3);
  for (const line of text.trimEnd().split('\n')) assert.match(line, /^(# (HELP|TYPE) tirai_\w+ .+|tirai_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [0-9.]+)$/);
  for (const secret of [device.token, device.device_id, chain.chain_uid, 'sari']) assert.ok(!text.includes(secret));
});

test('who waits for another policy gets it within seconds; who has the newest is told after the wait', async (t) => {
  const dir = folder(t), policy = join(dir, 'policy.json'), db = await newStore(dir);
  const replace = (text) => (writeFileSync(`${policy}.new`, text), renameSync(`${policy}.new`, policy));
  replace('{"version": 1}');
  const collector = await serve(t, db, ['--policy', policy]);
  const {token} = await enrolledDevice(collector, db);
  const wait = async (path, etag) => {
    const began = performance.now();
    const answer = await ask(collector, path, {token, headers: {'If-None-Match': etag}});
    return {...answer, took: performance.now() - began};
  };
  const etag = (await ask(collector, '/v1/policy', {token})).headers.get('etag');
  assert.ok((await wait('/v1/policy', etag)).took < 1000);
  const same = await wait('/v1/policy?wait=2', etag);
  assert.equal(same.status, 304);
  assert.ok(same.took >= 1900, `${same.took} ms`);
  const other = await wait('/v1/policy?wait=30', '"another"');
  assert.deepEqual([other.status, other.took < 1000], [200, true]);
  const waiting = wait('/v1/policy?x=1&wait=30', etag);
  await sleep(300);
  replace('{"version": 2}');
  const changed = await waiting;
  assert.deepEqual([changed.status, changed.text], [200, '{"version": 2}']);
  assert.ok(changed.took < 5000);
  for (const query of ['wait=', 'wait=x', 'wait=-1', 'wait=99999', 'awaits=9']) assert.ok((await wait(`/v1/policy?${query}`, changed.headers.get('etag'))).took < 1500, query);
  const last = wait('/v1/policy?wait=60', changed.headers.get('etag'));
  await sleep(300);
  const began = performance.now();
  const ended = collector.end();
  assert.equal((await last).status, 304, 'answered, not cut off');
  assert.equal((await ended).code, 0);
  assert.ok(performance.now() - began < 5000);
});

test('a device that asks too often is told when to come back, and others are not held up', async (t) => {
  const {collector, device, db} = await fixture(t, ['--rate', '5']);
  const other = await enrolledDevice(collector, db);
  const answers = [];
  for (let i = 0; i < 12; i++) answers.push(await ask(collector, '/v1/policy', {token: device.token}));
  const refused = answers.filter(({status}) => status === 429);
  assert.ok(refused.length >= 4 && refused.length <= 9, `${refused.length} of 12 refused`);
  assert.deepEqual([refused[0].json.error.code, refused[0].headers.get('retry-after')], ['rate', '1']);
  assert.equal((await post(collector, other, other.chain().addMany(1).batch())).status, 200);
  await sleep(1100);
  assert.equal((await post(collector, device, device.chain().addMany(1).batch())).status, 200);
});

test('a config file sets what the command line does not, and its mistakes are named', ofTheFile, async (t) => {
  const dir = folder(t), db = join(dir, 'log.db'), file = join(dir, 'collector.json');
  const write = (config) => writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  const schema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/config.schema.json', import.meta.url))));
  write(`{\n  // a comment is allowed\n  "db": ${JSON.stringify(db)}, "listen": "127.0.0.1:0", "log-level": "error", "threads": 1\n}`);
  const checked = run(['check-config', file]);
  assert.deepEqual([checked.status, checked.stdout, checked.stderr], [0, 'ok\n', '']);
  const printed = run(['serve', '--config', file, '--threads', '3', '--log-key', join(dir, 'secret.key'), '--witness=http://a:1,k', '--print-config']);
  assert.deepEqual([printed.status, JSON.parse(printed.stdout)], [0, {db, listen: '127.0.0.1:0', 'log-key': '<set>', 'log-level': 'error', witness: ['<set>'], threads: 3}]);
  assert.ok(!printed.stdout.includes('secret'));
  const {spawn} = await import('node:child_process');
  const {collectorBin} = await import('./support.mjs');
  const child = spawn(collectorBin, ['serve', '--config', file], {stdio: ['ignore', 'pipe', 'ignore']});
  t.after(() => child.kill('SIGKILL'));
  assert.match(String(await new Promise((line) => child.stdout.once('data', line))), /^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
  const good = [{db}, {db, witness: []}, {db, rate: 1}, {db, 'timeout-ms': 600000}, {db, policy: 'p'}];
  const bad = [{db: ''}, {db, listen: 8400}, {db, threads: 0}, {db, threads: 65}, {db, threads: '2'}, {db, threads: 2.5}, {db, witness: 'x'}, {db, witness: ['']}, {db, 'timeout-ms': 99}, {db, unknown: 1}, {db, config: 'x'}, {db, rate: 0}, []];
  for (const config of good) {
    write(config);
    assert.deepEqual([schema(config), run(['check-config', file]).status], [true, 0], JSON.stringify(config));
  }
  for (const config of bad) {
    write(config);
    const done = run(['check-config', file]);
    assert.deepEqual([schema(config), done.status === 0], [false, false], JSON.stringify(config));
    assert.ok(done.stderr.includes('config: ') && done.stderr.includes(file), done.stderr);
  }
  for (const text of ['', '{', '{"db": "a", "db": "b"}', '[1]', '{"db": "x"} y']) {
    write(text);
    assert.equal(run(['check-config', file]).status, 1, text);
  }
  write({db, 'log-level': 'loud'});
  assert.equal(schema({db, 'log-level': 'loud'}), false);
  assert.equal(run(['check-config', file]).status, 2);
  write({db, listen: 'nowhere'});
  assert.match(run(['check-config', file]).stderr, /expected HOST:PORT/);
  assert.equal(run(['check-config', join(dir, 'none.json')]).status, 1);
  write({threads: 2});
  assert.equal(run(['check-config', file]).status, 2, 'without a db');
});

test('a backup made under load is one moment of the log, and a restored one goes on', {timeout: 60_000, ...ofTheFile}, async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--log-level', 'error']);
  const chain = device.chain().addMany(600);
  let at = 0, sending = true;
  const sent = (async () => {
    for (; sending && at < 600; at += 4) assert.equal((await post(collector, device, chain.batch(at, at + 4))).status, 200);
  })();
  await sleep(200);
  const acknowledged = at, copy = join(dir, 'copy.db');
  const made = run(['backup', '--db', db, copy]);
  assert.deepEqual([made.status, made.stderr], [0, '']);
  sending = false;
  await sent;
  assert.equal(statSync(copy).mode & 0o777, 0o600);
  const text = exportLog(copy), verified = verify(dir, text);
  assert.equal(verified.status, 0, verified.stdout);
  assert.match(verified.stdout, /lines are those of the checkpoint/);
  const kept = text.split('\n').filter((line) => chain.lines.includes(line)).length;
  assert.ok(kept >= acknowledged && kept <= at, `${acknowledged} ≤ ${kept} ≤ ${at}`);
  assert.match(run(['backup', '--db', db, copy]).stderr, /backup: the file is there already; expected a new name/);
  assert.equal(run(['backup', '--db', join(dir, 'none.db'), join(dir, 'c2.db')]).status, 1);
  // The disk is lost; its key was kept apart. What the backup lacks, the devices still hold or must be told.
  await collector.end();
  for (const end of ['', '-wal', '-shm']) rmSync(db + end, {force: true});
  const restored = run(['restore', '--db', db, copy]);
  assert.deepEqual([restored.status, restored.stderr], [0, '']);
  assert.equal(run(['restore', '--db', db, copy]).status, 1, 'a store that is there is never replaced');
  const again = await serve(t, db, ['--log-level', 'error']);
  const answer = await post(again, device, chain.batch(kept, 600));
  assert.deepEqual([answer.status, answer.json.next_sequence], [200, 600]);
  assert.equal(verify(dir, exportLog(db)).status, 0);
});
