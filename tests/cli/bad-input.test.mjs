// What is wrong is said in one line, with its place, and the exit code tells programs: 3 for input, 4 for what was not signed so.
// That the browser stays covered under the same bundles is tests/client/policy.test.mjs.
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {root, tirai} from './tirai.mjs';

const cwd = mkdtempSync(join(tmpdir(), 'tirai-bad-'));
after(() => rmSync(cwd, {recursive: true, force: true}));
const good = readFileSync(join(root, 'tests/cli/files/policy.json'), 'utf8');
const edited = (edit) => {
  const policy = JSON.parse(good.replace(/^\s*\/\/.*$/gm, ''));
  edit(policy);
  return JSON.stringify(policy, null, 2);
};

/** One line on standard error, nothing on standard output, the exit code. */
function refuses(args, code, message, input) {
  const {status, stdout, stderr} = tirai(args, {cwd, input});
  assert.deepEqual([status, stdout], [code, ''], stderr);
  assert.match(stderr, /^tirai: [^\n]+\n$/);
  assert.match(stderr, message);
}

for (const [name, text, message] of [
  ['truncated', good.slice(0, good.length / 2), /policy\.json:.*\(line \d+, column \d+\): not JSON/],
  ['100 MB', Buffer.alloc(100 << 20, 0x20), /policy\.json: larger than 4 MiB/],
  ['deeply nested', '['.repeat(100_000), /nested deeper than 32 levels/],
  ['a key twice', good.replace('"version": 4', '"version": 4, "version": 5'), /policy\.json:\/version \(line 5, column \d+\): the key "version" is written twice in one object/],
  ['a wrong type', good.replace('"version": 4', '"version": "4"'), /policy\.json:\/version \(line 5, column \d+\): expected an integer/],
  ['not UTF-8', Buffer.from(good.replace('PT Contoh', 'PT \u00ff'), 'latin1'), /policy\.json:.*not JSON|UTF-8/],
  ['roles in a circle', edited(({roles}) => { roles.agent.extends = 'clerk'; roles.clerk.extends = 'agent'; }), /policy\.json:\/roles\/agent\/extends \(line \d+, column \d+\): extends leads back to where it began/],
  ['an unknown class', edited(({rules}) => { rules[0].when.class = ['contact.emial']; }), /policy\.json:\/rules\/0\/when\/class\/0 .*unknown class "contact\.emial"; did you mean "contact\.email"/],
  ['a type in two classes', edited(({classes}) => { classes['payment.card'].entity_types.push('email_address'); }), /policy\.json:\/classes\/payment\.card \(.*the entity type email_address already belongs to class "contact\.email"/],
  ['two rules of one name', edited(({rules}) => { rules[1].id = rules[0].id; }), /policy\.json:\/rules\/1\/id.*view-email/],
  ['an unknown key', edited((policy) => { policy.rulez = []; }), /policy\.json:\/rulez .*unknown key "rulez"; did you mean "rules"/],
  ['an empty file', '', /policy\.json.*not JSON/],
]) {
  test(`a policy: ${name}`, () => {
    writeFileSync(join(cwd, 'policy.json'), text);
    const {status, stdout} = tirai(['check', 'policy.json'], {cwd});
    assert.equal(status, 3);
    assert.match(stdout, message, 'check says it in its report');
    for (const args of [['mask', '--policy', 'policy.json'], ['notice', 'policy.json'], ['diff', 'policy.json', 'policy.json']]) refuses(args, 3, message, '');
  });
}

test('brackets without end are refused wherever JSON is read again, and end no process', () => {
  const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`;
  writeFileSync(join(cwd, 'policy.json'), good);
  writeFileSync(join(cwd, 'deep.test.json'), `{"policy":${deep},"tests":1,"more":2}`);
  refuses(['test', 'deep.test.json'], 3, /deep\.test\.json: nested deeper than 64 levels/);
  refuses(['mask', '--policy', 'policy.json', '--facts', `{"context":${deep.slice(250_000, 350_000)}}`], 3, /--facts: expected an object/, '');
  writeFileSync(join(cwd, 'deep.jsonl'), `{"x":${deep},"text":"mail a@b.example","y":1}\n`);
  refuses(['mask', '--policy', 'policy.json', 'deep.jsonl'], 3, /deep\.jsonl:line 1: nested deeper than 64 levels/);
});

const tests = (more) => JSON.stringify({tirai_test: 1, policy: 'policy.json', now: '2026-11-21T08:00:00Z', tests: [{name: 'one', given: {role: 'agent', action: 'view', class: 'contact.email'}, ...more}]});
for (const [name, text, message] of [
  ['truncated', tests({expect: {level: 'full'}}).slice(0, -9), /a\.test\.json.*not JSON/],
  ['a column twice', tests({table: [['relationship', 'relationship', 'level'], ['none', 'team', 'full']]}), /a\.test\.json:\/tests\/0\/table\/0\/1.*the column "relationship" is there twice/],
  ['rows that contradict each other', tests({table: [['relationship', 'level'], ['none | team', 'full'], ['team', 'plain']]}), /a\.test\.json:\/tests\/0\/table\/2.*says another answer than \/tests\/0\/table\/1 to the same situation/],
  ['a row too short', tests({table: [['relationship', 'level'], ['none']]}), /a\.test\.json/],
  ['an unknown class', tests({matrix: {class: ['contact.emial']}, expect: {level: 'full'}}), /a\.test\.json.*contact\.emial/],
]) {
  test(`a test file: ${name}`, () => {
    writeFileSync(join(cwd, 'policy.json'), good);
    writeFileSync(join(cwd, 'a.test.json'), text);
    refuses(['test', 'a.test.json'], 3, message, '');
  });
}

for (const [name, text] of [['truncated', '{"subject": {'], ['no object', '[1, 2]'], ['deeply nested', '['.repeat(100_000)], ['a key twice', '{"action": {}, "action": {}}']]) {
  test(`a request: ${name}`, () => {
    writeFileSync(join(cwd, 'policy.json'), good);
    refuses(['authzen', '--policy', 'policy.json'], 3, /request/, text);
    refuses(['explain', '--policy', 'policy.json'], 3, /request/, text);
  });
}

test('a bundle: expired, too early, older than seen, of an unknown key, changed, signed twice by one key', () => {
  writeFileSync(join(cwd, 'policy.json'), good);
  const vkey = (name) => tirai(['keygen', '--name', `${name}.test`, '--out', name], {cwd}).stdout.trim();
  const [first, second] = [vkey('first'), vkey('second')];
  const sign = (out, ...more) => assert.equal(tirai(['sign', '--key', 'first.key', '--policy', 'policy.json', '--version', '5', '--not-before', '2026-01-01', '--expires-in', '30', '--out', out, ...more], {cwd}).status, 0);
  sign('bundle.json');
  sign('twice.json', '--key', 'first.key');
  sign('both.json', '--key', 'second.key');
  const verify = (bundle, at, ...more) => ['verify', '--bundle', bundle, '--vkey', first, '--at', at, ...more];
  assert.equal(tirai(verify('bundle.json', '2026-01-15'), {cwd}).status, 0);
  refuses(verify('bundle.json', '2026-02-15'), 4, /expired/);
  refuses(verify('bundle.json', '2025-12-31'), 4, /not valid yet/);
  refuses(verify('bundle.json', '2026-01-15', '--highest-seen', '6'), 4, /version 5 is older than 6, which was seen before/);
  refuses(['verify', '--bundle', 'bundle.json', '--vkey', second, '--at', '2026-01-15'], 4, /not signed by second\.test/);
  const two = ['--vkey', second, '--signatures', '2'];
  assert.equal(tirai(verify('both.json', '2026-01-15', ...two), {cwd}).status, 0);
  refuses(verify('twice.json', '2026-01-15', ...two), 4, /signed by 1 of these keys; expected 2/);
  refuses(verify('bundle.json', '2026-01-15', ...two), 4, /signed by 1 of these keys; expected 2/);
  const bundle = readFileSync(join(cwd, 'bundle.json'), 'utf8');
  writeFileSync(join(cwd, 'changed.json'), bundle.replace('PT Contoh', 'PT Contoj'));
  refuses(verify('changed.json', '2026-01-15'), 4, /not the policy that was signed/);
  writeFileSync(join(cwd, 'cut.json'), bundle.slice(0, 300));
  refuses(verify('cut.json', '2026-01-15'), 3, /bundle/);
});
