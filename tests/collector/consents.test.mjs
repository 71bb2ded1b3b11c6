// Consent records (ISO/IEC TS 27560): what they hold, in and out as CSV and JSON, by pseudonym and by what another system calls the customer, with their evidence.
import assert from 'node:assert/strict';
import {createHash, createHmac, randomBytes, randomUUID} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import {Database} from './database.mjs';
import {addAccount, deviceOf, officerKeys, signIn} from './office.mjs';
import {customerOf} from './people-kit.mjs';
import {ask, exportLog, folder, newStore, serve} from './support.mjs';
import {open, seal} from '../vectors/ledger/hpke.mjs';

const schema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/consent.schema.json', import.meta.url))));
const policy = {controller: {name: 'PT Contoh Layanan', contact: 'privacy@contoh.example'}, dpo: {name: 'Dewi', contact: 'dpo@contoh.example'}, classes: {'contact.email': {collected_for: ['marketing', 'refund']}, 'contact.phone': {collected_for: ['marketing']}, 'payment.card': {collected_for: ['refund']}}};
async function office(t, served) {
  const dir = folder(t), db = await newStore(dir), bundle = join(dir, 'bundle.json');
  if (served !== undefined) writeFileSync(bundle, JSON.stringify({policy: JSON.stringify(served)}));
  const flags = ['--index-every-ms', '20', '--log-level', 'error', ...served === undefined ? [] : ['--policy', bundle]], collector = await serve(t, db, flags);
  const device = await deviceOf(collector, db, 'agent.sari', 'care'), [siti] = await customerOf(collector, device, 'siti@example.com');
  if (served !== undefined) await ask(collector, '/v1/policy', {token: device.token});
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  const change = (who, what, body) => who.post(`/v1/desk/change/${what}`, typeof body === 'string' ? body : JSON.stringify(body), {'Content-Type': 'application/json'});
  return {dir, db, collector, flags, device, siti, dewi, change};
}
const logged = (db, kind) => exportLog(db).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.tirai?.kind === kind);
/** What a customer said, for the officer alone. */
function evidenceOf(id, text) {
  const sealed = seal(JSON.stringify({reason: text}), officerKeys.public_key, `consent:${id}`, randomBytes(32));
  return {digest: `sha256:${createHash('sha256').update(sealed).digest('hex')}`, sealed};
}
const terms = {controller: 'Bank Contoh', pii_categories: 'contact.email contact.phone', notice_version: '2026-03', language: 'id', jurisdiction: 'ID', withdrawal_method: 'https://contoh.example/berhenti'};
const termsOf = (row) => Object.fromEntries(Object.keys(terms).map((key) => [key, row[key]]));

test('consents come from another system as CSV and as JSON, and go out in both and in again', async (t) => {
  const {db, collector, device, siti, dewi, change} = await office(t);
  const dash = `-${siti[1] === 'A' ? 'B' : 'A'}${siti.slice(2)}`;  // another's, whatever siti's begins with
  const csv = `pseudonym,purpose,state,method,notice,time\r\n${siti},marketing,given,form,"notice-3",1760000000000\r\n${dash},survey,refused,chat,notice-3,1760000000001\r\n`;
  assert.deepEqual((await change(dewi, 'consents', csv)).json, {imported: 2});
  assert.deepEqual((await ask(collector, `/v1/subjects/${siti}`, {token: device.token})).json.consent, {marketing: 'given'});
  const shape = (list) => list.map(({pseudonym, purpose, state, method, notice, time}) => [pseudonym, purpose, state, method, notice, time]).sort();
  const held = shape((await dewi.get('/v1/desk/consents')).json.consents);
  assert.deepEqual(held, [[siti, 'marketing', 'given', 'form', 'notice-3', 1760000000000], [dash, 'survey', 'refused', 'chat', 'notice-3', 1760000000001]].sort());
  const [out, records] = [(await dewi.get('/v1/desk/consents.csv')).text, (await dewi.get('/v1/desk/consents.json'))];
  assert.ok(out.includes(`'${dash}`), 'no field is a formula');
  assert.ok(schema(records.json), JSON.stringify(schema.errors));
  assert.deepEqual(records.json.map(({schema_version, pii_principal_id, pii_processing, events}) => [schema_version, pii_principal_id, pii_processing.purposes[0].purpose, events[0].event_state]).sort(), held.map(([who, purpose, state]) => ['iso-27560-2023', who, purpose, state]).sort());
  for (const text of [out, records.text]) {
    new Database(db).all('DELETE FROM consents');
    assert.deepEqual((await change(dewi, 'consents', text)).json, {imported: 2});
    assert.deepEqual(shape((await dewi.get('/v1/desk/consents')).json.consents), held);
  }
  assert.equal(logged(db, 'consent').length, 6);
  for (const [text, at] of [['pseudonym,purpose\nx', /^row 1/], [`${csv}${siti},"open`, /^row 3/], [`[{"pseudonym":"${siti}"}]`, /^row 1/], ['', /^(body|row)/], ['{}', /^body/]]) {
    const answer = await change(dewi, 'consents', text);
    assert.equal(answer.status, 400, text);
    assert.match(answer.json.error.at, at);
  }
  assert.equal(shape((await dewi.get('/v1/desk/consents')).json.consents).length, 2, 'all or none');
});

test('an export of consents holds every one of an import that was given at one moment', async (t) => {
  const {db, siti, dewi, change} = await office(t);
  for (const count of [1000, 500]) {
    const rows = Array.from({length: count}, (_, i) => `${siti},marketing,given,form,notice-${count + i},1760000000000`);
    assert.deepEqual((await change(dewi, 'consents', `pseudonym,purpose,state,method,notice,time\r\n${rows.join('\r\n')}\r\n`)).json, {imported: count});
  }
  const held = new Database(db).all('SELECT consent_id FROM consents').map(({consent_id}) => consent_id).sort();
  assert.equal(held.length, 1500);
  const [, ...lines] = (await dewi.get('/v1/desk/consents.csv')).text.split('\r\n').slice(0, -1);
  assert.deepEqual(lines.map((line) => line.split(',')[0]).sort(), held);
  assert.deepEqual((await dewi.get('/v1/desk/consents.json')).json.map(({record_id}) => record_id).sort(), held);
});

test('what a record does not say of the processing, the policy that is served says', async (t) => {
  const {collector, device, siti, dewi, change} = await office(t, policy);
  const said = {pseudonym: siti, purpose: 'marketing', state: 'given', method: 'chat', notice: 'notice-3'};
  assert.equal((await ask(collector, '/v1/consents', {token: device.token, body: JSON.stringify({...said, language: 'id'})})).status, 201);
  assert.deepEqual((await change(dewi, 'consents', [{...said, purpose: 'refund', ...terms}])).json, {imported: 1});
  const {json: {consents, next}} = await dewi.get('/v1/desk/consents');
  assert.equal(next, 0);
  const byPurpose = Object.fromEntries(consents.map((one) => [one.purpose, termsOf(one)]));
  assert.deepEqual(byPurpose, {refund: terms, marketing: {controller: 'PT Contoh Layanan', pii_categories: 'contact.email contact.phone', notice_version: '', language: 'id', jurisdiction: '', withdrawal_method: 'dpo@contoh.example'}});
  const records = (await dewi.get('/v1/desk/consents.json?purpose=refund')).json;
  assert.ok(schema(records), JSON.stringify(schema.errors));
  assert.deepEqual([records[0].pii_processing, records[0].party_identification], [{privacy_notice: 'notice-3', notice_version: '2026-03', language: 'id', purposes: [{purpose: 'refund', lawful_basis: 'consent', collection_method: 'chat',
    pii_information: [{pii_type: 'contact.email'}, {pii_type: 'contact.phone'}], pii_controllers: ['controller'], jurisdiction: 'ID', withdrawal_method: 'https://contoh.example/berhenti'}]}, [{party_id: 'controller', party_role: 'pii_controller', party_name: 'Bank Contoh'}]]);
});

test('a record goes out and in again with its evidence, which the officer alone opens', async (t) => {
  const {db, collector, device, siti, dewi, change} = await office(t);
  const id = randomUUID(), words = 'Ya, kirim saja penawarannya', evidence = evidenceOf(id, words);
  assert.equal((await ask(collector, '/v1/consents', {token: device.token, body: JSON.stringify({id, pseudonym: siti, purpose: 'marketing', state: 'given', method: 'verbal', notice: 'n', expires_ms: 1900000000000, evidence, ...terms})})).status, 201);
  const held = (await dewi.get('/v1/desk/consents')).json.consents;
  for (const format of ['csv', 'json']) {
    const {text} = await dewi.get(`/v1/desk/consents.${format}`);
    if (format === 'json') assert.ok(schema(JSON.parse(text)), JSON.stringify(schema.errors));
    new Database(db).all('DELETE FROM consents');
    assert.deepEqual((await change(dewi, 'consents', text)).json, {imported: 1}, format);
    assert.deepEqual((await dewi.get('/v1/desk/consents')).json.consents, held.map((one) => ({...one, recorded_by: 'dewi'})), format);
    const {json: {sealed}} = await dewi.get(`/v1/desk/evidence?record=${id}`);
    assert.equal(open(sealed, officerKeys.private_key, `consent:${id}`), JSON.stringify({reason: words}));
  }
  const ayu = await signIn(collector, addAccount(db, 'ayu', 'auditor'));
  assert.equal((await ayu.get(`/v1/desk/evidence?record=${id}`)).status, 403);
  assert.equal((await dewi.get(`/v1/desk/evidence?record=${randomUUID()}`)).json.sealed, '');
  assert.deepEqual(logged(db, 'look').filter(({web_resources}) => web_resources[0].type === 'dashboard.evidence').map(({tirai}) => tirai.filter.record === id), [true, true, false]);
  const other = {...held[0], id: randomUUID(), evidence_sealed: evidence.sealed};
  assert.equal((await change(dewi, 'consents', [{...other, evidence_digest: `sha256:${'0'.repeat(64)}`}])).status, 422, 'another text than it names');
  assert.deepEqual((await change(dewi, 'consents', [{...other, id: ''}])).json.error.at, 'row 1:/id', 'evidence belongs to a record');
});

test('another system’s customers come by its own ids; no id is kept, and who was not met yet is met under the same pseudonym', async (t) => {
  const {db, collector, device, siti, dewi, change} = await office(t);
  const csv = 'customer,purpose,state,method,notice,time\r\nSiti@Example.com ,marketing,given,form,n,2026-11-20\r\n+62 812-0000-1111,marketing,refused,form,n,2026-11-20T09:30:00+07:00\r\n';
  assert.deepEqual((await change(dewi, 'consents', csv)).json, {imported: 2});
  assert.deepEqual((await ask(collector, `/v1/subjects/${siti}`, {token: device.token})).json.consent, {marketing: 'given'});
  const [later, first] = (await dewi.get('/v1/desk/consents')).json.consents;
  assert.deepEqual([first.pseudonym, first.time, later.state, later.time], [siti, Date.parse('2026-11-20T00:00:00+07:00'), 'refused', Date.parse('2026-11-20T02:30:00Z')]);
  // A browser that meets this customer is told the key that counts (the id as normal_id() writes it).
  const {json: {tenant_key}} = await ask(collector, '/v1/enrolment', {token: device.token, body: JSON.stringify({public_key: device.public_key})});
  const lookup = createHmac('sha256', Buffer.from(tenant_key, 'base64url')).update('tirai subject lookup v1\n+6281200001111').digest('base64url');
  const met = await ask(collector, '/v1/subjects', {token: device.token, body: JSON.stringify({lookup, key: randomBytes(32).toString('base64url')})});
  assert.deepEqual([met.json.pseudonym, met.json.state], [later.pseudonym, 'other']);
  const record = {schema_version: 'x', record_id: randomUUID(), pii_principal_id: 'siti@example.com', pii_processing: {privacy_notice: 'n', purposes: [{purpose: 'survey', collection_method: 'form'}]}, events: [{event_state: 'given', event_time: '2026-11-21T00:00:00Z'}]};
  assert.deepEqual((await change(dewi, 'consents', [record])).json, {imported: 1});
  assert.deepEqual((await ask(collector, `/v1/subjects/${siti}`, {token: device.token})).json.consent, {marketing: 'given', survey: 'given'});
  for (const text of [exportLog(db), JSON.stringify(new Database(db).all('SELECT * FROM consents'))]) assert.doesNotMatch(text, /siti@example\.com|0000-?1111/i);
  const wrong = await change(dewi, 'consents', csv.replace('form,n,2026', 'fax,n,2026'));
  assert.deepEqual([wrong.status, wrong.json.error.at], [400, 'row 1:/method']);
  for (const day of ['1000-01-01', '2101-01-01', '2026-02-30', '20 November']) assert.equal((await change(dewi, 'consents', csv.replace('2026-11-20\r', `${day}\r`))).json.error.at, 'row 1:/time', day);
  assert.doesNotMatch(wrong.text, /siti/i);
});

test('consents are found by any pseudonym of a customer, and page by page', async (t) => {
  const {collector, device, dewi, change} = await office(t);
  const [counts, alias] = await customerOf(collector, device, 'budi@example.com', 2);
  const rows = Array.from({length: 7}, (_, i) => `${counts},marketing,given,form,n,${1760000000000 + Math.floor(i / 2)}`);  // two of each moment, and one
  assert.deepEqual((await change(dewi, 'consents', `pseudonym,purpose,state,method,notice,time\r\n${rows.join('\r\n')}\r\n`)).json, {imported: 7});
  for (const subject of [counts, alias]) {
    const pages = [];
    for (let before = 0; pages.length === 0 || before > 0;) {
      const {json} = await dewi.get(`/v1/desk/consents?subject=${subject}&limit=3${before ? `&before=${before}` : ''}`);
      pages.push(json.consents.map(({time}) => time - 1760000000000));
      before = json.next;
    }
    assert.deepEqual(pages, [[3, 2, 2], [1, 1, 0, 0]], 'a moment is not parted');
  }
  assert.deepEqual((await dewi.get(`/v1/desk/consents?subject=${counts}&purpose=survey`)).json, {consents: [], next: 0});
});

test('an export of more than a hundred thousand says where the rest begins, and together they are all', {timeout: 120_000}, async (t) => {
  const {db, dewi} = await office(t), store = new Database(db);
  const number = db.startsWith('postgresql:') ? "lpad(i::text, 12, '0')" : "printf('%012d', i)", list = db.startsWith('postgresql:') ? 'generate_series(1, 100010) AS n(i)' : 'n';
  store.all(`${db.startsWith('postgresql:') ? '' : 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100010) '}INSERT INTO consents(consent_id, pseudonym, purpose, state, method, notice, evidence_digest, evidence_sealed, recorded_by, time, expires)
    SELECT '00000000-0000-4000-8000-' || ${number}, '${'A'.repeat(43)}', 'marketing', 'given', 'form', 'n', '', '', 'dewi', 1760000000000 + i / 4, 0 FROM ${list}`);
  const ids = {csv: [], json: []};
  for (const format of ['csv', 'json']) {
    for (let before = '', pages = 0; before !== null; pages++) {
      const reply = await dewi.get(`/v1/desk/consents.${format}${before === '' ? '' : `?before=${before}`}`);
      ids[format].push(...format === 'csv' ? reply.text.split('\r\n').slice(1, -1).map((line) => line.slice(0, 36)) : reply.json.map(({record_id}) => record_id));
      before = reply.headers.get('tirai-next');
      assert.ok(pages < 3);
    }
    assert.deepEqual([ids[format].length, new Set(ids[format]).size], [100_010, 100_010], format);
  }
});

test('a store of before keeps its records; of those nobody said the terms', async (t) => {
  const {db, collector, siti, dewi, change, flags} = await office(t);
  assert.deepEqual((await change(dewi, 'consents', [{pseudonym: siti, purpose: 'marketing', state: 'given', method: 'form', notice: 'n', ...terms}])).json, {imported: 1});
  await collector.end();
  const store = new Database(db), postgres = db.startsWith('postgresql:');
  for (const column of Object.keys(terms)) store.all(`ALTER TABLE consents DROP COLUMN ${column}`);
  store.all(postgres ? 'UPDATE tirai_schema SET version = 8' : 'PRAGMA user_version = 9');
  const again = await serve(t, db, flags), budi = await signIn(again, addAccount(db, 'budi'));
  const {json: {consents: [one]}} = await budi.get('/v1/desk/consents');
  assert.deepEqual([one.pseudonym, one.state, termsOf(one)], [siti, 'given', {controller: '', pii_categories: '', notice_version: '', language: '', jurisdiction: '', withdrawal_method: ''}]);
  assert.ok(schema((await budi.get('/v1/desk/consents.json')).json), JSON.stringify(schema.errors));
});
