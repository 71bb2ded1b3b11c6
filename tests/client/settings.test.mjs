// Settings come from outside: what is wrong is named, and nothing is guessed.
import assert from 'node:assert/strict';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const {outputFiles: [file]} = await build({
  entryPoints: [fileURLToPath(new URL('../../client/src/settings.ts', import.meta.url))], bundle: true, write: false, format: 'esm', logLevel: 'error',
});
const {readSettings, readSetupCode, isComplete} = await import(`data:text/javascript;base64,${Buffer.from(file.contents).toString('base64')}`);

const whole = {
  collector_url: 'https://collector.example/tirai', enrolment_token: 'tok-123', policy_key: 'dpo.example+0a1b2c3d+AVyJxRr0wsr+sBqJ2H0PBXXGEVLfmVZIQFJPWjZPmmrN',
  helpdesks: [{origin: 'https://desk.example', adapter: 'request-tracker'}], lang: 'id',
};
const codeOf = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('whole settings are read as they are', () => {
  const read = readSettings(whole);
  assert.deepEqual(read, {ok: true, value: whole});
  assert.equal(isComplete(read.value), true);
});

test('parts of settings are read, and known to be parts', () => {
  const read = readSettings({lang: 'en'});
  assert.deepEqual(read, {ok: true, value: {lang: 'en'}});
  assert.equal(isComplete(read.value), false);
});

for (const [given, kept] of [
  ['http://127.0.0.1:8400', 'http://127.0.0.1:8400'], ['http://localhost:8400/', 'http://localhost:8400'], ['http://[::1]:8400', 'http://[::1]:8400'],
  ['https://c.example/a/?q#f', 'https://c.example/a'],
]) test(`collector_url ${given} is kept as ${kept}`, () => assert.equal(readSettings({collector_url: given}).value.collector_url, kept));

for (const [at, value] of [
  ['/collector_url', {collector_url: 'http://collector.example'}],       // a token in the clear
  ['/collector_url', {collector_url: 'http://127.0.0.1.evil.example'}],
  ['/collector_url', {collector_url: 'https://u:p@collector.example'}],
  ['/collector_url', {collector_url: 'javascript:alert(1)'}],
  ['/enrolment_token', {enrolment_token: ''}], ['/enrolment_token', {enrolment_token: 'a\r\nX-Evil: 1'}],
  ['/policy_key', {policy_key: 'PRIVATE+KEY+dpo+0a1b2c3d+AAAA'}],        // a signing key is not for this file
  ['/policy_key', {policy_key: 'dpo'}], ['/policy_key', {policy_key: `${whole.policy_key} dpo`}], ['/policy_key', {policy_key: ''}],
  ['/looser_needs', {looser_needs: 0}], ['/looser_needs', {looser_needs: '2'}],
  ['/lang', {lang: 'fr'}],
  ['/helpdesks', {helpdesks: {}}], ['/helpdesks', {helpdesks: Array(65).fill(whole.helpdesks[0])}],
  ['/helpdesks/0', {helpdesks: ['https://desk.example']}],
  ['/helpdesks/0/origin', {helpdesks: [{origin: 'file:///etc', adapter: 'x'}]}], ['/helpdesks/0/origin', {helpdesks: [{origin: '*', adapter: 'x'}]}],
  ['/helpdesks/1/adapter', {helpdesks: [whole.helpdesks[0], {origin: 'https://b.example', adapter: '../x'}]}],
  ['/colector_url', {colector_url: 'https://c.example'}],
  ['', []], ['', null], ['', 'x'],
]) {
  test(`${JSON.stringify(value).slice(0, 60)} is wrong at "${at}", in both languages`, () => {
    const read = readSettings(value);
    assert.equal(read.ok, false);
    assert.equal(read.at, at);
    assert.ok(read.expected.id.length > 5 && read.expected.en.length > 5);
  });
}

test('a path behind the origin of a helpdesk is dropped, and an origin counts once', () => {
  const {value} = readSettings({helpdesks: [{origin: 'https://Desk.example/agent?x=1', adapter: 'a'}, {origin: 'https://desk.example', adapter: 'b'}]});
  assert.deepEqual(value.helpdesks, [{origin: 'https://desk.example', adapter: 'b'}]);
});

test('a setup code is base64url of the JSON, however it was pasted', () => {
  const code = codeOf(whole);
  assert.deepEqual(readSetupCode(`  ${code.slice(0, 40)}\n${code.slice(40)} `), {ok: true, value: whole});
});

for (const code of ['', 'not a code', '%%%', codeOf('x').slice(1), 'A'.repeat(70_000), codeOf({...whole, extra: 1}), Buffer.from([0xff, 0xfe]).toString('base64url')]) {
  test(`setup code ${JSON.stringify(code.slice(0, 20))} (${code.length}) is refused`, () => assert.equal(readSetupCode(code).ok, false));
}
