// What the dashboard is told: against a second count of the same events, for each role, and never without an event of its own.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Database} from './database.mjs';
import {open} from '../vectors/ledger/hpke.mjs';
import {addAccount, chainOf, deviceOf, indexed, officerKeys, signIn} from './office.mjs';
import {ask, exportLog, fixture, folder, logKeyOf, newStore, post, serve, tiraiBin, verify} from './support.mjs';

const DAY = 86_400_000, HOUR = 3_600_000;
const monday = Date.UTC(2025, 9, 5, 17);  // 2025-10-06 00:00 in Jakarta
const quick = ['--index-every-ms', '20'];

/** Two teams: Sari of care, Rudi of billing; what each did is the list here. */
const sari = [
  {time: monday + 8 * HOUR, class: 'identity.nik', purpose: 'verify_identity', ticket: '12'}, {time: monday + 9 * HOUR, class: 'contact.phone', purpose: 'call_back', ticket: '12'},
  {time: monday + DAY - 1, class: 'identity.nik', purpose: 'verify_identity', ticket: '13'}, {time: monday + DAY, class: 'identity.nik', purpose: 'verify_identity', ticket: '13', kind: 'refusal'},
];
const rudi = [{time: monday + 10 * HOUR, class: 'payment.card', purpose: 'refund', ticket: '12'}, {time: monday + 2 * DAY, class: 'payment.card', purpose: 'refund', ticket: '99'}];

async function office(t) {
  const dir = folder(t), db = await newStore(dir), collector = await serve(t, db, [...quick, '--log-level', 'error']);
  const people = {};
  for (const [name, agent, team, reveals] of [['sari', 'agent.sari', 'care', sari], ['rudi', 'agent.rudi', 'billing', rudi]]) {
    const device = await deviceOf(collector, db, agent, team), chain = chainOf(device, agent, reveals);
    assert.equal((await post(collector, device, chain.batch())).status, 200);
    people[name] = {device, chain};
  }
  return {dir, db, collector, ...people};
}
const period = `from=${monday}&to=${monday + 7 * DAY}`;

test('counts by class, purpose, team and kind are those of the events, day by day in Jakarta', async (t) => {
  const {db, collector} = await office(t);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  const of = async (query) => (await dewi.get(`/v1/desk/counts?${period}&${query}`)).json;
  assert.deepEqual(await of('kind=reveal&by=class'), {step_ms: DAY, total: 5, series: [
    {key: 'contact.phone', points: [[monday, 1]]}, {key: 'identity.nik', points: [[monday, 2]]}, {key: 'payment.card', points: [[monday, 1], [monday + 2 * DAY, 1]]}]});
  assert.deepEqual((await of('kind=reveal&by=team')).series, [{key: 'billing', points: [[monday, 1], [monday + 2 * DAY, 1]]}, {key: 'care', points: [[monday, 3]]}]);
  assert.deepEqual((await of('kind=refusal&by=purpose')).series, [{key: 'verify_identity', points: [[monday + DAY, 1]]}]);
  assert.deepEqual((await of('team=care&by=kind')).series, [{key: 'refusal', points: [[monday + DAY, 1]]}, {key: 'reveal', points: [[monday, 3]]}]);
  const hours = await of('class=identity.nik&by=kind&step=hour');
  assert.deepEqual([hours.step_ms, hours.series], [HOUR, [{key: 'refusal', points: [[monday + DAY, 1]]}, {key: 'reveal', points: [[monday + 8 * HOUR, 1], [monday + 23 * HOUR, 1]]}]]);
});

test('search finds by each name, the newest first, page by page', async (t) => {
  const {db, collector} = await office(t);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  const found = async (query) => (await dewi.get(`/v1/desk/events?${period}&${query}`)).json.events.map(({agent, time}) => [agent, time - monday]);
  assert.deepEqual(await found('ticket=12'), [['agent.rudi', 10 * HOUR], ['agent.sari', 9 * HOUR], ['agent.sari', 8 * HOUR]]);
  assert.deepEqual(await found('agent=agent.rudi'), [['agent.rudi', 2 * DAY], ['agent.rudi', 10 * HOUR]]);
  assert.deepEqual(await found('class=identity.nik&kind=reveal'), [['agent.sari', DAY - 1], ['agent.sari', 8 * HOUR]]);
  assert.deepEqual(await found('purpose=refund&ticket=99'), [['agent.rudi', 2 * DAY]]);
  assert.deepEqual(await found("ticket=12'%20OR%201=1"), []);
  const times = [];
  for (let before = 0, pages = 0; pages === 0 || before > 0; pages++) {
    const {json} = await dewi.get(`/v1/desk/events?${period}&limit=2${before ? `&before=${before}` : ''}`);
    times.push(...json.events.map(({time}) => time));
    before = json.next;
    assert.ok(pages < 5);
  }
  assert.deepEqual(times, [...sari, ...rudi].map(({time}) => time).sort((a, b) => b - a));
});

test('an event comes with its proof, which tirai verify takes', async (t) => {
  const {db, collector, dir, sari: {chain}} = await office(t);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  const {json} = await dewi.get(`/v1/desk/event/${chain.chain_uid}/1`);
  assert.equal(json.line, chain.lines[1]);
  writeFileSync(join(dir, 'event.json'), json.line);
  writeFileSync(join(dir, 'event.tlog-proof'), json.proof);
  const done = spawnSync(tiraiBin, ['verify', '--proof', join(dir, 'event.tlog-proof'), '--log-vkey', `${logKeyOf(db)}.vkey`, join(dir, 'event.json')], {encoding: 'utf8'});
  assert.equal(done.status, 0, done.stdout + done.stderr);
  for (const path of [`${chain.chain_uid}/99`, 'x/1', `${chain.chain_uid}`, `${chain.chain_uid}/-1`]) assert.equal((await dewi.get(`/v1/desk/event/${path}`)).status, 404, path);
});

test('what is sealed is handed to the officer alone, and that it was is an event', async (t) => {
  const {db, collector} = await office(t);
  const device = await deviceOf(collector, db, 'agent.tono', 'care'), said = {reason: 'alamat tidak ketemu'};
  const chain = chainOf(device, 'agent.tono', [{time: monday, ticket: '12', said}, {time: monday}]);
  assert.equal((await post(collector, device, chain.batch())).status, 200);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  const answer = await dewi.get(`/v1/desk/sealed/${chain.chain_uid}/1`);
  assert.equal(open(answer.json.sealed, officerKeys.private_key, `${chain.chain_uid}:1`), JSON.stringify(said));
  assert.equal((await dewi.get(`/v1/desk/sealed/${chain.chain_uid}/2`)).json.sealed, '');
  for (const path of ['x/1', `${chain.chain_uid}/x`, chain.chain_uid]) assert.equal((await dewi.get(`/v1/desk/sealed/${path}`)).status, 404, path);
  for (const [name, role, teams] of [['budi', 'supervisor', ['care']], ['mega', 'manager', []], ['ayu', 'auditor', []]]) {
    const who = await signIn(collector, addAccount(db, name, role, teams));
    assert.equal((await who.get(`/v1/desk/sealed/${chain.chain_uid}/1`)).status, 403, role);
  }
  const looks = exportLog(db).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.web_resources?.[0].type === 'dashboard.sealed');
  assert.deepEqual(looks.map(({actor, tirai}) => [actor.user.uid, tirai.filter]), [['dewi', {chain_uid: chain.chain_uid, sequence: 1}], ['dewi', {chain_uid: chain.chain_uid, sequence: 2}]]);
});

test('a supervisor sees their own teams, a manager counts, an auditor all', async (t) => {
  const {db, collector, sari: {chain}, rudi: {chain: other}} = await office(t);
  const [budi, mega, ayu] = [await signIn(collector, addAccount(db, 'budi', 'supervisor', ['care'])), await signIn(collector, addAccount(db, 'mega', 'manager')), await signIn(collector, addAccount(db, 'ayu', 'auditor'))];
  await indexed(ayu);
  const agents = async (who, query = '') => [...new Set((await who.get(`/v1/desk/events?${period}${query}`)).json.events.map(({agent}) => agent))];
  assert.deepEqual(await agents(budi), ['agent.sari']);
  assert.deepEqual(await agents(budi, '&team=billing'), []);
  assert.deepEqual(await agents(budi, '&agent=agent.rudi'), []);
  assert.deepEqual((await budi.get(`/v1/desk/counts?${period}&by=team`)).json.series.map(({key}) => key), ['care']);
  assert.equal((await budi.get(`/v1/desk/event/${chain.chain_uid}/1`)).status, 200);
  assert.equal((await budi.get(`/v1/desk/event/${other.chain_uid}/1`)).status, 404);
  assert.ok(!(await budi.get('/v1/desk/export.csv')).text.includes('agent.rudi'));
  assert.deepEqual((await mega.get(`/v1/desk/counts?${period}&by=team&kind=reveal`)).json.total, 5);
  for (const path of ['events', 'export.csv', 'export.ndjson', `event/${chain.chain_uid}/1`]) assert.deepEqual([(await mega.get(`/v1/desk/${path}`)).status], [403], path);
  assert.deepEqual((await agents(ayu)).sort(), ['agent.rudi', 'agent.sari']);
});

test('what agents spend: purposes picked, and the median of how long reveals took', async (t) => {
  const dir = folder(t), db = await newStore(dir), collector = await serve(t, db, [...quick, '--log-level', 'error']);
  const device = await deviceOf(collector, db, 'agent.sari', 'care');
  // By hand: of ticket 12 two purposes, and the first once more after a quarter of an hour; of 13 one. All in one hour. Of 900, 400 and 2,000 ms the middle is 900.
  const reveals = [{at: 0, ticket: '12', purpose: 'call_back'}, {at: 1, ticket: '12', purpose: 'call_back', took: 400}, {at: 2, ticket: '12', purpose: 'refund', took: 2000},
    {at: 20, ticket: '12', purpose: 'call_back', took: 900}, {at: 21, ticket: '13', purpose: 'refund'}].map(({at, ...more}) => ({...more, time: monday + at * 60_000, class: 'identity.nik'}));
  assert.equal((await post(collector, device, chainOf(device, 'agent.sari', reveals).batch())).status, 200);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  assert.deepEqual((await dewi.get(`/v1/desk/work?${period}`)).json, {reveals: 5, tickets: 2, prompts: 4, hours: 1, timed: 3, median_ms: 900});
  assert.deepEqual((await dewi.get(`/v1/desk/work?from=${monday + 7 * DAY}`)).json, {reveals: 0, tickets: 0, prompts: 0, hours: 0, timed: 0, median_ms: 0});
});

test('of many who ask at once each is answered for their own role and teams', async (t) => {
  const {db, collector} = await office(t);
  const who = {};
  for (const [name, role, teams] of [['dewi', 'dpo', []], ['sri', 'supervisor', ['care']], ['budi', 'supervisor', ['billing']], ['tono', 'manager', []]]) who[name] = await signIn(collector, addAccount(db, name, role, teams));
  await indexed(who.dewi);
  const total = {dewi: 5, sri: 3, budi: 2, tono: 5};  // reveals of the lists above
  const asked = Array.from({length: 25}, () => Object.keys(who)).flat();
  const got = await Promise.all(asked.map(async (name) => [name, (await who[name].get(`/v1/desk/counts?${period}&kind=reveal&by=class`)).json.total]));
  for (const [name, count] of got) assert.equal(count, total[name], name);
});

test('each look is an event, with what was asked for; none is answered without', async (t) => {
  const {db, collector, dir, sari: {chain}} = await office(t);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await dewi.get(`/v1/desk/events?from=${monday}&ticket=12&limit=3`);
  await dewi.get(`/v1/desk/event/${chain.chain_uid}/1`);
  await dewi.get('/v1/desk/export.ndjson?agent=agent.sari');
  const looks = exportLog(db).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.tirai?.kind === 'look');
  assert.deepEqual(looks.map(({actor, web_resources, tirai}) => [actor.user.uid, web_resources[0].type, tirai.role, tirai.filter]), [
    ['dewi', 'dashboard.search', 'dpo', {from: monday, ticket: '12'}], ['dewi', 'dashboard.event', 'dpo', {chain_uid: chain.chain_uid, sequence: 1}], ['dewi', 'dashboard.export', 'dpo', {agent: 'agent.sari'}]]);
  assert.equal(verify(dir, exportLog(db)).status, 0);
  const broken = new Database(db);
  broken.all('ALTER TABLE batches RENAME TO batches_away');
  assert.equal((await dewi.get('/v1/desk/counts?by=class')).status, 503);
  broken.all('ALTER TABLE batches_away RENAME TO batches');
});

test('what is exported opens as CSV and as NDJSON, and no field is a formula', async (t) => {
  const {db, collector} = await office(t);
  const device = await deviceOf(collector, db, '@rudi', 'care,x');
  await post(collector, device, chainOf(device, '@rudi', [{time: monday + 3 * DAY}]).batch());
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  const csv = await dewi.get(`/v1/desk/export.csv?${period}&kind=reveal`);
  assert.match(csv.headers.get('content-type'), /^text\/csv/);
  const lines = csv.text.split('\r\n');
  assert.equal(lines[0], 'place,time,kind,class,purpose,entity_type,helpdesk,ticket,agent,team,chain_uid,sequence');
  assert.equal(lines.length, 1 + 6 + 1);
  assert.match(lines[1], new RegExp(`^\\d+,${monday + 3 * DAY},reveal,identity\\.nik,verify_identity,id_nik,request-tracker,12,'@rudi,"care,x",`));
  const ndjson = (await dewi.get(`/v1/desk/export.ndjson?${period}&kind=reveal`)).text.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(ndjson.map(({time}) => time - monday), [3 * DAY, 2 * DAY, DAY - 1, 10 * HOUR, 9 * HOUR, 8 * HOUR]);
});

test('an export of more than one answer holds goes on where it says, and leaves nothing out', async (t) => {
  const {db, collector} = await office(t);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  assert.equal((await dewi.get(`/v1/desk/export.ndjson?${period}`)).headers.get('tirai-next'), null, 'all of them');
  // Ten of each millisecond, so that pages end in the middle of one.
  new Database(db).all(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)
    INSERT INTO event_index(place, time, kind, class, purpose, entity_type, helpdesk, ticket, agent, team, chain_uid, sequence) SELECT 10000000 + i, ${monday} + i / 10, 'reveal', 'identity.nik', 'many', 'id_nik', 'request-tracker', '12', 'agent.sari', 'care', 'c', i FROM n`);
  for (const format of ['csv', 'ndjson']) {
    const places = [];
    for (let before = '', page = 0; before !== null; ++page) {
      assert.ok(page < 3, 'two pages');
      const answer = await dewi.get(`/v1/desk/export.${format}?${period}&purpose=many${before && `&before=${before}`}`);
      before = answer.headers.get('tirai-next');
      places.push(...answer.text.trim().split(/\r?\n/).slice(format === 'csv' ? 1 : 0).map((line) => Number(format === 'csv' ? line.split(',')[0] : JSON.parse(line).place)));
    }
    assert.deepEqual([places.length, new Set(places).size], [120_001, 120_001], format);
  }
});

test('questions that are none are refused at their key', async (t) => {
  const {collector, db} = await fixture(t, quick);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  for (const [query, at] of [['from=x', 'from'], ['from=-1', 'from'], ['limit=0', 'limit'], ['limit=201', 'limit'], ['by=agent', 'by'], ['step=week', 'step'], ['what=1', 'what'], ['agent=%zz', ''], ['agent=%00', ''], ['agent=a&agent=b', ''],
    [`agent=${'a'.repeat(257)}`, 'agent'], ['step=hour', 'step'], [`step=hour&from=1&to=${94 * DAY}`, 'step']]) {
    const answer = await dewi.get(`/v1/desk/counts?${query}`);
    assert.deepEqual([answer.status, answer.json.error.at], [400, `query:/${at}`], query);
  }
  for (const path of ['', 'x', 'counts/', 'export.xml']) assert.equal((await dewi.get(`/v1/desk/${path}`)).status, 404, path);
  assert.equal((await ask(collector, '/v1/desk/counts')).status, 401);
  assert.equal((await ask(collector, '/v1/desk/counts', {token: 'x'})).status, 401, 'a token is no session');
});

test('the index is built behind the log, through kills, and counts nothing twice', {timeout: 90_000}, async (t) => {
  const dir = folder(t), db = await newStore(dir);
  let collector = await serve(t, db, [...quick, '--log-level', 'error']);
  const device = await deviceOf(collector, db, 'agent.sari', 'care'), chain = chainOf(device, 'agent.sari', Array.from({length: 3000}, (_, i) => ({time: monday + i * 1000})));
  for (let at = 0; at < chain.lines.length; at += 500) await post(collector, device, chain.batch(at, Math.min(at + 500, chain.lines.length)));
  for (let i = 0; i < 4; i++) {
    await collector.end('SIGKILL');
    collector = await serve(t, db, [...quick, '--log-level', 'error']);
    await new Promise((next) => setTimeout(next, 60));
  }
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  assert.equal((await dewi.get(`/v1/desk/counts?${period}&kind=reveal&by=team`)).json.total, 3000);
  assert.deepEqual(new Database(db).all("SELECT count(*) AS n, count(DISTINCT place) AS places FROM event_index WHERE kind = 'reveal'").map(({n, places}) => [Number(n), Number(places)]), [[3000, 3000]]);
  assert.deepEqual((await dewi.get('/v1/desk/overview')).json.policies.map(({policy, version, events}) => [policy, version, events]), [['support', '1', 3001]]);
});

test('the pages are served under a policy that lets them talk to their collector alone', async (t) => {
  const site = join(folder(t), 'site');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>t</title>');
  const {collector} = await fixture(t, ['--dashboard', site]);
  const page = await ask(collector, '/dashboard/');
  assert.equal(page.status, 200);
  assert.equal(page.headers.get('content-security-policy'), "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  assert.deepEqual(['access-control-allow-origin', 'cross-origin-opener-policy', 'referrer-policy'].map((name) => page.headers.get(name)), [null, 'same-origin', 'no-referrer']);
  const bare = await fetch(`${collector.url}/dashboard`, {redirect: 'manual'});
  assert.deepEqual([bare.status, bare.headers.get('location')], [308, '/dashboard/']);
});
