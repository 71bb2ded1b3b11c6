// POST /v1/events: what is stored, what is refused, and that a repeated, cut or altered batch is told from a new one.
import assert from 'node:assert/strict';
import {Database, sentEvents} from './database.mjs';
import {test} from 'node:test';
import {ask, Device, enrolledDevice, enrolToken, fingerprintOf, fixture, jcs, post} from './support.mjs';

const code = (answer) => answer.json?.error?.code;

test('stores a batch and says where the chain stands', async (t) => {
  const {collector, device, db} = await fixture(t);
  const chain = device.chain().addMany(3);
  const answer = await post(collector, device, chain.batch());
  assert.equal(answer.status, 200);
  const {checkpoint, ...stored} = answer.json;  // log.test.mjs reads the checkpoint
  assert.deepEqual(stored, {chain_uid: chain.chain_uid, next_sequence: 3, head: chain.head, accepted: 3, duplicates: 0, log_index: 5});
  assert.match(checkpoint, /^tirai-log\/.*\n9\n/);
  const rows = new Database(db).all('SELECT sequence, kind, entity_type, class, purpose, helpdesk, ticket, agent, rules, line FROM events WHERE helpdesk IS NOT NULL ORDER BY sequence');
  assert.deepEqual(rows.map((row) => row.line), chain.lines);
  assert.deepEqual({...rows[2], line: ''}, {
    sequence: 2, kind: 'reveal', entity_type: 'id_nik', class: 'identity.nik', purpose: 'verify_identity', helpdesk: 'request-tracker',
    ticket: '12', agent: 'agent.sari', rules: 'agent-reveals-nik base', line: '',
  });
  assert.deepEqual([rows[0].kind, rows[0].class, rows[0].agent], ['session_start', null, null]);
});

test('a chain goes on over many batches, and two chains do not disturb each other', async (t) => {
  const {collector, device} = await fixture(t);
  const [one, two] = [device.chain().addMany(9), device.chain().addMany(4)];
  for (const [chain, begin, end] of [[one, 0, 1], [two, 0, 2], [one, 1, 8], [two, 2, 4], [one, 8, 9]]) {
    const answer = await post(collector, device, chain.batch(begin, end));
    assert.deepEqual([answer.status, answer.json.next_sequence, answer.json.accepted], [200, end, end - begin]);
  }
});

test('the same batch again is counted, not stored', async (t) => {
  const {collector, device, db} = await fixture(t);
  const chain = device.chain().addMany(5);
  await post(collector, device, chain.batch());
  const again = await post(collector, device, chain.batch());
  const {checkpoint, ...stored} = again.json;
  assert.deepEqual(stored, {chain_uid: chain.chain_uid, next_sequence: 5, head: chain.head, accepted: 0, duplicates: 5, log_index: 5});
  assert.equal(sentEvents(db).length, 5);
});

test('a retry with other batch boundaries inside what is stored is a duplicate too', async (t) => {
  const {collector, device} = await fixture(t);
  const chain = device.chain().addMany(10);
  await post(collector, device, chain.batch(0, 4));
  await post(collector, device, chain.batch(4, 10));
  for (const [begin, end] of [[0, 1], [2, 7], [0, 10], [9, 10]]) {
    const answer = await post(collector, device, chain.batch(begin, end));
    assert.deepEqual([answer.status, answer.json.duplicates, answer.json.next_sequence, answer.json.head], [200, end - begin, 10, chain.head]);
  }
});

test('the same batch sent many times at once is stored once', async (t) => {
  const {collector, device, db} = await fixture(t);
  const chain = device.chain().addMany(20);
  const answers = await Promise.all(Array.from({length: 24}, () => post(collector, device, chain.batch())));
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200]));
  assert.equal(answers.reduce((sum, answer) => sum + answer.json.accepted, 0), 20);
  assert.equal(sentEvents(db).length, 20);
});

test('a gap is refused with what is expected, and nothing of it is stored', async (t) => {
  const {collector, device} = await fixture(t);
  const chain = device.chain().addMany(6);
  const unknown = await post(collector, device, chain.batch(2, 4));
  assert.deepEqual([unknown.status, code(unknown), unknown.json.next_sequence, unknown.json.head], [409, 'gap', 0, '']);
  await post(collector, device, chain.batch(0, 2));
  const gap = await post(collector, device, chain.batch(3, 6));
  assert.deepEqual([gap.status, code(gap), gap.json.next_sequence, gap.json.head], [409, 'gap', 2, JSON.parse(chain.lines[1]).tirai.fingerprint]);
  assert.equal((await post(collector, device, chain.batch(2, 6))).status, 200);
});

test('an overlap says where to go on, and the rest is taken from there', async (t) => {
  const {collector, device} = await fixture(t);
  const chain = device.chain().addMany(6);
  await post(collector, device, chain.batch(0, 4));
  const answer = await post(collector, device, chain.batch(2, 6));
  const head = JSON.parse(chain.lines[3]).tirai.fingerprint;
  assert.deepEqual([answer.status, code(answer), answer.json.next_sequence, answer.json.head], [409, 'overlap', 4, head]);
  assert.equal((await post(collector, device, chain.batch(4, 6))).json.accepted, 2);
});

test('another history of the same chain is a fork: beside, over, across and after what is stored', async (t) => {
  const {collector, device} = await fixture(t);
  const [chain, other] = [device.chain().addMany(4), device.chain()];
  other.chain_uid = chain.chain_uid;
  other.addMany(8);
  await post(collector, device, chain.batch());
  for (const [begin, end] of [[0, 4], [1, 3], [2, 6], [4, 8]]) {
    const answer = await post(collector, device, other.batch(begin, end));
    assert.deepEqual([begin, answer.status, code(answer), answer.json.next_sequence, answer.json.head], [begin, 409, 'fork', 4, chain.head]);
  }
});

test('a batch with a signature of another key, or over other bytes, is refused', async (t) => {
  const {collector, device} = await fixture(t);
  const chain = device.chain().addMany(2);
  const thief = new Device(device.device_id);
  const forged = await post(collector, device, thief.batch(chain.lines));
  assert.deepEqual([forged.status, code(forged)], [422, 'bad_signature']);
  const header = JSON.parse(chain.batch().split('\n')[0]);
  header.batch.count = 1;
  const altered = await post(collector, device, `${jcs(header)}\n${chain.lines[0]}\n`);
  assert.deepEqual([altered.status, code(altered)], [422, 'bad_signature']);
});

test('a tampered event is refused by name, however well the batch is signed', async (t) => {
  const {collector, device} = await fixture(t);
  const chain = device.chain().addMany(3);
  const changed = JSON.parse(chain.lines[1]);
  changed.tirai.ticket = '13';
  const stale = await post(collector, device, device.batch([chain.lines[0], jcs(changed), chain.lines[2]]));
  assert.deepEqual([stale.status, code(stale), stale.json.error.at], [422, 'chain_broken', 'event 1']);
  changed.tirai.fingerprint = fingerprintOf(changed);
  const unlinked = await post(collector, device, device.batch([chain.lines[0], jcs(changed), chain.lines[2]]));
  assert.deepEqual([unlinked.status, code(unlinked), unlinked.json.error.at], [422, 'chain_broken', 'event 2']);
});

test('one flipped bit anywhere in a batch is never stored', async (t) => {
  const {collector, device, db} = await fixture(t);
  const body = Buffer.from(device.chain().addMany(2).batch());
  for (let at = 0; at < body.length; at += 7) {
    const flipped = Buffer.from(body);
    flipped[at] ^= 1 << at % 8;
    const answer = await post(collector, device, flipped);
    assert.ok([400, 403, 422].includes(answer.status), `byte ${at}: ${answer.status}`);
  }
  assert.equal(sentEvents(db).length, 0);
});

test("another device's batch and another device's chain are refused", async (t) => {
  const {collector, device, db} = await fixture(t);
  const other = await enrolledDevice(collector, db);
  const batch = await post(collector, other, device.chain().addMany(2).batch());
  assert.deepEqual([batch.status, code(batch)], [403, 'foreign_device']);
  const chain = device.chain().addMany(2);
  await post(collector, device, chain.batch());
  const stolen = other.chain();
  stolen.chain_uid = chain.chain_uid;
  const answer = await post(collector, other, stolen.addMany(2).batch());
  assert.deepEqual([answer.status, code(answer), 'head' in answer.json], [403, 'foreign_chain', false]);
});

test('a device without a key sends nothing', async (t) => {
  const {collector, device, db} = await fixture(t);
  const answer = await ask(collector, '/v1/events', {token: enrolToken(db), body: device.chain().addMany(1).batch()});
  assert.deepEqual([answer.status, code(answer)], [403, 'not_bound']);
});

test('malformed NDJSON is refused and stores nothing', async (t) => {
  const {collector, device, db} = await fixture(t);
  const good = device.chain().addMany(3).batch();
  const bodies = {
    empty: '', newline: '\n', text: 'hello\n', 'header only': good.split('\n')[0] + '\n', 'no last newline': good.slice(0, -1), crlf: good.replaceAll('\n', '\r\n'),
    'a blank line': good.replace('\n', '\n\n'), 'an event more': good + good.split('\n')[3] + '\n', 'not UTF-8': Buffer.concat([Buffer.from(good), Buffer.from([0xff, 0x0a])]),
    'deep nesting': '['.repeat(100_000) + '\n', 'deep header': `{"batch":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}\n`, NUL: '\0\n', 'white space': good.replace('{"batch"', '{ "batch"'),
  };
  for (const [name, body] of Object.entries(bodies)) {
    const answer = await post(collector, device, body);
    assert.ok([400, 413, 422].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
    assert.ok(/^[a-z_]+$/.test(code(answer) ?? ''), name);
  }
  assert.equal(sentEvents(db).length, 0);
});

test('a batch that contradicts the tables is refused alone; what is written with it is kept', async (t) => {
  const {collector, device, db} = await fixture(t);
  const [broken, ...good] = Array.from({length: 8}, () => device.chain().addMany(3));
  await post(collector, device, broken.batch());
  new Database(db).all(`DELETE FROM chain_head WHERE chain_uid = '${broken.chain_uid}'`);  // now the head says "new", the events say not
  const [refused, ...kept] = await Promise.all([broken, ...good].map((chain) => post(collector, device, chain.batch())));
  assert.deepEqual([refused.status, code(refused)], [500, 'internal']);
  assert.deepEqual(kept.map((answer) => answer.status), Array(7).fill(200));
  assert.equal((await ask(collector, '/healthz')).status, 200);
  assert.equal(sentEvents(db).length, 24);
});
