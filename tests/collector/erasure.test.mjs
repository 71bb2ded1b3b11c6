// The end of what is known: a customer erased by order, and what is older than its time. Keys and texts are gone from every byte of the file, a tombstone says
// so, and the log verifies as before.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import {createHash, createHmac, randomBytes} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {spawn, spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {dpoKeys, seal} from '../vectors/ledger/hpke.mjs';
import {Database} from './database.mjs';
import {ask, collectorBin, exportLog, fixture, jcs, logKeyOf, onPostgres, post, run, serve, tiraiBin, verify} from './support.mjs';

const ownSchema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/own-event.schema.json', import.meta.url))));
const dpo = dpoKeys(Buffer.alloc(32, 3));
const hmac = (key, text) => createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const send = (collector, device, path, value) => ask(collector, path, {token: device.token, body: JSON.stringify(value)});
const keyFlag = (db) => (onPostgres ? ['--log-key', `${logKeyOf(db)}.key`] : []);

/** A customer, and a batch of events about them, each with a sealed text. */
async function customer(collector, device, id, events) {
  const {json: {tenant_key}} = await send(collector, device, '/v1/enrolment', {public_key: device.public_key});
  const lookup = hmac(tenant_key, `tirai subject lookup v1\n${id}`), key = randomBytes(32).toString('base64url');
  const {json: {pseudonym}} = await send(collector, device, '/v1/subjects', {lookup, key});
  const sent = await sendAbout(collector, device, pseudonym, events);
  return {lookup, key, pseudonym, ...sent};
}

async function sendAbout(collector, device, pseudonym, events) {
  const chain = device.chain().add(), texts = [];
  for (let sequence = 1; sequence <= events; sequence++) {
    const text = seal(JSON.stringify({reason: `alasan ${sequence}`}), dpo.public_key, `${chain.chain_uid}:${sequence}`, randomBytes(32));
    chain.add({subject: pseudonym, sealed: {digest: `sha256:${sha256(text)}`, key: '0123456789abcdef'}});
    texts.push(text);
  }
  const body = chain.batch() + texts.map((sealed, i) => `${jcs({sealed, sequence: i + 1})}\n`).join('');
  const answer = await post(collector, device, body);
  assert.equal(answer.status, 200, answer.text);
  return {chain, texts};
}

const audit = (text, ...args) => spawnSync(tiraiBin, ['audit', '-', ...args], {input: text, encoding: 'utf8'});
const tombstones = (db) => exportLog(db).split('\n').filter((line) => /"kind":"(erasure|retention)"/.test(line)).map((line) => JSON.parse(line));

test('a customer who is erased: keys and texts are nowhere, the events stand, and the audit says when', async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--index-every-ms', '20']);
  const budi = await customer(collector, device, 'budi@example.com', 3), siti = await customer(collector, device, 'siti@example.com', 2);
  await send(collector, device, '/v1/consents', {pseudonym: budi.pseudonym, purpose: 'marketing', state: 'given', method: 'verbal', notice: ''});
  const file = join(dir, 'who.txt');
  writeFileSync(file, ' Budi@Example.com\r\n');
  const done = run(['erase', '--db', db, '--id-file', file, '--by', 'dewi', ...keyFlag(db)]);
  assert.deepEqual([done.status, done.stdout], [0, `${budi.pseudonym}\t1\t3\n`], done.stderr);
  const text = exportLog(db);
  assert.equal(verify(dir, text).status, 0, 'every proof holds');
  assert.ok(budi.texts.every((one) => !text.includes(one)) && siti.texts.every((one) => text.includes(one)));
  assert.ok(text.includes(budi.chain.lines[1]), 'the events stand');
  const state = await ask(collector, `/v1/subjects/${budi.pseudonym}`, {token: device.token});
  assert.deepEqual([state.status, state.json.error.code], [410, 'erased']);
  assert.equal((await send(collector, device, '/v1/subjects', {lookup: budi.lookup, key: budi.key})).status, 410, 'a browser does not bring the key back');
  assert.equal((await ask(collector, `/v1/subjects/${siti.pseudonym}`, {token: device.token})).status, 200);
  const [tombstone, ...more] = tombstones(db);
  assert.ok(ownSchema(tombstone), JSON.stringify(ownSchema.errors));
  assert.deepEqual([more.length, tombstone.entity, tombstone.actor.user.uid, tombstone.tirai.keys, tombstone.tirai.texts], [0, {type: 'subject', uid: budi.pseudonym}, 'dewi', 1, 3]);
  const page = audit(text), report = JSON.parse(audit(text, '--format', 'json').stdout);
  assert.match(page.stdout, new RegExp(`erased on ${new Date(tombstone.time).toISOString().slice(0, 19)}Z: customer ${budi.pseudonym}, 1 keys, 3 sealed texts`));
  assert.deepEqual([report.erased, report.erasures, report.notes.filter(({check}) => check === 'sealed')], [3, [{time: tombstone.time, keys: 1, sealed: 3, subject: budi.pseudonym}], []]);
  if (!onPostgres) {
    await collector.end();
    const bytes = Buffer.concat(['', '-wal'].map((end) => { try { return readFileSync(db + end); } catch { return Buffer.alloc(0); } }));
    for (const secret of [budi.key, budi.lookup, ...budi.texts]) assert.equal(bytes.indexOf(secret), -1, 'overwritten in the file');
    assert.notEqual(bytes.indexOf(siti.key), -1);
  }
});

test('what a browser still sends of an erased customer stands without its text', async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--index-every-ms', '20']);
  const budi = await customer(collector, device, 'budi@example.com', 1);
  const done = run(['erase', '--db', db, '--lookup', budi.lookup, ...keyFlag(db)]);
  assert.equal(done.status, 0, done.stderr);
  const late = await sendAbout(collector, device, budi.pseudonym, 2);
  const store = new Database(db);
  for (let i = 0; i < 100 && Number(store.all('SELECT count(*) AS n FROM sealed')[0].n) > 0; i++) await new Promise((next) => setTimeout(next, 50));
  const text = exportLog(db);
  assert.ok(late.texts.every((one) => !text.includes(one)));
  assert.equal(verify(dir, text).status, 0);
});

// Each brings the index up to date itself: where two do at once, one is undone and asks again.
test('several who erase at once beside a running index do not stand in each other\'s way', async (t) => {
  const {collector, device, db} = await fixture(t, ['--index-every-ms', '10']);
  const people = [];
  for (let i = 0; i < 5; i++) people.push(await customer(collector, device, `orang${i}@example.com`, 2));
  const done = await Promise.all(people.map(({lookup}) => new Promise((resolve) => {
    const child = spawn(collectorBin, ['erase', '--db', db, '--lookup', lookup, ...keyFlag(db)], {stdio: ['ignore', 'ignore', 'pipe']});
    let says = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (says += text));
    child.once('exit', (code) => resolve(`${code} ${says}`));
  })));
  assert.deepEqual(done, people.map(() => '0 '));
  assert.equal(tombstones(db).length, people.length);
});

test('whoever is not there cannot be erased, and a name in the log is a name', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const budi = await customer(collector, device, 'budi@example.com', 1), file = join(dir, 'who.txt');
  writeFileSync(file, '\n');
  for (const [args, status, says] of [[['--lookup', randomBytes(32).toString('base64url')], 1, /no customer of this collector/], [['--lookup', 'x'], 1, /base64url of 32 bytes/], [['--id-file', file], 1, /first line is empty/],
    [['--id-file', join(dir, 'none')], 1, /expected a file/], [[], 2, /--lookup or --id-file/], [['--lookup', budi.lookup, '--id-file', file], 2, /excludes/], [['--lookup', budi.lookup, '--by', 'Ibu Dewi'], 2, /not such a name/]]) {
    const done = run(['erase', '--db', db, ...keyFlag(db), ...args]);
    assert.equal(done.status, status, args.join(' '));
    assert.match(done.stderr, says);
  }
  assert.deepEqual(tombstones(db), []);
});

test('what is older than its time goes by itself, with a tombstone', async (t) => {
  const {collector, device, db, dir} = await fixture(t, ['--index-every-ms', '20']);
  const old = await customer(collector, device, 'budi@example.com', 2), young = await customer(collector, device, 'siti@example.com', 1);
  const store = new Database(db), long_ago = Date.now() - 40 * 86_400_000;
  for (let i = 0; i < 100 && Number(store.all("SELECT count(*) AS n FROM event_index WHERE subject <> ''")[0].n) < 3; i++) await new Promise((next) => setTimeout(next, 50));
  await collector.end();
  const [{received_at}] = store.all(`SELECT received_at FROM batches WHERE chain_uid = '${old.chain.chain_uid}'`);
  store.all(`UPDATE batches SET received_at = ${long_ago} WHERE chain_uid = '${old.chain.chain_uid}'`);
  store.all(`UPDATE subject_keys SET created = ${long_ago} WHERE lookup = '${old.lookup}'`);
  store.all(`UPDATE event_index SET time = ${Date.now()} WHERE subject = '${young.pseudonym}'`);
  const again = await serve(t, db, ['--retain-sealed-days', '30', '--retain-subjects-days', '35', '--retention-every-ms', '200']);
  for (let i = 0; i < 100 && Number(store.all('SELECT count(*) AS n FROM erasures')[0].n) < 1; i++) await new Promise((next) => setTimeout(next, 100));
  await new Promise((next) => setTimeout(next, 500));
  store.all(`UPDATE batches SET received_at = ${received_at} WHERE chain_uid = '${old.chain.chain_uid}'`);  // PostgreSQL finds a batch's events by it
  const told = tombstones(db);
  assert.deepEqual(told.map(({tirai, entity}) => [tirai.kind, entity.uid, tirai.texts]), [['retention', 'sealed', 2], ['erasure', old.pseudonym, 0]], 'and nothing twice');
  for (const event of told) assert.ok(ownSchema(event), JSON.stringify(ownSchema.errors));
  assert.equal((await ask(again, `/v1/subjects/${old.pseudonym}`, {token: device.token})).status, 410);
  assert.equal((await ask(again, `/v1/subjects/${young.pseudonym}`, {token: device.token})).status, 200);
  assert.deepEqual(store.all('SELECT count(*) AS n FROM sealed').map(({n}) => Number(n)), [1]);
  const text = exportLog(db);
  assert.equal(verify(dir, text).status, 0);
  assert.match(audit(text).stdout, /erased on \S+: 2 sealed texts from before \S+Z/);
});
