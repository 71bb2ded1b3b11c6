// The export is the signed bytes again: `tirai verify` calls it intact, and names what was changed.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {enrolledDevice, exportLog, fixture, folder, newStore, ofTheFile, post, run, verify} from './support.mjs';
import {Database} from './database.mjs';

test('an export of several devices, chains and retried batches is intact', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const other = await enrolledDevice(collector, db);
  const chains = [device.chain().addMany(30), device.chain().addMany(3), other.chain().addMany(7)];
  for (const chain of chains) {
    const half = Math.ceil(chain.lines.length / 2);
    await post(collector, chain.device, chain.batch(0, half));
    await post(collector, chain.device, chain.batch(0, chain.lines.length));  // overlap, refused
    await post(collector, chain.device, chain.batch(half - 1, half));         // duplicate
    await post(collector, chain.device, chain.batch(half));
  }
  const text = exportLog(db);
  const lines = text.trimEnd().split('\n');
  assert.equal(lines[0], '{"export":{"format":"tirai.export/v1"}}');
  assert.equal(lines.length, 1 + 2 + 6 + 40 + 1 + 7);  // the collector's key, and two enrolments: a header and two events each
  for (const line of chains.flatMap((chain) => chain.lines)) assert.ok(lines.includes(line));
  const verified = verify(dir, text);
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
});

test('one chain is exported alone, and an unknown one is an error', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const chains = [device.chain().addMany(3), device.chain().addMany(4)];
  for (const chain of chains) await post(collector, device, chain.batch());
  const text = exportLog(db, ['--chain', chains[1].chain_uid]);
  assert.deepEqual(text.trimEnd().split('\n').slice(3), chains[1].lines);
  assert.equal(verify(dir, text).status, 0);
  const unknown = run(['export', '--db', db, '--chain', device.device_id]);
  assert.deepEqual([unknown.status, unknown.stdout, unknown.stderr], [1, '', 'tirai-collector: --chain: no such chain in this log\n']);
});

test('an export works while the collector writes, and after it', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const chain = device.chain().addMany(400);
  let sending = true;
  const sent = (async () => {
    for (let at = 0; at < 400; at += 4) await post(collector, device, chain.batch(at, at + 4));
    sending = false;
  })();
  while (sending) {
    assert.equal(verify(dir, exportLog(db)).status, 0);
    await new Promise((next) => setTimeout(next, 20));
  }
  await sent;
  assert.deepEqual(await collector.end(), {code: 0, signal: null});
  const verified = verify(dir, exportLog(db));
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
});

test('a changed letter in the database is found, and its event named', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const chain = device.chain().addMany(9);
  await post(collector, device, chain.batch(0, 5));
  await post(collector, device, chain.batch(5));
  await collector.end();
  assert.equal(verify(dir, exportLog(db)).status, 0);
  new Database(db).all(`UPDATE events SET line = replace(line, '"ticket":"12"', '"ticket":"13"') WHERE sequence = 6`);
  const altered = verify(dir, exportLog(db));
  assert.notEqual(altered.status, 0);
  assert.match(altered.stdout + altered.stderr, /event 6\b/);
});

test('a removed event, batch or chain end is found', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const chain = device.chain().addMany(9);
  for (const at of [0, 3, 6]) await post(collector, device, chain.batch(at, at + 3));
  await collector.end();
  const whole = exportLog(db);
  const without = (line) => whole.replace(chain.lines[line] + '\n', '');
  const header = whole.split('\n').find((line) => line.includes('"first_sequence":3'));
  const middle = whole.replace([header, ...chain.lines.slice(3, 6), ''].join('\n'), '');
  for (const text of [without(4), without(8), middle]) assert.notEqual(verify(dir, text).status, 0);
});

test('a file that is not ours, of a newer version, or not there is refused with a reason', ofTheFile, async (t) => {
  const dir = folder(t);
  const at = (name) => join(dir, name);
  writeFileSync(at('text.db'), 'hello '.repeat(1000));
  new Database(at('other.db')).all('CREATE TABLE x(y)');
  run(['enrol', '--db', at('newer.db'), '--agent', 'a', '--role', 'agent']);
  new Database(at('newer.db')).all('PRAGMA user_version = 99');
  const reasons = {
    'text.db': /file is not a database/, 'other.db': /another program's/, 'newer.db': /schema version 99; this program knows version \d+; expected a newer tirai-collector/,
    'none.db': /No such file or directory/,
  };
  for (const [name, reason] of Object.entries(reasons)) {
    const done = run(['export', '--db', at(name)]);
    assert.equal(done.status, 1, name);
    assert.match(done.stderr, reason);
    assert.ok(done.stderr.includes(at(name)));
    if (name !== 'none.db') assert.equal(run(['serve', '--db', at(name), '--listen', '127.0.0.1:0'], {timeout: 10_000}).status, 1, name);
  }
  assert.equal(run(['serve', '--db', join(dir, 'no/such/folder.db'), '--listen', '127.0.0.1:0'], {timeout: 10_000}).status, 1);
});

test('the command line says what is wrong with it', ofTheFile, async (t) => {
  const db = join(folder(t), 'log.db');
  assert.equal(run(['--help']).status, 0);
  for (const args of [[], ['serve'], ['nothing'], ['serve', '--db', db, '--listen', '8400'], ['serve', '--db', db, '--listen', '127.0.0.1:x'], ['enrol', '--db', db]]) {
    assert.equal(run(args).status, 2, args.join(' '));
  }
  for (const [agent, role] of [['sari dewi', 'agent'], ['', 'agent'], ['sari', 'a b'], ['a'.repeat(129), 'agent']]) {
    const done = run(['enrol', '--db', db, '--agent', agent, '--role', role]);
    assert.deepEqual([done.status, done.stdout], [1, '']);
  }
  const taken = run(['serve', '--db', db, '--listen', '203.0.113.1:1', '--behind-proxy'], {timeout: 10_000});
  assert.equal(taken.status, 1);
  assert.match(taken.stderr, /--listen: cannot listen on port 1: Cannot assign requested address/);
});

test('each enrolment has its own token, kept only as a hash', async (t) => {
  const db = await newStore(folder(t));
  const tokens = Array.from({length: 3}, () => run(['enrol', '--db', db, '--agent', 'a@desk.example', '--role', 'agent']).stdout.trim());
  assert.equal(new Set(tokens).size, 3);
  for (const token of tokens) assert.match(token, /^tirai_[A-Za-z0-9_-]{43}$/);
  const dump = JSON.stringify(new Database(db).all('SELECT device_id, token_hash, subject FROM devices'));
  for (const token of tokens) assert.ok(!dump.includes(token.slice(6)));
});
