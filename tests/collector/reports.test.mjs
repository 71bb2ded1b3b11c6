// What is told outside: complete against the log's own lines, counted a second time; to print in two languages; and what an auditor takes away.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import {Database} from './database.mjs';
import {addAccount, chainOf, deviceOf, indexed, signIn} from './office.mjs';
import {customerOf} from './people-kit.mjs';
import {ask, exportLog, folder, logKeyOf, newStore, post, run, serve, tiraiBin} from './support.mjs';

const DAY = 86_400_000, HOUR = 3_600_000, monday = Date.UTC(2025, 9, 5, 17);

async function office(t) {
  const dir = folder(t), db = await newStore(dir), collector = await serve(t, db, ['--index-every-ms', '20', '--log-level', 'error']);
  const sari = await deviceOf(collector, db, 'agent.sari', 'care'), rudi = await deviceOf(collector, db, 'agent.rudi', 'billing <&>');
  const [siti, other] = await customerOf(collector, sari, 'siti@example.com', 2), [budi] = await customerOf(collector, sari, '+6281234567890');
  const chains = [[sari, 'agent.sari', [
    {time: monday + 8 * HOUR, class: 'identity.nik', ticket: '12', subject: siti}, {time: monday + 9 * HOUR, class: 'contact.phone', purpose: 'call_back', ticket: '12', subject: budi},
    {time: monday + DAY, class: 'identity.nik', ticket: '13', kind: 'refusal', subject: other}, {time: monday + 20 * DAY, class: 'payment.card', ticket: '14', subject: siti}]],
  [rudi, 'agent.rudi', [{time: monday + 10 * HOUR, class: 'payment.card', purpose: 'refund', ticket: '12', subject: other}, {time: monday + 11 * HOUR, class: 'payment.card', ticket: '15'}]]];
  for (const [device, agent, reveals] of chains) assert.equal((await post(collector, device, chainOf(device, agent, reveals).batch())).status, 200);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  return {dir, db, collector, dewi, sari, rudi, siti, other, budi};
}
/** The log's lines, read by themselves. */
const lines = (db) => new Database(db).all('SELECT line FROM events').map(({line}) => JSON.parse(line)).filter(({tirai}) => ['reveal', 'refusal'].includes(tirai.kind));
const period = `from=${monday}&to=${monday + 7 * DAY}`;

test('a subject report names every event of the customer, under whichever pseudonym it was made', async (t) => {
  const {db, dewi, siti, other, budi} = await office(t);
  const expected = lines(db).filter(({time, tirai}) => [siti, other].includes(tirai.subject) && time >= monday && time < monday + 7 * DAY).sort((a, b) => a.time - b.time);
  assert.equal(expected.length, 3);
  for (const asked of [siti, other]) {
    const {json} = await dewi.get(`/v1/desk/report/subject.json?subject=${asked}&${period}`);
    assert.deepEqual(json.events.map(({time, kind, class: type, purpose, agent, ticket, chain_uid, sequence}) => [time, kind, type, purpose, agent, ticket, chain_uid, sequence]),
      expected.map(({time, actor, web_resources, tirai}) => [time, tirai.kind, web_resources[0].type, tirai.purpose.id, actor.user.uid, tirai.ticket, tirai.chain_uid, tirai.sequence]));
    assert.deepEqual([json.pseudonyms.sort(), json.restricted, json.log.complete], [[siti, other].sort(), false, true]);
    assert.deepEqual(json.agents.map(({agent, events}) => [agent, events]), [['agent.sari', 2], ['agent.rudi', 1]]);
  }
  assert.deepEqual((await dewi.get(`/v1/desk/report/subject.json?subject=${budi}`)).json.events.length, 1);
  assert.deepEqual((await dewi.get(`/v1/desk/report/subject.json?subject=${siti}`)).json.events.length, 4, 'without a period, all of them');
  assert.equal((await dewi.get('/v1/desk/report/subject.json')).json.error.at, 'query:/subject');
});

test('search and exports by customer or device find what the log holds of them, and the look says what was asked', async (t) => {
  const {db, dewi, siti, other, rudi} = await office(t);
  const placeOf = ({chain_uid, sequence}) => `${chain_uid} ${sequence}`, all = (keep) => new Database(db).all('SELECT line FROM events').map(({line}) => JSON.parse(line)).filter(keep);
  for (const [asked, keep] of [
    [{subject: siti}, ({tirai}) => [siti, other].includes(tirai.subject)], [{subject: other, kind: 'reveal'}, ({tirai}) => [siti, other].includes(tirai.subject) && tirai.kind === 'reveal'],
    [{device: rudi.device_id}, ({device}) => device?.uid === rudi.device_id], [{subject: siti, device: rudi.device_id}, ({tirai, device}) => tirai.subject === other && device?.uid === rudi.device_id],
    [{subject: 'nobody'}, () => false], [{device: 'none'}, () => false]]) {
    const query = new URLSearchParams(asked), expected = all(keep).map(({tirai}) => placeOf(tirai)).sort();
    assert.deepEqual((await dewi.get(`/v1/desk/events?${query}`)).json.events.map(placeOf).sort(), expected, String(query));
    const [head, ...rows] = (await dewi.get(`/v1/desk/export.csv?${query}`)).text.split('\r\n').slice(0, -1), columns = head.split(',');
    assert.deepEqual(rows.map((row) => row.split(',')).map((row) => `${row[columns.indexOf('chain_uid')]} ${row[columns.indexOf('sequence')]}`).sort(), expected, String(query));
    assert.deepEqual((await dewi.get(`/v1/desk/export.ndjson?${query}`)).text.split('\n').filter(Boolean).map((line) => placeOf(JSON.parse(line))).sort(), expected, String(query));
    assert.deepEqual((await dewi.get(`/v1/desk/export.ocsf.ndjson?${query}`)).text.split('\n').filter(Boolean).map((line) => placeOf(JSON.parse(line).unmapped.tirai)).sort(), expected, String(query));
    const looks = all(({tirai}) => tirai.kind === 'look').slice(-4);
    assert.deepEqual(looks.map(({web_resources, tirai}) => [web_resources[0].type, tirai.filter]), [['dashboard.search', asked], ...Array(3).fill(['dashboard.export', asked])]);
  }
});

test('what search, an export or the counts cannot tell apart is refused at its key, and is no look', async (t) => {
  const {db, dewi, siti} = await office(t);
  const looks = () => new Database(db).all('SELECT line FROM events').filter(({line}) => JSON.parse(line).tirai.kind === 'look').length, before = looks();
  for (const [path, key] of [...['events', 'export.csv', 'export.ndjson', 'export.ocsf.ndjson'].flatMap((path) => [[path, 'received'], [path, 'step'], [path, 'by'], [path, 'lang']]),
    ['export.csv', 'limit'], ['counts', 'agent'], ['counts', 'ticket'], ['counts', 'subject'], ['counts', 'device']]) {
    const value = {received: 1, step: 'hour', by: 'kind', lang: 'en', limit: 5, subject: siti}[key] ?? 'x';
    const {status, json} = await dewi.get(`/v1/desk/${path}?${key}=${value}`);
    assert.deepEqual([status, json?.error.at], [400, `query:/${key}`], path);
  }
  assert.equal(looks(), before);
});

test('asked for right after the events came, a report and a search are complete, however slow the index is', async (t) => {
  const dir = folder(t), db = await newStore(dir), collector = await serve(t, db, ['--index-every-ms', '3600000', '--log-level', 'error']);
  const sari = await deviceOf(collector, db, 'agent.sari', 'care'), [siti] = await customerOf(collector, sari, 'siti@example.com');
  const dewi = await signIn(collector, addAccount(db, 'dewi')), counted = () => lines(db).filter(({tirai}) => tirai.subject === siti).length;
  for (const more of [1, 700, 30]) {
    assert.equal((await post(collector, sari, chainOf(sari, 'agent.sari', Array.from({length: more}, (_, i) => ({time: monday + i, ticket: 'T-9', subject: siti}))).batch())).status, 200);
    const {json: report} = await dewi.get(`/v1/desk/report/subject.json?subject=${siti}`);
    assert.deepEqual([report.events.length, report.log.complete, report.log.behind], [counted(), true, 0]);
    assert.equal((await post(collector, sari, chainOf(sari, 'agent.sari', [{time: monday + 5000, ticket: `T-${more}`, subject: siti}]).batch())).status, 200);
    const {json: found} = await dewi.get(`/v1/desk/events?ticket=T-${more}`);
    assert.deepEqual([found.events.length, found.behind], [1, 0]);
    assert.equal((await post(collector, sari, chainOf(sari, 'agent.sari', [{time: monday + 6000, ticket: 'T-8', subject: siti}]).batch())).status, 200);
    assert.equal((await dewi.get('/v1/desk/report/breach.json?agent=agent.sari')).json.events, counted());
    assert.equal((await dewi.get(`/v1/desk/report/breach.json?device=${sari.device_id}`)).json.events, counted());
    assert.equal(JSON.parse(run(['report', 'subject', '--db', db, '--subject', siti, '--format', 'json']).stdout).events.length, counted());
  }
});

test('the clock of three times 24 hours runs from when the question came', async (t) => {
  const {dewi, siti} = await office(t);
  const received = Date.now() - 71 * HOUR;
  const {json: {clock}} = await dewi.get(`/v1/desk/report/subject.json?subject=${siti}&received=${received}`);
  assert.deepEqual([clock.received, clock.deadline], [received, received + 72 * HOUR]);
  assert.ok(clock.left_ms <= HOUR && clock.left_ms > HOUR - 60_000, String(clock.left_ms));
  assert.equal((await dewi.get(`/v1/desk/report/subject.json?subject=${siti}`)).json.clock, null, 'nobody said when it came');
  assert.match((await dewi.get(`/v1/desk/report/subject.html?subject=${siti}&lang=en`)).text, /runs from when the question was received; when that was is not said/);
  assert.match((await dewi.get(`/v1/desk/report/subject.html?subject=${siti}&lang=en&received=${received}`)).text, /received .* WIB, due .* WIB\. Left: 0 h 59 min/);
  const late = await dewi.get(`/v1/desk/report/subject.html?lang=id&subject=${siti}&received=${received - 2 * HOUR}`);
  assert.match(late.text, /Tenggat 3×24 jam[^<]*Terlewat 1 jam 0 menit/);
});

test('the page is one to print, in the language asked for, and nothing of the log is markup in it', async (t) => {
  const {dewi, other, siti} = await office(t);
  for (const [lang, heading, word] of [['id', 'Siapa yang melihat data saya, kapan, dan untuk apa', 'dibuka'], ['en', 'Who saw my data, when, and why', 'shown']]) {
    const page = await dewi.get(`/v1/desk/report/subject.html?lang=${lang}&subject=${other}&${period}`);
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.ok(page.text.includes(`<html lang="${lang}">`) && page.text.includes(heading) && page.text.includes(`<td>${word}</td>`));
    assert.ok(page.text.includes('billing &lt;&amp;&gt;') && !page.text.includes('billing <&>') && !/<script|https?:\/\/[^<]*\.(js|css)/.test(page.text));
    assert.ok(page.text.includes(siti) && page.text.includes('@page{size:A4'));
  }
});

test('a breach pack says whose data an agent or a device saw, and which', async (t) => {
  const {db, dewi, siti, other, budi, rudi} = await office(t);
  const second = (keep) => {
    const found = {};
    for (const event of lines(db).filter((one) => one.tirai.kind === 'reveal' && keep(one))) {
      const classes = found[event.tirai.subject === other ? siti : event.tirai.subject ?? ''] ??= {};
      classes[event.web_resources[0].type] = (classes[event.web_resources[0].type] ?? 0) + 1;
    }
    return found;
  };
  const shape = ({subjects}) => Object.fromEntries(subjects.map(({subject, classes}) => [subject, Object.fromEntries(classes.map((one) => [one.class, one.events]))]));
  const sari = (await dewi.get(`/v1/desk/report/breach.json?agent=agent.sari&${period}`)).json;
  assert.deepEqual(shape(sari), second(({actor, time}) => actor.user.uid === 'agent.sari' && time < monday + 7 * DAY));
  assert.deepEqual(Object.keys(shape(sari)).sort(), [siti, budi].sort(), 'what was refused was not seen');
  const device = (await dewi.get(`/v1/desk/report/breach.json?device=${rudi.device_id}`)).json;
  assert.deepEqual(shape(device), second((one) => one.device.uid === rudi.device_id));
  assert.deepEqual([device.events, shape(device)[siti]], [2, {'payment.card': 1}]);
  assert.equal((await dewi.get('/v1/desk/report/breach.json')).json.error.at, 'query:/agent');
  assert.match((await dewi.get(`/v1/desk/report/breach.html?lang=en&device=${rudi.device_id}`)).text, /\(no pseudonym\)/);
});

test('a breach pack counts a customer once, under whichever pseudonyms an agent saw them', async (t) => {
  const {collector, dewi, rudi, siti, other, budi} = await office(t);
  const seen = [{time: monday, class: 'payment.card', ticket: '12', subject: siti}, {time: monday + HOUR, class: 'identity.nik', ticket: '16', subject: other}, {time: monday + 2 * HOUR, class: 'contact.phone', ticket: '16', subject: budi}];
  assert.equal((await post(collector, rudi, chainOf(rudi, 'agent.rudi', seen).batch())).status, 200);
  // Of the office's list Rudi saw her card once under the other pseudonym, and one of nobody's.
  const {subjects} = (await dewi.get('/v1/desk/report/breach.json?agent=agent.rudi')).json;
  assert.deepEqual(subjects.map(({subject}) => subject).sort(), ['', siti, budi].sort());
  assert.deepEqual(subjects.find(({subject}) => subject === siti), {subject: siti, classes: [{class: 'identity.nik', events: 1}, {class: 'payment.card', events: 2}], tickets: ['12', '16'], events: 3, first: monday, last: monday + 10 * HOUR});
});

test('reports are for the officer and the auditor, each is an event, and the command line makes the same', async (t) => {
  const {db, collector, dewi, siti} = await office(t);
  for (const [name, role, teams, status] of [['ayu', 'auditor', [], 200], ['mega', 'manager', [], 403], ['budi', 'supervisor', ['care'], 403]]) {
    const who = await signIn(collector, addAccount(db, name, role, teams));
    for (const path of [`report/subject.json?subject=${siti}`, 'report/breach.html?agent=agent.sari', 'bundle.ndjson']) assert.equal((await who.get(`/v1/desk/${path}`)).status, status, `${role} ${path}`);
  }
  const web = (await dewi.get(`/v1/desk/report/subject.json?subject=${siti}&${period}`)).json;
  const told = exportLog(db).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.web_resources?.[0].type === 'dashboard.subject_report' && line.actor.user.uid === 'dewi');
  assert.deepEqual(told.map(({tirai}) => tirai.filter), [{from: monday, to: monday + 7 * DAY, subject: siti}]);
  const done = run(['report', 'subject', '--db', db, '--subject', siti, '--from', String(monday), '--to', String(monday + 7 * DAY), '--format', 'json']);
  assert.equal(done.status, 0, done.stderr);
  assert.deepEqual(JSON.parse(done.stdout).events, web.events);
  const looked = () => exportLog(db).split('\n').filter((line) => /"type":"dashboard\.(subject_report|breach_pack)"/.test(line)).map((line) => JSON.parse(line)).map(({actor, web_resources, tirai}) => [actor.user.uid, web_resources[0].type, tirai.role, tirai.filter]).at(-1);
  assert.deepEqual(looked(), ['tirai-collector', 'dashboard.subject_report', 'dpo', {subject: siti, from: monday, to: monday + 7 * DAY, lang: 'id'}], 'a look on the command line is an event, too');
  assert.equal(run(['report', 'breach', '--db', db, '--agent', 'agent.sari', '--received', '1760000000000', '--by', 'dewi']).status, 0);
  assert.deepEqual(looked(), ['dewi', 'dashboard.breach_pack', 'dpo', {agent: 'agent.sari', received: 1760000000000, lang: 'id'}]);
  assert.match(run(['report', 'breach', '--db', db, '--agent', 'agent.sari', '--lang', 'en']).stdout, /^<!doctype html>\n<html lang="en">/);
  assert.equal(run(['report', 'breach', '--db', db]).status, 1);
  assert.equal(run(['report', 'subject', '--db', db, '--subject', siti, '--lang', 'fr']).status, 2);
});

// The classes as OCSF 1.8 publishes them, by a validator that is not ours.
const ocsf = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/ocsf.schema.json', import.meta.url))));
test('as OCSF every event is of its class as published; what is ours stands under unmapped', async (t) => {
  const {dewi, collector, db, sari} = await office(t);
  const ayu = addAccount(db, 'ayu', 'auditor');
  for (const name of ['ayu', 'nobody']) assert.equal((await ask(collector, '/v1/login', {method: 'POST', body: JSON.stringify({name, password: 'wrong', code: '000000'}), headers: {'Content-Type': 'application/json'}})).status, 401);
  await indexed(await signIn(collector, ayu));
  assert.equal((await ask(collector, '/v1/training', {token: sari.token, body: JSON.stringify({agent: 'agent.sari', module: 'privacy', acknowledged_ms: Date.now() - DAY})})).status, 201);
  await indexed(dewi);
  const events = (await dewi.get('/v1/desk/export.ocsf.ndjson')).text.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual([...new Set(events.map(({class_uid}) => class_uid))].sort(), [3002, 3004, 6001, 6002]);
  for (const event of events) {
    assert.ok(ocsf(event), `${JSON.stringify(ocsf.errors)} ${JSON.stringify(event)}`);
    assert.equal(event.type_uid, event.class_uid * 100 + event.activity_id);
    assert.equal(event.unmapped.tirai.fingerprint.length, 64);
  }
  assert.ok(events.some(({user}) => user?.name === 'unknown' && user.uid === undefined), 'of a name that no account has');
  const reveal = events.find(({unmapped}) => unmapped.tirai.kind === 'reveal');
  for (const broken of [{...reveal, tirai: {}}, {...reveal, web_resources: [{type: 'identity.nik'}]}, {...reveal, type_uid: 600203}, {...reveal, metadata: {...reveal.metadata, profiles: ['host']}}, {...reveal, severity_id: undefined}]) {
    assert.equal(ocsf(JSON.parse(JSON.stringify(broken))), false, 'the validator refuses what is none');
  }
  assert.equal((await dewi.get('/v1/desk/export.ocsf.ndjson?agent=agent.rudi&kind=reveal')).text.trim().split('\n').length, 2);
});

test('an auditor takes one file away, and tirai audit finds one bit that was changed in it', async (t) => {
  const {db, dir, dewi} = await office(t);
  const text = (await dewi.get('/v1/desk/bundle.ndjson')).text, file = join(dir, 'audit.ndjson');
  const audit = () => { const done = spawnSync(tiraiBin, ['audit', file, '--format', 'json', '--log-vkey', `${logKeyOf(db)}.vkey`], {encoding: 'utf8'}); return {status: done.status, ...JSON.parse(done.stdout || '{}'), stderr: done.stderr}; };
  writeFileSync(file, text);
  const whole = audit();
  const broken = whole.findings.filter(({check}) => !['policies', 'replay'].includes(check));  // these made-up events name a policy that never was
  assert.deepEqual(broken, [], JSON.stringify(whole));
  assert.match(text.trimEnd().split('\n').at(-1), /^\{"checkpoint":/);
  const at = text.indexOf('"identity.nik"') + 3;
  writeFileSync(file, text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1));
  assert.ok(audit().findings.some(({check}) => check === 'chain' || check === 'log'), 'one bit');
});

test('a log of more than a part is taken away part by part, whatever is sent and served meanwhile, and tirai audit finds nothing', {timeout: 120_000}, async (t) => {
  const dir = folder(t), db = await newStore(dir), bundle = join(dir, 'bundle.json'), file = join(dir, 'audit.ndjson');
  const serves = (version) => {
    writeFileSync(`${bundle}.new`, JSON.stringify({policy: JSON.stringify({version})}));
    renameSync(`${bundle}.new`, bundle);
  };
  serves(1);
  const collector = await serve(t, db, ['--index-every-ms', '3600000', '--log-level', 'error', '--policy', bundle]), device = await deviceOf(collector, db, 'agent.sari', 'care'), chain = device.chain().addMany(1);  // the session's start
  await ask(collector, '/v1/policy', {token: device.token});
  const sends = async (events) => {
    const begin = chain.lines.length === 1 ? 0 : chain.lines.length;
    chain.addMany(events);
    for (let at = begin; at < chain.lines.length; at += 700) {
      const answer = await post(collector, device, chain.batch(at, Math.min(at + 700, chain.lines.length)));
      assert.equal(answer.status, 200, answer.text);
    }
  };
  await sends(15_000);
  const dewi = await signIn(collector, addAccount(db, 'dewi')), parts = [];
  for (let before = ''; before !== null; before = parts.at(-1).headers.get('tirai-next')) {
    parts.push(await dewi.get(`/v1/desk/bundle.ndjson${before === '' ? '' : `?before=${before}`}`));
    assert.equal(parts.at(-1).status, 200, parts.at(-1).text.slice(0, 200));
    if (parts.length > 1) continue;
    serves(2);
    await ask(collector, '/v1/policy', {token: device.token});
    await sends(800);
  }
  assert.deepEqual(parts.map(({text}) => text.startsWith('{"export":')), [true, false]);
  assert.ok(parts.every(({text}) => text.length < 20 << 20));
  const text = parts.map((part) => part.text).join(''), lines = text.trimEnd().split('\n');
  assert.equal(lines.filter((line) => line.startsWith('{"policy":')).length, 2, 'each policy once, the one served meanwhile, too');
  assert.equal(lines.filter((line) => line.includes('"kind":"reveal"')).length, 15_800);
  writeFileSync(file, text);
  const done = spawnSync(tiraiBin, ['audit', file, '--format', 'json', '--log-vkey', `${logKeyOf(db)}.vkey`], {encoding: 'utf8', maxBuffer: 1 << 28});
  assert.deepEqual(JSON.parse(done.stdout).findings.filter(({check}) => !['policies', 'replay'].includes(check)), [], 'these made-up events name a policy that never was');
});
