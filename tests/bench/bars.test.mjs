import assert from 'node:assert/strict';
import {test} from 'node:test';
import {atLeast, atMost, tellBars} from './bars.mjs';

test('a bar holds at its own value, and not beyond it', () => {
  assert.deepEqual([atLeast(5, 5).holds, atLeast(4.99, 5).holds, atMost(5, 5).holds, atMost(5.01, 5).holds], [true, false, true, false]);
});

test('a figure that is missing holds no bar', () => {
  for (const figure of [undefined, NaN]) assert.deepEqual([atLeast(figure, 0).holds, atMost(figure, 0).holds], [false, false]);
});

test('each bar is said, with its figure and what it should be', () => {
  const said = [], bars = {rate: atLeast(3, 5), p99_ms: atMost(7, 300)};
  assert.equal(tellBars(bars, (line) => said.push(line)), bars);
  assert.deepEqual(said, ['FAIL  rate: 3 (at least 5)', 'pass  p99_ms: 7 (at most 300)']);
});
