// What the dashboard changes: an event first, then the change; by whom it may be; and what browsers hear of it.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import {Database} from './database.mjs';
import {addAccount, deviceOf, signIn} from './office.mjs';
import {customerOf} from './people-kit.mjs';
import {ask, exportLog, folder, newStore, serve, verify} from './support.mjs';

const schema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/own-event.schema.json', import.meta.url))));
async function office(t) {
  const dir = folder(t), db = await newStore(dir), collector = await serve(t, db, ['--index-every-ms', '20', '--log-level', 'error']);
  const device = await deviceOf(collector, db, 'agent.sari', 'care'), [siti] = await customerOf(collector, device, 'siti@example.com');
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  const change = (who, what, body) => who.post(`/v1/desk/change/${what}`, typeof body === 'string' ? body : JSON.stringify(body), {'Content-Type': 'application/json'});
  return {dir, db, collector, device, siti, dewi, change};
}
const logged = (db, kind) => exportLog(db).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.tirai?.kind === kind);

test('a supervisor answers their own team’s agents, once, and the agent hears of it', async (t) => {
  const {dir, db, collector, device, siti, dewi, change} = await office(t);
  const asks = async () => (await ask(collector, '/v1/approvals', {token: device.token, body: JSON.stringify({agent: 'agent.sari', ticket_pseudonym: siti, class: 'health.note', purpose: 'complaint', seconds: 60})})).json.id;
  const [first, second] = [await asks(), await asks()];
  const [budi, rina, ayu] = [await signIn(collector, addAccount(db, 'budi', 'supervisor', ['care'])), await signIn(collector, addAccount(db, 'rina', 'supervisor', ['billing'])), await signIn(collector, addAccount(db, 'ayu', 'auditor'))];
  assert.deepEqual((await rina.get('/v1/desk/approvals')).json.approvals, []);
  assert.deepEqual((await budi.get('/v1/desk/approvals')).json.approvals.map(({id, state}) => [id, state]).sort(), [[first, 'pending'], [second, 'pending']].sort());
  assert.equal((await change(rina, 'approval', {id: first, approve: true})).status, 404);
  assert.equal((await change(ayu, 'approval', {id: first, approve: true})).status, 403);
  assert.deepEqual((await change(budi, 'approval', {id: first, approve: true})).json, {state: 'approved'});
  assert.equal((await change(dewi, 'approval', {id: first, approve: false})).status, 409);
  assert.deepEqual((await change(dewi, 'approval', {id: second, approve: false})).json, {state: 'refused'});
  const state = async (id) => { const {json} = await ask(collector, `/v1/approvals/${id}`, {token: device.token}); return [json.state, json.by]; };
  assert.deepEqual([await state(first), await state(second)], [['approved', 'budi'], ['refused', 'dewi']]);
  assert.deepEqual(logged(db, 'approval').map(({actor, tirai}) => [actor.user.uid, tirai.state]), [['budi', 'approved'], ['dewi', 'refused']]);
  for (const [body, status] of [[{id: first}, 400], [{id: 'x', approve: true}, 400], ['[', 400], [{id: '00000000-0000-4000-8000-000000000000', approve: true}, 404]]) assert.equal((await change(dewi, 'approval', body)).status, status);
  for (const event of logged(db, 'approval')) assert.ok(schema(event), JSON.stringify(schema.errors));
  assert.equal(verify(dir, exportLog(db)).status, 0);
});

test('a restriction reaches the browser, and without the session’s token nothing changes', async (t) => {
  const {db, collector, device, siti, dewi, change} = await office(t);
  const state = async () => (await ask(collector, `/v1/subjects/${siti}`, {token: device.token})).json;
  const before = await state();
  assert.equal((await ask(collector, '/v1/desk/change/restriction', {method: 'POST', body: JSON.stringify({pseudonym: siti, restricted: true}), headers: {Cookie: dewi.cookie}})).status, 403);
  assert.equal((await state()).restriction, 'none');
  assert.deepEqual((await change(dewi, 'restriction', {pseudonym: siti, restricted: true})).json, {pseudonym: siti, restricted: true});
  assert.equal((await state()).restriction, 'restricted');
  for (let i = 0; i < 20 && (await state()).revision <= before.revision; i++) await new Promise((next) => setTimeout(next, 50));  // a fifth of a second old at most
  assert.ok((await state()).revision > before.revision);
  assert.equal((await change(dewi, 'restriction', {pseudonym: siti, restricted: false})).status, 200);
  assert.equal((await state()).restriction, 'none');
  assert.deepEqual(logged(db, 'restriction').map(({entity, tirai}) => [entity.uid, tirai.state]), [[siti, 'restricted'], [siti, 'none']]);
  assert.deepEqual((await dewi.get('/v1/desk/restrictions')).json.restrictions.map(({pseudonym, restricted, recorded_by}) => [pseudonym, restricted, recorded_by]), [[siti, false, 'dewi']]);
  for (const body of [{pseudonym: 'siti', restricted: true}, {pseudonym: siti}, {pseudonym: siti, restricted: 1}]) assert.equal((await change(dewi, 'restriction', body)).status, 400);
});

test('an agent’s second factor is added, reset and disabled; the address is given once', async (t) => {
  const {db, dewi, change} = await office(t);
  const made = await change(dewi, 'second-factor', {agent: 'agent.sari', what: 'added'});
  assert.match(made.json.otpauth, /^otpauth:\/\/totp\//);
  assert.equal((await change(dewi, 'second-factor', {agent: 'agent.sari', what: 'added'})).status, 409);
  const again = await change(dewi, 'second-factor', {agent: 'agent.sari', what: 'reset'});
  assert.ok(again.json.otpauth !== made.json.otpauth);
  const row = async () => { const {agent, team, second_factor} = (await dewi.get('/v1/desk/agents')).json.agents[0]; return [agent, team, second_factor]; };
  assert.deepEqual(await row(), ['agent.sari', 'care', 'holds']);
  assert.equal((await change(dewi, 'second-factor', {agent: 'agent.sari', what: 'disabled'})).json.otpauth, '');
  assert.deepEqual(await row(), ['agent.sari', 'care', 'disabled']);
  assert.deepEqual(logged(db, 'second_factor').map(({tirai}) => tirai.state), ['added', 'reset', 'disabled']);
  for (const body of [{agent: 'a b', what: 'added'}, {agent: 'agent.sari', what: 'removed'}, {agent: 'nobody', what: 'reset'}]) assert.ok([400, 409].includes((await change(dewi, 'second-factor', body)).status));
});

test('a data subject’s request is opened and answered once; each is an event first, with the right and the receipt', async (t) => {
  const {dir, db, siti, dewi, change} = await office(t), received = Date.now() - 3600_000;
  const opened = await change(dewi, 'request-open', {request: 'access', pseudonym: siti, received});
  assert.deepEqual([opened.status, opened.json.received, opened.json.due], [200, received, received + 259_200_000]);
  const unknown = (await change(dewi, 'request-open', {request: 'erasure', received: received - 300_000_000})).json.id;
  const list = async () => (await dewi.get('/v1/desk/requests')).json.requests.map(({id, request, subject, state, outcome, opened_by, answered_by}) => [id, request, subject, state, outcome, opened_by, answered_by]);
  assert.deepEqual(await list(), [[unknown, 'erasure', '', 'overdue', '', 'dewi', ''], [opened.json.id, 'access', siti, 'open', '', 'dewi', '']]);
  const answered = await change(dewi, 'request-answer', {id: opened.json.id, outcome: 'partly'});
  assert.deepEqual([answered.status, answered.json.in_time], [200, true]);
  assert.equal((await change(dewi, 'request-answer', {id: unknown, outcome: 'refused'})).json.in_time, false);
  assert.deepEqual([(await change(dewi, 'request-answer', {id: unknown, outcome: 'granted'})).status, (await change(dewi, 'request-answer', {id: '00000000-0000-4000-8000-000000000000', outcome: 'granted'})).status], [409, 404]);
  assert.deepEqual((await list()).map(([id, , , state, outcome, , by]) => [id, state, outcome, by]).sort(), [[opened.json.id, 'answered', 'partly', 'dewi'], [unknown, 'late', 'refused', 'dewi']].sort());
  const events = logged(db, 'subject_request');
  for (const event of events) assert.ok(schema(event), JSON.stringify(schema.errors));
  assert.deepEqual(events.map(({actor, entity, tirai}) => [actor.user.uid, entity.type, entity.uid, tirai.request, tirai.state, tirai.outcome, tirai.subject]), [
    ['dewi', 'request', opened.json.id, 'access', 'opened', undefined, siti], ['dewi', 'request', unknown, 'erasure', 'opened', undefined, undefined],
    ['dewi', 'request', opened.json.id, 'access', 'answered', 'partly', siti], ['dewi', 'request', unknown, 'erasure', 'answered', 'refused', undefined]]);
  for (const body of [{request: 'access'}, {request: 'peek', received}, {request: 'access', received: -1}, {request: 'access', received: 1.5}, {request: 'access', received, pseudonym: 'siti'}, {request: 'access', received, name: 'Siti'}]) assert.equal((await change(dewi, 'request-open', body)).status, 400, JSON.stringify(body));
  for (const body of [{id: unknown}, {id: 'x', outcome: 'granted'}, {id: unknown, outcome: 'maybe'}]) assert.equal((await change(dewi, 'request-answer', body)).status, 400);
  assert.equal(verify(dir, exportLog(db)).status, 0);
});

test('who may not change a thing is refused each of them, and no event says otherwise', async (t) => {
  const {db, collector, device, siti, dewi, change} = await office(t);
  const {json: {id}} = await ask(collector, '/v1/approvals', {token: device.token, body: JSON.stringify({agent: 'agent.sari', ticket_pseudonym: siti, class: 'health.note', purpose: 'complaint', seconds: 60})});
  const changes = {
    approval: {id, approve: true}, restriction: {pseudonym: siti, restricted: true}, consents: [{pseudonym: siti, purpose: 'marketing', state: 'given', method: 'form', notice: 'notice-3', time: 1760000000000}],
    'second-factor': {agent: 'agent.sari', what: 'added'}, 'helpdesk-agents': {helpdesk: 'rt', list: 'agent,last_active\nagent.sari,2026-11-20\n'}, customer: {id: 'siti@example.com'}, erasure: {pseudonym: siti}, 'request-open': {request: 'access', received: 1760000000000}, 'request-answer': {id: (await change(dewi, 'request-open', {request: 'access', received: 1760000000000})).json.id, outcome: 'granted'},
  };
  const others = [['auditor', []], ['manager', []], ['supervisor', ['approval']]];  // a supervisor's own is approval, of their team
  for (const [role, own] of others) {
    const who = await signIn(collector, addAccount(db, `a-${role}`, role, role === 'supervisor' ? ['care'] : []));
    const before = exportLog(db);
    for (const [what, body] of Object.entries(changes).filter(([what]) => !own.includes(what))) {
      const answer = await change(who, what, body);
      assert.deepEqual([answer.status, answer.json.error.code], [403, 'role'], `${role}: ${what}`);
    }
    assert.equal(exportLog(db), before, role);
  }
  // The same bodies of one who may: it was the role that was refused.
  for (const [what, body] of Object.entries(changes)) assert.equal((await change(dewi, what, body)).status, 200, what);
});

test('a customer is found by what a person says, which no address and no event holds', async (t) => {
  const {db, siti, dewi, change} = await office(t);
  assert.deepEqual((await change(dewi, 'customer', {id: ' Siti@Example.com '})).json, {pseudonym: siti});
  assert.equal((await change(dewi, 'customer', {id: 'nobody@example.com'})).status, 404);
  assert.equal((await change(dewi, 'customer', {})).status, 400);
  const text = exportLog(db);
  assert.ok(!/siti@|nobody@/i.test(text));
  assert.deepEqual(logged(db, 'look').map(({web_resources, tirai}) => [web_resources[0].type, tirai.filter]), [['dashboard.customer', {subject: siti}], ['dashboard.customer', {}]]);
});

test('a customer is erased: the tombstone is in the log, the pseudonym leads to nobody, and the log verifies', async (t) => {
  const {dir, db, collector, device, siti, dewi, change} = await office(t);
  assert.equal((await change(dewi, 'erasure', {pseudonym: 'siti'})).status, 400);
  assert.deepEqual((await change(dewi, 'erasure', {pseudonym: siti})).json, {pseudonym: siti, keys: 1, sealed: 0});
  assert.deepEqual(logged(db, 'erasure').map(({actor, entity}) => [actor.user.uid, entity.uid]), [['dewi', siti]]);
  assert.equal((await change(dewi, 'customer', {id: 'siti@example.com'})).status, 404);
  assert.equal((await change(dewi, 'erasure', {pseudonym: siti})).status, 404);
  assert.ok((await ask(collector, `/v1/subjects/${siti}`, {token: device.token})).status >= 400);
  assert.deepEqual((await dewi.get(`/v1/desk/report/subject.json?subject=${siti}`)).json.pseudonyms, [siti]);
  assert.equal(verify(dir, exportLog(db)).status, 0);
});
