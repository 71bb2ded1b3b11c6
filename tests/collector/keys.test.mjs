// Security keys: an agent steps up with one on the collector's page, an account signs in with one; whatever is not right about one lets nobody in.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import {test} from 'node:test';
import {secretOf} from '../../tools/totp.mjs';
import {Authenticator} from './authenticator.mjs';
import {Database} from './database.mjs';
import {addAccount, login, signIn, stepNow, totp} from './office.mjs';
import {ask, enrolledDevice, exportLog, folder, newStore, run, serve} from './support.mjs';

const origin = 'https://collector.example:8443', rpId = 'collector.example';
const ownSchema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/own-event.schema.json', import.meta.url))));
const agent = 'agent.sari';

async function fixture(t, args = []) {
  const db = await newStore(folder(t)), collector = await serve(t, db, ['--origin', origin, ...args]), device = await enrolledDevice(collector, db);
  return {db, collector, device, secret: secretOf(run(['agent', 'add', '--db', db, agent]).stdout.trim())};
}
const begin = ({collector, device}, what = 'step_up', who = agent) => ask(collector, '/v1/step-up/webauthn', {token: device.token, body: JSON.stringify({agent: who, for: what})});
const stepUpByCode = ({collector, device, secret}) => ask(collector, '/v1/step-up/totp', {token: device.token, body: JSON.stringify({agent, code: totp(secret, stepNow())})});
const identity = async ({collector, device}) => (await ask(collector, `/v1/step-up?agent=${agent}`, {token: device.token})).json.identity;
const ticketOf = (answer) => new URL(answer.json.page).hash.slice(1);
/** A ceremony of the page: what is asked, and the answer that `make` gives to it. */
async function page({collector}, ticket, make) {
  const shown = await ask(collector, '/v1/ceremony', {token: ticket});
  assert.equal(shown.status, 200, shown.text);
  return ask(collector, '/v1/ceremony', {token: ticket, body: JSON.stringify(make(shown.json.options))});
}
async function withKey(t, kind = 'es256', args = []) {
  const all = await fixture(t, args), key = new Authenticator(kind);
  assert.equal((await stepUpByCode(all)).status, 200);
  const added = await page(all, ticketOf(await begin(all, 'key')), (options) => key.create(options, origin));
  assert.equal(added.status, 200, added.text);
  new Database(all.db).all('DELETE FROM step_ups');
  return {...all, key};
}
const ownEvents = (db) => exportLog(db).split('\n').filter((line) => line.includes('"service"') || line.includes('"entity"')).map((line) => JSON.parse(line)).filter((event) => event.tirai !== undefined);

for (const kind of ['es256', 'eddsa', 'rs256']) {
  test(`an agent adds a key (${kind}) after a code, and steps up with it`, async (t) => {
    const all = await withKey(t, kind), {db, collector, device, key} = all;
    assert.deepEqual((await ask(collector, `/v1/agents/${agent}`, {token: device.token})).json.second_factors, ['totp', 'webauthn']);
    assert.equal(await identity(all), 'session');
    const begun = await begin(all);
    assert.equal(begun.status, 201);
    assert.match(begun.json.page, /^https:\/\/collector\.example:8443\/dashboard\/step-up\.html#[\w-]{43}$/);
    const {json: shown} = await ask(collector, '/v1/ceremony', {token: ticketOf(begun)});
    assert.deepEqual([shown.for, shown.agent, shown.options.rpId, shown.options.userVerification], ['step_up', agent, rpId, 'required']);
    assert.deepEqual(shown.options.allowCredentials, [{type: 'public-key', id: key.id.toString('base64url')}]);
    const done = await page(all, ticketOf(begun), (options) => key.get(options, origin));
    assert.equal(done.status, 200, done.text);
    assert.ok(done.json.until_ms > Date.now());
    assert.equal(await identity(all), 'mfa');
    const events = ownEvents(db);
    for (const event of events) assert.ok(ownSchema(event), JSON.stringify(ownSchema.errors));
    assert.deepEqual(events.map(({tirai}) => [tirai.kind, tirai.state ?? tirai.factor]), [['credential', 'added'], ['second_factor', 'added'], ['step_up', 'totp'], ['second_factor', 'key_added'], ['step_up', 'webauthn']]);
    assert.match(run(['agent', 'list', '--db', db]).stdout, /^agent\.sari\ttotp, webauthn 1\t/);
  });
}

test('what is asked of a new key is what WebAuthn says', async (t) => {
  const all = await fixture(t);
  await stepUpByCode(all);
  const {json} = await ask(all.collector, '/v1/ceremony', {token: ticketOf(await begin(all, 'key'))});
  assert.deepEqual([json.for, json.options.rp, json.options.user.name, json.options.attestation], ['key', {id: rpId, name: 'Tirai'}, agent, 'none']);
  assert.deepEqual(json.options.pubKeyCredParams.map(({alg}) => alg), [-7, -8, -257]);
  assert.deepEqual(json.options.authenticatorSelection, {residentKey: 'required', requireResidentKey: true, userVerification: 'required'});
  assert.ok(Buffer.from(json.options.challenge, 'base64url').length >= 16, '13.4.3');
  assert.ok(Buffer.from(json.options.user.id, 'base64url').length <= 64, '5.4.3');
  assert.ok(!Buffer.from(json.options.user.id, 'base64url').toString().includes('sari'), '14.6.1: nobody is named by it');
});

test('a ticket is for one agent, one answer and two minutes', async (t) => {
  const all = await withKey(t), {collector, key, db} = all;
  assert.equal((await begin(all, 'step_up', 'agent.dewi')).json.error.code, 'foreign_agent');
  assert.equal((await begin(all, 'key')).json.error.code, 'step_up_needed', 'whoever found the device open adds no key');
  for (const token of [undefined, 'x', all.device.token]) assert.equal((await ask(collector, '/v1/ceremony', {token})).json.error.code, 'bad_ticket');
  const used = ticketOf(await begin(all));
  const wrong = await page(all, used, (options) => key.get(options, 'https://evil.example'));
  assert.deepEqual([wrong.status, wrong.json.error.code], [401, 'bad_credential']);
  assert.equal((await ask(collector, '/v1/ceremony', {token: used})).status, 401, 'it was tried once');
  const late = ticketOf(await begin(all));
  new Database(db).all(`UPDATE ceremonies SET ends = ${Date.now() - 1}`);
  assert.equal((await ask(collector, '/v1/ceremony', {token: late})).status, 401);
  assert.equal(await identity(all), 'session');
});

test('an assertion that is not for this page, this challenge or this agent, or without a person, steps nobody up', async (t) => {
  const all = await withKey(t), {collector, key} = all, other = new Authenticator();
  const first = ticketOf(await begin(all)), {options: before} = (await ask(collector, '/v1/ceremony', {token: first})).json;
  const wrongs = {
    'another origin': (options) => key.get(options, 'https://collector.example'), 'another relying party': (options) => key.get(options, origin, {rpId: 'evil.example'}),
    'an old challenge': (options) => key.get(options, origin, {challenge: before.challenge}), 'made for a new key': (options) => key.get(options, origin, {type: 'webauthn.create'}),
    'nobody was there': (options) => key.get(options, origin, {flags: 0x04}), 'nobody was recognised': (options) => key.get(options, origin, {flags: 0x01}),
    'in a frame of another site': (options) => key.get(options, origin, {client: {crossOrigin: true, topOrigin: 'https://evil.example'}}),
    'another key': (options) => other.get(options, origin), 'over other bytes': (options) => key.get(options, origin, {signed: (data) => Buffer.concat([data, Buffer.from('x')])}),
    'another key by this name': (options) => ({...other.get(options, origin), id: key.id.toString('base64url')}),
  };
  for (const [why, make] of Object.entries(wrongs)) {
    new Database(all.db).all('DELETE FROM ceremonies');
    const {ticket} = await newTicket(all);
    const answer = await page(all, ticket, make);
    assert.deepEqual([answer.status, answer.json.error.code], [401, 'bad_credential'], why);
  }
  assert.equal(await identity(all), 'session');
  const refused = ownEvents(all.db).filter(({tirai}) => tirai.kind === 'step_up_refused');
  assert.equal(refused.length, Object.keys(wrongs).length);
  for (const event of refused) assert.ok(ownSchema(event), JSON.stringify(ownSchema.errors));
});
/** Past the limit of how often one may begin, which is not what is asked here. */
async function newTicket(all) {
  for (;;) {
    const begun = await begin(all);
    if (begun.status === 201) return {ticket: ticketOf(begun)};
    await new Promise((next) => setTimeout(next, 1000 * Number(begun.headers.get('retry-after') ?? 1)));
  }
}

test('a key whose counter goes back is refused, and the log says why', async (t) => {
  const all = await withKey(t), {key, db} = all;
  assert.equal((await page(all, ticketOf(await begin(all)), (options) => key.get(options, origin, {counter: 7}))).status, 200);
  new Database(db).all('DELETE FROM step_ups');
  for (const counter of [7, 6, 0]) {
    const answer = await page(all, ticketOf(await begin(all)), (options) => key.get(options, origin, {counter}));
    assert.deepEqual([answer.status, /counter went back/.test(answer.text)], [401, true]);
  }
  assert.equal(await identity(all), 'session');
  assert.deepEqual(ownEvents(db).filter(({tirai}) => tirai.kind === 'step_up_refused').map(({tirai}) => [tirai.factor, tirai.why]), [['webauthn', 'counter'], ['webauthn', 'counter'], ['webauthn', 'counter']]);
  assert.equal((await page(all, ticketOf(await begin(all)), (options) => key.get(options, origin, {counter: 8}))).status, 200);
});

test('a key is registered once, and a key made without a person or elsewhere is none', async (t) => {
  const all = await withKey(t), {key} = all;
  await ask(all.collector, '/v1/step-up/totp', {token: all.device.token, body: JSON.stringify({agent, code: totp(all.secret, stepNow() + 1)})});
  const again = await page(all, ticketOf(await begin(all, 'key')), (options) => (assert.equal(options.excludeCredentials.length, 1), key.create(options, origin)));
  assert.deepEqual([again.status, again.json.error.code], [409, 'known_key']);
  for (const change of [{flags: 0x01}, {flags: 0x04}, {rpId: 'evil.example'}, {challenge: 'AAAA'}, {type: 'webauthn.get'}]) {
    const answer = await page(all, ticketOf(await begin(all, 'key')), (options) => new Authenticator().create(options, origin, change));
    assert.deepEqual([answer.status, answer.json.error.code], [401, 'bad_credential'], JSON.stringify(change));
  }
  for (const body of ['{', '[]', '{"type":"public-key","response":{}}', '"x"']) assert.equal((await ask(all.collector, '/v1/ceremony', {token: ticketOf(await begin(all, 'key')), body})).status, 400, body);
});

test('an agent who is reset or disabled has no key any more', async (t) => {
  const all = await withKey(t), {key, db, collector, device} = all;
  const open = ticketOf(await begin(all));
  assert.equal(run(['agent', 'disable', '--db', db, agent]).status, 0);
  assert.equal((await page(all, open, (options) => key.get(options, origin))).status, 401);
  assert.equal((await begin(all)).json.error.code, 'no_key');
  assert.equal(run(['agent', 'reset', '--db', db, agent]).status, 0);
  assert.deepEqual((await ask(collector, `/v1/agents/${agent}`, {token: device.token})).json.second_factors, ['totp']);
  assert.equal((await begin(all)).json.error.code, 'no_key');
});

test('without --origin there are no keys, and an origin is an address that browsers have', async (t) => {
  const db = await newStore(folder(t)), collector = await serve(t, db), device = await enrolledDevice(collector, db);
  assert.equal((await begin({collector, device})).json.error.code, 'no_webauthn');
  assert.equal((await ask(collector, '/v1/ceremony', {token: 'x'})).json.error.code, 'no_webauthn');
  assert.equal((await ask(collector, '/v1/login/begin', {body: '{}', headers: {'Content-Type': 'application/json'}})).json.error.code, 'no_webauthn');
  for (const bad of ['collector.example', 'http://collector.example', 'https://10.0.0.1', 'https://collector.example/', 'https://Collector.example', 'https://collector.example:443', 'https://collector.example:0', 'https://[::1]', 'https://']) {
    const done = run(['serve', '--db', db, '--origin', bad, '--print-config']);
    assert.equal(done.status, 2, bad);
    assert.match(done.stderr, /--origin: expected https:\/\/HOST/);
  }
  for (const good of ['https://collector.example', origin, 'http://localhost:8400', 'https://localhost']) assert.equal(run(['serve', '--db', db, '--origin', good, '--print-config']).status, 0, good);
});

// --- accounts of the dashboard ------------------------------------------------------------------------------------------

const json = {'Content-Type': 'application/json'};
const change = (session, what, body) => session.post(`/v1/desk/change/${what}`, JSON.stringify(body), json);
async function accountWithKey(t) {
  const db = await newStore(folder(t)), collector = await serve(t, db, ['--origin', origin]), dewi = addAccount(db, 'dewi', 'manager'), session = await signIn(collector, dewi), key = new Authenticator();
  const {json: {ticket, options}} = await change(session, 'key-begin', {});
  assert.deepEqual([options.user.name, options.rp.id], ['dewi', rpId]);
  const added = await change(session, 'key-add', {ticket, name: 'blue key', credential: key.create(options, origin)});
  assert.equal(added.status, 200, added.text);
  return {db, collector, dewi, session, key, id: added.json.id};
}
async function loginByKey({collector, dewi}, make, other = {}) {
  const {json: {ticket, options}} = await ask(collector, '/v1/login/begin', {body: '{}', headers: json});
  assert.deepEqual(options.allowCredentials, [], 'nothing is told of who has a key');
  const {name, password} = dewi;
  return ask(collector, '/v1/login', {body: JSON.stringify({name, password, ticket, credential: make(options), ...other}), headers: json});
}

test('an account adds a key, signs in with it and the password, and lets go of it', async (t) => {
  const all = await accountWithKey(t), {db, key, session, collector, dewi} = all;
  const entered = await loginByKey(all, (options) => key.get(options, origin));
  assert.equal(entered.status, 200, entered.text);
  assert.equal(entered.json.name, 'dewi');
  const {json: {keys}} = await session.get('/v1/desk/keys');
  assert.deepEqual(keys.map(({id, name, used}) => [id, name, used > 0]), [[all.id, 'blue key', true]]);
  assert.equal((await change(session, 'key-remove', {id: all.id})).status, 200);
  assert.equal((await change(session, 'key-remove', {id: all.id})).status, 404);
  assert.equal((await loginByKey(all, (options) => key.get(options, origin))).status, 401);
  assert.equal((await login(collector, dewi, {code: dewi.code(1)})).status, 200, 'the authenticator still does');
  const events = ownEvents(db);
  for (const event of events) assert.ok(ownSchema(event), JSON.stringify(ownSchema.errors));
  assert.deepEqual(events.map(({tirai}) => [tirai.kind, tirai.state ?? tirai.factor]), [['account', 'added'], ['login', 'totp'], ['account', 'key_added'], ['login', 'webauthn'], ['account', 'key_removed'], ['login_refused', 'webauthn'], ['login', 'totp']]);
});

test('a key does not replace the password, and one answer is given for whatever is wrong', async (t) => {
  const all = await accountWithKey(t), {key, db, collector} = all, stranger = new Authenticator();
  const said = new Set();
  const tries = [[(options) => key.get(options, origin), {password: 'another password'}], [(options) => key.get(options, origin), {name: 'nobody'}], [(options) => stranger.get(options, origin), {}],
    [(options) => key.get(options, 'https://evil.example'), {}], [(options) => key.get(options, origin, {flags: 0x01}), {}]];
  for (const [make, other] of tries) {
    const answer = await loginByKey(all, make, other);
    assert.equal(answer.status, 401);
    said.add(answer.text);
  }
  assert.equal(said.size, 1);
  assert.equal(run(['account', 'reset', '--db', db, 'dewi'], {env: {...process.env, TIRAI_PASSWORD: all.dewi.password}}).status, 0);
  assert.equal(Number(new Database(db).all('SELECT count(*) AS n FROM security_keys')[0].n), 0, 'a reset takes the keys');
  assert.equal((await ask(collector, '/v1/desk/keys')).status, 401);
});

test('a credential that is nothing but brackets is refused, however many', async (t) => {
  const {collector, session} = await accountWithKey(t);
  for (const [deep, status] of [[8_000, 400], [500_000, 413]]) {
    const {json: {ticket}} = await change(session, 'key-begin', {});
    const body = `{"ticket":"${ticket}","name":"x","credential":${'['.repeat(deep)}${']'.repeat(deep)}}`;
    const answer = await session.post('/v1/desk/change/key-add', body, json);
    assert.equal(answer.status, status, answer.text);
  }
  assert.equal((await ask(collector, '/healthz')).status, 200);
});

test('a ticket of one session adds no key to another, and a signed answer is good once', async (t) => {
  const all = await accountWithKey(t), {collector, db, session, key} = all;
  const budi = await signIn(collector, addAccount(db, 'budi', 'auditor'));
  const {json: {ticket, options}} = await change(session, 'key-begin', {});
  assert.equal((await change(budi, 'key-add', {ticket, name: 'x', credential: new Authenticator().create(options, origin)})).json.error.code, 'bad_ticket');
  assert.equal((await change(session, 'key-add', {ticket, name: 'x', credential: new Authenticator().create(options, origin)})).json.error.code, 'bad_ticket', 'it was tried once');
  for (const name of ['', 'x'.repeat(65), '<b>']) assert.equal((await change(session, 'key-add', {ticket, name, credential: {}})).status, 400);
  const {json: begun} = await ask(collector, '/v1/login/begin', {body: '{}', headers: json});
  const body = JSON.stringify({name: 'dewi', password: all.dewi.password, ticket: begun.ticket, credential: key.get(begun.options, origin)});
  assert.equal((await ask(collector, '/v1/login', {body, headers: json})).status, 200);
  assert.equal((await ask(collector, '/v1/login', {body, headers: json})).status, 401);
});
