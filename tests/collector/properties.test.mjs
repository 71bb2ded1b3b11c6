// Requests made out of collector/openapi.json, sent to the real server by who may: each path, method, parameter and body, as the file says it and one change
// beside it. Whatever comes, the answer is one that the file names, and no fault of the server; what fits is not called wrong, what does not is refused.
import assert from 'node:assert/strict';
import {createHmac, randomBytes} from 'node:crypto';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {secretOf} from '../../tools/totp.mjs';
import {fitting, random, unfitting} from './generate.mjs';
import {addAccount, signIn, stepNow, totp} from './office.mjs';
import {judge, judgeOf, operations, spec} from './spec.mjs';
import {OwnWitness} from './tlog.mjs';
import {ask, enrolledDevice, folder, newStore, onPostgres, run, serve} from './support.mjs';

const kSeed = Number(process.env.TIRAI_SEED ?? 7), kEach = Number(process.env.TIRAI_CASES ?? (onPostgres ? 3 : 12));
// What the shape of a body does not say: the letter of it fits, and what stands in it may still be refused.
const kMeans = {
  'post /v1/cosignature': 'a note that is signed', 'post /v1/events': 'lines that are signed', 'get /v1/desk/report/breach.json': 'an agent or a device', 'get /v1/desk/report/breach.html': 'an agent or a device', 'get /v1/desk/counts': 'hours of at most 93 days', 'post /v1/training': 'a time of the last 30 days', 'post /v1/ceremony': 'bytes that a key made', 'post /v1/desk/change/key-add': 'bytes that a key made',
  'post /v1/desk/change/consents': 'a table of consents', 'post /v1/desk/change/helpdesk-agents': 'a table of agents', 'post /v1/enrolment': 'a point of the curve',
};
const source = (path) => readFileSync(new URL(`../../collector/${path}`, import.meta.url), 'utf8');

/** A collector with everything that can be asked for, and who may ask. */
async function world(t) {
  const dir = folder(t), db = await newStore(dir), policy = join(dir, 'policy.json'), site = join(dir, 'site'), origin = 'https://collector.example';
  writeFileSync(policy, '{"bundle": 1}');
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), '<!doctype html>');
  const collector = await serve(t, db, ['--policy', policy, '--playground', site, '--dashboard', site, '--log-level', 'error', '--rate', '100000', '--index-every-ms', '50', '--origin', origin, '--witness', new OwnWitness('w.example/w').vkey]);
  const device = await enrolledDevice(collector, db), chain = device.chain().addMany(6);
  assert.equal((await ask(collector, '/v1/events', {token: device.token, body: chain.batch()})).status, 200);
  const audit = run(['token', '--db', db, '--scope', 'audit', '--name', 'a']).stdout.trim();
  const lookup = randomBytes(32).toString('base64url'), key = randomBytes(32).toString('base64url');
  const pseudonym = (await ask(collector, '/v1/subjects', {token: device.token, body: JSON.stringify({lookup, key})})).json.pseudonym;
  const secret = secretOf(run(['agent', 'add', '--db', db, 'agent.sari']).stdout.trim());
  await ask(collector, '/v1/step-up/totp', {token: device.token, body: JSON.stringify({agent: 'agent.sari', code: totp(secret, stepNow())})});
  const session = await signIn(collector, addAccount(db, 'dewi'));
  const known = {agent: ['agent.sari'], pseudonym: [pseudonym], subject: [pseudonym], chain_uid: [chain.chain_uid], sequence: ['0', '5'], lookup: [lookup], team: ['care'], device: [device.device_id], kind: ['reveal'], level: ['0'], index: ['000.p/1', '3']};
  const bearer = (token) => ({Authorization: `Bearer ${token}`});
  const ticket = async () => {
    const begun = await ask(collector, '/v1/step-up/webauthn', {token: device.token, body: JSON.stringify({agent: 'agent.sari', for: 'key'})});
    return bearer(begun.status === 201 ? new URL(begun.json.page).hash.slice(1) : 'used');
  };
  const as = {device: async () => bearer(device.token), audit: async () => bearer(audit), metrics: async () => bearer(audit), ticket, session: async () => ({Cookie: session.cookie, 'X-CSRF-Token': session.csrf})};
  return {collector, as, known: (name) => known[name] ?? []};
}

const given = ({operation}, where) => (operation.parameters ?? []).filter((one) => one.in === where);
const bodyOf = ({operation}) => Object.entries(operation.requestBody?.content ?? {})[0];
const form = (value) => encodeURIComponent(typeof value === 'string' ? value.toWellFormed?.() ?? value : JSON.stringify(value));

/** One request that fits: its values by place. */
function request(one, r, known) {
  const values = (where) => Object.fromEntries(given(one, where).filter(({required}) => required || r.chance(0.4)).map(({name, schema}) => [name, fitting(schema, r, known, name)]));
  const [type, content] = bodyOf(one) ?? [];
  return {path: values('path'), query: values('query'), header: values('header'), body: content && fitting(content.schema, r, known), type};
}

async function send({collector, as}, one, {path, query, header, body, type, raw}, credentials) {
  const [scheme] = Object.keys(one.operation.security?.[0] ?? {});
  const target = one.path.replace(/\{(\w+)\}/g, (_, name) => (name === 'index' || name === 'file' ? String(path[name]).split('/').map(form).join('/') : form(path[name])));
  const asked = Object.entries(query).map(([name, value]) => `${name}=${form(value)}`).join('&');
  const answer = await fetch(`${collector.url}${target}${asked ? `?${asked}` : ''}`, {
    method: one.method.toUpperCase(), redirect: 'manual',
    body: raw ?? (body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : String(body)),
    headers: {...(type ? {'Content-Type': type} : {}), ...header, ...(credentials ?? (scheme ? await as[scheme]() : {}))},
  });
  const text = await answer.text(), what = {status: answer.status, type: answer.headers.get('content-type'), body: text};
  const said = `${one.method} ${target} ${asked} ${raw ?? JSON.stringify(body)}`.slice(0, 400);
  assert.ok(what.status < 500, `${said} → ${what.status} ${text.slice(0, 300)}`);
  try {
    judge(one.path, one.method, what);
  } catch (error) {
    throw new Error(`${said} → ${error.message}`);
  }
  return {...what, said};
}

const wrong = (answer) => assert.ok(answer.status >= 400 && answer.status < 500, `taken, and does not fit the file: ${answer.said} → ${answer.status} ${answer.body.slice(0, 200)}`);
const lenient = (schema) => schema['x-passed-over'] === true;

async function checkFitting(all, one, r) {
  const name = `${one.method} ${one.path}`;
  for (let i = 0; i < (given(one, 'query').length + given(one, 'path').length > 0 || bodyOf(one) ? kEach : 2); i++) {
    const answer = await send(all, one, request(one, r, all.known));
    if (!(name in kMeans)) assert.ok(![400, 415].includes(answer.status), `called wrong, and fits the file: ${answer.said} → ${answer.status} ${answer.body.slice(0, 300)}`);
  }
}

async function checkParameters(all, one, r) {
  for (const where of ['query', 'path']) {
    for (const {name, schema, required} of given(one, where)) {
      const why = judgeOf(schema);
      // A parameter is text: a number in it is read as one.
      const read = (value) => (schema.type === 'integer' && /^(0|-?[1-9]\d*)$/.test(value) ? Number(value) : value);
      const values = unfitting(schema, r, kEach, all.known).filter((value) => typeof value !== 'object').map(String).filter((value) => why(read(value)) !== undefined);
      for (const value of values) {
        const asked = request(one, r, all.known);
        asked[where][name] = value;
        const answer = await send(all, one, asked);
        if (lenient(schema)) assert.ok(answer.status !== 400, `${answer.said} is said to be passed over`);
        else wrong(answer);
      }
      if (required && where === 'query') {
        const {[name]: left, ...query} = request(one, r, all.known).query;
        wrong(await send(all, one, {...request(one, r, all.known), query}));
      }
    }
  }
  if (one.path.startsWith('/v1/desk/') && one.method === 'get') {
    const asked = request(one, r, all.known);
    wrong(await send(all, one, {...asked, query: {...asked.query, [`x${r.below(100)}`]: '1'}}));
    const other = operations().flatMap((each) => given(each, 'query').map(({name}) => name)).find((name) => !given(one, 'query').some((own) => own.name === name));
    wrong(await send(all, one, {...asked, query: {...asked.query, [other]: '1'}}));
  }
}

/** Brackets in the place of each key's value, as many as the body has room for: what is read is not to be copied level by level. */
const deep = (one) => {
  const keys = Object.keys(bodyOf(one)[1].schema.properties ?? {}), room = one.path.startsWith('/v1/desk/change/') ? 1_000_000 : 16_000;
  return [...keys, 'x'].flatMap((key) => [['[', ']'], ['{"a":', '}']].map(([open, close]) => {
    const levels = Math.floor((room - 300) / (open.length + close.length)), value = `${open.repeat(levels)}${open === '[' ? '' : '1'}${close.repeat(levels)}`;
    return `{${[`"${key}":${value}`, ...keys.filter((other) => other !== key).map((other) => `"${other}":{}`)].join(',')}}`;
  }));
};

async function checkBodies(all, one, r) {
  const [type, content] = bodyOf(one) ?? [];
  if (!content) return;
  const asked = request(one, r, all.known);
  const schema = content.schema;
  if (type === 'application/json') {
    for (const body of unfitting(schema, r, 3 * kEach, all.known)) wrong(await send(all, one, {...asked, body}));
  }
  const free = judgeOf(schema)({}) === undefined && Object.keys(schema.properties ?? {}).length === 0;  // whatever is in it is passed over
  for (const raw of ['', '{', '[', '"', '\u0000', '{"a":1}{', '['.repeat(4000), '{"a":'.repeat(3000), `${'['.repeat(2000)}${']'.repeat(2000)}`, ...deep(one)]) {
    const answer = await send(all, one, {...asked, raw});
    if (!free) wrong(answer);
  }
  wrong(await send(all, one, {...asked, raw: 'x'.repeat((1 << 20) + 1)}));
}

async function checkCredentials(all, one, r) {
  if (!one.operation.security?.length) return;
  for (const credentials of [{}, {Authorization: 'Bearer x'}, {Authorization: 'Bearer ['}, {Cookie: '__Host-tirai=x'}]) {
    const answer = await send(all, one, request(one, r, all.known), credentials);
    assert.ok([401, 403].includes(answer.status), `${answer.said} by nobody → ${answer.status}`);
  }
}

test('what fits the file is taken, what does not is refused, and each answer is one that it names', {timeout: 300_000}, async (t) => {
  const shared = await world(t);
  const last = (one) => Number(one.path === '/v1/logout');
  const problems = [];
  for (const one of operations().sort((a, b) => last(a) - last(b))) {
    const r = random(kSeed);
    for (const check of [checkCredentials, checkParameters, checkBodies, checkFitting]) {
      if (last(one) && check !== checkFitting) continue;
      try {
        await check(shared, one, r);
      } catch (error) {
        problems.push(error.message);
        if (shared.collector.child.exitCode !== null || shared.collector.child.signalCode !== null) return assert.fail(`the server ended: ${problems.join('\n')}`);
      }
    }
  }
  assert.equal(problems.length, 0, problems.join('\n\n'));
  assert.equal(shared.collector.stderr, '', 'and nothing was a fault');
});

test('a method that the file does not name is answered 405, and told which are', async (t) => {
  const {collector} = await world(t);
  for (const [path, methods] of Object.entries(spec.paths)) {
    const named = Object.keys(methods).map((method) => method.toUpperCase());
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !named.includes(one))) {
      const answer = await fetch(collector.url + path.replace(/\{\w+\}/g, '0'), {method});
      assert.equal(answer.status, 405, `${method} ${path}`);
      assert.deepEqual(answer.headers.get('allow').split(', ').sort(), [...named, 'OPTIONS'].sort(), `${method} ${path}`);
    }
  }
});

test('the file has every path of the code, and no other', () => {
  const strings = (text, pattern) => [...text.matchAll(pattern)].map((found) => found[1]);
  const head = source('http/head.cpp'), table = (name) => head.slice(head.indexOf(`${name}[] = {`)).split('};')[0];
  const exact = strings(table('kRoutes'), /\{"([^"]+)", "/g), below = strings(table('kBelow'), /\{"([^"]+)", "/g);
  const looks = strings(source('office/looks.cpp').split('kLooks[] = {')[1].split('};')[0], /\{"([^"]+)", "/g).map((path) => `/v1/desk/${path}`);
  const changes = [...strings(source('office/desk_changes.cpp'), /what == "([a-z-]+)"\) co_return/g), ...strings(source('office/desk_keys.cpp'), /what == "(key-[a-z]+)"\)/g)].map((path) => `/v1/desk/change/${path}`);
  assert.ok(exact.length > 10 && below.length > 5 && looks.length > 20 && changes.length > 5, 'the tables were found');
  const proofs = ['/v1/proof/event/', '/v1/proof/entry/'], parents = ['/v1/proof/', '/v1/desk/', '/v1/desk/change/'];
  const code = [...exact, ...below.filter((path) => !parents.includes(path)), ...proofs, ...looks, ...changes];
  const start = (path) => path.split('{')[0];
  const file = new Set(Object.keys(spec.paths).map(start).map((path) => (path === '/v1/tile/entries/' ? '/v1/tile/' : path)));
  assert.deepEqual([...file].sort(), [...new Set(code)].sort());
});
