// What is handed on to other systems, at real receivers: every event, at least once, in the log's order, also when the receiver or the collector was away.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer as createHttp} from 'node:http';
import {createServer as createTls} from 'node:tls';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {test} from 'node:test';
import {certificate} from './certificate.mjs';
import Ajv2020 from 'ajv/dist/2020.js';
import {Database} from './database.mjs';
import {freePort} from '../../tools/private.mjs';
import {ask, collectorBin, enrolledDevice, folder, newStore, post, run, serve} from './support.mjs';

const until = async (what, most = 40_000) => {
  for (const end = Date.now() + most; Date.now() < end;) {
    const found = what();
    if (found) return found;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('it does not come');
};
/** `ids`: of all that is handed on when the chain was sent, in the log's order: the enrolment's two events, and the chain's forty. */
async function withExporter(t, exporter, args = []) {
  const dir = folder(t), db = await newStore(dir), file = join(dir, 'exporters.json'), all = [exporter(dir)].flat();
  writeFileSync(file, JSON.stringify({exporters: all.map((one) => ({name: 'one', ...one}))}));
  const start = () => serve(t, db, ['--log-level', 'error', '--exporters', file, ...args]);
  const collector = await start(), device = await enrolledDevice(collector, db), chain = device.chain().addMany(40);
  const enrolment = new Database(db).all('SELECT line FROM events ORDER BY sequence').map(({line}) => line);
  assert.deepEqual(enrolment.map((line) => JSON.parse(line).tirai.kind), ['session_start', 'credential']);
  return {dir, db, start, collector, device, chain, ids: idsOf([...enrolment, ...chain.lines])};
}
const listening = (server, port = 0) => new Promise((ready) => server.listen(port, '127.0.0.1', () => ready(server.address().port)));
const idsOf = (lines) => lines.map((line) => JSON.parse(line).metadata.uid);

test('files: every event once, rotated by size, the oldest gone; a restart goes on where it stopped', {timeout: 120_000}, async (t) => {
  const {dir, db, start, collector, device, chain, ids} = await withExporter(t, (dir) => ({type: 'file', path: join(dir, 'out.ndjson'), rotate_mb: 1, keep: 2}));
  const files = () => readdirSync(dir).filter((name) => name.startsWith('out.ndjson')).sort((a, b) => (a === 'out.ndjson') - (b === 'out.ndjson') || (a < b ? -1 : 1));
  /** Whole ones: what is written while this reads ends in the middle of one; and a file that was just rotated away is read under its next name. */
  const lines = () => {
    try {
      return files().flatMap((name) => readFileSync(join(dir, name), 'utf8').split('\n').slice(0, -1));
    } catch (error) {
      if (error.code === 'ENOENT') return lines();
      throw error;
    }
  };
  await post(collector, device, chain.batch(0, 20));
  await until(() => existsSync(join(dir, 'out.ndjson')) && lines().length === 22);
  assert.equal(statSync(join(dir, 'out.ndjson')).mode & 0o777, 0o600);
  assert.equal(JSON.parse(lines()[21]).unmapped.tirai.kind, 'reveal');
  await collector.end();
  assert.deepEqual(new Database(db).all('SELECT name FROM leases'), [], 'who ends in order leaves the sending to the next one at once; a lease of the dead lasts 15 s');
  const again = await start();
  await post(again, device, chain.batch(20, 40));
  await until(() => lines().length === 42);
  assert.deepEqual(idsOf(lines()), ids);
  const much = device.chain().addMany(6000);
  for (let at = 0; at < 6000; at += 600) assert.equal((await post(again, device, much.batch(at, at + 600))).status, 200);
  await until(() => idsOf(lines().slice(-1))[0] === JSON.parse(much.lines.at(-1)).metadata.uid, 30_000);
  assert.equal(files().length, 3, 'two that are full, and the one in use');
  const kept = idsOf(lines()), all = much.lines.map((line) => JSON.parse(line).metadata.uid);
  assert.deepEqual(kept, all.slice(-kept.length), 'without a gap');
});

test('files: behind a line that a full disk or a kill tore, every event still stands on a line of its own', {timeout: 60_000}, async (t) => {
  const {dir, db, start, collector, device, chain, ids} = await withExporter(t, (dir) => ({type: 'file', path: join(dir, 'out.ndjson')}));
  const out = join(dir, 'out.ndjson'), lines = () => existsSync(out) ? readFileSync(out, 'utf8').split('\n').slice(0, -1) : [];
  await post(collector, device, chain.batch(0, 20));
  await until(() => lines().length === 22);
  await collector.end();
  const torn = lines()[21].slice(0, 100);
  writeFileSync(out, `${lines().slice(0, 21).join('\n')}\n${torn}`);
  assert.deepEqual(new Database(db).all('UPDATE exporters SET next = next - 1 RETURNING name').length, 1, 'not taken for sent: it is sent again');
  const again = await start();
  await post(again, device, chain.batch(20, 40));
  await until(() => lines().length >= 43);
  assert.equal(lines()[21], torn);
  assert.deepEqual(idsOf(lines().toSpliced(21, 1)), ids);
});

/** RFC 5425: MSG-LEN SP SYSLOG-MSG. */
function frames(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at), size = Number(bytes.subarray(at, space));
    assert.ok(Number.isInteger(size) && size > 0 && space + 1 + size <= bytes.length, 'a whole frame');
    found.push(bytes.subarray(space + 1, space + 1 + size).toString());
    at = space + 1 + size;
  }
  return found;
}

test('syslog over TLS: RFC 5424 messages in frames, to a receiver that was away; a stranger’s certificate gets nothing', {timeout: 120_000}, async (t) => {
  let files;
  const port = await freePort();
  const received = [];
  const open = async () => {
    const server = createTls({cert: readFileSync(files.cert), key: readFileSync(files.key)}, (socket) => {
      const parts = [];
      socket.on('data', (part) => parts.push(part)).on('end', () => { received.push(...frames(Buffer.concat(parts))); socket.end(); }).on('error', () => undefined);
    });
    server.on('tlsClientError', () => undefined);
    await listening(server, port);
    return server;
  };
  const {collector, device, chain, ids} = await withExporter(t, (dir) => {
    files = certificate(dir);
    return {type: 'syslog', host: 'localhost', port, ca: files.cert};
  });
  await post(collector, device, chain.batch());
  await new Promise((next) => setTimeout(next, 1200));
  const server = await open();
  await until(() => received.length >= 42, 30_000);
  await new Promise((next) => server.close(next));
  const shape = /^<(110|109|108)>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) [\x21-\x7e]{1,255} tirai-collector - [\x21-\x7e]{1,32} \[tirai@32473 uid="([^"\\\]]+)" agent="([^"]*)"\] (\{.*\})$/;
  const read = received.map((message) => message.match(shape));
  assert.ok(read.every(Boolean), received.find((message) => !shape.test(message)));
  assert.deepEqual(read.map(([, , , uid]) => uid), ids);
  const last = JSON.parse(read[41][5]);
  assert.equal(read[41][2], new Date(last.time).toISOString());
});

test('syslog: without trust in the certificate no event leaves', {timeout: 120_000}, async (t) => {
  let other, bytes = 0, handshakes = 0, port;
  const dirs = folder(t);
  const server = createTls({...Object.fromEntries(Object.entries(certificate(dirs)).map(([name, path]) => [name, readFileSync(path)]))}, (socket) => socket.on('data', (part) => { bytes += part.length; }).on('error', () => undefined));
  server.on('tlsClientError', () => { handshakes++; });
  port = await listening(server);
  t.after(() => server.close());
  const {collector, device, chain} = await withExporter(t, (dir) => {
    other = certificate(dir);
    return {type: 'syslog', host: 'localhost', port, ca: other.cert};
  });
  await post(collector, device, chain.batch());
  await until(() => handshakes > 0);
  assert.equal(bytes, 0);
});

test('OTLP over HTTP: log records with body and time; what was answered 503 is sent again', {timeout: 120_000}, async (t) => {
  const bodies = [], records = [];
  let refuse = 2;
  const server = createHttp((asked, answer) => {
    const parts = [];
    asked.on('data', (part) => parts.push(part)).on('end', () => {
      assert.deepEqual([asked.method, asked.url, asked.headers['content-type'], asked.headers['x-token']], ['POST', '/v1/logs', 'application/json', 'secret']);
      const body = JSON.parse(Buffer.concat(parts));
      bodies.push(body);
      if (refuse-- > 0) return answer.writeHead(503).end();
      records.push(...body.resourceLogs[0].scopeLogs[0].logRecords);
      answer.writeHead(200, {'Content-Type': 'application/json'}).end('{}');
    });
  });
  const port = await listening(server);
  t.after(() => server.close());
  const {collector, device, chain, ids} = await withExporter(t, () => ({type: 'otlp', url: `http://127.0.0.1:${port}/v1/logs`, headers: {'x-token': 'secret'}}));
  await post(collector, device, chain.batch());
  await until(() => records.length >= 42, 30_000);
  assert.ok(bodies.length >= 3);
  assert.deepEqual(bodies[0].resourceLogs[0].resource.attributes, [{key: 'service.name', value: {stringValue: 'tirai-collector'}}]);
  assert.deepEqual(records.map(({body}) => JSON.parse(body.stringValue).metadata.uid), ids);
  const one = records[41], event = JSON.parse(one.body.stringValue);
  assert.deepEqual([one.timeUnixNano, one.severityNumber, one.severityText], [`${event.time}000000`, 9, 'INFO']);
  assert.ok(one.attributes.some(({key, value}) => key === 'event.name' && value.stringValue === 'tirai.reveal'));
});

test('OTLP: what is refused for good is counted and logged with its place, and not sent again; what was taken with a remark is no loss', {timeout: 60_000}, async (t) => {
  const answers = [{partialSuccess: {rejectedLogRecords: '3', errorMessage: 'too old'}}, {partialSuccess: {rejectedLogRecords: '0', errorMessage: 'attribute dropped'}}, {partialSuccess: {}}, {partial_success: {rejected_log_records: 2}}], sizes = [];
  const server = createHttp((asked, answer) => {
    const parts = [];
    asked.on('data', (part) => parts.push(part)).on('end', () => {
      sizes.push(JSON.parse(Buffer.concat(parts)).resourceLogs[0].scopeLogs[0].logRecords.length);
      answer.writeHead(200, {'Content-Type': 'application/json'}).end(JSON.stringify(answers[sizes.length - 1] ?? {}));
    });
  });
  const port = await listening(server);
  t.after(() => server.close());
  const {db, collector, device, chain} = await withExporter(t, () => ({type: 'otlp', url: `http://127.0.0.1:${port}/v1/logs`}));
  await until(() => sizes.length === 1);
  const first = sizes[0];
  for (let n = 0; n < 4; n++) {
    const before = sizes.length;
    assert.equal((await post(collector, device, chain.batch(n * 10, n * 10 + 10))).status, 200);
    await until(() => sizes.length > before);
  }
  const metrics = run(['token', '--db', db, '--scope', 'metrics', '--name', 'a']).stdout.trim();  // a session and its event, too
  const total = () => sizes.reduce((sum, size) => sum + size, 0);
  await until(() => total() === 44);
  await new Promise((next) => setTimeout(next, 1500));
  assert.equal(total(), 44, 'nothing came twice');
  const {text} = await ask(collector, '/metrics', {token: metrics});
  const refused = Math.min(3, first) + 2;
  assert.ok(text.includes(`tirai_exported_events_total{exporter="one",result="refused"} ${refused}\n`), text);
  assert.ok(text.includes(`tirai_exported_events_total{exporter="one",result="sent"} ${44 - refused}\n`), text);
  const faults = collector.stderr.split('\n').filter((line) => line.includes('export one'));
  assert.equal(faults.length, 3, collector.stderr);
  assert.match(faults[0], /refused [123] of [123] events for good; they are not sent again: too old/);
  assert.match(faults[0], /log entries 0 to \d+/);
  assert.match(faults[1], /took all and remarks: attribute dropped/);
  assert.match(faults[2], /refused 2 of 10 events for good/);
});

test('OTLP: an answer that is too long is no reason to send again what was taken, and is logged with its place', {timeout: 60_000}, async (t) => {
  const sizes = [];
  const server = createHttp((asked, answer) => {
    const parts = [];
    asked.on('data', (part) => parts.push(part)).on('end', () => {
      sizes.push(JSON.parse(Buffer.concat(parts)).resourceLogs[0].scopeLogs[0].logRecords.length);
      const long = JSON.stringify({partialSuccess: {errorMessage: 'x'.repeat(sizes.length === 1 ? 65_000 : 200_000)}});
      answer.writeHead(200, {'Content-Type': 'application/json', ...(sizes.length === 2 ? {'Content-Length': long.length} : {})}).end(long);
    });
  });
  const port = await listening(server);
  t.after(() => server.close());
  const {collector, device, chain} = await withExporter(t, () => ({type: 'otlp', url: `http://127.0.0.1:${port}/v1/logs`}));
  await until(() => sizes.length === 1);
  for (let n = 0; n < 2; n++) {  // with its length told, and without
    const before = sizes.length;
    assert.equal((await post(collector, device, chain.batch(n * 10, n * 10 + 10))).status, 200);
    await until(() => sizes.length > before);
  }
  await new Promise((next) => setTimeout(next, 1500));
  assert.deepEqual(sizes.slice(1), [10, 10], 'nothing came twice');
  const faults = collector.stderr.split('\n').filter((line) => line.includes('export one'));
  assert.match(faults[0], /took all and remarks: x{200}/);
  for (const fault of faults.slice(1)) assert.match(fault, /answer is over 64 KiB and was not read: what it refused for good is not known; nothing is sent again/);
  assert.equal(faults.length, 3, collector.stderr);
});

test('file, syslog and OTLP: a collector that is killed in the middle and started again has handed on every event', {timeout: 180_000}, async (t) => {
  const [files, otlp, syslog] = [certificate(folder(t)), [], []];
  let holding = true, sockets = 0;  // from the second delivery on nobody answers until the kill
  const http = createHttp((asked, answer) => {
    const parts = [];
    asked.on('data', (part) => parts.push(part)).on('end', () => {
      const uids = JSON.parse(Buffer.concat(parts)).resourceLogs[0].scopeLogs[0].logRecords.map(({body}) => JSON.parse(body.stringValue).metadata.uid);
      if (holding && otlp.length > 0) return void (otlp.held = uids);
      otlp.push(...uids);
      answer.writeHead(200).end('{}');
    });
  });
  const tls = createTls({cert: readFileSync(files.cert), key: readFileSync(files.key)}, (socket) => {
    const parts = [], hold = holding && sockets++ > 0;
    socket.on('error', () => undefined);
    if (hold) return socket.once('data', () => socket.pause());  // takes some of it and says no more
    socket.on('data', (part) => parts.push(part)).on('end', () => { syslog.push(...frames(Buffer.concat(parts)).map((message) => message.match(/uid="([^"]+)"/)[1])); socket.end(); });
  });
  tls.on('tlsClientError', () => undefined);
  const [httpPort, tlsPort] = [await listening(http), await listening(tls)];
  t.after(() => { http.closeAllConnections(); http.close(); tls.close(); });
  const dir = folder(t), db = await newStore(dir), out = join(dir, 'out.ndjson'), exporters = join(dir, 'exporters.json');
  writeFileSync(exporters, JSON.stringify({exporters: [{name: 'disk', type: 'file', path: out}, {name: 'siem', type: 'syslog', host: 'localhost', port: tlsPort, ca: files.cert}, {name: 'otel', type: 'otlp', url: `http://127.0.0.1:${httpPort}/v1/logs`}]}));
  const before = await serve(t, db), device = await enrolledDevice(before, db), chain = device.chain().addMany(9000);
  for (let at = 0; at < 9000; at += 600) assert.equal((await post(before, device, chain.batch(at, at + 600))).status, 200);
  await before.end();
  const all = new Set(idsOf(chain.lines)), start = () => serve(t, db, ['--log-level', 'error', '--exporters', exporters]);
  const onDisk = () => existsSync(out) ? readFileSync(out, 'utf8').split('\n').slice(0, -1) : [];
  /** A kill in the middle of a write leaves a line's first half, closed by whoever writes next; its event is sent again. */
  const whole = (line) => { try { return JSON.parse(line) !== null; } catch { return false; } };
  const idsOnDisk = () => idsOf(onDisk().filter(whole));
  const killed = await start();
  while (!existsSync(out) || statSync(out).size === 0) await new Promise((next) => setTimeout(next, 1));
  assert.equal((await killed.end('SIGKILL')).signal, 'SIGKILL');
  assert.ok(onDisk().length < 9000, 'the file was not whole when it was killed');
  const again = await start();  // the dead one's leases last 15 s
  await until(() => otlp.held !== undefined && sockets >= 2);
  assert.equal((await again.end('SIGKILL')).signal, 'SIGKILL');
  assert.ok(otlp.length < 9000 && syslog.length < 9000);
  holding = false;
  await start();
  const missing = (got) => { const has = new Set(got); return [...all].filter((uid) => !has.has(uid)).length; };
  await until(() => missing(otlp) + missing(syslog) + missing(idsOnDisk()) === 0, 90_000);
  assert.deepEqual([missing(otlp), missing(syslog), missing(idsOnDisk())], [0, 0, 0]);
  assert.ok(onDisk().filter((line) => !whole(line)).length <= 2, 'one a kill, at most');
  for (const [name, got] of Object.entries({otlp, syslog, file: idsOnDisk()})) {  // sent again, perhaps, but never past one that was not
    const firsts = [...new Set(got)].filter((uid) => all.has(uid)).slice(0, 3000);
    assert.deepEqual(firsts, [...all].slice(0, 3000), name);
  }
});

test('Kafka: every event is with the broker, by its id as key, also after the collector was killed', {timeout: 90_000}, async (t) => {
  const mock = spawn(join(collectorBin, '../kafka_mock'), ['tirai'], {stdio: ['pipe', 'pipe', 'inherit']});
  t.after(() => mock.kill());
  const got = [], lines = createInterface({input: mock.stdout});
  const brokers = await new Promise((ready) => lines.once('line', ready));
  lines.on('line', (line) => got.push(line));
  const {start, collector, device, chain, ids} = await withExporter(t, () => ({type: 'kafka', brokers, topic: 'tirai'}));
  await post(collector, device, chain.batch(0, 20));
  await until(() => new Set(idsOf(got.map((line) => line.slice(line.indexOf('\t') + 1)))).size === 22, 30_000);
  await collector.end('SIGKILL');
  const again = await start();
  await post(again, device, chain.batch(20, 40));
  await until(() => new Set(got.map((line) => line.split('\t')[0])).size === 42, 60_000);
  assert.deepEqual([...new Set(got.map((line) => line.split('\t')[0]))].sort(), [...ids].sort());
  for (const line of got) assert.equal(JSON.parse(line.slice(line.indexOf('\t') + 1)).metadata.uid, line.split('\t')[0]);
});

test('a file of exporters is judged: by check-config at the key, and by its schema alike', (t) => {
  const dir = folder(t), file = join(dir, 'exporters.json'), config = join(dir, 'collector.json');
  const schema = new Ajv2020.default({strict: false}).compile(JSON.parse(readFileSync(new URL('../../collector/exporters.schema.json', import.meta.url))));
  writeFileSync(config, JSON.stringify({db: join(dir, 'log.db'), exporters: file}));
  const disk = {name: 'disk', type: 'file', path: '/tmp/x'};
  for (const [value, at] of [[{exporters: []}, null], [{exporters: [disk, {name: 's', type: 'syslog', host: 'h', port: 6514}, {name: 'o', type: 'otlp', url: 'https://h:4318/v1/logs', headers: {a: 'b'}}, {name: 'k', type: 'kafka', brokers: 'h:9092', topic: 't', properties: {'linger.ms': '5'}}]}, null],
    [{}, ':'], [{exporters: [{...disk, name: 'A b'}]}, '/exporters/0/name'], [{exporters: [{...disk, type: 'ftp'}]}, '/exporters/0/type'], [{exporters: [{...disk, keep: 0}]}, '/exporters/0/keep'], [{exporters: [{...disk, note: 1}]}, '/exporters/0/note'],
    [{exporters: [{name: 's', type: 'syslog', port: 6514}]}, '/exporters/0/host'], [{exporters: [{name: 'o', type: 'otlp', url: 'h:4318'}]}, '/exporters/0/url'], [{exporters: [{name: 'k', type: 'kafka', brokers: 'h', topic: ''}]}, '/exporters/0/topic']]) {
    writeFileSync(file, JSON.stringify(value));
    const done = run(['check-config', config]);
    assert.equal(done.status, at === null ? 0 : 1, JSON.stringify(value) + done.stderr);
    if (at !== null) assert.ok(done.stderr.includes(at), done.stderr);
    assert.equal(schema(value), at === null, JSON.stringify(value));
  }
  writeFileSync(file, JSON.stringify({exporters: [disk, disk]}));
  assert.match(run(['check-config', config]).stderr, /two of one name/);
});
