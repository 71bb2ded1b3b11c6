// Every reveal reaches the collector, once, in order, whatever happens in between.
import assert from 'node:assert/strict';
import {copyFileSync, rmSync} from 'node:fs';
import test, {after, before} from 'node:test';
import {until} from '../extension/desk.mjs';
import {drained, facts, nik, openStand, openStation, reveal, startTenant, status, writeAheadPolicy} from './stand.mjs';

let stand;
before(async () => { stand = await openStand(); });
after(() => stand.close());

const kinds = (events) => events.map(({tirai}) => tirai.kind);

test('a reveal is logged with who, what, why and where, and verifies', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  const start = await openStation(page, {settings: tenant.settings});
  assert.equal(start.state, 'ready', JSON.stringify(start));
  const answer = await reveal(page);
  assert.equal(answer.granted, true, JSON.stringify(answer));
  await drained(page);
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  assert.deepEqual(kinds(events), ['session_start', 'reveal']);
  const [, event] = events;
  assert.equal(event.actor.user.uid, 'sari');
  assert.equal(event.tirai.ticket, '12');
  assert.equal(event.tirai.purpose.id, 'identity_verification');
  assert.equal(event.tirai.entity_type, 'id_nik');
  assert.equal(event.metadata.uid, answer.event_id);
  assert.equal((await status(page)).reveals_today, 1);
  await tenant.close();
});

test('a refusal is an event too, and shows nothing', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  for (const request of [{purpose: 'no_such_purpose'}, {purpose: undefined}, {facts: {...facts, relationship: 'none'}}, {item: {...nik, class: 'no.such.class'}}]) {
    const answer = await reveal(page, request);
    assert.deepEqual([answer.granted, answer.code], [false, 'policy'], JSON.stringify(request));
  }
  await drained(page);
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  assert.deepEqual(kinds(events), ['session_start', 'refusal', 'refusal', 'refusal', 'refusal']);
  assert.equal((await status(page)).reveals_today, 0);
  await tenant.close();
});

test('with the collector down reveals go on; once it is up they arrive, all of them, in order', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  await drained(page);
  await tenant.stop();
  const tickets = Array.from({length: 30}, (_, n) => `T-${n}`);
  for (const ticket of tickets) assert.equal((await reveal(page, {facts: {...facts, ticket}})).granted, true);
  await page.evaluate(() => window.station.deliver(true));
  const {queue} = await status(page);
  assert.equal(queue.waiting, 30);
  assert.equal(queue.problem.code, 'unreachable');
  await page.reload();  // the worker dies
  await page.waitForFunction(() => window.stand !== undefined);
  await openStation(page, {settings: tenant.settings});
  await tenant.start();
  const {problem} = await drained(page);
  assert.equal(problem, undefined);
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  assert.deepEqual(events.filter(({tirai}) => tirai.kind === 'reveal').map(({tirai}) => tirai.ticket), tickets);
  assert.equal(new Set(events.map(({tirai}) => tirai.chain_uid)).size, 1, 'the same session goes on in the same chain');
  await tenant.close();
});

test('where the policy says write-ahead, nothing is shown that the collector has not: but for what it allows meanwhile', async () => {
  const tenant = await startTenant();
  await tenant.publish({policy: writeAheadPolicy, version: 2});
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  await drained(page);
  const begun = Date.now();
  assert.equal((await reveal(page, {facts: {...facts, ticket: 'up'}})).granted, true);
  assert.ok(Date.now() - begun < 2000, 'with the collector at hand it takes no two seconds');
  assert.equal((await status(page)).queue.waiting, 0, 'acknowledged before it was granted');
  await tenant.stop();
  assert.deepEqual(await reveal(page, {facts: {...facts, ticket: 'down'}}), {granted: false, code: 'cannot_log', reason: {id: '', en: ''}});
  await tenant.start();
  await tenant.publish({policy: writeAheadPolicy.replaceAll('"write_ahead": true', '"write_ahead": true, "offline_reveals": 2'), version: 3});
  await page.evaluate(() => window.station.refresh());
  await page.evaluate(() => window.station.deliver(true));
  await drained(page);
  await tenant.stop();
  const granted = [];
  for (const ticket of ['one', 'two', 'three']) granted.push((await reveal(page, {facts: {...facts, ticket}})).granted);
  assert.deepEqual(granted, [true, true, false]);
  await tenant.start();
  await page.evaluate(() => window.station.deliver(true));
  assert.equal((await reveal(page, {facts: {...facts, ticket: 'again'}})).granted, true);
  await tenant.stop();
  assert.equal((await reveal(page, {facts: {...facts, ticket: 'after'}})).granted, true, 'an acknowledgement gives the allowance back');
  await tenant.start();
  await tenant.close();
});

test('a week without the collector: seven days of reveals wait on the disk, and arrive in order', {timeout: 180_000}, async () => {
  const tenant = await startTenant();
  await tenant.publish({version: 2, expires_in: '10'});
  const page = await stand.page();
  const monday = Date.now();
  await page.clock.setSystemTime(monday);
  await openStation(page, {settings: tenant.settings, session: 'day-0'});
  await drained(page);
  await tenant.stop();
  const perDay = 60, tickets = [];
  for (let day = 0; day < 7; day++) {
    await page.clock.setSystemTime(monday + day * 86_400_000);
    if (day > 0) await openStation(page, {settings: tenant.settings, session: `day-${day}`});  // the browser was closed overnight
    const today = Array.from({length: perDay}, (_, n) => `D${day}-${n}`);
    const shown = await page.evaluate(([list, item, known]) => Promise.all(list.map((ticket) => window.station.reveal({item, facts: {...known, ticket}, purpose: 'identity_verification'}))), [today, nik, facts]);
    assert.ok(shown.every(({granted}) => granted), JSON.stringify(shown.find(({granted}) => !granted)));
    tickets.push(...today);
  }
  const waiting = await status(page);
  assert.deepEqual([waiting.queue.waiting, waiting.queue.oldest_ms >= monday], [7 * perDay + 6, true]);
  await tenant.start();
  await drained(page, 60_000);
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  const reveals = events.filter(({tirai}) => tirai.kind === 'reveal');
  assert.deepEqual(new Set(reveals.map(({tirai}) => tirai.ticket)), new Set(tickets));
  assert.equal(reveals.length, tickets.length, 'each once');
  const days = reveals.map(({tirai}) => Number(/^D(\d)/.exec(tirai.ticket)[1]));
  assert.deepEqual(days, days.toSorted(), 'day after day');
  for (const {time, tirai} of reveals) assert.equal(Math.floor((time - monday) / 86_400_000), Number(/^D(\d)/.exec(tirai.ticket)[1]), 'with the time at which it was shown');
  assert.equal(new Set(events.map(({tirai}) => tirai.chain_uid)).size, 7, 'one chain a session');
  await tenant.close();
});

test('two workers that append at once make one chain without a fork', async () => {
  const tenant = await startTenant();
  const first = await stand.page();
  const second = await stand.page({context: first.context()});
  await openStation(first, {settings: tenant.settings});
  await openStation(second, {settings: tenant.settings});
  const many = (page) => Promise.all(Array.from({length: 25}, () => reveal(page)));
  const answers = (await Promise.all([many(first), many(second)])).flat();
  assert.ok(answers.every(({granted}) => granted));
  await drained(first);
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  assert.equal(kinds(events).filter((kind) => kind === 'reveal').length, 50);
  assert.deepEqual(events.map(({tirai}) => tirai.sequence), Array.from({length: 51}, (_, n) => n));
  await tenant.close();
});

test('a new session is a new chain that names the head of the one before', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  await reveal(page);
  await openStation(page, {settings: tenant.settings, session: 'session-2'});
  await reveal(page);
  await drained(page);
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  assert.deepEqual(kinds(events), ['session_start', 'reveal', 'session_start', 'reveal']);
  assert.equal(events[2].tirai.previous_head, events[1].tirai.fingerprint);
  assert.notEqual(events[2].tirai.chain_uid, events[0].tirai.chain_uid);
  await tenant.close();
});

/** Writes until nothing fits any more. Runs in the page. */
async function fillTheDisk() {
  const database = await new Promise((done, fail) => {
    const opening = indexedDB.open('ballast', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('ballast', {autoIncrement: true});
    opening.onsuccess = () => done(opening.result);
    opening.onerror = fail;
  });
  for (let size = 1 << 20; size >= 64; size >>= 1) {
    for (let fits = true; fits;) {
      fits = await new Promise((done) => {
        const tx = database.transaction('ballast', 'readwrite', {durability: 'strict'});
        tx.objectStore('ballast').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65536))));
        tx.oncomplete = () => done(true);
        tx.onabort = () => done(false);
      });
    }
  }
  database.close();
}

test('a disk that is full means no log, so no reveal', async () => {
  const tenant = await startTenant();
  const page = await stand.page({quota: 2_000_000});
  await openStation(page, {settings: tenant.settings});
  await drained(page);
  await page.evaluate(fillTheDisk);
  const answer = await reveal(page);
  assert.deepEqual([answer.granted, answer.code], [false, 'cannot_log']);
  await page.evaluate(() => new Promise((done, fail) => { const gone = indexedDB.deleteDatabase('ballast'); gone.onsuccess = done; gone.onerror = fail; }));
  await until('there is room again', async () => (await reveal(page)).granted, 60_000);
  await drained(page);
  const {verdict, events} = await tenant.log();
  assert.equal(verdict.code, 0, verdict.stdout + verdict.stderr);
  assert.deepEqual(kinds(events), ['session_start', 'reveal']);
  await tenant.close();
});

test('a collector that lost what it acknowledged gets a new chain; nothing is thrown away', async () => {
  const tenant = await startTenant();
  const page = await stand.page();
  await openStation(page, {settings: tenant.settings});
  await drained(page);
  await tenant.stop();
  copyFileSync(tenant.db, `${tenant.db}.backup`);
  await tenant.start();
  await reveal(page);
  await drained(page);
  await tenant.stop();
  copyFileSync(`${tenant.db}.backup`, tenant.db);  // an administrator restores yesterday
  for (const rest of ['-wal', '-shm']) rmSync(tenant.db + rest, {force: true});
  await tenant.start();
  await reveal(page);  // its chain goes on where the collector's does not
  const deliver = () => page.evaluate(() => window.station.deliver(true));
  await until('its chain is blocked', async () => { await deliver(); return (await status(page)).queue.blocked_chains === 1; });
  await reveal(page);
  await until('the event of the blocked chain alone stays', async () => { await deliver(); return (await status(page)).queue.waiting === 1; });
  const {verdict, events} = await tenant.log();
  assert.notEqual(verdict.code, 0, 'what was lost is missed');
  assert.match(verdict.stdout + verdict.stderr, /end of the chain before is missing/);
  assert.deepEqual(kinds(events), ['session_start', 'session_start', 'reveal']);
  await tenant.close();
});

test('a token that another device uses enrols nobody', async () => {
  const tenant = await startTenant();
  await openStation(await stand.page(), {settings: tenant.settings});
  const stranger = await stand.page();
  const start = await openStation(stranger, {settings: tenant.settings});
  assert.deepEqual([start.state, start.reason], ['covered', 'not_enrolled']);
  assert.equal((await status(stranger)).enrolment_problem.code, 'key_conflict');
  await tenant.close();
});
