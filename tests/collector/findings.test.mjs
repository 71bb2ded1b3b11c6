// Days that stand out become events of class 2006: found by the running collector, with numbers that a second count makes, and shown to whom they concern.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import {Database} from './database.mjs';
import {addAccount, chainOf, deviceOf, signIn} from './office.mjs';
import {exportLog, folder, newStore, ofTheFile, post, run, serve, verify} from './support.mjs';

const HOUR = 3_600_000, DAY = 24 * HOUR;
const begin = Date.UTC(2026, 8, 6, 17);  // 2026-09-07 00:00 in Jakarta
const schema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/own-event.schema.json', import.meta.url))));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const usual = (values) => ({median: median(values), mad: median(values.map((value) => Math.abs(value - median(values))))});

/** A day's work: so many reveals from nine o'clock on, five minutes apart, a customer each. */
const work = (day, count, at = 9, minutes = 5) => Array.from({length: count}, (_, i) => ({time: begin + day * DAY + at * HOUR + i * minutes * 60_000, ticket: `${day}-${at}-${i}`, class: 'contact.phone', purpose: ['call_back', 'refund', 'delivery'][i % 3], kind: 'reveal'}));
const DAYS = 12, agents = ['agent.sari', 'agent.tono', 'agent.wati'];
const usually = (who, day) => 10 + (who * 3 + day * 5) % 6;

const finding = ['--log-level', 'error', '--index-every-ms', '20', '--findings-every-s', '1'];
/** What stands there once so many do, or after 20 s. */
async function foundBy(officer, count) {
  let found = [];
  for (let i = 0; i < 200 && found.length < count; i++) {
    await new Promise((next) => setTimeout(next, 100));
    ({json: {findings: found}} = await officer.get('/v1/desk/findings'));
  }
  return found;
}

test('a day of many customers and a night are found, with the numbers; nobody else is', {timeout: 60_000}, async (t) => {
  const dir = folder(t), db = await newStore(dir);
  let collector = await serve(t, db, ['--log-level', 'error', '--index-every-ms', '20', '--findings-every-s', '3600']);
  for (const [who, agent] of agents.entries()) {
    const list = Array.from({length: DAYS}, (_, day) => work(day, usually(who, day))).flat();
    list.push(...(agent === 'agent.sari' ? [...work(DAYS, 6, 2), ...work(DAYS, 90, 9, 4)] : work(DAYS, 12).map((one, i) => ({...one, closed: agent === 'agent.wati' && i < 8}))));
    const device = await deviceOf(collector, db, agent, 'care'), chain = chainOf(device, agent, list);
    assert.equal((await post(collector, device, chain.batch())).status, 200);
  }
  await collector.end();
  collector = await serve(t, db, finding);
  const dewi = await signIn(collector, addAccount(db, 'dewi')), found = await foundBy(dewi, 5);
  const by = Object.fromEntries(found.map((one) => [one.numbers.measure, one]));
  assert.deepEqual(found.map(({agent, numbers}) => `${agent} ${numbers.measure}`).sort(),
    ['agent.sari customers', 'agent.sari no_follow_up', 'agent.sari off_hours', 'agent.sari volume', 'agent.wati dormant_tickets']);
  assert.equal(by.dormant_tickets.numbers.value, 8, 'the helpdesk said that these tickets were closed');
  const own = Array.from({length: DAYS}, (_, day) => usually(0, day)), team = agents.flatMap((_, who) => Array.from({length: DAYS}, (_, day) => usually(who, day)));
  const {numbers} = by.volume;
  assert.deepEqual([numbers.value, numbers.own.median, numbers.own.mad, numbers.own.days], [96, usual(own).median, usual(own).mad, DAYS]);
  assert.deepEqual([numbers.peers.median, numbers.peers.mad, numbers.peers.days], [usual(team).median, usual(team).mad, team.length]);
  assert.equal(by.off_hours.numbers.value, 6);
  assert.deepEqual([by.customers.numbers.value, by.no_follow_up.numbers.value], [96, 96], 'a customer each, and nobody went on with any of them');
  assert.equal(numbers.day, (begin + 7 * HOUR) / DAY + DAYS);
  for (const lang of ['id', 'en']) for (const number of [96, numbers.own.limit, numbers.peers.limit]) assert.ok(by.volume.words[lang].includes(String(number)), by.volume.words[lang]);
  assert.match(by.volume.words.id, /nilai dibuka dalam sehari/);

  const [budi, other, mega] = [await signIn(collector, addAccount(db, 'budi', 'supervisor', ['care'])), await signIn(collector, addAccount(db, 'rina', 'supervisor', ['billing'])), await signIn(collector, addAccount(db, 'mega', 'manager'))];
  assert.equal((await budi.get('/v1/desk/findings')).json.findings.length, 5);
  assert.deepEqual((await other.get('/v1/desk/findings')).json.findings, []);
  assert.equal((await mega.get('/v1/desk/findings')).status, 403);
  assert.deepEqual((await dewi.get('/v1/desk/findings?agent=agent.tono')).json.findings, []);

  await collector.end();
  collector = await serve(t, db, finding);
  await new Promise((next) => setTimeout(next, 2500));
  const lines = exportLog(db);
  const events = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.class_uid === 2006);
  assert.equal(events.length, 5, 'a new start finds nothing again');
  for (const event of events) assert.ok(schema(event), JSON.stringify(schema.errors));
  assert.equal(new Set(events.map(({finding_info}) => finding_info.uid)).size, 5);
  assert.equal(verify(dir, lines).status, 0);
});

test('a day is counted whole though it is read in parts, with very many accesses of one moment in it', {timeout: 60_000}, async (t) => {
  const db = await newStore(folder(t));
  let collector = await serve(t, db, ['--log-level', 'error', '--index-every-ms', '20', '--findings-every-s', '3600']);
  // Parts of a thousand end within the moment, and behind it.
  const crowded = [...work(DAYS, 1500, 9, 0), ...work(DAYS, 1100, 10, 0).map((one, i) => ({...one, time: one.time + i}))];
  const device = await deviceOf(collector, db, 'agent.sari', 'care'), list = [...Array.from({length: DAYS}, (_, day) => work(day, 10)).flat(), ...crowded];
  const chain = chainOf(device, 'agent.sari', list);
  for (let at = 0; at <= list.length; at += 500) assert.equal((await post(collector, device, chain.batch(at, Math.min(at + 500, list.length + 1)))).status, 200);
  const indexed = () => Number(new Database(db).all("SELECT count(*) AS n FROM event_index WHERE kind = 'reveal'")[0].n);
  for (let i = 0; i < 200 && indexed() < list.length; i++) await new Promise((next) => setTimeout(next, 100));
  await collector.end();
  collector = await serve(t, db, finding);
  const found = await foundBy(await signIn(collector, addAccount(db, 'dewi')), 2), by = Object.fromEntries(found.map(({numbers}) => [numbers.measure, numbers.value]));
  assert.deepEqual([by.volume, by.customers], [2600, 2600]);
});

test('no relation, quick succession, one purpose and two devices are counted out of the store as a person counts them', {timeout: 90_000}, async (t) => {
  const dir = folder(t), db = await newStore(dir), SECOND = 1000, last = begin + DAYS * DAY + 9 * HOUR;
  let collector = await serve(t, db, ['--log-level', 'error', '--index-every-ms', '20', '--findings-every-s', '3600']);
  const at = (seconds, ticket, more = {}) => ({time: last + seconds * SECOND, ticket, class: 'contact.phone', purpose: ['call_back', 'refund', 'delivery'][seconds % 3], kind: 'reveal', ...more});
  const later = (list) => list.map((one) => ({...one, time: one.time + HOUR, kind: 'contact'}));  // followed up
  // Ten accesses without a part in the ticket, twice on the same one: nine customers.
  const foreign = Array.from({length: 10}, (_, i) => at(i * 301, `F-${Math.min(i, 8)}`, {relationship: 'none'}));
  // Eight in a row, a pause of 91 s, sixteen in a row with the longest pause that still counts: sixteen.
  const row = [...Array.from({length: 8}, (_, i) => at(i * 45, `R-${i}`)), ...Array.from({length: 16}, (_, i) => at(7 * 45 + 91 + i * 90, `R-${8 + i}`))];
  // 24 of 25 for one purpose: 96 percent.
  const alike = Array.from({length: 25}, (_, i) => at(i * 302, `P-${i}`, {purpose: i === 7 ? 'call_back' : 'refund'}));
  // One device after the other: four changes within less than 300 s, one after exactly 300 s, which a person can walk.
  const hops = [0, 60, 120, 180, 240, 540].map((seconds, i) => ({device: i % 2, ...at(seconds, `D-${i}`)}));
  const days = {'agent.sari': [foreign], 'agent.tono': [[...row, ...later(row)]], 'agent.wati': [[...alike, ...later(alike)]], 'agent.rini': [0, 1].map((device) => hops.filter((one) => one.device === device)), ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`agent.calm${n}`, [work(DAYS, 6)]]))};
  for (const [agent, [first, second]] of Object.entries(days)) {
    const before = Array.from({length: DAYS}, (_, day) => work(day, 6)).flat();
    for (const list of [[...before, ...first], ...(second ? [second] : [])]) {
      const device = await deviceOf(collector, db, agent, 'care'), chain = chainOf(device, agent, list);
      assert.equal((await post(collector, device, chain.batch())).status, 200);
    }
  }
  await collector.end();
  collector = await serve(t, db, finding);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await foundBy(dewi, 4);
  await new Promise((next) => setTimeout(next, 1500));  // and no more come
  const {json: {findings: found}} = await dewi.get('/v1/desk/findings');
  const told = found.map(({agent, numbers: {measure, value, own, peers}}) => [agent, measure, value, own.median, own.limit, own.days, peers.median, peers.limit, peers.days]).sort();
  // Usual days of all nine: nothing unrelated, one in a row, too few for a share, one device. Limits: median + deviations × the least that counts as a distance.
  assert.deepEqual(told, [
    ['agent.rini', 'two_devices', 4, 0, 3, 12, 0, 3, 108],      // 3.0 × 1
    ['agent.sari', 'no_relation', 9, 0, 4, 12, 0, 5, 108],      // 4.8 × 1, 5.0 × 1
    ['agent.tono', 'serial', 16, 1, 7, 12, 1, 7, 108],          // 1 + 6.0 × 1
    ['agent.wati', 'same_purpose', 96, 0, 24, 12, 0, 18, 108],  // 6.0 × 4, 4.5 × 4
  ]);
});

test('limits come from a file, and what is wrong in it is named', ofTheFile, async (t) => {
  const dir = folder(t), db = await newStore(dir), file = join(dir, 'findings.json'), config = join(dir, 'collector.json');
  writeFileSync(config, JSON.stringify({db, findings: file}));
  for (const [text, at] of [['{"measures": {"volume": {"least": 500}}} // quiet', ''], ['{"history_days": 3}', '/history_days'], ['{"measures": {"speed": {}}}', '/measures/speed'], ['{"measures": {"volume": {"most": 1}}}', '/measures/volume/most'], ['{"note": 1}', '/note'], ['[', '']]) {
    writeFileSync(file, text);
    const done = run(['check-config', config]);
    assert.equal(done.status, text.startsWith('{"measures": {"volume": {"least"') ? 0 : 1, text);
    assert.ok(done.stderr.includes(at), done.stderr);
  }
});
