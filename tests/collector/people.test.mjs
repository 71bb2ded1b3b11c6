// Customers and agents beside the log: keys of pseudonyms, consents, training, second factors, approvals. Lookups and pseudonyms are made here a second time
// (tirai/pseudonym.h says how), and each change is looked for in the log.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import {createHash, createHmac, randomBytes, randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {secretOf} from '../../tools/totp.mjs';
import {Database} from './database.mjs';
import {stepNow, totp} from './office.mjs';
import {ask, enrolledDevice, enrolToken, exportLog, fixture, folder, ofTheFile, run, serve, verify} from './support.mjs';

const ownSchema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/own-event.schema.json', import.meta.url))));
const hmac = (key, text) => createHmac('sha256', key).update(text).digest('base64url');
const lookupOf = (tenant, id) => hmac(Buffer.from(tenant, 'base64url'), `tirai subject lookup v1\n${id}`);
const pseudonymOf = (key, lookup) => hmac(Buffer.from(key, 'base64url'), `tirai pseudonym v1\n${lookup}`);
const freshKey = () => randomBytes(32).toString('base64url');

const post = (collector, device, path, value) => ask(collector, path, {token: device.token, body: typeof value === 'string' ? value : JSON.stringify(value)});
const get = (collector, device, path) => ask(collector, path, {token: device.token});

/** What the collector logged of itself, of these kinds. */
function logged(db, ...kinds) {
  return exportLog(db).split('\n').filter((line) => line.includes('"tirai":')).map((line) => JSON.parse(line)).filter(({tirai}) => kinds.includes(tirai.kind));
}

/** A collector, a device, and a customer whose key it keeps. */
async function withCustomer(t, args = []) {
  const all = await fixture(t, args);
  const {json: {tenant_key}} = await post(all.collector, all.device, '/v1/enrolment', {public_key: all.device.public_key});
  const lookup = lookupOf(tenant_key, 'budi@example.com'), key = freshKey();
  const kept = await post(all.collector, all.device, '/v1/subjects', {lookup, key});
  assert.equal(kept.status, 200, kept.text);
  return {...all, tenant_key, lookup, key, pseudonym: pseudonymOf(key, lookup), kept: kept.json};
}

test('the first key of a customer counts, a later one is an alias, and both find the same consents', async (t) => {
  const {collector, device, db, lookup, key, pseudonym, kept, tenant_key} = await withCustomer(t);
  assert.match(tenant_key, /^[A-Za-z0-9_-]{43}$/);
  assert.deepEqual([kept.key, kept.pseudonym, kept.state], [key, pseudonym, 'kept']);
  const other = await enrolledDevice(collector, db), offline = freshKey();
  const answer = await post(collector, other, '/v1/subjects', {lookup, key: offline});
  assert.deepEqual([answer.json.key, answer.json.pseudonym, answer.json.state], [key, pseudonym, 'other']);
  await post(collector, device, '/v1/consents', {pseudonym: pseudonymOf(offline, lookup), purpose: 'marketing', state: 'given', method: 'verbal', notice: 'notice-1'});
  for (const name of [pseudonym, pseudonymOf(offline, lookup)]) {
    const {json} = await get(collector, other, `/v1/subjects/${name}`);
    assert.deepEqual([json.pseudonym, json.consent, json.restriction], [pseudonym, {marketing: 'given'}, 'none']);
  }
  assert.equal((await get(collector, device, `/v1/subjects/${freshKey()}`)).json.error.code, 'unknown_subject');
});

test('of many browsers that know a customer at once one key counts', async (t) => {
  const {collector, device, lookup: _, tenant_key} = await withCustomer(t);
  const lookup = lookupOf(tenant_key, 'siti@example.com');
  const answers = await Promise.all(Array.from({length: 12}, () => post(collector, device, '/v1/subjects', {lookup, key: freshKey()})));
  assert.deepEqual([new Set(answers.map(({json}) => json.key)).size, answers.filter(({json}) => json.state === 'kept').length], [1, 1]);
});

test('the tenant key is the same after a restart', async (t) => {
  const {collector, device, db, tenant_key, key, lookup} = await withCustomer(t);
  await collector.end();
  const again = await serve(t, db);
  assert.equal((await post(again, device, '/v1/enrolment', {public_key: device.public_key})).json.tenant_key, tenant_key);
  assert.equal((await post(again, device, '/v1/subjects', {lookup, key: freshKey()})).json.key, key);
});

test('a consent is a record once, an event of the log, and the newest word counts', async (t) => {
  const {collector, device, db, dir, pseudonym} = await withCustomer(t);
  const id = randomUUID(), sealed = randomBytes(300).toString('base64');
  const evidence = {digest: `sha256:${createHash('sha256').update(sealed).digest('hex')}`, sealed};
  const consent = {id, pseudonym, purpose: 'marketing', state: 'given', method: 'chat', notice: 'https://example.com/privacy', evidence};
  const first = await post(collector, device, '/v1/consents', consent);
  assert.equal(first.status, 201, first.text);
  assert.deepEqual([first.json.id, first.json.recorded_by, first.json.state], [id, 'agent.sari', 'given']);
  assert.equal((await post(collector, device, '/v1/consents', consent)).status, 201, 'sent twice');
  assert.equal((await get(collector, device, `/v1/subjects/${pseudonym}`)).json.consent.marketing, 'given');
  await post(collector, device, '/v1/consents', {...consent, id: randomUUID(), state: 'withdrawn', evidence: undefined});
  assert.equal((await get(collector, device, `/v1/subjects/${pseudonym}`)).json.consent.marketing, 'withdrawn');
  await post(collector, device, '/v1/consents', {...consent, id: randomUUID(), purpose: 'survey', expires_ms: Date.now() - 1});
  assert.equal((await get(collector, device, `/v1/subjects/${pseudonym}`)).json.consent.survey, 'expired');
  assert.deepEqual(new Database(db).all('SELECT count(*) AS n FROM consents').map(({n}) => Number(n)), [3]);
  const events = logged(db, 'consent');
  assert.deepEqual(events.map(({tirai}) => [tirai.purpose, tirai.state, tirai.device_id]), [['marketing', 'given', device.device_id], ['marketing', 'given', device.device_id],
    ['marketing', 'withdrawn', device.device_id], ['survey', 'given', device.device_id]]);
  assert.deepEqual([events[0].entity, events[0].actor.user.uid, events[0].tirai.evidence], [{type: 'subject', uid: pseudonym}, 'agent.sari', evidence.digest]);
  for (const event of events) assert.ok(ownSchema(event), JSON.stringify(ownSchema.errors));
  assert.equal(verify(dir, exportLog(db)).status, 0);
});

test('what is no consent is refused, and nothing of it is repeated or kept', async (t) => {
  const {collector, device, db, pseudonym} = await withCustomer(t);
  const good = {pseudonym, purpose: 'marketing', state: 'given', method: 'chat', notice: ''};
  const wrong = [[{...good, state: 'maybe-SECRET'}, 400], [{...good, method: 'SECRET'}, 400], [{...good, purpose: 'a SECRET'}, 400], [{...good, SECRET: 1}, 400], [{...good, notice: undefined}, 400],
    [{...good, pseudonym: 'SECRET'}, 400], [{...good, id: 'SECRET'}, 400], [{...good, expires_ms: -1}, 400], [{...good, evidence: {digest: `sha256:${'0'.repeat(64)}`, sealed: randomBytes(99).toString('base64')}}, 422],
    [{...good, evidence: 'SECRET'}, 400], ['[]', 400], ['{', 400], [`"${'x'.repeat(20000)}"`, 413], [{...good, pseudonym: freshKey()}, 404]];
  for (const [body, status] of wrong) {
    const answer = await post(collector, device, '/v1/consents', body);
    assert.equal(answer.status, status, `${JSON.stringify(body).slice(0, 120)}: ${answer.text}`);
    assert.doesNotMatch(answer.text, /SECRET/);
  }
  assert.deepEqual(new Database(db).all('SELECT consent_id FROM consents'), []);
});

test('a withdrawal reaches whoever waits for the policy within a second or two', async (t) => {
  const dir = folder(t), policy = join(dir, 'policy.json');
  const {writeFileSync} = await import('node:fs');
  writeFileSync(policy, '{"bundle": 1}');
  const {collector, device, pseudonym} = await withCustomer(t, ['--policy', policy]);
  const first = await ask(collector, '/v1/policy', {token: device.token});
  const known = first.headers.get('tirai-revision'), etag = first.headers.get('etag');
  const began = Date.now();
  const waiting = ask(collector, `/v1/policy?wait=30&revision=${known}`, {token: device.token, headers: {'If-None-Match': etag}});
  await new Promise((next) => setTimeout(next, 300));
  await post(collector, device, '/v1/consents', {pseudonym, purpose: 'marketing', state: 'withdrawn', method: 'verbal', notice: ''});
  const answer = await waiting;
  assert.equal(answer.status, 304);
  assert.ok(Number(answer.headers.get('tirai-revision')) > Number(known), 'the revision went up');
  assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
  const still = await ask(collector, `/v1/policy?wait=1&revision=${answer.headers.get('tirai-revision')}`, {token: device.token, headers: {'If-None-Match': etag}});
  assert.equal(still.status, 304);
});

test('training holds for its time, and only the device\'s own agent is spoken of', async (t) => {
  const {collector, device, db} = await withCustomer(t);
  const state = async () => (await get(collector, device, '/v1/agents/agent.sari')).json.training;
  assert.equal(await state(), 'unknown');
  const now = Date.now();
  assert.equal((await post(collector, device, '/v1/training', {agent: 'agent.sari', module: 'basics', acknowledged_ms: now + 3_600_000})).json.acknowledged_ms <= Date.now(), true, 'a clock that runs ahead');
  assert.equal(await state(), 'valid');
  await post(collector, device, '/v1/training', {agent: 'agent.sari', module: 'cards', acknowledged_ms: now - 86_400_000});
  new Database(db).all(`UPDATE trainings SET acknowledged = ${now - 366 * 86_400_000} WHERE module = 'cards'`);
  assert.equal(await state(), 'expired', 'one module of two is out of date');
  assert.equal((await post(collector, device, '/v1/training', {agent: 'agent.sari', module: 'cards', acknowledged_ms: now - 40 * 86_400_000})).status, 400);
  for (const [path, body] of [['/v1/agents/agent.dewi'], ['/v1/step-up?agent=agent.dewi'], ['/v1/training', {agent: 'agent.dewi', module: 'basics', acknowledged_ms: now}], ['/v1/step-up/totp', {agent: 'agent.dewi', code: '000000'}],
    ['/v1/approvals', {agent: 'agent.dewi', class: 'identity.nik', purpose: 'kyc', seconds: 30}]]) {
    assert.equal((await (body ? post(collector, device, path, body) : get(collector, device, path))).json.error.code, 'foreign_agent', path);
  }
  assert.deepEqual(logged(db, 'training').map(({tirai, entity}) => [tirai.module, entity.uid]), [['basics', 'agent.sari'], ['cards', 'agent.sari']]);
});

function addAgent(db, agent = 'agent.sari') {
  const done = run(['agent', 'add', '--db', db, agent]);
  if (done.status !== 0) throw new Error(done.stderr);
  return secretOf(done.stdout.trim());
}

test('a code steps up the device that showed it, once, until its time is over', async (t) => {
  const {collector, device, db, dir} = await withCustomer(t, ['--step-up-valid-s', '2']);
  const other = await enrolledDevice(collector, db);
  const code = (value, from = device) => post(collector, from, '/v1/step-up/totp', {agent: 'agent.sari', code: value});
  assert.equal((await code('123456')).status, 401, 'an agent without a second factor');
  const secret = addAgent(db);
  assert.deepEqual((await get(collector, device, '/v1/agents/agent.sari')).json.second_factors, ['totp']);
  const now = totp(secret, stepNow());
  const good = await code(now);
  assert.equal(good.status, 200, good.text);
  assert.equal(good.json.identity, 'mfa');
  assert.ok(good.json.until_ms > Date.now() && good.json.until_ms <= Date.now() + 2000);
  assert.equal((await get(collector, device, '/v1/step-up?agent=agent.sari')).json.identity, 'mfa');
  assert.equal((await get(collector, other, '/v1/step-up?agent=agent.sari')).json.identity, 'session', 'another device of the same agent');
  assert.equal((await code(now, other)).json.error.code, 'bad_code', 'replayed');
  await new Promise((next) => setTimeout(next, 2100));
  assert.equal((await get(collector, device, '/v1/step-up?agent=agent.sari')).json.identity, 'session', 'over');
  assert.deepEqual(logged(db, 'step_up', 'step_up_refused').map(({tirai}) => tirai.kind), ['step_up_refused', 'step_up', 'step_up_refused']);
  for (const event of logged(db, 'step_up', 'step_up_refused')) assert.ok(ownSchema(event), JSON.stringify(ownSchema.errors));
  assert.equal(verify(dir, exportLog(db)).status, 0);
});

test('codes cannot be guessed in a row, and a second factor that was disabled opens nothing', async (t) => {
  const {collector, device, db} = await withCustomer(t);
  const secret = addAgent(db);
  const tries = [];
  for (let i = 0; i < 7; i++) tries.push((await post(collector, device, '/v1/step-up/totp', {agent: 'agent.sari', code: '000000'})).status);
  assert.deepEqual(tries.slice(0, 5), [401, 401, 401, 401, 401]);
  assert.deepEqual(tries.slice(5), [429, 429]);
  assert.equal(run(['agent', 'disable', '--db', db, 'agent.sari']).status, 0);
  await collector.end();
  const again = await serve(t, db);
  assert.equal((await post(again, device, '/v1/step-up/totp', {agent: 'agent.sari', code: totp(secret, stepNow())})).status, 401);
  assert.deepEqual((await get(again, device, '/v1/agents/agent.sari')).json.second_factors, []);
  assert.match(run(['agent', 'list', '--db', db]).stdout, /^agent\.sari\ttotp\t\d+\t\d+\n$/);
  const reset = secretOf(run(['agent', 'reset', '--db', db, 'agent.sari']).stdout.trim());
  assert.notDeepEqual(reset, secret);
  assert.equal((await post(again, device, '/v1/step-up/totp', {agent: 'agent.sari', code: totp(reset, stepNow())})).status, 200);
  assert.equal(run(['agent', 'add', '--db', db, 'agent.sari']).status, 1, 'there is one');
  assert.equal(run(['agent', 'reset', '--db', db, 'nobody']).status, 1);
});

test('an approval is asked for by its device, waits, and is answered once', async (t) => {
  const {collector, device, db, pseudonym} = await withCustomer(t, ['--approval-wait-s', '3']);
  const other = await enrolledDevice(collector, db);
  const question = {agent: 'agent.sari', ticket_pseudonym: pseudonym, class: 'identity.nik', purpose: 'kyc', seconds: 30};
  const asked = await post(collector, device, '/v1/approvals', question);
  assert.equal(asked.status, 201, asked.text);
  const path = `/v1/approvals/${asked.json.id}`;
  assert.equal((await get(collector, device, path)).json.state, 'pending');
  assert.equal((await get(collector, other, path)).status, 404, 'another device');
  const waiting = get(collector, device, `${path}?wait=25`);
  await new Promise((next) => setTimeout(next, 200));
  new Database(db).all(`UPDATE approvals SET state = 'approved', decided_by = 'dewi' WHERE approval_id = '${asked.json.id}'`);  // the dashboard's own path is its test's
  const answer = await waiting;
  assert.deepEqual([answer.json.state, answer.json.by], ['approved', 'dewi']);
  const lonely = await post(collector, device, '/v1/approvals', question);
  const began = Date.now();
  assert.equal((await get(collector, device, `/v1/approvals/${lonely.json.id}?wait=25`)).json.state, 'expired');
  assert.ok(Date.now() - began < 6000);
  const events = logged(db, 'approval_asked');
  assert.deepEqual(events.map(({tirai, entity}) => [entity.uid, tirai.class, tirai.purpose, tirai.time_to_live_s, tirai.subject]), [asked, lonely].map(({json}) => [json.id, 'identity.nik', 'kyc', 30, pseudonym]));
  for (const event of events) assert.ok(ownSchema(event), JSON.stringify(ownSchema.errors));
});

test('nobody without a device is told anything', async (t) => {
  const {collector, pseudonym} = await withCustomer(t);
  for (const [method, path] of [['POST', '/v1/subjects'], ['GET', `/v1/subjects/${pseudonym}`], ['POST', '/v1/consents'], ['GET', '/v1/agents/agent.sari'], ['POST', '/v1/training'], ['GET', '/v1/step-up?agent=agent.sari'],
    ['POST', '/v1/step-up/totp'], ['POST', '/v1/approvals'], ['GET', `/v1/approvals/${randomUUID()}`]]) {
    for (const token of [undefined, 'tirai_nobody']) assert.equal((await ask(collector, path, {method, token, ...(method === 'POST' ? {body: '{}'} : {})})).status, 401, path);
  }
});

test('no log, no change: when the disk refuses the event nothing is kept', async (t) => {
  const {collector, device, db, pseudonym} = await withCustomer(t);
  const store = new Database(db);
  store.all('ALTER TABLE batches RENAME TO batches_away');
  const refused = await post(collector, device, '/v1/consents', {pseudonym, purpose: 'marketing', state: 'given', method: 'verbal', notice: ''});
  assert.equal(refused.status, 503);
  assert.deepEqual(store.all('SELECT consent_id FROM consents'), []);
  store.all('ALTER TABLE batches_away RENAME TO batches');
});

test('a store from before there were people in it is brought forward', ofTheFile, async (t) => {
  const dir = folder(t), db = join(dir, 'old.db');
  new Database(db).all(readFileSync(new URL('schema-v1.sql', import.meta.url), 'utf8'));
  const collector = await serve(t, db);
  const device = await enrolledDevice(collector, db);
  assert.equal((await post(collector, device, '/v1/subjects', {lookup: freshKey(), key: freshKey()})).status, 200);
  assert.ok(enrolToken(db));
});
