// The adapter format: the parser and the published schema refuse the same files, and every refusal says where.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import {build} from 'esbuild';
import {cases, good, withField} from '../vectors/adapter-cases.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const {outputFiles} = await build({stdin: {contents: "export * from './js-shim/src/adapter.ts'; export * from './js-shim/src/mailbox.ts'", resolveDir: root}, bundle: true, write: false, format: 'esm'});
const {parseAdapter, readMailboxes} = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
const schema = JSON.parse(readFileSync(join(root, 'adapters/adapter.schema.json'), 'utf8'));
const valid = new Ajv2020({strict: false}).compile(schema);

for (const [what, file, pointer] of cases) {
  test(`${pointer === undefined ? 'takes' : 'refuses'} ${what}, as the schema does`, () => {
    const answer = parseAdapter(JSON.stringify(file), 'desk.json');
    assert.equal(valid(file), pointer === undefined, 'schema');
    if (pointer === undefined) assert.equal(answer.ok, true, answer.error?.message);
    else assert.equal(answer.error?.at, `desk.json:${pointer}`);
  });
}

test('an error is one line: what, and what would be right', () => {
  assert.deepEqual(parseAdapter(JSON.stringify({...good, cover_until: 'load'}), 'desk.json').error,
    {code: 'bad_value', message: 'expected start or dom_content_loaded', at: 'desk.json:/cover_until'});
  assert.deepEqual(parseAdapter('{"format":', 'desk.json').error, {code: 'bad_syntax', message: 'not JSON', at: 'desk.json:'});
});

test('refuses a selector that the browser does not know', () => {
  assert.equal(parseAdapter(JSON.stringify(withField({select: '..'})), 'a', css => css !== '..').error?.at, 'a:/fields/0/select');
});

for (const name of readdirSync(join(root, 'adapters')).filter(file => file.endsWith('.json') && !file.endsWith('.schema.json'))) {
  test(`${name} holds to parser and schema, and its classes are in the ready policy`, () => {
    const text = readFileSync(join(root, 'adapters', name), 'utf8');
    const answer = parseAdapter(text, name);
    assert.equal(answer.ok, true, `${answer.error?.at} ${answer.error?.message}`);
    assert.ok(valid(JSON.parse(text)), JSON.stringify(valid.errors));
    const policy = JSON.parse(readFileSync(join(root, 'policies/support.json'), 'utf8').replace(/^\s*\/\/.*$/gm, ''));
    for (const one of [...answer.value.fields, ...answer.value.columns, ...answer.value.labelled]) for (const id of [one.class, one.email_class].filter(Boolean)) assert.ok(policy.classes[id], id);
  });
}

/** Deterministic, so that a failure can be run again. */
function* random(seed) { for (let x = seed; ;) { x ^= x << 13; x ^= x >>> 17; x ^= x << 5; yield x >>> 0; } }

test('10,000 damaged adapters: an answer each time, never a throw, and what is taken holds to the schema', () => {
  const text = readFileSync(join(root, 'adapters/request-tracker.json'), 'utf8');
  const dice = random(20260101);
  const roll = below => dice.next().value % below;
  const bits = ['{', '}', '[', ']', '"', ':', ',', 'null', '0', '"x"', '\\u0000', '', 'true', '"reads": "mailbox",'];
  let taken = 0;
  for (let round = 0; round < 10000; ++round) {
    let damaged = text;
    for (let cuts = 1 + roll(3); cuts > 0; --cuts) {
      const at = roll(damaged.length);
      damaged = damaged.slice(0, at) + bits[roll(bits.length)] + damaged.slice(at + roll(12));
    }
    const answer = parseAdapter(damaged);
    if (!answer.ok) { assert.ok(answer.error.code && !answer.error.message.includes('\n')); continue; }
    ++taken;
    assert.ok(valid(JSON.parse(damaged)), damaged);
  }
  assert.ok(taken > 0);
});

const mailboxes = (text, addressed = false) => readMailboxes(text, {addressed}).map(({what, begin, end}) => [what, text.slice(begin, end)]);

test('reads mailboxes as helpdesks write them (RFC 5322, 3.4)', () => {
  assert.deepEqual(mailboxes('Siti Rahayu <siti@mail.test>'), [['name', 'Siti Rahayu'], ['address', 'siti@mail.test']]);
  assert.deepEqual(mailboxes('"Rahayu, Siti" <siti@mail.test>; budi@mail.test'), [['name', 'Rahayu, Siti'], ['address', 'siti@mail.test'], ['address', 'budi@mail.test']]);
  assert.deepEqual(mailboxes('siti@mail.test <siti@mail.test>'), [['address', 'siti@mail.test'], ['address', 'siti@mail.test']]);
  assert.deepEqual(mailboxes('Siti Rahayu\nBudi'), [['name', 'Siti Rahayu'], ['name', 'Budi']]);
  assert.deepEqual(mailboxes(' , ;'), []);
  assert.deepEqual(mailboxes('Siti <siti@mail.test'), [['address', 'Siti <siti@mail.test']]);
});

test('an agent written by name alone is no addressed mailbox', () => {
  assert.deepEqual(mailboxes('sari (Sari Puspita)', true), []);
  assert.deepEqual(mailboxes('Siti Rahayu <siti@mail.test>', true), [['name', 'Siti Rahayu'], ['address', 'siti@mail.test']]);
});
