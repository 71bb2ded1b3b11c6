// The published schema of an event and what the two writers write agree: tests/vectors/ledger/events.jsonl is both the second
// writer's work and, by tests/ledger/event_test.cpp, byte for byte the first one's.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';

const root = new URL('../../', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('core/schema/event.schema.json', root), 'utf8'));
const events = readFileSync(new URL('tests/vectors/ledger/events.jsonl', root), 'utf8').trim().split('\n').map((row) => JSON.parse(JSON.parse(row).line));
const validate = new Ajv2020.default({strict: true, strictTypes: false, strictRequired: false}).compile(schema);

test('every kind of event fits the schema', () => {
  assert.deepEqual([...new Set(events.map((event) => event.tirai.kind))].sort(), [...schema.properties.tirai.properties.kind.enum].sort());
  for (const event of events) assert.ok(validate(event), JSON.stringify(validate.errors));
});

test('the schema knows no member that no writer writes', () => {
  const seen = new Set();
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === 'object') for (const [key, inner] of Object.entries(value)) seen.add(key), walk(inner);
  };
  events.forEach(walk);
  const {helpdesk, ticket, ...named} = schema.properties.tirai.properties;
  for (const key of [...Object.keys(schema.properties), ...Object.keys(named)]) assert.ok(seen.has(key), key);
});

test('a member more, a member less or a free text does not fit', () => {
  for (const event of events) {
    assert.ok(!validate({...event, note: 'x'}));
    assert.ok(!validate({...event, tirai: {...event.tirai, note: 'x'}}));
    for (const key of Object.keys(event)) {
      const {[key]: gone, ...rest} = event;
      assert.ok(!validate(rest), key);
    }
    for (const key of Object.keys(event.tirai).filter((key) => typeof event.tirai[key] === 'string')) {
      assert.ok(!validate({...event, tirai: {...event.tirai, [key]: 'Siti Rahayu, 3174'}}), key);
    }
  }
});
