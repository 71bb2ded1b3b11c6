// Numbers that the standards' own texts and other projects use as examples, valid or not: the same verdict here. A valid one, with its
// name before it, is found whole and by its type; an invalid one is never found as that type.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';

const root = join(import.meta.dirname, '../..');
const lines = readFileSync(join(root, 'tests/vectors/shared/numbers.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line));
const cases = lines.flatMap(({type, name, valid, invalid}) => [...valid.map(number => ({type, name, number, valid: true})), ...invalid.map(number => ({type, name, number, valid: false}))]);

const input = cases.map(({name, number}, id) => JSON.stringify({id, text: `${name}: ${number}`})).join('\n') + '\n';
const out = execFileSync(process.env.TIRAI_BIN ?? join(root, 'build/native/bin/tirai'), ['detect', '--jsonl'], {input, encoding: 'utf8'});
const found = out.trim().split('\n').map(line => JSON.parse(line).detections);

for (const type of lines.map(line => line.type)) {
  test(`${type}: example numbers get the verdict of their standard`, () => {
    const wrong = cases.flatMap((one, index) => {
      if (one.type !== type) return [];
      const begin = one.name.length + 2, end = begin + one.number.length;
      const whole = found[index].some(d => d.type === type && d.begin === begin && d.end === end);
      return whole === one.valid ? [] : [`${one.valid ? 'not found' : 'found'}: ${one.number}`];
    });
    assert.deepEqual(wrong, []);
  });
}
