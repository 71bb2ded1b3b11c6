// OpenID AuthZEN Authorization API 1.0, certification scenario (openid/authzen, certification/authorization-api-1_0-scenario.md): levels Basic and
// Batch, Core and Properties. Tirai's actions and facts are those of personal data on a page; whoever connects another system supplies attributes, as
// any information point does. Here: alice writes records, bob reads them, an admin may write archived ones; a soft delete can be undone.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {tirai} from './tirai.mjs';

const cwd = mkdtempSync(join(tmpdir(), 'tirai-authzen-'));
after(() => rmSync(cwd, {recursive: true, force: true}));
const text = {id: 'a', en: 'b'};
const permit = (id, when) => ({id, effect: 'permit', level: 'plain', when, reason: text});
writeFileSync(join(cwd, 'policy.json'), JSON.stringify({
  tirai_policy: 1, id: 'authzen', version: 1, controller: {name: 'a', contact: 'a'}, dpo: {name: 'a', contact: 'a'}, purposes: {},
  roles: {writer: {text}, reader: {text}, admin: {text}}, classes: {'record.active': {text}, 'record.archived': {text}},
  rules: [
    permit('all-read', {action: ['view'], class: ['record.active']}), permit('writers-write', {action: ['send', 'copy'], role: ['writer'], class: ['record.active']}),
    permit('admins-write', {action: ['send'], role: ['admin'], class: ['record.active', 'record.archived']}),
  ],
}));

// The information point: the scenario's fixture in the policy's words. Every other member of a request goes through as it is.
const roles = {alice: 'writer', bob: 'reader'}, records = {'record-1': 'active', 'record-2': 'archived'}, actions = {read: 'view', write: 'send'};
const subject = (of) => of && {...of, properties: {...of.properties, role: of.properties?.role === 'admin' ? 'admin' : roles[of.id]}};
const action = (of) => of && {...of, name: of.name === 'delete' ? (of.properties?.soft === true ? 'copy' : 'export') : actions[of.name]};
const resource = (of) => of && {...of, properties: {...of.properties, class: `record.${of.properties?.status ?? records[of.id]}`}};
const told = (one) => Object.fromEntries(Object.entries({...one, subject: subject(one.subject), action: action(one.action), resource: resource(one.resource)}).filter(([, value]) => value !== undefined));
function ask(request) {
  const {status, stdout, stderr} = tirai(['authzen', '--policy', 'policy.json'], {cwd, input: JSON.stringify({...told(request), ...(request.evaluations && {evaluations: request.evaluations.map(told)})})});
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}
const user = (id, properties) => ({type: 'user', id, ...(properties && {properties})});
const record = (id, properties) => ({type: 'record', id, ...(properties && {properties})});
const act = (name, properties) => ({name, ...(properties && {properties})});

const fixture = [
  ['2.2.1 alice reads', {subject: user('alice'), action: act('read'), resource: record('record-1')}, true],
  ['rule 2, alice writes', {subject: user('alice'), action: act('write'), resource: record('record-1')}, true],
  ['rule 3, bob reads', {subject: user('bob'), action: act('read'), resource: record('record-1')}, true],
  ['2.2.2 bob does not write', {subject: user('bob'), action: act('write'), resource: record('record-1')}, false],
  ['2.2.3 a context changes nothing', {subject: user('alice'), action: act('read'), resource: record('record-1'), context: {time: '2025-06-27T18:03-07:00', ip: '192.0.2.1'}}, true],
  ['2.2.4 nobody writes what is archived', {subject: user('alice'), action: act('write'), resource: record('record-2', {status: 'archived'})}, false],
  ['2.2.5 but an admin', {subject: user('bob', {role: 'admin'}), action: act('write'), resource: record('record-2', {status: 'archived'})}, true],
  ['2.2.6 a soft delete', {subject: user('alice'), action: act('delete', {soft: true}), resource: record('record-1')}, true],
  ['2.2.7 a hard delete', {subject: user('alice'), action: act('delete', {soft: false}), resource: record('record-1')}, false],
  ['2.2.8 more properties', {subject: user('alice', {department: 'Sales'}), action: act('read', {method: 'GET'}), resource: record('record-1', {status: 'active', owner: 'bob'})}, true],
  ['2.2.9 unknown fields', {subject: user('alice'), action: act('read'), resource: record('record-1'), foo: 'bar', futureField: {nested: true}}, true],
];
for (const [name, request, decision] of fixture) {
  test(`Basic, ${name}: ${decision}`, () => {
    const answer = ask(request);
    assert.equal(answer.decision, decision);
    assert.equal(typeof answer.context, 'object');
    assert.deepEqual(ask(request), answer, '2.6: asked again, answered alike');
  });
}

const whole = fixture[0][1];
for (const [name, broken] of [
  ['no subject', {...whole, subject: undefined}], ['no action', {...whole, action: undefined}], ['no resource', {...whole, resource: undefined}],
  ['a subject without type', {...whole, subject: {id: 'alice'}}], ['a resource without id', {...whole, resource: {type: 'record'}}], ['an action without name', {...whole, action: {}}],
]) {
  test(`Basic, 2.4 ${name}: denied, as a mistake of the caller`, () => {
    const answer = ask(broken);
    assert.deepEqual([answer.decision, answer.context.error.status], [false, 400]);
  });
}

test('Batch, 3.2: answers in the order of the questions', () => {
  const {evaluations} = ask({evaluations: fixture.map(([, request]) => request)});
  assert.deepEqual(evaluations.map(({decision}) => decision), fixture.map(([, , decision]) => decision));
});
test('Batch, 3.2: what an item leaves out is taken from the top, what it names is its own', () => {
  const {evaluations} = ask({subject: user('alice'), action: act('write'), evaluations: [
    {resource: record('record-1')}, {resource: record('record-2', {status: 'archived'})}, {subject: user('bob', {role: 'admin'}), resource: record('record-2', {status: 'archived'})},
    {action: act('delete', {soft: false}), resource: record('record-1')},
  ]});
  assert.deepEqual(evaluations.map(({decision}) => decision), [true, false, true, false]);
});
for (const [evaluations_semantic, count] of [['execute_all', 4], ['deny_on_first_deny', 2], ['permit_on_first_permit', 1]]) {
  test(`Batch, ${evaluations_semantic}: ${count} answers`, () => {
    const resources = ['record-1', 'record-2', 'record-1', 'record-2'].map(id => ({resource: record(id)}));
    assert.equal(ask({subject: user('alice'), action: act('write'), options: {evaluations_semantic}, evaluations: resources}).evaluations.length, count);
  });
}
test('Batch: without evaluations it is one question; one bad item is denied alone', () => {
  assert.equal(ask({...whole, evaluations: []}).decision, true);
  const {evaluations} = ask({subject: user('alice'), action: act('read'), evaluations: [{resource: record('record-1')}, {resource: {type: 'record'}}, {resource: record('record-1')}]});
  assert.deepEqual(evaluations.map(({decision}) => decision), [true, false, true]);
});
