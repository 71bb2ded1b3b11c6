// The Merkle log: every line the collector keeps is a leaf of the tree it signs, in tiles, proofs and exports alike. The other side is tlog.mjs.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import {ask, Device, enrolledDevice, exportLog, fixture, folder, logKeyOf, newStore, ofTheFile, onPostgres, post, run, serve, tiraiBin, verify} from './support.mjs';
import {Database} from './database.mjs';
import {leafHash, openCheckpoint, rootByProof, tileIndex, treeHash} from './tlog.mjs';

const ownEvent = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/own-event.schema.json', import.meta.url))));
const vkeyOf = (db) => readFileSync(`${logKeyOf(db)}.vkey`, 'utf8').trim();
const token = (db, scope = 'audit') => run(['token', '--db', db, '--scope', scope, '--name', 'auditor@example.org']).stdout.trim();
/** The entries of the log, out of an export. */
const entriesOf = (text) => text.trimEnd().split('\n').filter((line) => !/^\{"(export|checkpoint)":/.test(line));
const checkpointOf = (text) => JSON.parse(text.trimEnd().split('\n').at(-1)).checkpoint;
const tirai = (...args) => spawnSync(tiraiBin, args, {encoding: 'utf8'});

async function filled(t, counts = [3, 250, 90]) {
  const made = await fixture(t, ['--log-level', 'error']);
  made.chains = [];
  const audit = token(made.db);  // with the enrolment: two batches of the collector's own, of two events each, behind its key
  for (const count of counts) {
    const chain = made.device.chain().addMany(count);
    for (let at = 0; at < count; at += 40) await post(made.collector, made.device, chain.batch(at, Math.min(at + 40, count)));
    made.chains.push(chain);
  }
  return {...made, audit, vkey: vkeyOf(made.db)};
}

test('every acknowledgement carries a signed checkpoint over a tree that holds the batch', async (t) => {
  const {collector, device, db} = await fixture(t);
  const chain = device.chain().addMany(7);
  const before = openCheckpoint((await ask(collector, '/v1/checkpoint')).text, vkeyOf(db)).size;  // the enrolment, and the device's key
  let size = before;
  for (const [begin, end] of [[0, 2], [2, 3], [3, 7]]) {
    const {json} = await post(collector, device, chain.batch(begin, end));
    assert.equal(json.log_index, size);
    size += 1 + end - begin;
    const head = openCheckpoint(json.checkpoint, vkeyOf(db));
    assert.equal(head.size, size);
    assert.deepEqual(head.root, treeHash(entriesOf(exportLog(db)).map(leafHash)));
  }
  const again = await post(collector, device, chain.batch(2, 3));
  assert.deepEqual([again.json.duplicates, again.json.log_index], [1, before + 3]);
  assert.equal(openCheckpoint(again.json.checkpoint, vkeyOf(db)).size, size);
});

test('a whole export is the tree’s leaves in order, and its checkpoint names their root', async (t) => {
  const {db, dir, device, chains, vkey, collector} = await filled(t);
  const text = exportLog(db);
  const entries = entriesOf(text);
  const head = openCheckpoint(checkpointOf(text), vkey);
  assert.deepEqual([head.size, head.root], [entries.length, treeHash(entries.map(leafHash))]);
  assert.ok(entries.includes(JSON.stringify({device: {device_id: device.device_id, public_key: device.public_key}})));
  for (const line of chains.flatMap((chain) => chain.lines)) assert.ok(entries.includes(line));
  assert.equal((await ask(collector, '/v1/checkpoint')).text, checkpointOf(text));
  const path = join(dir, 'whole.ndjson');
  writeFileSync(path, text);
  const trusted = tirai('verify', path, '--log-vkey', `${logKeyOf(db)}.vkey`);
  assert.deepEqual([trusted.status, trusted.stderr], [0, '']);
  assert.match(trusted.stdout, new RegExp(`^intact: 347 events in 13 batches of 5 chains; .*; its ${entries.length} lines are those of the checkpoint signed by tirai-log/[0-9a-f-]{36}, 0 witnesses\\n$`));
});

test('an export whose last batch is cut off with care is still not the log that was signed', async (t) => {
  const {db, dir, chains, vkey} = await filled(t, [5, 4]);
  const text = exportLog(db), lines = text.trimEnd().split('\n');
  const cut = [...lines.slice(0, -6), lines.at(-1)].join('\n') + '\n';  // the last batch: a header and four events
  assert.ok(lines.at(-6).startsWith('{"batch":') && !cut.includes(chains[1].lines[0]));
  const path = join(dir, 'cut.ndjson');
  writeFileSync(path, cut);
  const found = tirai('verify', path, '--log-vkey', vkey);
  assert.equal(found.status, 4);
  assert.match(found.stdout, /checkpoint: it names 19 lines; the export has 14/);
  // Without the checkpoint the same cut cannot be seen, and --log-vkey asks for it.
  writeFileSync(path, lines.slice(0, -6).join('\n') + '\n');
  assert.equal(tirai('verify', path).status, 0);
  assert.equal(tirai('verify', path, '--log-vkey', vkey).status, 4);
  const swapped = [...lines];
  [swapped[2], swapped[8]] = [swapped[8], swapped[2]];
  assert.notEqual(verify(dir, swapped.join('\n') + '\n').status, 0);
});

test('tiles and entry bundles are what C2SP tlog-tiles says, and only for who may audit', async (t) => {
  const {db, collector, device, audit} = await filled(t);
  const get = (path, as = audit) => fetch(collector.url + path, {headers: as ? {Authorization: `Bearer ${as}`} : {}});
  const entries = entriesOf(exportLog(db)), size = entries.length;
  assert.ok(size > 256 && size < 512);
  const hashes = entries.map(leafHash);
  const bytes = async (path) => Buffer.from(await (await get(path)).arrayBuffer());
  assert.deepEqual(await bytes('/v1/tile/0/000'), Buffer.concat(hashes.slice(0, 256)));
  assert.deepEqual(await bytes(`/v1/tile/0/001.p/${size - 256}`), Buffer.concat(hashes.slice(256)));
  assert.deepEqual(await bytes('/v1/tile/0/001.p/3'), Buffer.concat(hashes.slice(256, 259)));
  assert.deepEqual(await bytes('/v1/tile/1/000.p/1'), treeHash(hashes.slice(0, 256)));
  const bundle = await bytes(`/v1/tile/entries/001.p/${size - 256}`);
  const read = [];
  for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) read.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)).toString());
  assert.deepEqual(read, entries.slice(256));
  assert.match((await get('/v1/tile/0/000')).headers.get('cache-control'), /immutable/);
  assert.equal((await get('/v1/tile/0/000.p/9')).headers.get('cache-control'), 'no-store');
  for (const path of ['0/001', `0/001.p/${size - 255}`, '1/000', '2/000.p/1', 'entries/001', 'entries/002.p/1', '0/x000/001', '0/1', '0/0001', '0/000.p/0', '0/000.p/256', '0/000.p/05', '01/000', '9/000', 'x/000', '', '0', '0/x1/000']) {
    assert.equal((await get(`/v1/tile/${path}`)).status, 404, path);
  }
  for (const path of ['/v1/tile/0/000', '/v1/tile/entries/000', '/v1/proof/entry/0']) {
    assert.deepEqual([(await get(path, '')).status, (await get(path, device.token)).status, (await get(path, token(db, 'metrics'))).status], [401, 401, 403], path);
  }
});

test('a proof file shows an event in the log, to tirai verify and to a second implementation', async (t) => {
  const {db, dir, collector, chains, audit, vkey} = await filled(t);
  for (const [chain, sequence] of [[0, 0], [0, 2], [1, 39], [1, 40], [1, 249], [2, 89]]) {
    const line = chains[chain].lines[sequence];
    const {status, text, headers} = await ask(collector, `/v1/proof/event/${chains[chain].chain_uid}/${sequence}`, {token: audit});
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/plain; charset=utf-8']);
    const {root, checkpoint} = rootByProof(text, line);
    assert.deepEqual(root, openCheckpoint(checkpoint, vkey).root);
    const [proof, entry] = [join(dir, 'one.tlog-proof'), join(dir, 'one.json')];
    writeFileSync(proof, text);
    writeFileSync(entry, line + '\n');
    const good = tirai('verify', '--proof', proof, '--log-vkey', vkey, entry);
    assert.deepEqual([good.status, good.stderr], [0, '']);
    assert.match(good.stdout, /^intact: the line is entry \d+ of 362 in the log tirai-log\/\S+, 0 witnesses\n$/);
    writeFileSync(entry, line.replace('"version":"1.8.0"', '"version":"1.8.1"'));
    assert.equal(tirai('verify', '--proof', proof, '--log-vkey', vkey, entry).status, 4);
  }
  assert.equal((await ask(collector, '/v1/proof/entry/0', {token: audit})).status, 200);
  for (const path of ['entry/362', 'entry/00', 'event/x/0', `event/${chains[0].chain_uid}/3`, 'consistency/9/8', 'consistency/1/363', 'nothing/1', '']) {
    assert.equal((await ask(collector, `/v1/proof/${path}`, {token: audit})).status, 404, path);
  }
  const grown = (await ask(collector, '/v1/proof/consistency/256/362', {token: audit})).text.trimEnd().split('\n').map((line) => Buffer.from(line, 'base64'));
  const hashes = entriesOf(exportLog(db)).map(leafHash);
  // 256 is a power of two, so the one hash a checker lacks is that of the rest (RFC 9162, 2.1.4.1).
  assert.deepEqual(grown, [treeHash(hashes.slice(256))]);
});

test('a log goes on after a restart under its key, and under no other', async (t) => {
  const {db, dir, device, collector, vkey} = await filled(t, [10]);
  const before = openCheckpoint((await ask(collector, '/v1/checkpoint')).text, vkey);
  assert.equal(statSync(`${logKeyOf(db)}.key`).mode & 0o777, 0o600);
  await collector.end();
  const again = await serve(t, db);
  assert.deepEqual(openCheckpoint((await ask(again, '/v1/checkpoint')).text, vkey), before);
  const chain = device.chain().addMany(2);
  const {json} = await post(again, device, chain.batch());
  assert.deepEqual(openCheckpoint(json.checkpoint, vkey).root, treeHash(entriesOf(exportLog(db)).map(leafHash)));
  await again.end();
  tirai('keygen', '--name', 'tirai.example/other', '--out', join(dir, 'other'));
  const other = run(['serve', '--db', db, '--listen', '127.0.0.1:0', '--log-key', join(dir, 'other.key')], {timeout: 10_000});
  assert.equal(other.status, 1);
  assert.match(other.stderr, /--log-key: log key: the log is tirai-log\/\S+'s; expected a key of that name/);
  const open = join(dir, 'open.key');
  writeFileSync(open, readFileSync(`${logKeyOf(db)}.key`), {mode: 0o644});
  const readable = run(['serve', '--db', db, '--listen', '127.0.0.1:0', '--log-key', open], {timeout: 10_000});
  assert.deepEqual([readable.status, readable.stderr], [1, `tirai-collector: ${open}: log key: others can read it; expected mode 0600\n`]);
  assert.ok(!existsSync(join(dir, 'none.key')));
  assert.equal(run(['serve', '--db', db, '--listen', '127.0.0.1:0', '--log-key', join(dir, 'none.key')], {timeout: 10_000}).status, 1);
});

test('a store of version 1 is brought forward: its lines become the tree, and it goes on', ofTheFile, async (t) => {
  const dir = folder(t), db = join(dir, 'old.db');
  const old = new Database(db);
  old.all(readFileSync(new URL('schema-v1.sql', import.meta.url), 'utf8'));
  const device = new Device('00000000-0000-4000-8000-00000000000d'), chains = [device.chain().addMany(5), device.chain().addMany(3)];
  const q = (text) => `'${text.replaceAll("'", "''")}'`;
  const {createHash} = await import('node:crypto');
  device.token = 'tirai_' + 'a'.repeat(43);
  old.all(`INSERT INTO devices VALUES(${q(device.device_id)}, '${createHash('sha256').update(device.token).digest('hex')}', '{"type":"agent","id":"sari","properties":{}}', x'${Buffer.from(device.public_key, 'base64').toString('hex')}', 1)`);
  const expected = [JSON.stringify({device: {device_id: device.device_id, public_key: device.public_key}})];
  for (const [chain, begin, end] of [[chains[0], 0, 2], [chains[1], 0, 3], [chains[0], 2, 5]]) {
    const [header, ...lines] = chain.batch(begin, end).trimEnd().split('\n');
    expected.push(header, ...lines);
    old.all(`INSERT INTO batches VALUES(${q(chain.chain_uid)}, ${begin}, ${end - begin}, 1, ${q(header)})`);
    for (const [i, line] of lines.entries()) old.all(`INSERT INTO events(chain_uid, sequence, event_id, time, line) VALUES(${q(chain.chain_uid)}, ${begin + i}, 'x', 1, ${q(line)})`);
    const head = JSON.parse(lines.at(-1)).tirai.fingerprint;
    old.all(`INSERT OR REPLACE INTO chain_head VALUES(${q(chain.chain_uid)}, ${q(device.device_id)}, ${end}, ${q(head)})`);
  }
  const collector = await serve(t, db);
  assert.deepEqual(entriesOf(exportLog(db)), expected);
  assert.deepEqual(openCheckpoint((await ask(collector, '/v1/checkpoint')).text, vkeyOf(db)).root, treeHash(expected.map(leafHash)));
  chains[0].add();
  const answer = await post(collector, device, chains[0].batch(5));
  assert.deepEqual([answer.status, answer.json.log_index], [200, expected.length]);
  const verified = verify(dir, exportLog(db));
  assert.equal(verified.status, 0, verified.stdout);
});

test('a tile that somebody changed in the store stops the log, and nothing is signed on top of it', async (t) => {
  const {db, device, collector} = await filled(t, [10]);
  await collector.end();
  new Database(db).all(`UPDATE tiles SET hashes = ${onPostgres ? "decode(repeat('00', length(hashes)), 'hex')" : 'zeroblob(length(hashes))'} WHERE id = 0`);
  const again = await serve(t, db);
  const answer = await post(again, device, device.chain().addMany(1).batch());
  assert.deepEqual([answer.status, answer.json.error.code], [503, 'storage']);
  for (let i = 0; i < 100 && again.stderr === ''; i++) await new Promise((next) => setTimeout(next, 20));
  assert.match(again.stderr, /the log's tiles do not give its root/);
});

test('who may send and who may read is an event of the log first; what comes to nothing is none', async (t) => {
  const dir = folder(t), db = await newStore(dir);
  const made = (...args) => run([args[0], '--db', db, ...args.slice(1)]);
  assert.deepEqual([made('enrol', '--agent', 'agent.sari', '--role', 'lead', '--by', 'budi@example.com').status, made('token', '--scope', 'metrics', '--name', 'prometheus').status], [0, 0]);
  const [metrics, device] = ['metrics', 'device'].map((kind) => made('credentials').stdout.trimEnd().split('\n').map((line) => line.split('\t')).find((line) => line[1] === kind)[0]);
  assert.deepEqual([made('revoke', device, '--by', 'dewi'), made('revoke', metrics)].map(({status, stdout}) => [status, stdout]), [[0, ''], [0, '']]);
  for (const [args, status] of [[['revoke', device], 0], [['revoke', 'nobody'], 1], [['enrol', '--agent', 'a b', '--role', 'lead'], 1], [['token', '--scope', 'audit', '--name', ''], 1], [['token', '--scope', 'all', '--name', 'x'], 2], [['revoke', metrics, '--by', 'Ibu Dewi'], 2]]) assert.equal(made(...args).status, status, args.join(' '));
  const text = exportLog(db), events = text.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({tirai}) => tirai?.kind === 'credential');
  assert.deepEqual(events.map(({actor, entity, type_uid, tirai: {state, agent, policy_role, scope, holder}}) => ({by: actor.user.uid, type_uid, ...entity, ...JSON.parse(JSON.stringify({state, agent, policy_role, scope, holder}))})), [
    {by: 'budi@example.com', type_uid: 300401, type: 'device', uid: device, state: 'added', agent: 'agent.sari', policy_role: 'lead'},
    {by: 'tirai-collector', type_uid: 300401, type: 'token', uid: metrics, state: 'added', scope: 'metrics', holder: 'prometheus'},
    {by: 'dewi', type_uid: 300404, type: 'device', uid: device, state: 'revoked'},
    {by: 'tirai-collector', type_uid: 300404, type: 'token', uid: metrics, state: 'revoked'},
  ]);
  for (const event of events) assert.ok(ownEvent(event), JSON.stringify(ownEvent.errors));
  const verified = verify(dir, text);
  assert.equal(verified.status, 0, verified.stdout);
  // Under a key that is not the log's no event is written, and so nothing is made or ended.
  const listed = made('credentials').stdout, other = join(dir, 'other');
  assert.equal(tirai('keygen', '--name', 'tirai-log/other', '--out', other).status, 0);
  for (const args of [['enrol', '--agent', 'a', '--role', 'lead'], ['token', '--scope', 'audit', '--name', 'x']]) assert.deepEqual([made(...args, '--log-key', `${other}.key`)].map(({status, stdout}) => [status, stdout]), [[1, '']]);
  assert.deepEqual([made('credentials').stdout, exportLog(db)], [listed, text]);
});

test('a revoked device or token is refused from its next request on, and what it sent stays', async (t) => {
  const {db, collector, device, audit, chains} = await filled(t, [4]);
  const listed = () => run(['credentials', '--db', db]).stdout.trimEnd().split('\n').map((line) => line.split('\t'));
  const ofKind = (kind) => listed().find((line) => line[1] === kind);
  assert.deepEqual([ofKind('device').slice(1, 3), ofKind('audit').slice(1, 3)], [['device', 'agent.sari'], ['audit', 'auditor@example.org']]);
  for (const kind of ['device', 'audit']) assert.equal(run(['revoke', '--db', db, ofKind(kind)[0]]).status, 0);
  assert.equal((await post(collector, device, device.chain().addMany(1).batch())).status, 401);
  assert.equal((await ask(collector, '/v1/proof/entry/0', {token: audit})).status, 401);
  assert.ok(Number(ofKind('device')[4]) > 0);
  const when = ofKind('device')[4];
  assert.equal(run(['revoke', '--db', db, ofKind('device')[0]]).status, 0);
  assert.equal(ofKind('device')[4], when, 'it ended when it ended');
  for (const line of chains[0].lines) assert.ok(exportLog(db).includes(line));
  const unknown = run(['revoke', '--db', db, 'nobody']);
  assert.deepEqual([unknown.status, unknown.stderr], [1, 'tirai-collector: id: no device and no token has this id\n']);
  const dump = JSON.stringify(new Database(db).all('SELECT * FROM tokens'));
  assert.ok(!dump.includes(audit.slice(6)));
});
