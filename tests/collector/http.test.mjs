// The HTTP side: who is let in, what is bounded, what a browser needs, and what the policy route promises.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {renameSync, statSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {connect} from 'node:net';
import {join} from 'node:path';
import {test} from 'node:test';
import {ask, Device, enrolToken, fixture, folder, post, run, serve} from './support.mjs';
import {Database} from './database.mjs';

/** Writes bytes to a socket as they are; all that came back until the other side closed, and after how long. */
function raw(collector, pieces, {pause = 0} = {}) {
  return new Promise((resolve) => {
    const began = performance.now();
    let text = '';
    const socket = connect(collector.port, '127.0.0.1');
    socket.setEncoding('latin1').on('data', (data) => (text += data));
    socket.on('error', () => {}).on('close', () => resolve({text, status: Number(text.slice(9, 12)), ms: performance.now() - began}));
    const send = async () => {
      for (const piece of pieces) {
        if (socket.destroyed) return;
        socket.write(piece);
        await new Promise((next) => setTimeout(next, pause));
      }
    };
    socket.on('connect', send);
  });
}

test('healthz is open to all and says ok', async (t) => {
  const {collector} = await fixture(t);
  const answer = await ask(collector, '/healthz');
  assert.deepEqual([answer.status, answer.json], [200, {status: 'ok'}]);
});

test('every other route wants the token of an enrolled device', async (t) => {
  const {collector, device} = await fixture(t);
  for (const [path, method] of [['/v1/enrolment', 'POST'], ['/v1/policy', 'GET'], ['/v1/events', 'POST']]) {
    for (const token of [undefined, '', 'tirai_', device.token.slice(0, -1), device.token + 'A', 'x'.repeat(5000), "' OR 1=1 --"]) {
      const answer = await ask(collector, path, {method, token});
      assert.deepEqual([answer.status, answer.json.error.code], [401, 'unauthorized'], `${path} with ${token?.length} letters`);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    }
  }
  assert.equal((await ask(collector, '/v1/events', {method: 'POST', headers: {Authorization: `Basic ${device.token}`}})).status, 401);
  assert.equal((await ask(collector, '/v1/events', {method: 'POST', headers: {Authorization: `bEARER ${device.token}`}})).status, 400);
});

test('enrolment binds the first key, answers the same key again, and refuses another', async (t) => {
  const dir = folder(t);
  const db = join(dir, 'log.db');
  const token = enrolToken(db);
  const collector = await serve(t, db);
  const [device, other] = [new Device(''), new Device('')];
  const bind = (key) => ask(collector, '/v1/enrolment', {token, body: JSON.stringify({public_key: key})});
  const first = await bind(device.public_key);
  assert.equal(first.status, 200);
  assert.match(first.json.device_id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(first.json.subject, {type: 'agent', id: 'agent.sari', properties: {role: 'agent', teams: ['care'], helpdesk_names: ['Sari Dewi']}});
  assert.deepEqual((await bind(device.public_key)).json, first.json);
  const conflict = await bind(other.public_key);
  assert.deepEqual([conflict.status, conflict.json.error.code], [409, 'key_conflict']);
  assert.deepEqual((await bind(device.public_key)).json, first.json);
});

test('of many keys at once one wins', async (t) => {
  const dir = folder(t);
  const db = join(dir, 'log.db');
  const token = enrolToken(db);
  const collector = await serve(t, db);
  const answers = await Promise.all(Array.from({length: 12}, () => ask(collector, '/v1/enrolment', {token, body: JSON.stringify({public_key: new Device('').public_key})})));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, ...Array(11).fill(409)]);
});

test('an enrolment body that is not one is refused', async (t) => {
  const db = join(folder(t), 'log.db');
  const token = enrolToken(db);
  const collector = await serve(t, db);
  const key = new Device('').public_key;
  const bodies = ['', '{}', '[]', 'null', '{"public_key":1}', '{"public_key":""}', `{"public_key":"${key.slice(0, -4)}"}`, `{"public_key":"${key}","more":1}`,
    `{"public_key":"${key.slice(0, -1)}"}`, `{"public_key":" ${key}"}`, `{"public_key":"${key.slice(0, -2)}"}`, `{"public_key":"${key}"`, '['.repeat(4000)];
  for (const body of bodies) assert.equal((await ask(collector, '/v1/enrolment', {token, body})).status, 400, body.slice(0, 60));
  assert.equal((await ask(collector, '/v1/enrolment', {token, body: ' '.repeat(4097)})).status, 413);
  assert.equal(new Database(db).all('SELECT count(*) AS n FROM devices WHERE public_key IS NOT NULL AND subject LIKE \'%"agent"%\'')[0].n, 0);
});

test('the policy is served byte for byte with a strong tag, and again when the file is replaced', async (t) => {
  const dir = folder(t);
  const bundle = join(dir, 'bundle.json');
  const bytes = '{"manifest":"…","policy":"// any bytes\\n"}\n';
  writeFileSync(bundle, bytes);
  const {collector, device} = await fixture(t, ['--policy', bundle]);
  const get = (tag) => ask(collector, '/v1/policy', {token: device.token, headers: tag === undefined ? {} : {'If-None-Match': tag}});
  const first = await get();
  const etag = first.headers.get('etag');
  assert.deepEqual([first.status, first.text, etag], [200, bytes, `"${createHash('sha256').update(bytes).digest('hex')}"`]);
  for (const tag of [etag, `"x", W/${etag}`, '*']) {
    const same = await get(tag);
    assert.deepEqual([same.status, same.text, same.headers.get('etag')], [304, '', etag]);
  }
  for (const tag of ['"x"', etag.slice(1, -1), '']) assert.equal((await get(tag)).status, 200);
  const next = bytes.replace('any', 'new');  // same length
  writeFileSync(bundle + '.new', next);
  renameSync(bundle + '.new', bundle);
  const second = await get(etag);
  assert.deepEqual([second.status, second.text], [200, next]);
  renameSync(bundle, bundle + '.away');
  assert.equal((await get()).status, 503);
  renameSync(bundle + '.away', bundle);
  assert.equal((await get()).text, next);
});

test('without a policy the route says so; a policy that is not there stops the start', async (t) => {
  const {collector, device, dir} = await fixture(t);
  const answer = await ask(collector, '/v1/policy', {token: device.token});
  assert.deepEqual([answer.status, answer.json.error.code], [404, 'no_policy']);
  const done = run(['serve', '--db', join(dir, 'other.db'), '--listen', '127.0.0.1:0', '--policy', join(dir, 'none.json')]);
  assert.equal(done.status, 1);
  assert.match(done.stderr, /none\.json: policy bundle: No such file or directory\n$/);
});

test('a browser of any origin may ask: preflight and every answer carry CORS', async (t) => {
  const {collector, device} = await fixture(t);
  const preflight = await ask(collector, '/v1/events', {method: 'OPTIONS', headers: {Origin: 'https://desk.example', 'Access-Control-Request-Method': 'POST'}});
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-methods'), /\bPOST\b/);
  for (const name of ['Authorization', 'Content-Type', 'If-None-Match']) assert.ok(preflight.headers.get('access-control-allow-headers').includes(name));
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  const answers = [await ask(collector, '/healthz'), await ask(collector, '/nowhere'), await ask(collector, '/v1/policy'), await post(collector, device, 'x')];
  for (const answer of answers) {
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.ok(answer.headers.get('access-control-expose-headers').includes('ETag'));
  }
});

test('unknown paths and methods are refused', async (t) => {
  const {collector, device} = await fixture(t);
  assert.equal((await ask(collector, '/v1/event')).status, 404);
  const wrong = await ask(collector, '/v1/events', {token: device.token});
  assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'POST, OPTIONS']);
  const head = await raw(collector, ['HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n']);
  assert.deepEqual([head.status, head.text.endsWith('\r\n\r\n')], [405, true]);
  assert.equal((await ask(collector, '/healthz?x=1')).status, 200);
});

test('a body over 1 MiB is refused: announced, or chunk by chunk', async (t) => {
  const {collector, device} = await fixture(t);
  const big = Buffer.alloc((1 << 20) + 1, 'a');
  const announced = await post(collector, device, big);
  assert.deepEqual([announced.status, announced.json.error.code], [413, 'too_large']);
  const head = `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${device.token}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const chunk = `10000\r\n${'a'.repeat(65536)}\r\n`;
  const chunked = await raw(collector, [head, ...Array(17).fill(chunk)]);
  assert.equal(chunked.status, 413);
  assert.equal((await post(collector, device, Buffer.alloc(1 << 20, 'a'))).status, 400);
});

test('a body is not read before the token is known', async (t) => {
  const {collector} = await fixture(t);
  const answer = await raw(collector, ['POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n']);
  assert.equal(answer.status, 401);
  assert.ok(answer.ms < 5000);
});

test('a head over 8 KiB, or no HTTP at all, ends the connection', async (t) => {
  const {collector} = await fixture(t);
  assert.equal((await raw(collector, [`GET /healthz HTTP/1.1\r\nX: ${'a'.repeat(9000)}\r\n\r\n`])).status, 431);
  assert.equal((await raw(collector, ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', '\r\n\r\n'])).status, 400);
  const both = await raw(collector, ['POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n']);
  assert.ok([400, 401].includes(both.status));
  assert.match(both.text, /Connection: close/);
});

test('a slow head, a slow body and an idle connection end in time', async (t) => {
  const {collector, device} = await fixture(t, ['--timeout-ms', '500']);
  const slow = (text) => raw(collector, Array.from(text), {pause: 100});
  const head = `POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${device.token}\r\nContent-Length: 100\r\n\r\n`;
  const results = await Promise.all([slow('GET /healthz HTTP/1.1\r\nHost: aaaaaaaaaaaaaaa'), raw(collector, [head, ...'a'.repeat(90)], {pause: 100}), raw(collector, [])]);
  for (const {text, ms} of results) {
    assert.equal(text, '');
    assert.ok(ms > 400 && ms < 3000, `${ms} ms`);
  }
  assert.equal((await raw(collector, ['GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'])).status, 200);  // ask() may take a connection that is just being ended
});

test('one connection more than allowed is answered 503, and the others go on', async (t) => {
  const {collector} = await fixture(t, ['--max-connections', '4']);
  await new Promise((next) => setTimeout(next, 50));
  const held = Array.from({length: 4}, () => connect(collector.port, '127.0.0.1'));
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  await new Promise((next) => setTimeout(next, 100));
  const more = await raw(collector, []);
  assert.deepEqual([more.status, /Retry-After: \d+/.test(more.text)], [503, true]);
  held.forEach((socket) => socket.destroy());
  await new Promise((next) => setTimeout(next, 200));
  assert.equal((await ask(collector, '/healthz')).status, 200);
});

const policyFile = (t) => {
  const file = join(folder(t), 'policy.json');
  writeFileSync(file, '{}');
  return file;
};
/** Opens connections from an address of this machine and keeps them, each with the beginning of a request. */
async function hold(collector, from, count, text = '') {
  const held = Array.from({length: count}, () => {
    const socket = connect({port: collector.port, host: '127.0.0.1', localAddress: from});
    socket.ended = new Promise((done) => socket.once('close', () => done(true)).once('error', () => done(true)));
    socket.on('data', () => undefined).once('connect', () => socket.write(text));
    return socket;
  });
  await Promise.all(held.map((socket) => Promise.race([new Promise((resolve) => socket.once('connect', resolve)), socket.ended])));
  return held;
}
const still = async (sockets) => (await Promise.all(sockets.map((socket) => Promise.race([socket.ended, Promise.resolve(false)])))).filter((ended) => !ended).length;
const get = (collector, from, path = '/healthz') => new Promise((done, failed) => {
  request({host: '127.0.0.1', port: collector.port, path, localAddress: from, agent: false}, (answer) => { answer.resume(); done(answer.statusCode); }).on('error', failed).end();
});

test('an address that holds every connection with slow heads is in nobody’s way but its own', async (t) => {
  const {collector, device} = await fixture(t, ['--max-connections', '40']);
  await new Promise((next) => setTimeout(next, 100));
  const slow = await hold(collector, '127.0.0.2', 40, 'GET /healthz HTTP/1.1\r\nX: ');
  await new Promise((next) => setTimeout(next, 200));
  assert.equal(await get(collector, '127.0.0.2').catch(() => 503), 503, 'the one who has them all gets no more');
  for (let i = 0; i < 30; i++) assert.equal(await get(collector, '127.0.0.3'), 200, `request ${i}`);
  assert.equal((await post(collector, device, device.chain().addMany(3).batch())).status, 200);
  const left = await still(slow);
  assert.ok(left >= 8 && left < 40, `${left} of 40 are left: a place was taken for each newcomer, and no more`);
  slow.forEach((socket) => socket.destroy());
});

test('who is being answered keeps the place, and places are shared evenly', async (t) => {
  const {collector, device} = await fixture(t, ['--max-connections', '12', '--policy', policyFile(t)]);
  const {headers} = await ask(collector, '/v1/policy', {token: device.token});
  await new Promise((next) => setTimeout(next, 100));
  // Eight wait for a policy (a request that is being answered), two addresses take the rest and more.
  const waiting = await hold(collector, '127.0.0.1', 7, `GET /v1/policy?wait=5 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${device.token}\r\nIf-None-Match: ${headers.get('etag')}\r\n\r\n`);
  await new Promise((next) => setTimeout(next, 200));
  const [two, three] = [await hold(collector, '127.0.0.2', 4), await hold(collector, '127.0.0.3', 4)];
  await new Promise((next) => setTimeout(next, 300));
  assert.equal(await still(waiting), 7);
  const alive = [await still(two), await still(three)];
  assert.ok(alive[0] >= 1 && alive[1] >= 1 && alive[0] + alive[1] <= 5, `${alive}`);
  [...waiting, ...two, ...three].forEach((socket) => socket.destroy());
});

test('an address without a credential that holds is told to slow down; who has one behind the same address is not', async (t) => {
  const {collector, device} = await fixture(t, ['--stranger-rate', '5', '--log-level', 'error']);
  const statuses = [];
  for (let i = 0; i < 30; i++) statuses.push((await ask(collector, '/v1/events', {token: 'guessed', body: 'x'})).status);
  assert.equal(statuses[0], 401);
  assert.ok(statuses.filter((status) => status === 429).length >= 8, `${statuses}`);
  const refused = await ask(collector, '/v1/checkpoint');
  assert.deepEqual([refused.status, refused.json.error.code, refused.headers.get('retry-after')], [429, 'rate', '1']);
  assert.equal((await post(collector, device, device.chain().addMany(3).batch())).status, 200);
  for (const path of ['/healthz', '/readyz']) assert.equal((await ask(collector, path)).status, 200, path);
  assert.equal(await get(collector, '127.0.0.2', '/v1/checkpoint'), 200, 'another address');
});

test('a token and an enrolment have a rate, too', async (t) => {
  const {collector, device, db} = await fixture(t, ['--rate', '5', '--log-level', 'error']);
  const token = run(['token', '--db', db, '--scope', 'metrics', '--name', 'ops']).stdout.trim();
  const metrics = [], bound = [];
  for (let i = 0; i < 12; i++) metrics.push((await ask(collector, '/metrics', {token})).status);
  assert.ok(metrics[0] === 200 && metrics.includes(429), `${metrics}`);
  const quick = await fixture(t, ['--log-level', 'error']);
  for (let i = 0; i < 24; i++) bound.push((await ask(quick.collector, '/v1/enrolment', {token: quick.device.token, body: JSON.stringify({public_key: quick.device.public_key})})).status);
  assert.ok(bound[0] === 200 && bound.at(-1) === 429, `${bound}`);
  assert.equal((await post(quick.collector, quick.device, quick.device.chain().addMany(1).batch())).status, 200, 'events have their own');
});

test('requests on one connection, pipelined too, are answered in order', async (t) => {
  const {collector} = await fixture(t);
  const get = (path, close = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${close}\r\n`;
  const {text} = await raw(collector, [get('/healthz') + get('/v1/policy') + get('/nowhere', 'Connection: close\r\n')]);
  assert.deepEqual(text.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 404']);
});

test('the log has one JSON line per request and never a token, a body or a query', async (t) => {
  const {collector, device, db} = await fixture(t);
  await post(collector, device, device.chain().addMany(2).batch());
  await ask(collector, '/healthz?phone=0812&secret');
  await ask(collector, '/people/3171234567890001');
  const statuses = collector.stderr.trim().split('\n').map((line) => JSON.parse(line)).map((line) => `${line.method} ${line.path} ${line.status}`);
  assert.deepEqual(statuses, ['POST /v1/enrolment 200', 'POST /v1/events 200', 'GET /healthz 200', 'GET other 404']);
  for (const secret of [device.token, device.token.slice(6, 20), 'identity.nik', '3171', 'phone']) assert.ok(!collector.stderr.includes(secret));
  assert.equal(new Database(db).all(`SELECT count(*) AS n FROM devices WHERE token_hash = '${createHash('sha256').update(device.token).digest('hex')}'`)[0].n, 1);
});

test('the database is its owner’s alone', async (t) => {
  const {db, collector, device} = await fixture(t);
  await post(collector, device, device.chain().addMany(1).batch());
  for (const name of [db, `${db}-wal`, `${db}-shm`]) assert.equal(statSync(name).mode & 0o777, 0o600, name);
});
