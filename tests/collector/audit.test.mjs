// tirai audit over what a collector really exports: devices, sessions, sealed reasons, a policy, the collector's own events. Whatever is done to the file
// is found and named, what the file cannot tell is said, and a log that was rewritten since the last audit is named.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createHash, randomUUID} from 'node:crypto';
import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {dpoKeys} from '../vectors/ledger/hpke.mjs';
import {append, canonical} from '../vectors/ledger/make-events.mjs';
import {ask, enrolledDevice, exportLog, folder, logKeyOf, post, serve, tiraiBin} from './support.mjs';
import {witness} from './witness.mjs';

const policyFile = new URL('../../policies/support.json', import.meta.url).pathname;
const dpo = dpoKeys(Buffer.alloc(32, 5));
const tirai = (args, input) => spawnSync(tiraiBin, args, {input, encoding: 'utf8', maxBuffer: 1 << 26});
const must = (...args) => { const done = tirai(args); assert.equal(done.status, 0, done.stderr); return done.stdout; };
const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

function signedBundle(dir) {
  must('keygen', '--name', 'audit.example/policy', '--out', join(dir, 'policy'));
  must('sign', '--key', join(dir, 'policy.key'), '--policy', policyFile, '--version', '1', '--out', join(dir, 'bundle.json'));
  const {policy} = JSON.parse(readFileSync(join(dir, 'bundle.json'), 'utf8'));
  return {file: join(dir, 'bundle.json'), policy: {id: 'support', version: 1, digest: `sha256:${createHash('sha256').update(policy).digest('hex')}`}};
}

const request = {subject: {type: 'agent', id: 'sari', properties: {role: 'agent'}}, action: {name: 'reveal'}, resource: {type: 'class', id: 'identity.nik'}, context: {relationship: 'assigned', purpose: 'identity_verification'}};
const decision = JSON.parse(tirai(['authzen', '--policy', policyFile], JSON.stringify(request)).stdout);

/** A session of a device: its start, then reveals, of which every second has a sealed reason; sent as batches of at most three. */
async function session(collector, device, policy, reveals, previous_head = '') {
  assert.equal((await ask(collector, '/v1/policy', {token: device.token})).status, 200);  // what was served is kept
  let head = {chain_uid: randomUUID(), next_sequence: 0, head: ''};
  const common = {device_id: device.device_id, enforcement_level: 'A1', product_version: '0.1.0', policy}, made = [];
  for (let n = 0; n <= reveals; n++) {
    const description = n === 0 ? {kind: 'session_start', previous_head} : {
      kind: 'reveal', helpdesk: 'request-tracker', ticket: '12', request, decision, entity_type: 'id_nik', count: 1, level_before: 'partial',
      purpose: {id: 'identity_verification', dpv: 'https://w3id.org/dpv#IdentityVerification', legal_basis: 'https://w3id.org/dpv#ContractPerformance'},
      ...(n % 2 === 1 ? {seal: {key: dpo.public_key, random: Buffer.alloc(32, n).toString('base64'), text: {reason: `alasan ${n}`}}} : {}),
    };
    const one = append(head, {time: 1_760_000_000_000 + n * 1000, event_id: randomUUID(), ...common, ...description});
    made.push({line: one.line, sealed: one.sealed === '' ? '' : `${canonical({sealed: one.sealed, sequence: head.next_sequence})}\n`});
    head = one.next;
  }
  for (let at = 0; at < made.length; at += 3) {
    const part = made.slice(at, at + 3), answer = await post(collector, device, device.batch(part.map(({line}) => line)) + part.map(({sealed}) => sealed).join(''));
    assert.equal(answer.status, 200, answer.text);
  }
  return head.head;
}

/** A log of two devices and three sessions under a served policy. */
async function tenant(t, more = []) {
  const dir = folder(t), db = join(dir, 'log.db'), bundle = signedBundle(dir), collector = await serve(t, db, ['--policy', bundle.file, ...more]);
  const [sari, rudi] = [await enrolledDevice(collector, db), await enrolledDevice(collector, db)];
  const end = await session(collector, sari, bundle.policy, 4);
  await session(collector, rudi, bundle.policy, 2);
  await session(collector, sari, bundle.policy, 1, end);
  return {dir, db, bundle, collector, sari, rudi, vkey: `${logKeyOf(db)}.vkey`};
}

function audit(text, ...flags) {
  const {status, stdout, stderr} = tirai(['audit', '-', '--format', 'json', ...flags], text);
  assert.equal(stderr, '');
  return {status, ...JSON.parse(stdout)};
}
const openOf = (report) => report.open.map(({question}) => question);
const joined = (lines) => lines.map((line) => `${line}\n`).join('');

test('what is open is said with what closes it, closes one by one, and is a failure with --strict', async (t) => {
  const dir = folder(t), key = join(dir, 'log.db-log');
  must('keygen', '--name', 'tirai-log/audit', '--out', key);
  const office = await witness(t, dir, 'office', `${key}.vkey`), db = join(dir, 'log.db'), bundle = signedBundle(dir);
  const collector = await serve(t, db, ['--policy', bundle.file, '--witness', `${office.url},${office.vkey}`]), device = await enrolledDevice(collector, db);
  await session(collector, device, bundle.policy, 3);
  const witnessed = () => readFileSync(office.state, 'utf8') === JSON.parse(exportLog(db).trimEnd().split('\n').at(-1)).checkpoint.replace(/^— office.*\n/m, '');
  for (let n = 0; n < 100 && !(existsSync(office.state) && witnessed()); n++) await sleep(100);
  const text = exportLog(db), vkey = ['--log-vkey', `${key}.vkey`], kept = join(dir, 'kept.checkpoint');

  const alone = audit(text);
  assert.deepEqual([alone.status, alone.verdict, alone.intact, alone.accepted, alone.findings], [0, 'open', false, true, []]);
  assert.deepEqual(openOf(alone), ['truncation', 'omission', 'signer', 'newest', 'rewritten']);
  assert.deepEqual([alone.checks.gaps, alone.checks.log, alone.checks.witnesses, alone.checks.since], ['missing', 'missing', 'missing', 'missing']);
  assert.match(alone.open[0].closed_by, /^--log-vkey/);
  assert.deepEqual(openOf(audit(text, ...vkey)), ['newest', 'rewritten']);
  const keeping = audit(text, ...vkey, '--keep', kept);
  assert.equal(keeping.status, 0);
  assert.equal(readFileSync(kept, 'utf8'), JSON.parse(text.trimEnd().split('\n').at(-1)).checkpoint);
  assert.deepEqual(openOf(audit(text, ...vkey, '--since', kept)), ['newest']);
  const whole = audit(text, ...vkey, '--since', kept, '--witness', office.vkey, '--strict');
  assert.deepEqual([whole.status, whole.verdict, whole.intact, whole.accepted, whole.open, new Set(Object.values(whole.checks))], [0, 'intact', true, true, [], new Set(['holds'])], JSON.stringify(whole));

  const strict = audit(text, ...vkey, '--strict');
  assert.deepEqual([strict.status, strict.verdict, strict.accepted], [4, 'open', false]);
  const page = (...flags) => tirai(['audit', '-', ...flags], text).stdout;
  assert.match(page(...vkey), /newest: whether this is the newest log.*\n {6}closed by: --witness KEY, with --log-vkey\n/);
  assert.match(page(...vkey), /no fault was found, but this does not prove it intact: open questions: 2\n$/);
  assert.match(page(...vkey, '--strict'), /not accepted \(--strict\): open questions: 2\n$/);
  assert.match(page(...vkey, '--lang', 'id'), /rewritten: apakah log ditulis ulang sejak audit yang lalu\n {6}terjawab dengan: --since BERKAS/);
  assert.match(page(...vkey, '--witness', office.vkey, '--since', kept), /\n\nintact\n$/);
  assert.match(page(...vkey, '--format', 'junit'), /<testsuites tests="11" failures="0" skipped="2">/);
  assert.match(page(...vkey, '--format', 'junit', '--strict'), /<testsuites tests="11" failures="2" skipped="0">[^]*<failure message="newest: whether/);
});

test('a file cut at its end is never called intact: without the log’s key that is an open question, with it a finding', async (t) => {
  const {db, vkey, sari} = await tenant(t), text = exportLog(db), lines = text.trimEnd().split('\n');
  const batches = lines.flatMap((line, i) => (i > 2 && /^\{"(batch|device|checkpoint)"/.test(line) ? [i] : []));
  assert.ok(batches.length > 6);
  for (const at of batches) {
    const cut = joined(lines.slice(0, at)), told = audit(cut);
    if (told.findings.length === 0) {  // whole in itself
      assert.deepEqual([told.status, told.verdict, told.open.slice(0, 3).map(({question}) => question)], [0, 'open', ['truncation', 'omission', 'signer']], `cut before line ${at + 1}`);
      assert.match(told.open[0].closed_by, /^an export of the whole log, which ends in its checkpoint, with --log-vkey KEY$/);
      assert.equal(audit(cut, '--strict').status, 4);
    }
    const held = audit(cut, '--log-vkey', vkey);
    assert.deepEqual([held.status, held.findings.some(({check, message}) => check === 'log' && message === 'expected a last line with the log\'s checkpoint')], [4, true]);
  }
  const chain = JSON.parse(lines.find((line) => line.startsWith('{"batch"') && line.includes(sari.device_id))).batch.chain_uid;
  assert.deepEqual(openOf(audit(exportLog(db, ['--chain', chain]))).slice(0, 3), ['truncation', 'omission', 'signer'], 'one session alone');
});

test('each flipped bit, each line gone, twice or moved, and each cut of a real export is found, and named by its line or its event', async (t) => {
  const {db, vkey} = await tenant(t), text = exportLog(db), lines = text.trimEnd().split('\n'), whole = Buffer.from(text);
  const first = audit(text, '--log-vkey', vkey);
  assert.deepEqual([first.status, first.decisions, first.replayed, first.sealed], [0, 7, 7, 4], JSON.stringify(first.findings));
  const events = lines.map((line) => (/^\{"(export|policy|device|batch|checkpoint|sealed)"/.test(line) ? undefined : JSON.parse(line).tirai));
  // A batch's events and sealed texts may be named by it, and the other way round.
  const batchOf = lines.map((_, i) => lines.slice(0, i + 1).findLastIndex((line) => line.startsWith('{"batch"')));
  const names = (finding, i) => finding.line === i + 1 || finding.line === i + 2 || finding.at === `line ${i + 1}` || (batchOf[i] >= 0 && batchOf[finding.line - 1] === batchOf[i])
    || (lines[i].startsWith('{"device"') && finding.message.includes(JSON.parse(lines[i]).device.device_id))
    || (events[i] !== undefined && finding.chain_uid === events[i].chain_uid && finding.sequence === events[i].sequence) || (lines[i].startsWith('{"checkpoint"') && finding.at === 'checkpoint');
  const found = (bytes, i, what) => {
    const {status, findings} = audit(bytes, '--log-vkey', vkey);
    assert.equal(status, 4, what);
    assert.ok(findings.some((finding) => names(finding, i)), `${what}: ${JSON.stringify(findings)}`);
  };

  let begin = 0;
  for (const [i, line] of lines.entries()) {
    const size = Buffer.byteLength(line) + 1, step = line.startsWith('{"policy"') ? 997 : 41;
    for (let byte = 0; byte < size; byte += byte + step < size || byte === size - 1 ? step : size - 1 - byte) {
      const flipped = Buffer.from(whole), bit = (begin + byte) % 8;
      flipped[begin + byte] ^= 1 << bit;
      found(flipped, i, `line ${i + 1}, byte ${byte}, bit ${bit}`);
    }
    begin += size;
  }
  const isPolicy = (line) => line.startsWith('{"policy"');
  for (const [i, line] of lines.entries()) {
    const without = joined(lines.toSpliced(i, 1)), again = joined(lines.toSpliced(i, 0, line));
    if (line.startsWith('{"sealed"')) {  // may be erased: that is no break, and no yes
      const told = audit(without, '--log-vkey', vkey);
      assert.deepEqual([told.status, told.erased, told.checks.sealed, openOf(told)], [0, 1, 'missing', ['newest', 'rewritten', 'erasures']]);
    } else if (isPolicy(line)) {
      assert.deepEqual(audit(without, '--log-vkey', vkey).findings.map(({check}) => check), ['policies']);
    } else {
      found(without, i, `without line ${i + 1}`);
    }
    found(again, i, `line ${i + 1} twice`);
    found(joined([...lines.slice(0, -1), line, lines.at(-1)]), line === lines.at(-1) ? i : lines.length - 2, `line ${i + 1} again at the end`);
    // A policy is no line of the log: where it stands means nothing.
    if (i + 1 < lines.length && !(i > 0 && [line, lines[i + 1]].some(isPolicy))) found(joined(lines.with(i, lines[i + 1]).with(i + 1, line)), i, `line ${i + 1} after the next`);
    if (i > 0) found(joined(lines.slice(0, i)), i - 1, `cut before line ${i + 1}`);
  }
});

test('a log goes on from the checkpoint that was kept, or is named as rewritten, cut back, or another', async (t) => {
  const {dir, db, collector, sari, bundle, vkey} = await tenant(t), kept = join(dir, 'kept'), early = join(dir, 'early.ndjson');
  writeFileSync(early, exportLog(db));
  assert.equal(tirai(['audit', early, '--log-vkey', vkey, '--keep', kept]).status, 0);
  const size = JSON.parse(readFileSync(early, 'utf8').trimEnd().split('\n').at(-1)).checkpoint.split('\n')[1];
  await session(collector, sari, bundle.policy, 2);
  const later = exportLog(db);
  for (const since of [kept, early]) {
    const goesOn = audit(later, '--log-vkey', vkey, '--since', since);
    assert.deepEqual([goesOn.status, goesOn.checks.since, openOf(goesOn)], [0, 'holds', ['newest']], JSON.stringify(goesOn.findings));
  }
  assert.equal(audit(readFileSync(early, 'utf8'), '--log-vkey', vkey, '--since', kept).checks.since, 'holds', 'and from itself');

  // The owner keeps the key and writes another history, signed all the way down: nothing but the checkpoint that was kept can tell.
  const other = join(dir, 'other'), otherDb = join(other, 'log.db');
  mkdirSync(other);
  for (const end of ['key', 'vkey']) copyFileSync(`${logKeyOf(db)}.${end}`, `${otherDb}-log.${end}`);
  const forger = await serve(t, otherDb, ['--policy', bundle.file]), device = await enrolledDevice(forger, otherDb);
  for (let n = 0; n < 4; n++) await session(forger, device, bundle.policy, 5);
  const forged = exportLog(otherDb), origin = later.trimEnd().split('\n').at(-1).match(/"checkpoint":"(.*?)\\n/)[1];
  assert.ok(Number(JSON.parse(forged.trimEnd().split('\n').at(-1)).checkpoint.split('\n')[1]) > Number(size), 'longer than what was kept');
  assert.deepEqual(audit(forged, '--log-vkey', vkey).findings, []);
  const rewritten = audit(forged, '--log-vkey', vkey, '--since', kept);
  assert.deepEqual([rewritten.status, rewritten.checks.since, rewritten.findings.map(({check, message}) => [check, message])],
    [4, 'broken', [['since', `the log ${origin} was rewritten: its first ${size} lines are not those of the checkpoint that was kept`]]]);
  assert.match(tirai(['audit', '-', '--log-vkey', vkey, '--since', kept, '--lang', 'id'], forged).stdout, new RegExp(`titik periksa yang disimpan: log ${origin} ditulis ulang: ${size} baris pertamanya`));

  const laterKept = join(dir, 'later.ndjson');
  writeFileSync(laterKept, later);
  const back = audit(readFileSync(early, 'utf8'), '--log-vkey', vkey, '--since', laterKept);
  assert.deepEqual([back.status, back.findings.map(({message}) => message)], [4, [`the log ${origin} had ${later.trimEnd().split('\n').at(-1).match(/\\n(\d+)\\n/)[1]} lines; the export has ${size}`]]);

  const elsewhere = await tenant(t), foreign = audit(exportLog(elsewhere.db), '--log-vkey', elsewhere.vkey, '--since', kept);
  assert.equal(foreign.status, 4);
  assert.match(foreign.findings[0].message, /^the checkpoint that was kept is of the log \S+; this is \S+$/);

  const nothing = join(dir, 'nothing');
  writeFileSync(nothing, 'tirai-log/x\n12\n');
  assert.equal(tirai(['audit', early, '--since', nothing]).status, 3);
  const before = readFileSync(kept, 'utf8');
  assert.equal(tirai(['audit', '-', '--log-vkey', vkey, '--keep', kept], later.replace('"ticket":"12"', '"ticket":"13"')).status, 4);
  assert.equal(readFileSync(kept, 'utf8'), before, 'of a broken file nothing is kept');
  assert.equal((await ask(collector, '/healthz')).status, 200);
});
