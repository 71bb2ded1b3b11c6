// Agents who work in the helpdesk and are not heard of here: the list is brought along by the dashboard and by the command line, and held against what came.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {addAccount, chainOf, deviceOf, indexed, signIn} from './office.mjs';
import {ask, exportLog, folder, logKeyOf, newStore, post, run, serve, verify} from './support.mjs';

const HOUR = 3_600_000, DAY = 24 * HOUR, monday = Date.UTC(2025, 9, 5, 17);  // 00:00 of 6 October 2025 in Jakarta
const jakarta = (time) => new Date(time + 7 * HOUR).toISOString().slice(0, 10);
const week = `from=${monday}&to=${monday + 7 * DAY}`;

async function office(t) {
  const dir = folder(t), db = await newStore(dir), collector = await serve(t, db, ['--index-every-ms', '20', '--log-level', 'error']);
  for (const [agent, team, days] of [['agent.sari', 'care', [0, 3]], ['agent.rudi', 'billing', [1]], ['agent.tono', 'care', []], ['agent.wati', 'care', [2]]]) {
    const device = await deviceOf(collector, db, agent, team);
    if (days.length > 0) assert.equal((await post(collector, device, chainOf(device, agent, days.map((day) => ({time: monday + day * DAY + 9 * HOUR}))).batch())).status, 200);
  }
  run(['enrol', '--db', db, '--agent', 'agent.dua', '--role', 'agent', '--team', 'care', '--helpdesk-name', 'Dua Lestari']);
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  const bring = (who, helpdesk, list) => who.post('/v1/desk/change/helpdesk-agents', JSON.stringify({helpdesk, list}), {'Content-Type': 'application/json'});
  return {dir, db, collector, dewi, bring, covered: async (who = dewi) => (await who.get(`/v1/desk/coverage?${week}`)).json};
}
const states = ({agents}) => Object.fromEntries(agents.map(({agent, name, state}) => [agent || name, state]));

test('active there and silent here for more than a day, not enrolled, covered, idle: each by hand', async (t) => {
  const {db, dewi, bring, covered} = await office(t);
  assert.deepEqual(states(await covered()), {'agent.sari': 'unlisted', 'agent.rudi': 'unlisted', 'agent.wati': 'unlisted', 'agent.tono': 'idle', 'agent.dua': 'idle'}, 'without a list');
  // sari was heard of on day 3 at 09:00 and is listed the next day at 09:00: a day, still covered. rudi, of day 1, is listed a millisecond later than a day after. wati is not listed.
  const rows = [['agent.sari', new Date(monday + 4 * DAY + 9 * HOUR).toISOString()], ['agent.rudi', String(monday + 2 * DAY + 9 * HOUR + 1)], ['Dua Lestari', jakarta(monday + DAY)], ['=Orang, "Luar"', `${jakarta(monday + DAY)} 08:00`], ['agent.tono', jakarta(monday + 8 * DAY)]];
  const csv = `\ufeffagent,last_active\r\n${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
  assert.deepEqual((await bring(dewi, 'rt', csv)).json, {imported: 5});
  const found = await covered();
  assert.deepEqual(states(found), {'agent.rudi': 'silent', 'agent.dua': 'silent', '=Orang, "Luar"': 'not_enrolled', 'agent.sari': 'covered', 'agent.wati': 'unlisted', 'agent.tono': 'idle'});
  assert.deepEqual(found.counts, {silent: 2, not_enrolled: 1, covered: 1, unlisted: 1, idle: 1});
  assert.deepEqual(found.agents.slice(0, 3).map(({state}) => state), ['silent', 'silent', 'not_enrolled'], 'what is asked about first');
  const dua = found.agents.find(({agent}) => agent === 'agent.dua');
  assert.deepEqual([dua.name, dua.there, dua.here], ['Dua Lestari', monday + 2 * DAY - 1, 0], 'a day alone counts to its end');
  assert.deepEqual(found.lists.map(({helpdesk, agents, imported_by}) => [helpdesk, agents, imported_by]), [['rt', 5, 'dewi']]);
  // A newer list: who is in it goes on from the later of the two; who is not stays.
  assert.deepEqual((await bring(dewi, 'rt', JSON.stringify([{agent: 'agent.rudi', last_active: monday + DAY}, {agent: 'agent.wati', last_active: monday + 2 * DAY + 8 * HOUR}]))).json, {imported: 2});
  assert.deepEqual(states(await covered()), {...states(found), 'agent.wati': 'covered'});
  const events = exportLog(db).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.tirai?.kind === 'helpdesk_agents');
  assert.deepEqual(events.map(({actor, entity, tirai}) => [actor.user.uid, entity.type, entity.uid, tirai.agents]), [['dewi', 'helpdesk', 'rt', 5], ['dewi', 'helpdesk', 'rt', 2]]);
  assert.equal(verify(folder(t), exportLog(db)).status, 0);
});

test('a browser that only asks for its policy is heard of, too', async (t) => {
  const {db, collector, dewi} = await office(t), now = `from=${Date.now() - DAY}&to=${Date.now() + DAY}`;
  const device = await deviceOf(collector, db, 'agent.tono', 'care'), before = Date.now();
  assert.equal((await ask(collector, '/v1/policy', {token: device.token})).status, 404);
  let tono;
  for (let i = 0; i < 40 && !(tono?.here >= before); i++) {
    tono = (await dewi.get(`/v1/desk/coverage?${now}`)).json.agents.find(({agent}) => agent === 'agent.tono');
    await new Promise((next) => setTimeout(next, 50));
  }
  assert.ok(tono.state === 'unlisted' && tono.here >= before && tono.here <= Date.now(), JSON.stringify(tono));
});

test('a supervisor sees their team; an auditor brings nothing along; a wrong list changes nothing and says which row', async (t) => {
  const {db, collector, dewi, bring, covered} = await office(t);
  const budi = await signIn(collector, addAccount(db, 'budi', 'supervisor', ['billing'])), ayu = await signIn(collector, addAccount(db, 'ayu', 'auditor')), mega = await signIn(collector, addAccount(db, 'mega', 'manager'));
  for (const who of [budi, ayu, mega]) assert.equal((await bring(who, 'rt', 'agent,last_active\nx,2025-10-06')).status, 403);
  assert.equal((await mega.get(`/v1/desk/coverage?${week}`)).status, 403);
  await bring(dewi, 'rt', `agent,last_active\nagent.rudi,${jakarta(monday + 5 * DAY)}\nOrang Luar,${jakarta(monday)}`);
  assert.deepEqual([states(await covered(budi)), (await covered(budi)).lists], [{'agent.rudi': 'silent'}, []]);
  const before = await covered();
  for (const [helpdesk, list, word] of [['rt', 'agent,last_active\nagent.rudi,2025-10-11\nagent.sari,yesterday', 'row 2:/last_active'], ['rt', 'agent,last_active\nagent.sari,2025-02-30', 'row 1:/last_active'], ['rt', 'agent,last_active\nagent.sari,2025-10-06T25:00Z', 'row 1:/last_active'], ['rt', 'agent,last_active\nagent.sari,2025-10-06T10:00+15:00', 'row 1:/last_active'],
    ['rt', 'agent\nagent.sari', 'row 1:/last_active'], ['rt', 'agent,last_active', 'body'], ['rt', '{"agent":1}', 'body'], ['rt', '[1]', 'row 1'], ['', 'agent,last_active\na,1', 'body:/helpdesk'], ['r t', 'agent,last_active\na,1', 'body:/helpdesk'], ['rt', 'agent,last_active\n,1', 'row 1:/agent']]) {
    const {status, json} = await bring(dewi, helpdesk, list);
    assert.deepEqual([status, json.error.at], [400, word], list);
  }
  assert.deepEqual(await covered(), before);
});

test('the command line brings a list along and prints who is silent', async (t) => {
  const {dir, db} = await office(t), file = join(dir, 'agents.csv'), key = ['--log-key', `${logKeyOf(db)}.key`];
  writeFileSync(file, `agent,last_active\nagent.rudi,${monday + 5 * DAY}\nagent.sari,${monday + 3 * DAY}\n`);
  const done = run(['coverage', 'import', '--db', db, '--helpdesk', 'rt', '--by', 'dewi', ...key, file]);
  assert.deepEqual([done.status, done.stdout], [0, '2\n'], done.stderr);
  const list = run(['coverage', 'list', '--db', db, '--from', String(monday), '--to', String(monday + 7 * DAY)]);
  assert.deepEqual(list.stdout.split('\n').slice(0, 2), [`agent.rudi\tagent.rudi\tbilling\tsilent\t${monday + 5 * DAY}\t${monday + DAY + 9 * HOUR}`, `agent.sari\tagent.sari\tcare\tcovered\t${monday + 3 * DAY}\t${monday + 3 * DAY + 9 * HOUR}`]);
  assert.equal(JSON.parse(run(['coverage', 'list', '--db', db, '--format', 'json']).stdout).counts.silent, 1);
  writeFileSync(file, 'agent,last_active\nagent.rudi,soon\n');
  const wrong = run(['coverage', 'import', '--db', db, '--helpdesk', 'rt', ...key, file]);
  assert.deepEqual([wrong.status, wrong.stdout, wrong.stderr], [1, '', `tirai-collector: ${file} row 1:/last_active: expected a time, such as 2026-11-20, 2026-11-20T09:30:00+07:00 or milliseconds since 1970\n`]);
  assert.equal(run(['coverage', 'import', '--db', db, '--helpdesk', 'rt', ...key, join(dir, 'nowhere.csv')]).status, 1);
  assert.equal(run(['coverage', 'import', '--db', db, '--helpdesk', 'rt', '--by', 'Ibu Dewi', ...key, file]).status, 2);
  assert.equal(run(['coverage', 'list']).status, 2);
});
