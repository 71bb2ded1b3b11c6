// The dashboard's door: who is let in, what a session is, and that each try is in the log.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Database} from './database.mjs';
import {addAccount, login, password, signIn, stepNow, totp} from './office.mjs';
import {ask, enrolledDevice, exportLog, fixture, folder, newStore, post, run, serve, verify} from './support.mjs';

const schema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/own-event.schema.json', import.meta.url))));
const ownEvents = (db) => exportLog(db).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.device?.type_id === 1);
const byCommand = (db) => ownEvents(db).filter(({tirai}) => tirai.kind === 'account');
/** Of the server's own chains: a command has one of its own. */
function kinds(db) {
  const own = ownEvents(db), commands = new Set(own.filter(({tirai}) => ['account', 'credential'].includes(tirai.kind)).map(({tirai}) => tirai.chain_uid));
  return own.filter(({tirai}) => !commands.has(tirai.chain_uid)).map(({tirai, actor}) => [tirai.kind, actor?.user.uid ?? '']);
}

test('each change of an account is an event of the log, and says who asked for it', async (t) => {
  const {db} = await fixture(t), env = {...process.env, TIRAI_PASSWORD: password};
  addAccount(db, 'dewi');
  for (const args of [['reset', '--by', 'budi@example.com'], ['disable']]) assert.equal(run(['account', args[0], '--db', db, ...args.slice(1), 'dewi'], {env}).status, 0);
  // What fails is no event: there is one by this name, and none by that.
  assert.equal(run(['account', 'add', '--db', db, '--role', 'dpo', 'dewi'], {env}).status, 1);
  for (const verb of ['reset', 'disable']) assert.equal(run(['account', verb, '--db', db, 'nobody'], {env}).status, 1);
  assert.equal(run(['account', 'disable', '--db', db, '--by', 'Ibu Dewi', 'dewi'], {env}).status, 2);
  assert.deepEqual(byCommand(db).map(({tirai, entity, actor}) => [tirai.state, entity.type, entity.uid, actor.user.uid]),
    [['added', 'account', 'dewi', 'tirai-collector'], ['reset', 'account', 'dewi', 'budi@example.com'], ['disabled', 'account', 'dewi', 'tirai-collector']]);
  assert.ok(!exportLog(db).includes(password));
});

test('an account comes by command, its password by file or environment, and nothing of it lies open', async (t) => {
  const dir = folder(t), db = await newStore(dir), file = join(dir, 'password');
  writeFileSync(file, `${password}\r\n`);
  const env = {...process.env, TIRAI_PASSWORD: ''};
  const made = run(['account', 'add', '--db', db, '--role', 'dpo', '--password-file', file, 'dewi'], {env});
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stdout, /^otpauth:\/\/totp\/Tirai:dewi\?secret=[A-Z2-7]{32}&issuer=Tirai\n$/);
  const wrong = [
    [['--role', 'dpo', 'dewi'], password, /there is an account of this name/], [['--role', 'dpo', 'x'], 'short', /password: expected 12 to 256 bytes/],
    [['--role', 'king', 'x'], password, /--role: expected dpo, supervisor, manager or auditor/], [['--role', 'supervisor', 'x'], password, /--team: expected at least one for a supervisor/],
    [['--role', 'dpo', '--team', 'care', 'x'], password, /--team/], [['--role', 'dpo', 'a b'], password, /name: expected 1 to 64 letters/], [['--role', 'dpo', ''], password, /name/],
  ];
  for (const [args, secret, reason] of wrong) {
    const done = run(['account', 'add', '--db', db, ...args], {env: {...env, TIRAI_PASSWORD: secret}});
    assert.deepEqual([done.status, done.stdout], [1, ''], args.join(' '));
    assert.match(done.stderr, reason);
    assert.ok(!done.stderr.includes(secret));
  }
  const {TIRAI_PASSWORD: _, ...bare} = process.env;
  assert.match(run(['account', 'add', '--db', db, '--role', 'dpo', 'x'], {env: bare, input: ''}).stderr, /expected --password-file, TIRAI_PASSWORD or a terminal/);
  assert.equal(run(['account', 'add', '--db', db, '--role', 'dpo', 'x', '--password', password]).status, 2, 'there is no such flag');
  addAccount(db, 'budi', 'supervisor', ['care', 'billing']);
  assert.match(run(['account', 'list', '--db', db]).stdout, /^budi\tsupervisor\tcare, billing\t\d{13}\t-\ndewi\tdpo\t-\t\d{13}\t-\n$/);
  const rows = JSON.stringify(new Database(db).all('SELECT * FROM accounts'));
  assert.ok(!rows.includes(password) && rows.includes('$argon2id$v=19$m=65536,t=3,p=4$'));
  assert.equal(run(['account', 'disable', '--db', db, 'nobody']).status, 1);
});

test('name, password and code let in, once; the session is a cookie that only its server reads', async (t) => {
  const {collector, db} = await fixture(t);
  const dewi = addAccount(db, 'dewi'), step = stepNow(), code = totp(dewi.secret, step);
  const answer = await login(collector, dewi, {code});
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual([answer.json.name, answer.json.role, answer.json.teams, answer.json.idle_s], ['dewi', 'dpo', [], 900]);
  assert.match(answer.headers.get('set-cookie'), /^__Host-tirai=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=28800$/);
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const session = await ask(collector, '/v1/session', {headers: {Cookie: `a=b; ${cookie}; c=d`}});
  assert.deepEqual(session.json, answer.json);
  for (const bad of ['', 'a=b', `${cookie}x`, cookie.replace('__Host-', ''), `${cookie}; ${cookie}`, `${cookie.slice(0, -1)}`]) assert.equal((await ask(collector, '/v1/session', {headers: {Cookie: bad}})).status, 401, bad);
  const rows = JSON.stringify(new Database(db).all('SELECT * FROM sessions'));
  assert.ok(!rows.includes(cookie.split('=')[1]), 'the store knows its hash alone');

  const again = await login(collector, dewi, {code});
  assert.deepEqual([again.status, again.json.error.code], [401, 'bad_login'], 'a code holds once');
  const next = await login(collector, dewi, {code: dewi.code(1)}, {Cookie: cookie});
  assert.equal(next.status, 200);
  assert.notEqual(next.headers.get('set-cookie').split(';')[0], cookie, 'a login makes another session');
  assert.equal((await ask(collector, '/v1/session', {headers: {Cookie: cookie}})).status, 401, 'and ends the one before');
  assert.equal((await login(collector, dewi, {code: totp(dewi.secret, step)})).status, 401, 'an older code is used, too');
  assert.deepEqual(kinds(db), [['session_start', ''], ['login', 'dewi'], ['login_refused', 'dewi'], ['login', 'dewi'], ['login_refused', 'dewi']]);
});

test('whatever is wrong, the answer is the same and takes as long', async (t) => {
  const {collector, db} = await fixture(t);
  const [dewi, budi, ayu] = ['dewi', 'budi', 'ayu'].map((name) => addAccount(db, name));
  assert.equal(run(['account', 'disable', '--db', db, 'ayu']).status, 0);
  const wrong = [{who: dewi, change: {password: 'another long secret'}}, {who: budi, change: {code: '000000'}}, {who: {name: 'nobody', password}, change: {code: '123456'}}, {who: ayu, change: {}}, {who: {name: password, password}, change: {code: '123456'}}];
  const answers = [];
  for (const {who, change} of wrong) {
    const began = performance.now();
    const answer = await login(collector, who, change);
    answers.push({status: answer.status, text: answer.text, ms: performance.now() - began});
  }
  assert.deepEqual(new Set(answers.map(({status, text}) => `${status} ${text}`)).size, 1, JSON.stringify(answers));
  assert.equal(answers[0].status, 401);
  const times = answers.map(({ms}) => ms);
  assert.ok(Math.min(...times) > 20, `Argon2id runs for each: ${times}`);
  assert.deepEqual(kinds(db).slice(1), [['login_refused', 'dewi'], ['login_refused', 'budi'], ['login_refused', ''], ['login_refused', 'ayu'], ['login_refused', '']]);
  assert.ok(!exportLog(db).includes(password), 'what was typed into the wrong field is nowhere');
  assert.ok(!collector.stderr.includes(password) && !collector.stderr.includes('dewi'));
});

test('who guesses is slowed down, by name and by address', async (t) => {
  const {collector, db} = await fixture(t, ['--sign-ins-per-minute', '10']);
  const dewi = addAccount(db, 'dewi');
  const tries = [];
  for (let i = 0; i < 7; i++) tries.push(await login(collector, dewi, {code: '000000'}));
  assert.deepEqual(tries.map(({status}) => status), [401, 401, 401, 401, 401, 429, 429]);
  assert.equal(tries[6].headers.get('retry-after'), '30');
  assert.equal((await login(collector, dewi)).status, 429, 'the right code, too');
  const many = [];
  for (let i = 0; i < 16; i++) many.push((await ask(collector, '/v1/login', {body: '{}', headers: {'Content-Type': 'application/json'}})).status);
  assert.equal(many.at(0), 400);
  assert.equal(many.at(-1), 429, 'an address has two minutes at once');
});

test('behind a proxy the address is the one that the proxy saw', async (t) => {
  const {collector} = await fixture(t, ['--behind-proxy', '--sign-ins-per-minute', '10']);
  const from = (address) => ask(collector, '/v1/login', {body: '{}', headers: {'Content-Type': 'application/json', 'X-Forwarded-For': `203.0.113.99, ${address}`}});
  for (let i = 0; i < 20; i++) await from('203.0.113.7');
  assert.equal((await from('203.0.113.7')).status, 429);
  assert.equal((await from('203.0.113.8')).status, 400);
});

test('who is not the proxy is not believed', async (t) => {
  const {collector} = await fixture(t, ['--behind-proxy', '--proxy-address', '192.0.2.1', '--sign-ins-per-minute', '10']);
  const from = (address) => ask(collector, '/v1/login', {body: '{}', headers: {'Content-Type': 'application/json', 'X-Forwarded-For': address}});
  const statuses = [];
  for (let i = 0; i < 21; i++) statuses.push((await from(`203.0.113.${i}`)).status);
  assert.deepEqual([statuses[0], statuses.at(-1)], [400, 429], 'all of them are one address');
  const ours = await fixture(t, ['--behind-proxy', '--proxy-address', '192.0.2.1', '--proxy-address', '127.0.0.1', '--sign-ins-per-minute', '10']);
  for (let i = 0; i < 21; i++) assert.equal((await ask(ours.collector, '/v1/login', {body: '{}', headers: {'Content-Type': 'application/json', 'X-Forwarded-For': `203.0.113.${i}`}})).status, 400);
});

test('a company signs in from behind one address in the morning', async (t) => {
  const {collector} = await fixture(t);
  const statuses = await Promise.all(Array.from({length: 120}, async () => (await ask(collector, '/v1/login', {body: '{}', headers: {'Content-Type': 'application/json'}})).status));
  assert.ok(statuses.every((status) => status === 400), `${statuses}`);
});

test('what changes something needs the session’s token, and no other site is answered', async (t) => {
  const {collector, db} = await fixture(t);
  const session = await signIn(collector, addAccount(db, 'dewi'));
  for (const token of ['', 'x', session.csrf.slice(1), session.csrf.toUpperCase()]) {
    const answer = await session.post('/v1/logout', '', {'X-CSRF-Token': token});
    assert.deepEqual([answer.status, answer.json.error.code], [403, 'csrf']);
  }
  for (const site of ['cross-site', 'same-site']) {
    for (const answer of [await session.post('/v1/logout', '', {'Sec-Fetch-Site': site}), await session.get('/v1/session', {'Sec-Fetch-Site': site})]) assert.deepEqual([answer.status, answer.json.error.code], [403, 'cross_site']);
  }
  const form = await ask(collector, '/v1/login', {body: 'name=dewi', headers: {'Content-Type': 'text/plain'}});
  assert.deepEqual([form.status, form.json.error.code], [415, 'not_json']);
  const preflight = await ask(collector, '/v1/login', {method: 'OPTIONS'});
  assert.equal(preflight.headers.get('access-control-allow-origin'), null, 'a browser sends no login from another site');
  assert.equal((await session.get('/v1/session')).status, 200);
  const out = await session.post('/v1/logout');
  assert.equal(out.status, 200);
  assert.match(out.headers.get('set-cookie'), /^__Host-tirai=; .*Max-Age=0$/);
  assert.equal((await session.get('/v1/session')).status, 401);
  assert.deepEqual(kinds(db).at(-1), ['logout', 'dewi']);
});

test('a session ends when nobody uses it, at its longest, and with its account', async (t) => {
  const {collector, db} = await fixture(t, ['--session-idle-s', '60', '--session-longest-s', '600']);
  const session = await signIn(collector, addAccount(db, 'dewi'));
  const back = (column, seconds) => new Database(db).all(`UPDATE sessions SET ${column} = ${column} - ${seconds * 1000}`);
  back('seen', 40);
  const seen = () => new Database(db).all('SELECT seen FROM sessions')[0].seen, before = seen();
  assert.equal((await session.get('/v1/session')).status, 200);
  for (let i = 0; i < 100 && seen() === before; i++) await new Promise((next) => setTimeout(next, 20));  // nobody waits for this write
  assert.ok(seen() > before, 'it is written soon');
  back('seen', 40);
  assert.equal((await session.get('/v1/session')).status, 200, 'a request begins the idle time again');
  back('seen', 61);
  assert.equal((await session.get('/v1/session')).status, 401);
  const budi = addAccount(db, 'budi');
  const second = await signIn(collector, budi);
  back('created', 590);
  assert.equal((await second.get('/v1/session')).status, 200);
  back('created', 11);
  assert.equal((await second.get('/v1/session')).status, 401, 'used or not');
  const third = await signIn(collector, budi, {code: budi.code(1)});
  assert.equal(run(['account', 'disable', '--db', db, 'budi']).status, 0);
  assert.equal((await third.get('/v1/session')).status, 401);
  const reset = run(['account', 'reset', '--db', db, 'budi'], {env: {...process.env, TIRAI_PASSWORD: 'quite another secret'}});
  assert.notEqual(reset.stdout.trim(), budi.address, 'another authenticator');
  assert.equal((await login(collector, budi, {code: budi.code(1)})).status, 401);
});

test('what the door logs has the form that its schema says, and verifies with all else; a restart goes on from there', async (t) => {
  const {collector, device, db, dir} = await fixture(t);
  const chain = device.chain().addMany(4);
  await post(collector, device, chain.batch(0, 2));
  const dewi = addAccount(db, 'dewi');
  await (await signIn(collector, dewi)).post('/v1/logout');
  await login(collector, {name: 'nobody', password}, {code: '1'});
  await post(collector, device, chain.batch(2, 4));
  const first = ownEvents(db);
  assert.equal((await collector.end()).code, 0);
  const again = await serve(t, db);
  await signIn(again, dewi, {code: dewi.code(1)});
  const all = ownEvents(db);
  for (const event of all) assert.ok(schema(event), JSON.stringify([schema.errors, event]));
  const restart = all[first.length];
  assert.deepEqual([restart.tirai.kind, restart.tirai.previous_head, restart.tirai.sequence], ['session_start', first.at(-1).tirai.fingerprint, 0]);
  assert.equal(new Set(all.map(({device: {uid}}) => uid)).size, 1, 'one device');
  const verified = verify(dir, exportLog(db));
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
});

test('many at once: every answer has its event, in one unbroken chain', {timeout: 60_000}, async (t) => {
  const {collector, db, dir} = await fixture(t);
  const people = Array.from({length: 8}, (_, i) => addAccount(db, `person${i}`));
  const answers = await Promise.all(people.map((who) => login(collector, who)));
  assert.deepEqual(answers.map(({status}) => status), people.map(() => 200), answers.map(({text}) => text).join());
  const sessions = answers.map((answer) => ({Cookie: answer.headers.get('set-cookie').split(';')[0], 'X-CSRF-Token': answer.json.csrf}));
  await Promise.all(sessions.map((headers) => ask(collector, '/v1/logout', {method: 'POST', body: '', headers})));
  assert.equal(kinds(db).length, 1 + 8 + 8);
  assert.equal(verify(dir, exportLog(db)).status, 0);
});

test('no event, no entry: when the disk refuses the event nobody is let in', async (t) => {
  const {collector, db, device} = await fixture(t);
  const dewi = addAccount(db, 'dewi');
  const broken = new Database(db);
  broken.all(db.startsWith('postgresql:') ? 'ALTER TABLE batches RENAME TO batches_away' : 'ALTER TABLE batches RENAME TO batches_away');
  const refused = await login(collector, dewi);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('set-cookie'), null);
  assert.deepEqual(broken.all('SELECT session_hash FROM sessions'), []);
  broken.all('ALTER TABLE batches_away RENAME TO batches');
  await new Promise((next) => setTimeout(next, 1500));
  assert.equal((await login(collector, dewi, {code: dewi.code(1)})).status, 200, 'and after that it goes on');
  assert.equal((await post(collector, device, device.chain().addMany(1).batch())).status, 200);
  assert.equal(verify(folder(t), exportLog(db)).status, 0);
});

test('a store from before there were accounts is brought forward', async (t) => {
  const dir = folder(t), db = join(dir, 'old.db');
  new Database(db).all(readFileSync(new URL('schema-v1.sql', import.meta.url), 'utf8'));
  const collector = await serve(t, db);
  assert.equal((await login(collector, addAccount(db, 'dewi'))).status, 200);
  assert.ok(await enrolledDevice(collector, db));
});
