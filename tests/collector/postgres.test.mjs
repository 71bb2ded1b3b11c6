// PostgreSQL, a real one: every promise that a store makes, in the words of the suites that make it of SQLite. What only a server can do to us is
// failover.test.mjs.
import './on-postgres.mjs';
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {Database} from './database.mjs';
import {judge} from './load.mjs';
import {emptyDatabase, stopShared} from './postgres.mjs';
import {ask, enrolledDevice, exportLog, fixture, folder, keepLogKey, logKeyOf, post, run, serve, verify} from './support.mjs';

after(stopShared);
for (const suite of ['events', 'export', 'sealed', 'log', 'crash', 'clock']) await import(`./${suite}.test.mjs`);

test('an address holds no password, and its mistakes are not repeated', async (t) => {
  const dir = folder(t), db = await emptyDatabase();
  const secret = 'hunter2hunter2';
  for (const bad of [`postgresql://tirai:${secret}@db.example/tirai`, `postgresql://db.example/tirai?password=${secret}`, `postgresql://[${secret}/x`, `postgresql://db/x?${secret}=1`]) {
    const config = join(dir, 'collector.json');
    writeFileSync(config, JSON.stringify({db: bad, 'log-key': 'x'}));
    for (const args of [['serve', '--db', bad, '--log-key', 'x'], ['serve', '--db', bad, '--print-config'], ['export', '--db', bad], ['check-config', config]]) {
      const done = run(args, {timeout: 10_000});
      assert.deepEqual([done.status, done.stdout], [2, ''], args.join(' '));
      assert.match(done.stderr, /^tirai-collector: --db: (a password stands in the address; expected it in a file \(passfile=…, PGPASSFILE\) or in PGPASSWORD|not a connection URI that libpq can read; expected postgresql:.*)\n$/);
      assert.ok(!done.stderr.includes(secret));
    }
  }
  assert.deepEqual(JSON.parse(run(['serve', '--db', db, '--print-config']).stdout), {db});
  const unsigned = run(['serve', '--db', db, '--listen', '127.0.0.1:0'], {timeout: 10_000});
  assert.deepEqual([unsigned.status, unsigned.stderr], [1, 'tirai-collector: --log-key: expected with PostgreSQL: the collectors of one log sign with one key (tirai keygen)\n']);
});

test('a server that is away, a database that is not ours or newer: a reason, and nothing is made', async () => {
  const db = await emptyDatabase();
  const says = (args, reason) => {
    const done = run(args, {timeout: 20_000});
    assert.equal(done.status, 1, args.join(' '));
    assert.match(done.stderr, reason);
  };
  says(['export', '--db', db], /--db: storage: the database has no log; expected one that tirai-collector made/);
  assert.deepEqual(new Database(db).all("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"), []);
  says(['export', '--db', 'postgresql:///none?host=/nowhere'], /postgresql \/nowhere\/none: storage: .*\/nowhere/);
  const foreign = await emptyDatabase();
  new Database(foreign).all('CREATE TABLE events(x int)');
  says(['enrol', '--db', foreign, '--agent', 'a', '--role', 'agent'], /relation "events" already exists \(SQLSTATE 42P07\)/);
  assert.equal(new Database(foreign).all("SELECT count(*)::int AS n FROM pg_class WHERE relnamespace = 'public'::regnamespace")[0].n, 1);
  run(['enrol', '--db', db, '--agent', 'a', '--role', 'agent']);
  new Database(db).all('UPDATE tirai_schema SET version = 99');
  says(['enrol', '--db', db, '--agent', 'a', '--role', 'agent'], /schema version 99; this program knows version \d+; expected a newer tirai-collector/);
});

test('a database of version 1 is brought forward, and what was in it stays', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const chain = device.chain().addMany(4);
  await post(collector, device, chain.batch(0, 2));
  await collector.end();
  const ofVersion1 = ['devices', 'tokens', 'chain_head', 'batches', 'events', 'log_head', 'tiles', 'log_lines', 'cosigned', 'probe', 'tirai_schema'];
  const later = new Database(db).all("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition").map(({relname}) => relname).filter((name) => !ofVersion1.includes(name));
  assert.ok(later.includes('sealed') && later.includes('findings'), later.join(' '));
  new Database(db).all(`DROP TABLE ${later.join(', ')} CASCADE; UPDATE tirai_schema SET version = 1`);
  const again = await serve(t, db);
  assert.equal((await post(again, device, chain.batch(2, 4))).status, 200);
  const verified = verify(dir, exportLog(db));
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  assert.match(verified.stdout, /^intact: 6 events in 3 batches of 2 chains;/);  // the enrolment's two, and the browser's
});

// The tables as the first release made them, from a file of their own, with what a log holds: not what is left of today's when later tables are dropped.
test('a database that version 1 made is brought forward: its tables are those of a new one, its log goes on', {timeout: 60_000}, async (t) => {
  const {collector, device, db, dir} = await fixture(t), chain = device.chain().addMany(9);
  await post(collector, device, chain.batch(0, 6));
  await collector.end();
  const old = await emptyDatabase(), ofVersion1 = readFileSync(new URL('schema-v1-postgres.sql', import.meta.url), 'utf8');
  keepLogKey(old, logKeyOf(db));
  new Database(old).all(ofVersion1);
  const dump = (what, uri, ...more) => {
    const done = spawnSync('pg_dump', [what, '--no-owner', ...more, '-d', uri], {encoding: 'utf8', maxBuffer: 1 << 28});
    assert.equal(done.status, 0, done.stderr);
    return done.stdout;
  };
  const rows = dump('--data-only', db, '--column-inserts', '--load-via-partition-root', ...['devices', 'tokens', 'chain_head', 'batches', 'events*', 'log_head', 'tiles', 'log_lines', 'cosigned'].flatMap((table) => ['-t', table]));
  const [{ddl}] = new Database(db).all(`SELECT string_agg(format('CREATE TABLE %I PARTITION OF events %s;', c.relname, pg_get_expr(c.relpartbound, c.oid)), ' ') AS ddl FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid WHERE i.inhparent = 'events'::regclass AND c.relkind = 'r'`);
  const loaded = spawnSync('psql', ['-Xqv', 'ON_ERROR_STOP=1', '-d', old], {input: `DELETE FROM log_head; ${ddl}\n${rows}`, encoding: 'utf8'});
  assert.equal(loaded.status, 0, loaded.stderr);
  assert.deepEqual(new Database(old).all('SELECT version::int FROM tirai_schema'), [{version: 1}]);
  const again = await serve(t, old);
  assert.equal((await post(again, device, chain.batch(6, 9))).status, 200);
  const verified = verify(dir, exportLog(old));
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  await again.end();
  const shape = (uri) => dump('--schema-only', uri).split('\n').filter((line) => line !== '' && !line.startsWith('--') && !line.startsWith('\\')).sort();
  assert.deepEqual(shape(old), shape(db));
});

test('events lie in the month in which they came', async (t) => {
  const {collector, device, db} = await fixture(t);
  const before = new Date().toISOString().slice(0, 7).replace('-', '_');
  await post(collector, device, device.chain().addMany(3).batch());
  const after = new Date().toISOString().slice(0, 7).replace('-', '_');
  const rows = new Database(db).all('SELECT tableoid::regclass::text AS part, count(*)::int AS n FROM events WHERE helpdesk IS NOT NULL GROUP BY 1');
  assert.equal(rows.length, 1);
  assert.ok([`events_${before}`, `events_${after}`].includes(rows[0].part) && rows[0].n === 3, JSON.stringify(rows));
  const [bounds] = new Database(db).all(`SELECT pg_get_expr(relpartbound, oid) AS text FROM pg_class WHERE relname = '${rows[0].part}'`);
  const [year, month] = rows[0].part.split('_').slice(1).map(Number);
  assert.equal(bounds.text, `FOR VALUES FROM ('${Date.UTC(year, month - 1)}') TO ('${Date.UTC(year, month)}')`);
});

test('starting at once, many collectors make one schema and one log', {timeout: 60_000}, async (t) => {
  const dir = folder(t), db = await emptyDatabase();
  const collectors = await Promise.all(Array.from({length: 4}, () => serve(t, db, ['--log-level', 'error'])));
  const devices = [];
  for (const collector of collectors) devices.push(await enrolledDevice(collector, db));
  // Every device is let in everywhere, and each chain hops from collector to collector, batch by batch.
  const chains = devices.map((device) => Object.assign(device.chain().addMany(120), {acknowledged: 0}));
  await Promise.all(chains.map(async (chain, i) => {
    for (let at = 0; at < 120; at += 4) {
      const answer = await post(collectors[(i + at / 4) % 4], devices[i], chain.batch(at, at + 4));
      assert.deepEqual([answer.status, answer.json?.next_sequence], [200, at + 4], answer.text);
      chain.acknowledged = at + 4;
    }
  }));
  judge(db, dir, chains);
  const checkpoints = await Promise.all(collectors.map((collector) => ask(collector, '/v1/checkpoint')));
  assert.equal(new Set(checkpoints.map(({text}) => text)).size, 1);
});

test('backup and restore are PostgreSQL’s: the commands say so, and a restored dump goes on', {timeout: 60_000}, async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const chain = device.chain().addMany(60);
  for (let at = 0; at < 40; at += 10) await post(collector, device, chain.batch(at, at + 10));
  for (const [command, expected] of [['backup', /pg_basebackup with archived WAL, or pg_dump/], ['restore', /pg_restore into an empty database/]]) {
    const done = run([command, '--db', db, join(dir, 'copy')]);
    assert.equal(done.status, 1);
    assert.match(done.stderr, expected);
  }
  const dump = join(dir, 'log.dump'), restored = await emptyDatabase();
  assert.equal(spawnSync('pg_dump', ['-Fc', '-f', dump, '-d', db]).status, 0);
  const put = spawnSync('pg_restore', ['--exit-on-error', '-d', restored, dump], {encoding: 'utf8'});
  assert.deepEqual([put.status, put.stderr], [0, '']);
  assert.equal(exportLog(restored), exportLog(db));
  const again = await serve(t, restored, ['--log-key', `${logKeyOf(db)}.key`]);
  const answer = await post(again, device, chain.batch(40, 60));
  assert.deepEqual([answer.status, answer.json.next_sequence], [200, 60]);
  assert.equal(verify(dir, exportLog(restored)).status, 0);
});
