// tirai audit and tirai unseal: an export with policies and sealed reasons, written, signed and sealed by Node alone.
import assert from 'node:assert/strict';
import {createHash, generateKeyPairSync, sign} from 'node:crypto';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {dpoKeys} from '../vectors/ledger/hpke.mjs';
import {append, canonical} from '../vectors/ledger/make-events.mjs';
import {root, scratch, tirai} from './tirai.mjs';

const chain = '0190a0f0-0000-7000-8000-00000000000a';
const uuid = (n) => `0190a0f0-3333-7333-8333-${String(n).padStart(12, '0')}`;
const policyText = readFileSync(join(root, 'policies/support.json'), 'utf8');
const policy = {id: 'support', version: 1, digest: `sha256:${createHash('sha256').update(policyText).digest('hex')}`};
const dpo = dpoKeys(Buffer.alloc(32, 5));
const reason = 'Pelanggan meminta kartunya diblokir';

/** What the policy answers, by another command of the same binary. */
function decisionOf(request) {
  const {stdout, status} = tirai(['authzen', '--policy', join(root, 'policies/support.json')], {input: JSON.stringify(request)});
  assert.equal(status, 0);
  return JSON.parse(stdout);
}
const request = (relationship, purpose) => ({
  subject: {type: 'agent', id: 'sari', properties: {role: 'agent'}}, action: {name: 'reveal'}, resource: {type: 'class', id: 'identity.nik'},
  context: {relationship, ...(purpose === undefined ? {} : {purpose})},
});

const common = {device_id: 'device-1', enforcement_level: 'A1', product_version: '0.1.0', policy};
const disclosed = (n, kind, asked, more = {}) => {
  const decision = decisionOf(asked);
  return {
    kind, time: 1760000000000 + n * 1000, event_id: uuid(n), ...common, helpdesk: 'request-tracker', ticket: '12', request: asked, decision, entity_type: 'id_nik', count: 1, level_before: 'partial',
    ...(kind === 'reveal' ? {purpose: {id: asked.context.purpose, dpv: 'https://w3id.org/dpv#IdentityVerification', legal_basis: 'https://w3id.org/dpv#ContractPerformance'}} : {why: 'no_permit'}), ...more,
  };
};
const story = () => [
  {kind: 'session_start', time: 1760000000000, event_id: uuid(0), ...common, previous_head: ''},
  disclosed(1, 'reveal', request('assigned', 'identity_verification'), {seal: {key: dpo.public_key, random: Buffer.alloc(32, 9).toString('base64'), text: {reason}}}),
  disclosed(2, 'refusal', request('none', 'identity_verification')),
  disclosed(3, 'refusal', request('assigned')),
  disclosed(4, 'reveal', request('assigned', 'identity_verification')),
];

const device = generateKeyPairSync('ed25519');
const policyLine = canonical({policy: {digest: policy.digest, text: policyText}});
function exported(descriptions, {policies = [policyLine]} = {}) {
  const [lines, sealed] = [[], []];
  let head = {chain_uid: chain, next_sequence: 0, head: ''};
  for (const description of descriptions) {
    const made = append(head, description);
    lines.push(made.line);
    if (made.sealed !== '') sealed.push(canonical({sealed: made.sealed, sequence: head.next_sequence}));
    head = made.next;
  }
  const header = {chain_uid: chain, count: lines.length, device_id: 'device-1', first_sequence: 0, format: 'tirai.batch/v1', head: head.head, prev_event: ''};
  const signature = sign(null, Buffer.from(`tirai-batch-v1\n${canonical(header)}`), device.privateKey).toString('base64');
  const public_key = device.publicKey.export({format: 'der', type: 'spki'}).subarray(-32).toString('base64');
  return ['{"export":{"format":"tirai.export/v1"}}', ...policies, canonical({device: {device_id: 'device-1', public_key}}), canonical({batch: header, signature}), ...lines, ...sealed];
}
const text = (lines) => lines.map((line) => `${line}\n`).join('');
function audit(lines, ...flags) {
  const {status, stdout, stderr} = tirai(['audit', '-', '--format', 'json', ...flags], {input: text(lines)});
  assert.equal(stderr, '');
  return {status, ...JSON.parse(stdout)};
}

test('an intact export answers every question that one file can answer', () => {
  const report = audit(exported(story()));
  assert.equal(report.status, 0, JSON.stringify(report.findings));
  assert.deepEqual([report.events, report.decisions, report.replayed, report.policies, report.sealed, report.erased], [5, 4, 4, 1, 1, 0]);
  assert.deepEqual(report.checks, {
    canonical_form: 'holds', chain: 'holds', gaps: 'missing', signatures: 'holds', sealed: 'holds', log: 'missing', witnesses: 'missing', since: 'missing', policies: 'holds', replay: 'holds', time_order: 'holds',
  });
});

test('a file given as the last audit\'s checkpoint that holds none is refused by its name, whatever it is', (t) => {
  const kept = join(scratch(t), 'kept.json');
  for (const held of ['{"log":[1]\n}\n', '{"log":{"checkpoint":7}\n}', '{"log":"x"\n}', '{"checkpoint":null}', '{', '{}\n[]\n', 'x']) {
    writeFileSync(kept, held);
    const {status, stdout, stderr} = tirai(['audit', '-', '--since', kept], {input: text(exported(story()))});
    assert.deepEqual([status, stdout], [3, ''], held);
    assert.match(stderr, /^tirai: .*kept\.json: .*expected/, held);
  }
});

test('a decision that its policy would not make is found, though its device signed it', () => {
  const change = (index, edit) => { const all = story(); edit(all[index]); return audit(exported(all)); };
  const cases = [
    [4, (d) => { d.request.context.relationship = 'none'; }, 'the policy answers no permit, full; recorded is permit plain'],
    [4, (d) => { d.request.subject.properties.role = 'manager'; }, /^the policy answers no permit, full; recorded is permit plain/],
    [4, (d) => { d.decision.context.rules = ['another-rule']; }, 'other rules determine the answer than those recorded'],
    [4, (d) => { d.decision.context.obligations.time_to_live_s = 3600; }, 'shown for another time than the policy says'],
    [2, (d) => { d.decision.decision = true; d.decision.context.level = 'plain'; }, /recorded is permit plain/],
  ];
  for (const [index, edit, message] of cases) {
    const report = change(index, edit);
    assert.equal(report.status, 4);
    assert.equal(report.findings.length, 1, JSON.stringify(report.findings));
    const [finding] = report.findings;
    if (typeof message === 'string') assert.equal(finding.message, message);
    else assert.match(finding.message, message);
    assert.deepEqual([finding.check, finding.chain_uid, finding.sequence], ['replay', chain, index]);
    assert.equal(report.checks.replay, 'broken');
    assert.equal(report.checks.chain, 'holds');
  }
});

test('a policy that is not there is asked for once, and can be given beside the export', (t) => {
  const lines = exported(story(), {policies: []});
  const report = audit(lines);
  assert.equal(report.status, 4);
  assert.deepEqual(report.findings.map(({check, sequence}) => [check, sequence]), [['policies', 1]]);
  assert.equal(report.checks.replay, 'missing');
  const given = audit(lines, '--policy', join(root, 'policies/support.json'));
  assert.deepEqual([given.status, given.replayed], [0, 4]);
  const cwd = scratch(t);
  writeFileSync(join(cwd, 'bundle.json'), JSON.stringify({manifest: 'x', policy: policyText, adapters: {}}));
  assert.equal(audit(lines, '--policy', join(cwd, 'bundle.json')).status, 0);
});

test('whatever is done to the file is found: a flipped bit in any class of byte, a line gone, twice, swapped, or the end cut off', () => {
  const lines = exported(story());
  const whole = Buffer.from(text(lines));
  const broken = (bytes, what) => {
    const {status, stdout} = tirai(['audit', '-', '--format', 'json'], {input: bytes});
    assert.equal(status, 4, what);
    assert.ok(JSON.parse(stdout).findings.length > 0, what);
  };
  // One flip in each line at its first, second, a middle and its last byte, and at every boundary of a member's key and value in an event.
  const at = new Set();
  let begin = 0;
  for (const line of lines) {
    for (const byte of [0, 1, Math.floor(line.length / 2), line.length - 1, line.length]) at.add(begin + Math.min(byte, Buffer.byteLength(line)));
    begin += Buffer.byteLength(line) + 1;
  }
  for (const byte of at) {
    const flipped = Buffer.from(whole);
    flipped[byte] ^= 1 << (byte % 7);
    broken(flipped, `byte ${byte}`);
  }
  const sealedLine = lines.length - 1;
  for (let index = 0; index < lines.length; ++index) {
    const without = lines.toSpliced(index, 1);
    // A sealed text may be erased: the report counts it. Anything else that is gone is found.
    if (index === sealedLine) assert.deepEqual((({status, sealed, erased}) => [status, sealed, erased])(audit(without)), [0, 0, 1]);
    else broken(text(without), `without line ${index + 1}`);
    broken(text(lines.toSpliced(index, 0, lines[index])), `line ${index + 1} twice`);
    if (index > 0 && index + 1 < lines.length && !(index < 2)) broken(text(lines.with(index, lines[index + 1]).with(index + 1, lines[index])), `line ${index + 1} after the next`);
  }
  broken(whole.subarray(0, -1), 'without its last byte');
  broken(whole.subarray(0, whole.length - Buffer.byteLength(lines.at(-1)) - 20), 'cut in an event');
});

test('time that goes back is a note for a person, and breaks nothing', () => {
  const all = story();
  all[3].time = all[2].time - 3_600_000;
  const report = audit(exported(all));
  assert.equal(report.status, 0);
  assert.deepEqual(report.notes.map(({message, sequence}) => [message, sequence]), [['its time is 3600 s before that of the event before it', 3]]);
  assert.equal(report.checks.time_order, 'missing', 'and its question is not answered with yes');
  const page = (lang) => tirai(['audit', '-', '--lang', lang], {input: text(exported(all))}).stdout;
  assert.match(page('en'), /^- {5}Time goes forward \(1 notes\)$/m);
  assert.match(page('id'), /^- {5}Waktu berjalan maju \(1 catatan\)$/m);
  const erased = audit(exported(story()).slice(0, -1));
  assert.deepEqual([erased.notes.map(({check}) => check), erased.checks.time_order], [['sealed'], 'holds'], 'a note on something else is none on time');
});

test('the page is in both languages, JUnit names the questions', () => {
  const lines = exported(story());
  const page = (...flags) => tirai(['audit', '-', ...flags], {input: text(lines)}).stdout;
  assert.match(page(), /^yes {3}Every decision, made again, is the same \(4 of 4 decisions\)$/m);
  assert.match(page('--lang', 'id'), /^ya {4}Setiap keputusan, bila dibuat ulang, sama \(4 dari 4 keputusan\)$/m);
  lines[5] = lines[5].replace('"ticket":"12"', '"ticket":"13"');
  assert.match(page(), /^NO {4}Every event is linked to the one before it/m);
  assert.match(page('--format', 'junit'), /<testsuites tests="11" failures="1" skipped="4">/);
  assert.match(page('--format', 'junit'), /<failure message="chain">\n +line 6: event 1 of chain/);
});

test('every message of the checker has its Indonesian, and a finding keeps none of its English', () => {
  const words = readFileSync(join(root, 'cli/audit_words.cpp'), 'utf8'), table = words.slice(words.indexOf('kMessages[]'), words.indexOf('holes_of'));
  const files = ['core/src/log/checkpoint.cpp', ...readdirSync(join(root, 'core/src/audit')).filter((name) => /^(verify_(?!batch)|audit_export|replay).*\.cpp$/.test(name)).map((name) => `core/src/audit/${name}`)];
  const of = new Set();
  for (const file of files) {
    const code = readFileSync(join(root, file), 'utf8').replace(/^\s*\/\/.*$|^#include.*$/gm, '').replace(/'"'/g, '').split('\n').filter((line) => !/witness_keys|cosign\(|sign_checkpoint|is not a SHA-256|key's name|random bytes/.test(line)).join('\n');
    for (const [, literal] of code.matchAll(/(?<!R)"((?:[^"\\\n]|\\.)*)"/g)) if (/[a-z]{2,} [a-z]{2,}/.test(literal)) of.add(literal);
  }
  assert.ok(of.size > 50, `${of.size} texts`);
  // A literal may be one piece of a message: "its time is " + … + " s before that of …"
  assert.deepEqual([...of].filter((literal) => !table.includes(literal.replace(/^(batch header|device): /, '').replace('event 0 of', 'event {} of').trimEnd())), []);

  const lines = exported(story()), damaged = [lines.toSpliced(4, 1), lines.toSpliced(2, 1), lines.toSpliced(3, 1), lines.with(4, lines[4].replace('"time":1760000000000', '"time": 1760000000000')), lines.with(5, lines[5].replace('"ticket":"12"', '"ticket":"13"')), lines.toSpliced(1, 1), lines.toSpliced(6, 0, lines[6])];
  let count = 0;
  for (const [i, one] of damaged.entries()) {
    const [english, indonesian] = [audit(one).findings, audit(one, '--lang', 'id').findings];
    assert.equal(english.length, indonesian.length);
    for (const [n, finding] of english.entries()) assert.notEqual(indonesian[n].message, finding.message, `${i}: ${finding.message}`), ++count;
  }
  assert.ok(count >= damaged.length);
  const page = tirai(['audit', '-', '--lang', 'id'], {input: text(damaged[4])}).stdout;
  assert.match(page, /^Temuan:\n {2}baris 6: peristiwa 1 dari rantai \S+: bita-bitanya tidak menghasilkan sidiknya$/m);
  const replayed = story();
  replayed[4].request.context.relationship = 'none';
  assert.equal(audit(exported(replayed), '--lang', 'id').findings[0].message, 'kebijakan menjawab tidak boleh, full; tercatat boleh plain');
});

test('the officer reads the reasons, with her key alone', (t) => {
  const cwd = scratch(t);
  writeFileSync(join(cwd, 'log.ndjson'), text(exported(story())));
  writeFileSync(join(cwd, 'dpo.key'), `${dpo.private_key}\n`);
  assert.deepEqual(tirai(['unseal', 'log.ndjson', '--key', 'dpo.key'], {cwd}), {status: 0, stdout: `event 1 of chain ${chain}\n  reason: ${reason}\n`, stderr: ''});
  assert.equal(tirai(['unseal', 'log.ndjson', '--key', 'dpo.key', '--event', `${chain}:1`, '--json'], {cwd}).stdout, `{"chain_uid":"${chain}","sequence":1,"reason":"${reason}"}\n`);
  assert.equal(tirai(['unseal', 'log.ndjson', '--key', 'dpo.key', '--event', `${chain}:4`], {cwd}).status, 3);
  const made = tirai(['keygen', '--dpo', '--out', 'other'], {cwd});
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stdout, /^[A-Za-z0-9+/]{43}=\n$/);
  assert.equal(statSync(join(cwd, 'other.key')).mode & 0o777, 0o600);
  assert.equal(readFileSync(join(cwd, 'other.pub'), 'utf8'), made.stdout);
  const wrong = tirai(['unseal', 'log.ndjson', '--key', 'other.key'], {cwd});
  assert.deepEqual([wrong.status, wrong.stdout], [4, '']);
  assert.match(wrong.stderr, new RegExp(`^tirai: ${chain}:1: does not open with this key`));
  assert.equal(tirai(['keygen', '--dpo', '--out', 'other'], {cwd}).status, 3, 'a key that is there stays');
  assert.equal(tirai(['keygen', '--dpo', '--name', 'x', '--out', 'third'], {cwd}).status, 2);
});
