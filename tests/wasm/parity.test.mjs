// One core, three builds: the same text gets the same answer, byte for byte, from the .wasm, the plain-JS twin and (by the CLI's
// JSON lines) the native build; and a page's worst text does not stop it.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {fuzzed} from './fuzzed.mjs';
import {loadLedger, loadTwin, loadWasm, root, source} from './modules.mjs';

const policy = source('policies/support.json');
const facts = JSON.stringify({subject: {id: 'sari', properties: {role: 'agent'}}, context: {relationship: 'assigned'}});
const known = JSON.stringify([{class: 'person.name', value: 'Siti Rahayu'}, {class: 'contact.phone', value: '0812-3456-7890'}]);
const modules = Object.entries({wasm: loadWasm(), twin: loadTwin(), ledger: await loadLedger()});
const started = (module, facts_json, known_json) => {
  const engine = new module.CoreEngine();
  for (const answer of [engine.load(policy, 'support.json'), engine.setFacts(facts_json), engine.learn(known_json)]) assert.equal(JSON.parse(answer).ok, true, answer);
  return engine;
};
const engines = modules.map(([name, module]) => ({name, engine: started(module, facts, known)}));

const vectors = readdirSync(join(root, 'tests/vectors'), {recursive: true}).filter(file => file.endsWith('.jsonl'));
const texts = vectors.flatMap(file => source(join('tests/vectors', file)).split('\n').filter(Boolean).map(line => JSON.parse(line).text))
  .filter(text => typeof text === 'string');
const hostile = ['\ud800', 'a\udc00b 3273', '\0\0', 'nik\u202e3273010101900001', '👩‍👩‍👧 4111 1111 1111 1111 👍🏽', 'é'.normalize('NFD').repeat(50), '@'.repeat(5000), '1 '.repeat(5000)];

const sameAnswers = ask => {
  const [first, ...others] = engines.map(({name, engine}) => ({name, answer: ask(engine)}));
  for (const {name, answer} of others) assert.ok(answer === first.answer, `${name} differs from ${first.name}`);
  return JSON.parse(first.answer);
};

test('there are vectors to compare', () => assert.ok(texts.length >= 40, `${texts.length} texts`));

test('scan answers the same on every build, for every vector', () => {
  for (const text of [...texts, ...hostile, texts.join('\0')]) {
    const {ok, value} = sameAnswers(engine => engine.scan(text));
    assert.equal(ok, true);
    let end = 0;
    for (const step of value) {
      assert.ok(step.begin >= end && step.end > step.begin && step.end <= text.length, 'sorted, disjoint, inside the text');
      end = step.end;
    }
  }
});

test('decide and offeredPurposes answer the same on every build', () => {
  for (const name of ['view', 'reveal', 'copy', 'nonsense']) for (const resource of ['identity.nik', 'payment.card', 'no.such.class']) {
    const request = JSON.stringify({subject: {type: 'agent', id: 'sari', properties: {role: 'agent'}}, action: {name}, resource: {type: 'field', id: resource}, context: {relationship: 'assigned'}});
    sameAnswers(engine => engine.decide(request));
    sameAnswers(engine => engine.offeredPurposes(request));
  }
});

test('errors are the same on every build, and a broken policy leaves no engine', () => {
  for (const broken of ['', '{', '[]', policy.replace('"rules"', '"rulez"'), policy.slice(0, 500)]) {
    const answers = [loadWasm(), loadTwin()].map(module => {
      const engine = new module.CoreEngine();
      const loaded = engine.load(broken, 'broken.json');
      assert.equal(JSON.parse(engine.scan('text')).ok, false);
      return loaded;
    });
    assert.equal(JSON.parse(answers[0]).ok, false);
    assert.equal(answers[1], answers[0]);
  }
});

// What the CLI's JSON lines say of each text, in UTF-16 units.
function nativeDetections(all) {
  const lines = all.map((text, id) => JSON.stringify({id, text})).join('\n');
  const out = execFileSync(process.env.TIRAI_BIN ?? join(root, 'build/native/bin/tirai'), ['detect', '--jsonl', '--policy', join(root, 'policies/support.json'), '--offsets', 'utf16'], {input: lines + '\n', encoding: 'utf8', maxBuffer: 1 << 30});
  return out.trim().split('\n').map(line => JSON.parse(line).detections.map(({type, begin, end}) => `${type} ${begin} ${end}`).join(', '));
}
// The manager sees nothing, so every detection is a step.
const managers = modules.filter(([name]) => name !== 'ledger').map(([name, module]) => ({name, engine: started(module, JSON.stringify({subject: {id: 'm', properties: {role: 'manager'}}, context: {}}), '[]')}));
const stepsOf = (engine, text) => JSON.parse(engine.scan(text)).value.map(({type, begin, end}) => `${type} ${begin} ${end}`).join(', ');

test('native answers the same detections as the .wasm', () => {
  const native = nativeDetections(texts);
  texts.forEach((text, index) => assert.equal(stepsOf(managers[0].engine, text), native[index], `text ${index}`));
});

test('native, .wasm and twin agree on 100,000 damaged pieces of tickets', () => {
  const all = [...fuzzed(20261123, 100_000)], native = nativeDetections(all);
  let found = 0;
  all.forEach((text, index) => {
    for (const {name, engine} of managers) assert.ok(stepsOf(engine, text) === native[index], `text ${index}: ${name} differs from native`);
    found += native[index] !== '';
  });
  assert.ok(found > 5_000, `something is found in ${found}`);
});

test('what is no string is refused by every build, never read as an empty text', () => {
  for (const {name, engine} of engines) for (const wrong of [undefined, null, 3273, {length: 4}, ['nik']]) {
    assert.throws(() => engine.scan(wrong), {name: 'TypeError'}, `${name}: scan(${typeof wrong})`);
    assert.throws(() => engine.maskField('identity.nik', wrong), {name: 'TypeError'}, `${name}: maskField(${typeof wrong})`);
    for (const call of ['setFacts', 'learn', 'decide', 'offeredPurposes']) assert.throws(() => engine[call](wrong), {name: 'TypeError'}, `${name}: ${call}(${typeof wrong})`);
  }
});

test('a lone surrogate is one unit, wherever it stands', () => {
  for (const [text, begin] of [['\ud800 budi@example.com', 2], ['👍\udc00 budi@example.com', 4], ['\udc00\ud800é budi@example.com', 4]]) {
    const [step] = sameAnswers(engine => engine.scan(text)).value;
    assert.deepEqual([step.begin, step.end, step.type], [begin, begin + 16, 'email_address']);
  }
  for (const [name, module] of modules) {
    const engine = new module.CoreEngine();
    assert.equal(JSON.parse(engine.load('?', 'a\ud800b👍')).error.at, 'a\ufffdb👍 (line 1, column 1)', name);
    engine.delete();
  }
});

test('a page of 5 MB is scanned by every build', () => {
  const line = 'Selamat pagi, nomor saya +62 812-3456-7890 dan pesanan INV/2026/11/0042. ';
  const text = line.repeat(Math.ceil(5_000_000 / line.length));
  const {value} = sameAnswers(engine => engine.scan(text));
  assert.equal(value.length, Math.ceil(5_000_000 / line.length));
});
