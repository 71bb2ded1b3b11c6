// The log and the bundle, with Node's own crypto and a second writer of events on the other side.
import assert from 'node:assert/strict';
import {createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {append, canonical, descriptions, firstHead} from '../vectors/ledger/make-events.mjs';
import {root, scratch, tirai} from './tirai.mjs';

/** Four events of one device in two batches: ten lines less three. Written and signed by Node alone. */
function exported() {
  const {privateKey, publicKey} = generateKeyPairSync('ed25519');
  const lines = [];
  let head = firstHead;
  for (const description of descriptions) {
    const {line, next} = append(head, description);
    lines.push(line);
    head = next;
  }
  const batch = (from, to) => {
    const events = lines.slice(from, to).map((line) => JSON.parse(line).tirai);
    const header = {chain_uid: firstHead.chain_uid, count: to - from, device_id: 'device-1', first_sequence: from, format: 'tirai.batch/v1', head: events.at(-1).fingerprint, prev_event: events[0].prev_event};
    const signature = sign(null, Buffer.from(`tirai-batch-v1\n${canonical(header)}`), privateKey).toString('base64');
    return [canonical({batch: header, signature}), ...lines.slice(from, to)];
  };
  const key = publicKey.export({format: 'der', type: 'spki'}).subarray(-32).toString('base64');
  return ['{"export":{"format":"tirai.export/v1"}}', canonical({device: {device_id: 'device-1', public_key: key}}), ...batch(0, 3), ...batch(3, 4)];
}
const text = (lines) => lines.map((line) => `${line}\n`).join('');
const chain = firstHead.chain_uid;

test('an export that Node wrote and signed is intact', (t) => {
  const cwd = scratch(t);
  writeFileSync(join(cwd, 'log.ndjson'), text(exported()));
  assert.deepEqual(tirai(['verify', 'log.ndjson'], {cwd}), {status: 0, stdout: 'intact: 4 events in 2 batches of 1 chain; every fingerprint, link and signature holds; whether its end is missing cannot be told without the log\'s checkpoint\n', stderr: ''});
});

test('a changed event is named, for people and for programs', () => {
  const lines = exported();
  lines[4] = lines[4].replace('"ticket":"12"', '"ticket":"13"');
  const {status, stdout} = tirai(['verify', '-'], {input: text(lines)});
  assert.equal(stdout, `line 5: event 1 of chain ${chain}: its bytes do not give its fingerprint\nbroken: 1 finding in 4 events in 2 batches of 1 chain\n`);
  assert.equal(status, 4);
  const json = tirai(['verify', '-', '--json'], {input: text(lines)});
  assert.deepEqual(JSON.parse(json.stdout), {
    intact: false, events: 4, batches: 2, chains: 1, sealed: 0, erased: 0,
    findings: [{code: 'chain_broken', message: 'its bytes do not give its fingerprint', at: `event 1 of chain ${chain}`, line: 5, chain_uid: chain, sequence: 1}],
  });
  assert.equal(json.status, 4);
  assert.match(tirai(['verify', '-', '--lang', 'id'], {input: text(lines)}).stdout, /rusak: 1 temuan pada 4 peristiwa/);
});

test('an event that is gone is named', () => {
  const lines = exported();
  lines.splice(4, 1);
  assert.equal(tirai(['verify', '-'], {input: text(lines)}).stdout.split('\n')[0], `line 5: event 1 of chain ${chain}: event 1 missing`);
});

test('a made-up line never breaks the terminal or the JSON', () => {
  const lines = exported();
  lines[4] = '{"\u001b[31m":1}';
  const {stdout} = tirai(['verify', '-', '--json'], {input: text(lines)});
  assert.equal(JSON.parse(stdout).findings[0].sequence, 1);
  assert.doesNotMatch(tirai(['verify', '-'], {input: text(lines)}).stdout, /\u001b/);
});

/** RFC 8410: a seed and a public key as Node reads them. */
const seedKey = (seed) => createPrivateKey({key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8'});
const rawKey = (key) => createPublicKey({key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]), format: 'der', type: 'spki'});

function keygen(cwd) {
  const made = tirai(['keygen', '--name', 'dpo.example/policy', '--out', 'dpo'], {cwd});
  assert.equal(made.status, 0, made.stderr);
  return {secret: readFileSync(join(cwd, 'dpo.key'), 'utf8').trim(), vkey: readFileSync(join(cwd, 'dpo.vkey'), 'utf8').trim()};
}

test('keygen makes a pair that Node agrees with, keeps the secret private and never overwrites one', (t) => {
  const cwd = scratch(t);
  const {secret, vkey} = keygen(cwd);
  const [name, id, key] = vkey.split(/\+(.*?)\+(.*)/s);
  const typed = Buffer.from(key, 'base64');
  assert.equal(name, 'dpo.example/policy');
  assert.equal(id, createHash('sha256').update('dpo.example/policy\n').update(typed).digest('hex').slice(0, 8));
  const seed = Buffer.from(secret.match(/^PRIVATE\+KEY\+dpo\.example\/policy\+[0-9a-f]{8}\+(.*)$/)[1], 'base64').subarray(1);
  assert.deepEqual(createPublicKey(seedKey(seed)).export({format: 'der', type: 'spki'}).subarray(-32), typed.subarray(1));
  assert.equal(statSync(join(cwd, 'dpo.key')).mode & 0o777, 0o600);
  assert.equal(tirai(['keygen', '--name', 'x', '--out', 'dpo'], {cwd}).status, 3);
  assert.equal(readFileSync(join(cwd, 'dpo.key'), 'utf8').trim(), secret);
  assert.notEqual(keygenAgain(cwd), secret);
});
function keygenAgain(cwd) {
  tirai(['keygen', '--name', 'dpo.example/policy', '--out', 'second'], {cwd});
  return readFileSync(join(cwd, 'second.key'), 'utf8').trim();
}

const signArgs = (...more) => ['sign', '--key', 'dpo.key', '--policy', 'policy.json', '--adapter', 'adapter.json', '--out', 'bundle.json', ...more];

test('a signed bundle is a signed note that Node verifies, with the files as they were', (t) => {
  const cwd = scratch(t);
  const {vkey} = keygen(cwd);
  writeFileSync(join(cwd, 'adapter.json'), '{"helpdesk": "request-tracker", "n": 1.5}');
  const signed = tirai(signArgs('--version', '3', '--not-before', '2026-01-02T03:04:05Z', '--expires-in', '10'), {cwd});
  assert.deepEqual(signed, {status: 0, stdout: '', stderr: ''});
  const bundle = JSON.parse(readFileSync(join(cwd, 'bundle.json'), 'utf8'));
  const policy = readFileSync(join(cwd, 'policy.json'), 'utf8');
  assert.equal(bundle.policy, policy);
  assert.deepEqual(bundle.adapters, {'request-tracker': '{"helpdesk": "request-tracker", "n": 1.5}'});

  const [note, line] = bundle.manifest.split('\n\n');
  const signature = Buffer.from(line.match(/^— dpo\.example\/policy (.*)\n$/)[1], 'base64');
  assert.ok(verify(null, Buffer.from(`${note}\n`), rawKey(Buffer.from(vkey.split(/\+.{8}\+/)[1], 'base64').subarray(1)), signature.subarray(4)));
  const sha = (content) => `sha256:${createHash('sha256').update(content).digest('hex')}`;
  const start = Date.UTC(2026, 0, 2, 3, 4, 5);
  const manifest = {adapters: {'request-tracker': sha(bundle.adapters['request-tracker'])}, expires: start + 10 * 86_400_000, not_before: start, policy: sha(policy), previous: '', version: 3};
  assert.equal(note, `tirai.policy-bundle/v1\n${canonical(manifest)}`);

  const check = (...more) => tirai(['verify', '--bundle', 'bundle.json', '--vkey', 'dpo.vkey', ...more], {cwd});
  assert.equal(check('--at', '2026-01-05').stdout, `intact: version 3, ${sha(`${note}\n`)}, the policy and 1 adapter are as they were signed\n`);
  assert.equal(check('--at', '2026-01-05', '--highest-seen', '3').status, 0);
  assert.deepEqual([check('--at', '2026-01-02T03:04:04Z').status, check('--at', '2026-01-12T03:04:05Z').status, check('--at', '2026-01-05', '--highest-seen', '4').status], [4, 4, 4]);
  assert.match(check('--at', '2026-01-12T03:04:05Z').stderr, /^tirai: manifest:\/expires: the bundle has expired\n$/);
  assert.equal(check('--at', 'yesterday').status, 2);
  assert.equal(tirai(['verify', '--bundle', 'bundle.json', '--vkey', vkey, '--at', '2026-01-05'], {cwd}).status, 0);
  writeFileSync(join(cwd, 'bundle.json'), JSON.stringify({...bundle, policy: `${policy} `}));
  assert.deepEqual(check('--at', '2026-01-05'), {status: 4, stdout: '', stderr: 'tirai: bundle:/policy: not the policy that was signed\n'});
});

test('the policy and the adapters that ship can be signed', (t) => {
  const cwd = scratch(t);
  keygen(cwd);
  const adapters = ['request-tracker', 'demo'].flatMap((name) => ['--adapter', join(root, `adapters/${name}.json`)]);
  const signed = tirai(['sign', '--key', 'dpo.key', '--policy', join(root, 'policies/support.json'), ...adapters, '--version', '1', '--out', 'bundle.json'], {cwd});
  assert.deepEqual(signed, {status: 0, stdout: '', stderr: ''});
  assert.deepEqual(JSON.parse(tirai(['verify', '--bundle', 'bundle.json', '--vkey', 'dpo.vkey', '--json'], {cwd}).stdout).adapters, ['demo', 'request-tracker']);
});

test('a bundle continues the one before it', (t) => {
  const cwd = scratch(t);
  keygen(cwd);
  writeFileSync(join(cwd, 'adapter.json'), '{"helpdesk": "a"}');
  assert.equal(tirai(signArgs('--version', '1', '--not-before', '2020-01-01', '--expires-in', '1'), {cwd}).status, 0);
  const note = JSON.parse(readFileSync(join(cwd, 'bundle.json'), 'utf8')).manifest.split('\n\n')[0];
  assert.match(tirai(signArgs('--version', '1', '--previous', 'bundle.json'), {cwd}).stderr, /^tirai: bundle\.json: its version is 1; the next must be higher\n$/);
  assert.deepEqual(tirai(signArgs('--version', '2', '--previous', 'bundle.json'), {cwd}), {status: 0, stdout: '', stderr: ''});
  const next = JSON.parse(readFileSync(join(cwd, 'bundle.json'), 'utf8')).manifest;
  assert.equal(JSON.parse(next.split('\n')[1]).previous, `sha256:${createHash('sha256').update(`${note}\n`).digest('hex')}`);
  assert.equal(tirai(['verify', '--bundle', 'bundle.json', '--vkey', 'dpo.vkey'], {cwd}).status, 0);
});

test('what is not fit to be signed is not signed', (t) => {
  const cwd = scratch(t);
  keygen(cwd);
  const refused = (args, why) => {
    const {status, stderr} = tirai(args, {cwd});
    assert.equal(status, 3, stderr);
    assert.match(stderr, why);
  };
  writeFileSync(join(cwd, 'adapter.json'), '{"id": "no helpdesk"}');
  refused(signArgs('--version', '1'), /^tirai: adapter\.json: expected a JSON object with a "helpdesk"\n$/);
  writeFileSync(join(cwd, 'adapter.json'), '{"helpdesk": "a"}');
  refused([...signArgs('--version', '1'), '--adapter', 'adapter.json'], /a second adapter of the same helpdesk/);
  writeFileSync(join(cwd, 'broken.json'), '{"tirai_policy": 1}');
  refused(['sign', '--key', 'dpo.key', '--policy', 'broken.json', '--version', '1', '--out', 'b.json'], /^tirai: broken\.json/);
  refused(['sign', '--key', 'dpo.vkey', '--policy', 'policy.json', '--version', '1', '--out', 'b.json'], /^tirai: signing key: expected PRIVATE\+KEY/);
  assert.equal(tirai(signArgs('--version', '0'), {cwd}).status, 2);
});
