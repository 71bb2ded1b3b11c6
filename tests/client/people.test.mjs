// Customers in a real Chromium and a real collector: pseudonyms in events, keys made offline, consents, restrictions, erasure; and the agent's own second factor
// and training in decisions. Pseudonyms are made here a second time with Node's crypto.
import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {build} from 'esbuild';
import {secretOf, stepNow, totp} from '../../tools/totp.mjs';
import {Database} from '../collector/database.mjs';
import {exportLog, run} from '../collector/support.mjs';
import {invalidEvents} from '../collector/valid.mjs';
import {spelledIn} from '../e2e/spellings.mjs';
import {dpoKeys, open} from '../vectors/ledger/hpke.mjs';
import {drained, facts, openStand, openStation, policyText, reveal, root, startTenant} from './stand.mjs';

const hmac = (key, text) => createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');
const pseudonymOf = (key, lookup) => hmac(key, `tirai pseudonym v1\n${lookup}`);
const customer = {email: ' Siti.Rahayu@Example.com', phone: '0812 3456 7890'};
const about = {...facts, customer};
const people = (page, method, ...args) => page.evaluate(([name, given]) => window.station.people[name](...given), [method, args]);
const until = async (what, within_ms = 5000) => {
  for (const end = Date.now() + within_ms; ;) {
    const found = await what();
    if (found) return found;
    if (Date.now() > end) throw new Error('it never came');
    await new Promise((next) => setTimeout(next, 50));
  }
};

const keptHere = (page) => page.evaluate(() => new Promise((done) => {
  const opening = indexedDB.open('tirai');
  opening.onsuccess = () => { const asked = opening.result.transaction('subjects').objectStore('subjects').getAll(); asked.onsuccess = () => { opening.result.close(); done(asked.result); }; };
}));
/** The collector reads the revision five times a second. */
const polled = async (page) => {
  await new Promise((next) => setTimeout(next, 300));
  await page.evaluate(() => window.station.refresh());
};

let stand;
before(async () => { stand = await openStand(); });
after(() => stand.close());

async function opened({policy} = {}) {
  const tenant = await startTenant();
  if (policy !== undefined) await tenant.publish({policy, version: 2});
  const page = await stand.page();
  const sent = [];
  page.on('request', (request) => sent.push(Buffer.concat([Buffer.from(`${request.url()}\n`), request.postDataBuffer() ?? Buffer.alloc(0)])));
  assert.equal((await openStation(page, {settings: tenant.settings})).state, 'ready');
  const store = new Database(tenant.db);
  const told = async () => (await tenant.log()).events.filter(({tirai}) => ['reveal', 'refusal'].includes(tirai.kind));
  return {tenant, page, sent, store, told, raise: (sql) => store.all(`${sql}; UPDATE revision SET n = n + 1`)};
}

test('ids, lookups and pseudonyms are those of the other implementation', async () => {
  const {outputFiles: [{text}]} = await build({entryPoints: [join(root, 'client/src/customer.ts')], bundle: true, write: false, format: 'esm'});
  const {idOf, lookupOf, normalId, pseudonymOf: ours, isKey} = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
  const [tenant, subject] = [0, 32].map((first) => Buffer.from(Array.from({length: 32}, (_, i) => first + i)).toString('base64url'));
  for (const line of readFileSync(join(root, 'tests/vectors/subject_ids.jsonl'), 'utf8').trim().split('\n')) {
    const {id, normal, lookup, pseudonym, why} = JSON.parse(line);
    assert.deepEqual([normalId(id), await lookupOf(tenant, normal), await ours(subject, lookup)], [normal, lookup, pseudonym], why);
  }
  assert.deepEqual([idOf({phone: '0812 3456 7890', email: ''}), idOf({id: 'C-1', email: 'a@b.c'}), idOf({}), idOf(undefined)], ['+6281234567890', 'C-1', undefined, undefined]);
  assert.deepEqual([isKey(tenant), isKey(`${tenant.slice(0, 42)}B`), isKey('')], [true, false, false]);
});

test('an event about a customer names their pseudonym, and their id leaves the browser in no byte', async () => {
  const {tenant, page, sent, store, told} = await opened();
  assert.equal((await reveal(page, {facts: about})).granted, true);
  assert.equal((await reveal(page)).granted, true, 'a page that names nobody');
  await drained(page);
  const [{lookup, key, pseudonym}] = await until(() => store.all('SELECT lookup, key, pseudonym FROM subject_keys')[0] && store.all('SELECT lookup, key, pseudonym FROM subject_keys'));
  const [tenantKey] = store.all('SELECT key FROM tenant');
  assert.equal(lookup, createHmac('sha256', Buffer.from(tenantKey.key, 'base64')).update('tirai subject lookup v1\nsiti.rahayu@example.com').digest('base64url'));
  assert.equal(pseudonym, pseudonymOf(key, lookup));
  const [of, without] = await told();
  assert.deepEqual([of.tirai.subject, without.tirai.subject], [pseudonym, undefined]);
  assert.equal((await tenant.log()).verdict.code, 0);
  assert.deepEqual(spelledIn(Buffer.concat(sent), ['siti.rahayu@example.com', 'Siti.Rahayu@Example.com', '+6281234567890', '081234567890']), []);
  await tenant.close();
});

test('a key made without the collector is handed over, and becomes an alias where another browser was first', async () => {
  const {tenant, page, store, told} = await opened();
  await tenant.stop();
  assert.equal((await reveal(page, {facts: about})).granted, true, 'nothing waits for the network');
  await tenant.start();
  const other = await stand.page();
  const second = {...tenant.settings, enrolment_token: run(['enrol', '--db', tenant.db, '--agent', 'sari', '--role', 'agent']).stdout.trim()};
  assert.equal((await openStation(other, {settings: second})).state, 'ready');
  const state = await people(other, 'customerState', about);
  assert.equal(state.from, 'collector');
  await drained(page);
  const kept = await until(() => { const rows = store.all('SELECT pseudonym, lookup, first FROM subject_keys ORDER BY first'); return rows.length === 2 && rows; });
  assert.deepEqual([new Set(kept.map(({lookup}) => lookup)).size, kept.map(({first}) => Number(first))], [1, [0, 1]]);
  assert.equal(kept[1].pseudonym, state.pseudonym);
  assert.equal((await reveal(page, {facts: about})).granted, true);
  await drained(page);
  assert.deepEqual((await told()).map(({tirai}) => tirai.subject), [kept[0].pseudonym, kept[1].pseudonym], 'its own key first, then the one that counts');
  await tenant.close();
});

test('of many keys that wait, one that the collector refuses keeps no other from it, is reported without a name, and goes with a later delivery', async () => {
  const {tenant, page, store} = await opened();
  await tenant.stop();
  for (const id of ['C-1', 'C-2', 'C-3', 'C-4']) assert.equal((await people(page, 'customerState', {...facts, customer: {id}})).from, 'kept');
  await tenant.start();
  const refused = (await keptHere(page)).sort((a, b) => b.seen_ms - a.seen_ms)[0].lookup;  // the first to be handed over
  let asked = 0;
  await page.route('**/v1/subjects', (route) => {
    if (JSON.parse(route.request().postData() ?? '{}').lookup !== refused) return route.continue();
    asked++;
    return route.fulfill({status: 503, contentType: 'application/json', body: '{"error":{"code":"storage","message":"","at":""}}'});
  });
  await page.evaluate(() => window.station.deliver());
  const there = () => store.all('SELECT lookup FROM subject_keys').map(({lookup}) => lookup);
  await until(() => there().length === 3);
  assert.ok(asked >= 1 && !there().includes(refused));
  const {queue: {problem}} = await page.evaluate(() => window.station.status());
  assert.match(JSON.stringify(problem), /\/v1\/subjects/);
  assert.ok(!JSON.stringify(problem).includes(refused) && !/C-\d/.test(JSON.stringify(problem)));
  await page.unroute('**/v1/subjects');
  await page.evaluate(() => window.station.deliver());
  await until(() => there().length === 4);
  assert.equal((await page.evaluate(() => window.station.status())).queue.problem, undefined);
  await tenant.close();
});

test('a consent is recorded with its evidence sealed, and the decision for its purpose knows it', async () => {
  const dpo = dpoKeys(Buffer.alloc(32, 7)), words = 'Pelanggan bilang ya di telepon';
  const {tenant, page, sent, store, told} = await opened({policy: policyText.replace('"contact": "dpo@contoh.example"', `"contact": "dpo@contoh.example", "key": "${dpo.public_key}"`)});
  const done = await people(page, 'recordConsent', about, {purpose: 'identity_verification', state: 'given', method: 'verbal', notice: 'notice-7', notice_version: '3', evidence: words});
  assert.equal(done.ok, true, JSON.stringify(done));
  assert.deepEqual((await people(page, 'customerState', about)).consent, {identity_verification: 'given'});
  assert.equal((await reveal(page, {facts: about})).granted, true);
  await drained(page);
  assert.deepEqual([(await told())[0].tirai.facts.consent, (await told())[0].tirai.facts.restriction], ['given', 'none']);
  const [record] = store.all('SELECT consent_id, evidence_sealed, notice, notice_version, recorded_by FROM consents');
  assert.deepEqual(JSON.parse(open(record.evidence_sealed, dpo.private_key, `consent:${record.consent_id}`)), {reason: words});
  assert.deepEqual([record.consent_id, record.notice, record.notice_version, record.recorded_by], [done.id, 'notice-7', '3', 'sari']);
  assert.deepEqual(spelledIn(Buffer.concat(sent), [words]), []);
  await tenant.close();
});

test('a restriction that the office sets is in the next decision after a poll, and holds without the collector', async () => {
  const {tenant, page, raise, store, told} = await opened();
  const {pseudonym} = await people(page, 'customerState', about);
  raise(`INSERT INTO restrictions(pseudonym, restricted, recorded_by, time) VALUES('${pseudonym}', 1, 'dewi', 1)`);
  await polled(page);
  await until(async () => (await keptHere(page))[0]?.restriction === 'restricted');
  await tenant.stop();
  assert.deepEqual([(await people(page, 'customerState', about)).restriction, (await people(page, 'customerState', about)).from], ['restricted', 'kept']);
  await reveal(page, {facts: about});
  await tenant.start();
  await drained(page);
  assert.equal((await told())[0].tirai.facts.restriction, 'restricted');
  assert.equal(store.all('SELECT count(*) AS n FROM subject_keys')[0].n, 1);
  await tenant.close();
});

test('a change reaches every customer met, though the collector fails one of them; that one is asked for again at the next poll', async () => {
  const {tenant, page, raise} = await opened();
  const met = [];
  for (const id of ['C-1', 'C-2', 'C-3']) met.push((await people(page, 'customerState', {...facts, customer: {id}})).pseudonym);
  const restricted = async () => (await keptHere(page)).filter(({restriction}) => restriction === 'restricted').map(({pseudonym}) => pseudonym).sort();
  await polled(page);
  const failing = `**/v1/subjects/${met[2]}`;  // met last: the first to be asked for
  let failed = 0;
  await page.route(failing, (route) => { failed++; return route.fulfill({status: 503, contentType: 'application/json', body: '{"error":{"code":"storage","message":"","at":""}}'}); });
  raise(met.map((one) => `INSERT INTO restrictions(pseudonym, restricted, recorded_by, time) VALUES('${one}', 1, 'dewi', 1)`).join('; '));
  await polled(page);
  await until(async () => (await restricted()).length === 2);
  assert.deepEqual([await restricted(), failed], [[met[0], met[1]].sort(), 1]);
  await page.unroute(failing);
  await page.evaluate(() => window.station.refresh());
  await until(async () => (await restricted()).length === 3);
  await tenant.close();
});

test('a consent that was withdrawn elsewhere is withdrawn in the next decision after a poll', async () => {
  const {tenant, page, raise, told} = await opened();
  assert.equal((await people(page, 'recordConsent', about, {purpose: 'identity_verification', state: 'given', method: 'verbal', notice: 'notice-7'})).ok, true);
  const {pseudonym} = await people(page, 'customerState', about);
  raise(`INSERT INTO consents(consent_id, pseudonym, purpose, state, method, notice, evidence_digest, evidence_sealed, recorded_by, time, expires)
    VALUES('later', '${pseudonym}', 'identity_verification', 'withdrawn', 'form', 'notice-7', '', '', 'dewi', ${Date.now() + 1000}, 0)`);
  await polled(page);
  await until(async () => (await keptHere(page))[0]?.consent?.identity_verification === 'withdrawn');
  await reveal(page, {facts: about});
  await drained(page);
  assert.equal((await told())[0].tirai.facts.consent, 'withdrawn');
  await tenant.close();
});

test('a key that was destroyed is forgotten here, and the customer is somebody new', async () => {
  const {tenant, page, raise} = await opened();
  const {pseudonym} = await people(page, 'customerState', about);
  raise(`INSERT INTO erasures(pseudonym, erased, sealed) VALUES('${pseudonym}', 1, 0); DELETE FROM subject_keys`);
  const after = await people(page, 'customerState', about);
  assert.notEqual(after.pseudonym, pseudonym);
  assert.equal((await people(page, 'customerState', about)).pseudonym, after.pseudonym, 'and stays who they are now');
  await tenant.close();
});

test('a second factor and a training are in decisions, for as long as they hold', async () => {
  const {tenant, page, told} = await opened();
  assert.deepEqual(await people(page, 'agentState'), {training: 'unknown', second_factors: [], from: 'collector'});
  const secret = secretOf(run(['agent', 'add', '--db', tenant.db, 'sari']).stdout.trim());
  assert.deepEqual(await people(page, 'stepUp', '000000'), {ok: false, code: 'bad_code'});
  const stepped = await people(page, 'stepUp', totp(secret, stepNow()));
  assert.equal(stepped.ok, true, JSON.stringify(stepped));
  assert.deepEqual(await people(page, 'acknowledge'), {ok: true});
  assert.deepEqual(await people(page, 'agentState'), {training: 'valid', second_factors: ['totp'], from: 'collector'});
  await reveal(page, {facts: about});
  await page.evaluate((settings) => window.stand.open({settings, session: 'later', clock_ms: 3_600_000}), tenant.settings);
  await tenant.stop();
  await reveal(page, {facts: about});
  await tenant.start();
  await drained(page);
  const [now, later] = (await told()).map(({tirai: {facts: known}}) => [known.identity, known.training]);
  assert.deepEqual(now, ['mfa', 'valid']);
  assert.deepEqual(invalidEvents(exportLog(tenant.db)).problems, []);
  assert.deepEqual(later, [undefined, 'valid'], 'a second factor does not hold for an hour');
  await tenant.close();
});

test('an approval is asked for under the pseudonym and waited for; out of reach it is a code', async () => {
  const {tenant, page, store} = await opened();
  const asked = await people(page, 'askApproval', about, {class: 'identity.nik', purpose: 'identity_verification', seconds: 30});
  assert.equal(asked.ok, true, JSON.stringify(asked));
  const [row] = store.all('SELECT agent, pseudonym, class FROM approvals');
  assert.deepEqual(row, {agent: 'sari', pseudonym: (await people(page, 'customerState', about)).pseudonym, class: 'identity.nik'});
  const waiting = people(page, 'approval', asked.id, 10);
  await new Promise((next) => setTimeout(next, 200));
  store.all(`UPDATE approvals SET state = 'approved', decided_by = 'dewi'`);
  assert.deepEqual(await waiting, {ok: true, state: 'approved', by: 'dewi', expires_ms: asked.expires_ms});
  await tenant.stop();
  assert.deepEqual(await people(page, 'askApproval', about, {class: 'identity.nik', purpose: 'x', seconds: 30}), {ok: false, code: 'unreachable'});
  await tenant.close();
});

test('a device of before there were customers takes its database along', async () => {
  const {tenant, page} = await opened();
  await page.evaluate(() => new Promise((done) => {
    const old = indexedDB.open('older', 1);
    old.onupgradeneeded = () => { old.result.createObjectStore('meta').put('x', 'kept'); for (const name of ['devices', 'chains']) old.result.createObjectStore(name); old.result.createObjectStore('events', {autoIncrement: true}); };
    old.onsuccess = () => { old.result.close(); done(); };
  }));
  const stores = await page.evaluate(async () => {
    const database = await window.stand.openDatabase('older');
    return [[...database.objectStoreNames], await new Promise((done) => { const asked = database.transaction('meta').objectStore('meta').get('kept'); asked.onsuccess = () => done(asked.result); })];
  });
  assert.deepEqual(stores, [['chains', 'devices', 'events', 'meta', 'subjects'], 'x']);
  await tenant.close();
});
