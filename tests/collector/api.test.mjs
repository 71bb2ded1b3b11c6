// collector/openapi.json against the running server: each answer it gives is one that the file says, in status, type and shape; and each path and
// status that the file names is given.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {createHmac, randomBytes} from 'node:crypto';
import {secretOf} from '../../tools/totp.mjs';
import {Authenticator} from './authenticator.mjs';
import {Database} from './database.mjs';
import {addAccount, totp, stepNow} from './office.mjs';
import {judge, spec} from './spec.mjs';
import {OwnWitness, signAsLog} from './tlog.mjs';
import {enrolledDevice, enrolToken, folder, logKeyOf, newStore, run, serve} from './support.mjs';

// The same requests in every run (a linear congruential generator, the constants of Numerical Recipes).
let state = 7;
const small = (list) => list[Math.floor((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 * list.length)];

test('the server answers what its OpenAPI file says, asked rightly and wrongly', {timeout: 120_000}, async (t) => {
  const origin = 'https://collector.example', dir = folder(t), db = await newStore(dir), policy = join(dir, 'policy.json');
  const witness = new OwnWitness('w.example/w');
  writeFileSync(policy, '{"bundle": 1}');
  writeFileSync(join(dir, 'index.html'), '<!doctype html>');
  const collector = await serve(t, db, ['--policy', policy, '--playground', dir, '--dashboard', dir, '--witness', witness.vkey, '--log-level', 'error', '--rate', '100000', '--index-every-ms', '20', '--origin', origin]);
  const device = await enrolledDevice(collector, db), unbound = enrolToken(db);
  const chain = device.chain().addMany(8);
  const [audit, metrics] = ['audit', 'metrics'].map((scope) => run(['token', '--db', db, '--scope', scope, '--name', 'a']).stdout.trim());
  const seen = new Set(), store = new Database(db);
  async function ask(path, method, fill, {token, body, headers = {}} = {}) {
    const url = collector.url + path.replace(/\{(\w+)\}/g, (_, name) => fill[name]) + (fill.query ?? '');
    const reply = await fetch(url, {method: method.toUpperCase(), body, headers: {...(token ? {Authorization: `Bearer ${token}`} : {}), ...headers}});
    const answer = {status: reply.status, type: (reply.headers.get('content-type') ?? '').replace(/^application\/json.*/, 'application/json'), body: await reply.text()};
    judge(path, method, answer);
    seen.add(`${method} ${path} ${reply.status}`);
    return {...answer, etag: reply.headers.get('etag')};
  }

  for (const path of ['/healthz', '/readyz', '/v1/checkpoint']) await ask(path, 'get', {});
  const {body: note} = await ask('/v1/checkpoint', 'get', {}), logKey = readFileSync(`${logKeyOf(db)}.key`, 'utf8');
  for (const body of [witness.cosign(note), note, 'x', 'x'.repeat(9000), witness.cosign(signAsLog(logKey, 99, Buffer.alloc(32)))]) await ask('/v1/cosignature', 'post', {}, {body});
  for (const path of ['/playground/{file}', '/dashboard/{file}']) {
    const {etag} = await ask(path, 'get', {file: 'index.html'});
    await ask(path, 'get', {file: ''}, {headers: {'If-None-Match': etag}});
    await ask(path, 'get', {file: 'none.js'});
  }
  for (const token of [undefined, device.token, metrics, audit]) await ask('/metrics', 'get', {}, {token});
  for (const [token, body] of [[undefined, '{}'], [unbound, '{}'], [unbound, '['], [unbound, 'x'.repeat(5000)], [unbound, JSON.stringify({public_key: 'AAAA'})],
    [device.token, JSON.stringify({public_key: device.public_key})], [device.token, JSON.stringify({public_key: Buffer.alloc(32, 7).toString('base64')})]]) {
    await ask('/v1/enrolment', 'post', {}, {token, body});
  }
  await ask('/v1/policy', 'get', {});
  const {etag} = await ask('/v1/policy', 'get', {}, {token: device.token});
  await ask('/v1/policy', 'get', {query: '?wait=1'}, {token: device.token, headers: {'If-None-Match': etag}});
  const good = chain.batch(0, 5), forged = good.replace('"version":"1.8.0"', '"version":"1.8.1"');
  for (const [token, body] of [[undefined, good], [unbound, good], [device.token, good], [device.token, good], [device.token, forged], [device.token, 'not a batch'],
    [device.token, chain.batch(6, 8)], [device.token, chain.batch(3, 8)], [device.token, 'x'.repeat((1 << 20) + 1)]]) await ask('/v1/events', 'post', {}, {token, body});

  const size = 7, uid = chain.chain_uid;
  const tokens = [undefined, device.token, metrics, audit, audit, audit];
  const numbers = ['0', '1', '5', String(size - 1), String(size), '999999999999999', '01', '-1', 'x', ''];
  const asked = [
    ['/v1/tile/{level}/{index}', () => ({level: small(['0', '1', '5', '6', 'x']), index: small(['000', '000.p/1', '000.p/7', '000.p/8', '001', 'x000/001', 'x001/x234/067', '1', ''])})],
    ['/v1/tile/entries/{index}', () => ({index: small(['000.p/3', '000.p/7', '000', '000.p/9', 'x'])})],
    ['/v1/proof/event/{chain_uid}/{sequence}', () => ({chain_uid: small([uid, uid, device.device_id, 'x', '%00']), sequence: small(numbers)})],
    ['/v1/proof/entry/{index}', () => ({index: small(numbers)})],
    ['/v1/proof/consistency/{from}/{to}', () => ({from: small(numbers), to: small([...numbers, String(size), String(size)])})],
  ];
  const right = [{level: '0', index: '000.p/7'}, {index: '000.p/7'}, {chain_uid: uid, sequence: '4'}, {index: '6'}, {from: '3', to: '7'}];
  const wrong = [{level: '1', index: '000'}, {index: '000'}, {chain_uid: uid, sequence: '5'}, {index: '7'}, {from: '3', to: '8'}];
  for (const [i, [path]] of asked.entries()) {
    for (const token of [undefined, metrics, audit]) await ask(path, 'get', right[i], {token});
    await ask(path, 'get', wrong[i], {token: audit});
  }
  for (let i = 0; i < 200; i++) {
    const [path, fill] = asked[i % asked.length];
    await ask(path, 'get', fill(), {token: small(tokens)});
  }

  // Customers and agents, by the device's token. `agent.sari` is whose device it is.
  const random = () => randomBytes(32).toString('base64url');
  const [lookup, key] = [random(), random()], nobody = random();
  const known = JSON.parse((await ask('/v1/subjects', 'post', {}, {token: device.token, body: JSON.stringify({lookup, key})})).body).pseudonym;
  store.all(`INSERT INTO erasures(pseudonym, erased, sealed) VALUES('${createHmac('sha256', Buffer.from(key, 'base64url')).update(`tirai pseudonym v1\n${nobody}`).digest('base64url')}', 1, 0)`);
  const gone = store.all('SELECT pseudonym FROM erasures')[0].pseudonym;
  const consent = {pseudonym: known, purpose: 'marketing', state: 'given', method: 'chat', notice: ''}, approval = {agent: 'agent.sari', class: 'identity.nik', purpose: 'kyc', seconds: 30};
  run(['agent', 'add', '--db', db, 'agent.sari']);
  const secret = secretOf(run(['agent', 'reset', '--db', db, 'agent.sari']).stdout.trim());
  const training = {agent: 'agent.sari', module: 'basics', acknowledged_ms: Date.now()};
  const posts = [['/v1/subjects', {lookup, key}], ['/v1/subjects', {lookup: nobody, key}], ['/v1/consents', consent], ['/v1/consents', {...consent, pseudonym: nobody}],
    ['/v1/consents', {...consent, evidence: {digest: `sha256:${'0'.repeat(64)}`, sealed: Buffer.alloc(99).toString('base64')}}], ['/v1/training', training], ['/v1/training', {...training, agent: 'agent.dewi'}],
    ['/v1/step-up/totp', {agent: 'agent.sari', code: totp(secret, stepNow())}], ['/v1/step-up/totp', {agent: 'agent.dewi', code: '000000'}], ['/v1/approvals', approval], ['/v1/approvals', {...approval, agent: 'agent.dewi'}]];
  for (const [path, value] of posts) for (const [token, body] of [[device.token, JSON.stringify(value)], [undefined, '{}'], [device.token, '{'], [device.token, `"${'x'.repeat(20_000)}"`]]) await ask(path, 'post', {}, {token, body});
  const {id} = JSON.parse((await ask('/v1/approvals', 'post', {}, {token: device.token, body: JSON.stringify(approval)})).body);
  const gets = [['/v1/subjects/{pseudonym}', {pseudonym: known}, {pseudonym: nobody}, {pseudonym: gone}, {pseudonym: 'x'}, {pseudonym: '%00'}], ['/v1/agents/{agent}', {agent: 'agent.sari'}, {agent: 'agent.dewi'}],
    ['/v1/step-up', {query: '?agent=agent.sari'}, {query: '?agent=agent.dewi'}, {}], ['/v1/approvals/{id}', {id}, {id: nobody}, {id, query: '?wait=1'}]];
  for (const [path, ...fills] of gets) for (const fill of fills) for (const token of [device.token, undefined]) await ask(path, 'get', fill, {token});

  // Security keys: the page's ticket, and what a key answers.
  const as = JSON.stringify, hardware = new Authenticator(), start = (what, who = 'agent.sari') => ({token: device.token, body: as({agent: who, for: what})});
  const ticket = async (what) => new URL(JSON.parse((await ask('/v1/step-up/webauthn', 'post', {}, start(what))).body).page).hash.slice(1);
  for (const one of [start('step_up'), start('key', 'agent.dewi'), {token: device.token, body: '{'}, {token: device.token, body: 'x'.repeat(20_000)}, {body: '{}'}]) await ask('/v1/step-up/webauthn', 'post', {}, one);
  const another = enrolToken(db);
  await ask('/v1/step-up/webauthn', 'post', {}, {...start('key'), token: another});
  const page = async (what, make) => {
    const token = await ticket(what), {options} = JSON.parse((await ask('/v1/ceremony', 'get', {}, {token})).body);
    return ask('/v1/ceremony', 'post', {}, {token, body: as(make(options))});
  };
  for (const [what, make] of [['key', (options) => hardware.create(options, origin)], ['key', (options) => hardware.create(options, origin)], ['key', () => ({})], ['step_up', (options) => hardware.get(options, origin)], ['step_up', (options) => hardware.get(options, 'https://x.example')]]) await page(what, make);
  await ask('/v1/ceremony', 'get', {}, {token: 'x'});
  await ask('/v1/ceremony', 'post', {}, {token: await ticket('step_up'), body: 'x'.repeat(20_000)});
  mkdirSync(join(dir, 'bare'));
  const bareDb = await newStore(join(dir, 'bare')), bare = Object.assign(await serve(t, bareDb, ['--log-level', 'error']), {db: bareDb}), bareDevice = await enrolledDevice(bare, bare.db);
  const askBare = async (path, method, {token, body, headers = {}}) => {
    const reply = await fetch(bare.url + path, {method: method.toUpperCase(), body, headers: {...(token ? {Authorization: `Bearer ${token}`} : {}), ...headers}});
    judge(path, method, {status: reply.status, type: 'application/json', body: await reply.text()});
    seen.add(`${method} ${path} ${reply.status}`);
  };
  await askBare('/v1/step-up/webauthn', 'post', {...start('step_up'), token: bareDevice.token});
  await askBare('/v1/ceremony', 'get', {token: 'x'});
  await askBare('/v1/cosignature', 'post', {body: 'x'});
  await askBare('/v1/ceremony', 'post', {token: 'x', body: '{}'});

  const dewi = addAccount(db, 'dewi'), json = {'Content-Type': 'application/json'};
  const entry = (change) => JSON.stringify({name: dewi.name, password: dewi.password, code: dewi.code(), ...change});
  const entered = await fetch(`${collector.url}/v1/login`, {method: 'POST', body: entry({}), headers: json});
  const session = {Cookie: entered.headers.get('set-cookie').split(';')[0], 'X-CSRF-Token': (await entered.json()).csrf};
  for (const [body, headers] of [[entry({code: totp(dewi.secret, stepNow() + 1)}), json], [entry({}), json], ['{', json], ['x'.repeat(30_000), json], ['{}', {'Content-Type': 'text/plain'}], ['{}', {...json, 'Sec-Fetch-Site': 'cross-site'}]]) await ask('/v1/login', 'post', {}, {body, headers});
  for (const [body, headers] of [['{}', json], ['x'.repeat(30_000), json], ['{}', {'Content-Type': 'text/plain'}], ['{}', {...json, 'Sec-Fetch-Site': 'cross-site'}]]) await ask('/v1/login/begin', 'post', {}, {body, headers});
  await askBare('/v1/login/begin', 'post', {body: '{}', headers: json});
  {
    const own = {...session, ...json}, own_key = new Authenticator();
    const begin = async () => JSON.parse((await ask('/v1/desk/change/key-begin', 'post', {}, {headers: own, body: '{}'})).body);
    const add = ({ticket, options}, made = own_key.create(options, origin)) => ask('/v1/desk/change/key-add', 'post', {}, {headers: own, body: as({ticket, name: 'blue', credential: made})});
    const {id} = JSON.parse((await add(await begin())).body);
    await add(await begin());
    await add({ticket: 'x'}, {});
    await add(await begin(), {});
    for (const path of ['/v1/desk/keys', '/v1/desk/names']) for (const query of ['', '?by=nobody']) await ask(path, 'get', {query}, {headers: session});
    for (const path of ['/v1/desk/keys', '/v1/desk/names']) await ask(path, 'get', {}, {});
    for (let i = 0; i < 9; i++) store.all(`INSERT INTO security_keys VALUES('x${i}', 'account', (SELECT account_id FROM accounts WHERE name = 'dewi'), 'x', 'x${i}', -7, 'x', 0, 0, 0)`);
    await ask('/v1/desk/change/key-begin', 'post', {}, {headers: own, body: '{}'});
    for (const one of [id, id]) await ask('/v1/desk/change/key-remove', 'post', {}, {headers: own, body: as({id: one})});
    const budi = addAccount(bare.db, 'budi'), there = await fetch(`${bare.url}/v1/login`, {method: 'POST', body: as({name: 'budi', password: budi.password, code: budi.code()}), headers: json});
    const elsewhere = {...json, Cookie: there.headers.get('set-cookie').split(';')[0], 'X-CSRF-Token': (await there.json()).csrf};
    for (const what of ['begin', 'add', 'remove']) {
      const path = `/v1/desk/change/key-${what}`;
      for (const [headers, body] of [[{}, '{}'], [{Cookie: session.Cookie}, '{}'], [session, 'x'.repeat((1 << 20) + 1)]]) await ask(path, 'post', {}, {headers: {...headers, ...json}, body});
      await askBare(path, 'post', {headers: elsewhere, body: '{}'});
    }
  }
  for (const headers of [{}, {...session, 'Sec-Fetch-Site': 'cross-site'}, session]) await ask('/v1/session', 'get', {}, {headers});
  const mega = addAccount(db, 'mega', 'manager');
  const manager = {Cookie: (await fetch(`${collector.url}/v1/login`, {method: 'POST', body: JSON.stringify({name: 'mega', password: mega.password, code: mega.code()}), headers: json})).headers.get('set-cookie').split(';')[0]};
  for (let i = 0, size = 0, searchable = -1; searchable < size && i < 200; i++) {
    const {log_size, indexed} = JSON.parse((await ask('/v1/desk/overview', 'get', {}, {headers: session})).body);
    [size, searchable] = [size || log_size, indexed];
    if (searchable < size) await new Promise((next) => setTimeout(next, 50));
  }
  const desk = ['/v1/desk/counts', '/v1/desk/overview', '/v1/desk/events', '/v1/desk/findings', '/v1/desk/export.csv', '/v1/desk/export.ndjson', '/v1/desk/sealed/{chain_uid}/{sequence}', '/v1/desk/event/{chain_uid}/{sequence}'];
  {
    const things = ['/v1/desk/export.ocsf.ndjson', '/v1/desk/bundle.ndjson', '/v1/desk/consents', '/v1/desk/consents.csv', '/v1/desk/consents.json', '/v1/desk/evidence', '/v1/desk/restrictions', '/v1/desk/requests', '/v1/desk/approvals', '/v1/desk/agents', '/v1/desk/coverage', '/v1/desk/work',
      ...['subject', 'breach'].flatMap((kind) => ['json', 'html'].map((format) => `/v1/desk/report/${kind}.${format}`))];
    for (const path of things) {
      const query = path.includes('report/subject') ? '?subject=x' : path.includes('report/breach') ? '?agent=y' : '';
      for (const headers of [session, {}, manager]) await ask(path, 'get', {query}, {headers});
      await ask(path, 'get', {query: '?by=nobody'}, {headers: session});
    }
    const subject = 'A'.repeat(43);
    const asks = await fetch(`${collector.url}/v1/approvals`, {method: 'POST', headers: {Authorization: `Bearer ${device.token}`}, body: JSON.stringify({agent: 'agent.sari', class: 'identity.nik', purpose: 'verify_identity', seconds: 30})});
    const {id: question} = await asks.json();
    const {tenant_key} = await (await fetch(`${collector.url}/v1/enrolment`, {method: 'POST', headers: {Authorization: `Bearer ${device.token}`}, body: JSON.stringify({public_key: device.public_key})})).json();
    const lookup = createHmac('sha256', Buffer.from(tenant_key, 'base64url')).update('tirai subject lookup v1\nsiti@example.com').digest('base64url');
    await fetch(`${collector.url}/v1/subjects`, {method: 'POST', headers: {Authorization: `Bearer ${device.token}`}, body: JSON.stringify({lookup, key: subject})});
    const pseudonym = createHmac('sha256', Buffer.from(subject, 'base64url')).update(`tirai pseudonym v1\n${lookup}`).digest('base64url');
    const {id: asked} = await (await fetch(`${collector.url}/v1/desk/change/request-open`, {method: 'POST', headers: {...session, ...json}, body: JSON.stringify({request: 'access', received: 1760000000000})})).json();
    const changes = {approval: [{id: question, approve: true}, {id: question, approve: true}, {id: '00000000-0000-4000-8000-000000000000', approve: true}, {}], restriction: [{pseudonym: subject, restricted: true}, {}], consents: [[{pseudonym: subject, purpose: 'marketing', state: 'given', method: 'form', notice: 'n'}], {}, [{id: '00000000-0000-4000-8000-000000000000', pseudonym: subject, purpose: 'marketing', state: 'given', method: 'form', notice: 'n', evidence_digest: `sha256:${'0'.repeat(64)}`, evidence_sealed: Buffer.alloc(99).toString('base64')}]],
      'helpdesk-agents': [{helpdesk: 'rt', list: 'agent,last_active\nagent.sari,2026-11-20\n'}, {helpdesk: 'rt', list: 'agent\n'}, {}], 'second-factor': [{agent: 'agent.new', what: 'added'}, {agent: 'agent.new', what: 'added'}, {}], customer: [{id: 'siti@example.com'}, {id: 'nobody@example.com'}, {}], erasure: [{pseudonym}, {pseudonym: subject}, {}], 'request-open': [{request: 'access', received: 1760000000000}, {}], 'request-answer': [{id: asked, outcome: 'granted'}, {id: asked, outcome: 'granted'}, {id: '00000000-0000-4000-8000-000000000000', outcome: 'granted'}, {}]};
    for (const [what, bodies] of Object.entries(changes)) {
      for (const body of bodies) await ask(`/v1/desk/change/${what}`, 'post', {}, {headers: {...session, ...json}, body: JSON.stringify(body)});
      for (const headers of [{}, manager, session]) await ask(`/v1/desk/change/${what}`, 'post', {}, {headers: {...headers, ...json}, body: headers === session ? 'x'.repeat((1 << 20) + 1) : '{}'});
    }
  }
  for (const path of desk) {
    for (const headers of [session, {}, {...session, 'Sec-Fetch-Site': 'cross-site'}]) await ask(path, 'get', {chain_uid: uid, sequence: '4'}, {headers});
    await ask(path, 'get', {chain_uid: uid, sequence: '4', query: '?by=nobody'}, {headers: session});
  }
  for (const path of desk.slice(-2)) await ask(path, 'get', {chain_uid: uid, sequence: path.includes('sealed') ? 'x' : '999'}, {headers: session});
  for (const path of ['/v1/desk/events', '/v1/desk/findings', '/v1/desk/export.csv']) await ask(path, 'get', {}, {headers: manager});
  for (const headers of [{}, {Cookie: session.Cookie}, session]) await ask('/v1/logout', 'post', {}, {headers});

  // 503s and 429 need a server in trouble or in a hurry; every other answer of the file was given.
  const never = Object.entries(spec.paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, {responses}]) => Object.keys(responses).map((status) => `${method} ${path} ${status}`)))
    .filter((one) => !seen.has(one) && !/ (503|429)$/.test(one));
  assert.deepEqual(never, ['get /v1/policy 404', 'get /v1/checkpoint 404']);
});
