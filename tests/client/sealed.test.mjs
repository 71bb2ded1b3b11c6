// A reason leaves the browser sealed, or not at all: every byte of every request is searched for it.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before} from 'node:test';
import {spelledIn} from '../e2e/spellings.mjs';
import {cli} from '../e2e/stack.mjs';
import {dpoKeys, open} from '../vectors/ledger/hpke.mjs';
import {drained, openStand, openStation, policyText, reveal, startTenant} from './stand.mjs';

const dpo = dpoKeys(Buffer.alloc(32, 7));
const reason = 'Ibu Siti Rahayu menelepon, NIK 3171075301990005 perlu dicocokkan';
const page_url = 'https://desk.example/tickets/12?q=siti.rahayu%40example.com';
const secrets = [reason, 'Siti Rahayu', '3171075301990005', 'siti.rahayu%40example.com', 'siti.rahayu@example.com', page_url];
const asking = policyText.replaceAll('"ask_purpose": true', '"ask_purpose": true, "justification_min": 10');
const sealing = (text) => text.replace('"contact": "dpo@contoh.example"', `"contact": "dpo@contoh.example", "key": "${dpo.public_key}"`);

let stand;
before(async () => { stand = await openStand(); });
after(() => stand.close());

async function openWith(policy) {
  const tenant = await startTenant();
  await tenant.publish({policy, version: 2});
  const page = await stand.page();
  const sent = [];
  page.on('request', (request) => sent.push(Buffer.concat([Buffer.from(`${request.url()}\n${JSON.stringify(request.headers())}\n`), request.postDataBuffer() ?? Buffer.alloc(0)])));
  const start = await openStation(page, {settings: tenant.settings});
  assert.equal(start.state, 'ready', JSON.stringify(start));
  return {tenant, page, sent, bytes: () => Buffer.concat(sent)};
}

test('the reason is in no byte that leaves, only the officer reads it, and its event stands without it', async () => {
  const {tenant, page, bytes} = await openWith(sealing(asking));
  const answer = await reveal(page, {reason, page_url});
  assert.equal(answer.granted, true, JSON.stringify(answer));
  const queued = JSON.stringify(await page.evaluate(async () => {
    const database = await new Promise((done) => { const opening = indexedDB.open('tirai'); opening.onsuccess = () => done(opening.result); });
    const all = (store) => new Promise((done) => { const asked = database.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => done(asked.result); });
    return [await all('events'), await all('chains')];
  }));
  assert.deepEqual(spelledIn(Buffer.from(queued), secrets), [], 'nor in what waits on the disk');
  await drained(page);
  const body = bytes();
  assert.deepEqual(spelledIn(body, secrets), []);
  const lines = body.toString().split('\n').filter((line) => /^\{"(batch|sealed|action_id)"/.test(line)).map((line) => JSON.parse(line));
  const event = lines.find((line) => line.tirai?.kind === 'reveal');
  const {sealed} = lines.find((line) => line.sealed !== undefined);
  const {chain_uid, sequence} = event.tirai;
  assert.deepEqual(JSON.parse(open(sealed, dpo.private_key, `${chain_uid}:${sequence}`)), {reason, ticket_url: page_url});
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  assert.equal(events.length, 2);
  await tenant.close();
});

test('no reason, or one too short, shows nothing where the policy asks for one', async () => {
  const {tenant, page} = await openWith(sealing(asking));
  for (const given of [{}, {reason: ''}, {reason: 'sembilan '}, {reason: '          .         '}]) {
    const answer = await reveal(page, given);
    assert.deepEqual([answer.granted, answer.code], [false, 'policy'], JSON.stringify(given));
  }
  assert.equal((await reveal(page, {reason: 'sepuluh hu'})).granted, true);
  await drained(page);
  const {events} = await tenant.log();
  assert.deepEqual(events.slice(1).map(({tirai}) => tirai.why), [...Array(4).fill('justification_needed'), undefined]);
  await tenant.close();
});

test('without the officer\'s key no free text is kept, and what asks for one is not offered', async () => {
  const {tenant, page, bytes} = await openWith(asking);
  assert.equal((await reveal(page, {reason, page_url})).granted, false);
  await tenant.publish({policy: policyText, version: 3});
  await page.evaluate(() => window.station.refresh());
  assert.equal((await reveal(page, {reason, page_url})).granted, true);
  await drained(page);
  assert.deepEqual(spelledIn(bytes(), secrets), []);
  assert.doesNotMatch(bytes().toString(), /"sealed"/);
  await tenant.close();
});

test('the officer reads it out of an export, another key reads nothing', async () => {
  const {tenant, page, bytes} = await openWith(sealing(policyText));
  assert.equal((await reveal(page, {page_url})).granted, true);
  await drained(page);
  // What was sent is a batch as an export has it.
  const file = join(tenant.folder, 'sent.ndjson');
  writeFileSync(file, bytes().toString().split('\n').filter((line) => /^\{"(batch|sealed|action_id|activity_id)"/.test(line)).join('\n') + '\n');
  const keyFile = (name, key) => { const path = join(tenant.folder, name); writeFileSync(path, `${key}\n`); return path; };
  const read = await cli('unseal', file, '--key', keyFile('dpo.key', dpo.private_key), '--json');
  assert.equal(read.code, 0, read.stderr);
  assert.equal(JSON.parse(read.stdout).ticket_url, page_url);
  const other = await cli('unseal', file, '--key', keyFile('other.key', dpoKeys(Buffer.alloc(32, 8)).private_key));
  assert.equal(other.code, 4);
  assert.equal(other.stdout, '');
  assert.match(other.stderr, /does not open with this key/);
  await tenant.close();
});
