// TLS in the process: what it speaks, what it refuses, a certificate that is replaced, and peers that mean it no good.
import assert from 'node:assert/strict';
import {chmodSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {request} from 'node:https';
import {connect as connectPlain} from 'node:net';
import {join} from 'node:path';
import {test} from 'node:test';
import {certificate} from './certificate.mjs';
import {connect} from 'node:tls';
import {addAccount} from './office.mjs';
import {folder, newStore, run, serve} from './support.mjs';

const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

async function fixture(t, args = []) {
  const dir = folder(t), db = await newStore(dir), pair = certificate(dir, 'first');
  return {dir, db, pair, collector: await serve(t, db, ['--tls-cert', pair.cert, '--tls-key', pair.key, ...args])};
}

/** One request over TLS; `ca` is the certificate that it must be. */
function ask(collector, path, {method = 'GET', body = '', headers = {}, ca, ...rest} = {}) {
  return new Promise((done, fail) => {
    const asked = request(collector.url + path, {method, ca, agent: false, headers: {'Content-Length': Buffer.byteLength(body), ...headers}, ...rest}, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => done({status: reply.statusCode, headers: reply.headers, text, protocol: reply.socket.getProtocol(), cipher: reply.socket.getCipher()}));
    });
    asked.on('error', fail).end(body);
  });
}

test('it serves https, says so, and a session works over it', async (t) => {
  const {collector, pair, db} = await fixture(t);
  assert.match(collector.url, /^https:/);
  const ca = readFileSync(pair.cert);
  const health = await ask(collector, '/healthz', {ca});
  assert.deepEqual([health.status, health.text, health.protocol, health.headers['strict-transport-security']], [200, '{"status":"ok"}', 'TLSv1.3', 'max-age=31536000']);
  const dewi = addAccount(db, 'dewi');
  const entered = await ask(collector, '/v1/login', {ca, method: 'POST', body: JSON.stringify({name: 'dewi', password: dewi.password, code: dewi.code()}), headers: {'Content-Type': 'application/json'}});
  assert.equal(entered.status, 200, entered.text);
  const session = await ask(collector, '/v1/session', {ca, headers: {Cookie: entered.headers['set-cookie'][0].split(';')[0]}});
  assert.equal(JSON.parse(session.text).name, 'dewi');
});

test('1.2 with forward secrecy is the least; older versions and weaker ciphers are refused', async (t) => {
  const {collector, pair} = await fixture(t);
  const ca = readFileSync(pair.cert);
  const older = await ask(collector, '/healthz', {ca, maxVersion: 'TLSv1.2'});
  assert.deepEqual([older.status, older.protocol], [200, 'TLSv1.2']);
  assert.match(older.cipher.name, /^ECDHE-.*(GCM|CHACHA20)/);
  const weak = {ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0'};
  await assert.rejects(ask(collector, '/healthz', weak));
  await assert.rejects(ask(collector, '/healthz', {ca, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA:@SECLEVEL=0'}));
  const plain = await new Promise((done) => {
    let text = '';
    const socket = connectPlain(collector.port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.setEncoding('latin1').on('data', (data) => (text += data)).on('error', () => {}).on('close', () => done(text));
  });
  assert.ok(!plain.includes('200'), 'plain HTTP is not answered');
  assert.equal((await ask(collector, '/healthz', {ca})).status, 200);
});

test('SIGHUP reads a new certificate; one that cannot be read leaves the old one in force', async (t) => {
  const {collector, pair, dir} = await fixture(t);
  const second = certificate(dir, 'second');
  const subject = () => new Promise((done, fail) => {
    const socket = connect({port: collector.port, host: '127.0.0.1', rejectUnauthorized: false}, () => { done(socket.getPeerCertificate().subject.CN); socket.destroy(); });
    socket.on('error', fail);
  });
  assert.equal(await subject(), 'first');
  const kept = connect({port: collector.port, host: '127.0.0.1', rejectUnauthorized: false});
  await new Promise((next) => kept.once('secureConnect', next));
  writeFileSync(pair.cert, 'not a certificate');
  collector.child.kill('SIGHUP');
  for (let i = 0; i < 50 && !collector.stderr.includes('--tls-cert'); i++) await sleep(50);
  assert.match(collector.stderr, /not a certificate in PEM/);
  assert.equal(await subject(), 'first');
  renameSync(second.key, pair.key);
  renameSync(second.cert, pair.cert);
  collector.child.kill('SIGHUP');
  for (let i = 0; i < 50 && (await subject()) !== 'second'; i++) await sleep(50);
  assert.equal(await subject(), 'second');
  kept.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.match(String(await new Promise((next) => kept.once('data', next))), /^HTTP\/1\.1 200/, 'a connection from before goes on');
});

test('beyond this machine it listens with TLS, or behind a proxy that has it, and not otherwise', async (t) => {
  const dir = folder(t), db = join(dir, 'x.db'), {cert, key} = certificate(dir, 'first'), config = join(dir, 'collector.json');
  for (const listen of ['0.0.0.0:0', '[::]:0', '192.0.2.1:0']) {
    const done = run(['serve', '--db', db, '--listen', listen], {timeout: 10_000});
    assert.equal(done.status, 1, listen);
    assert.match(done.stderr, /^tirai-collector: --listen: tokens and passwords would cross the network in the clear; expected --tls-cert and --tls-key, --behind-proxy, or a loopback address\n$/);
    writeFileSync(config, JSON.stringify({db, listen}));
    assert.equal(run(['check-config', config]).status, 1);
    for (const more of [{'tls-cert': cert, 'tls-key': key}, {'behind-proxy': true}]) {
      writeFileSync(config, JSON.stringify({db, listen, ...more}));
      assert.deepEqual([run(['check-config', config]).status], [0], JSON.stringify(more));
    }
  }
  assert.equal(run(['serve', '--db', db, '--tls-cert', cert]).status, 2, 'one without the other');
  const says = (args, reason) => assert.match(run(['serve', '--db', db, '--listen', '127.0.0.1:0', ...args], {timeout: 10_000}).stderr, reason);
  says(['--tls-cert', cert, '--tls-key', join(dir, 'none')], /--tls-key: cannot be read/);
  says(['--tls-cert', join(dir, 'none'), '--tls-key', key], /--tls-cert: not a certificate in PEM that can be read/);
  says(['--tls-cert', cert, '--tls-key', certificate(dir, 'other').key], /--tls-key: not the certificate's key/);
  chmodSync(key, 0o644);
  says(['--tls-cert', cert, '--tls-key', key], /--tls-key: others can read it; expected mode 0600 or 0640/);
  assert.deepEqual(JSON.parse(run(['serve', '--db', db, '--tls-cert', cert, '--tls-key', key, '--print-config']).stdout), {db, 'tls-cert': cert, 'tls-key': '<set>'});
});

test('who opens connections and says nothing, or one letter a second, holds nobody up and is let go', {timeout: 60_000}, async (t) => {
  const {collector, pair} = await fixture(t, ['--timeout-ms', '1500', '--log-level', 'error']);
  const ca = readFileSync(pair.cert);
  const closed = [];
  for (let i = 0; i < 60; i++) {
    const silent = connectPlain(collector.port, '127.0.0.1').on('error', () => {});
    closed.push(new Promise((done) => silent.once('close', () => done('silent'))));
  }
  const slow = connect({port: collector.port, host: '127.0.0.1', ca, checkServerIdentity: () => undefined}, async () => {
    for (const letter of 'GET /healthz HTTP/1.1\r\nHost: a\r\n') {
      if (slow.destroyed) return;
      slow.write(letter);
      await sleep(500);
    }
  });
  slow.on('error', () => {});
  closed.push(new Promise((done) => slow.once('close', () => done('slow'))));
  const began = performance.now();
  assert.equal((await ask(collector, '/healthz', {ca})).status, 200);
  assert.ok(performance.now() - began < 1000, 'others are answered meanwhile');
  await Promise.all(closed);
  assert.ok(performance.now() - began < 15_000);
});

for (const [how, secure] of [['over TLS', true], ['without TLS', false]]) {
  test(`a head of 300 MB is cut off within a few kilobytes, ${how}`, {timeout: 60_000}, async (t) => {
    const db = await newStore(folder(t)), {collector, pair} = secure ? await fixture(t, ['--log-level', 'error']) : {collector: await serve(t, db, ['--log-level', 'error'])};
    const ca = secure ? readFileSync(pair.cert) : undefined, to = {port: collector.port, host: '127.0.0.1'};
    const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${collector.child.pid}/status`, 'utf8'))[1]) / 1024;
    const before = memory();
    let most = before;
    const part = Buffer.alloc(1 << 20, 'a');
    const sent = await new Promise((done) => {
      let count = 0;
      const begin = () => {
        socket.write('GET /healthz HTTP/1.1\r\nX-Long: ');
        const more = () => {
          if (socket.destroyed || count >= 300) return socket.destroy();
          count++;
          most = Math.max(most, memory());
          socket.write(part, () => setImmediate(more));
        };
        more();
      };
      const socket = secure ? connect({...to, ca}, begin) : connectPlain(to, begin);
      socket.on('error', () => {}).on('close', () => done(count));
    });
    assert.ok(sent < 100, `${sent} MB were taken before the end`);
    assert.ok(most - before < 30, `${(most - before).toFixed(1)} MB more memory`);
    assert.equal((secure ? await ask(collector, '/healthz', {ca}) : await fetch(`${collector.url}/healthz`)).status, 200);
  });
}
