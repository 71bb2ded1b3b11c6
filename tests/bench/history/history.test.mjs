import assert from 'node:assert/strict';
import test from 'node:test';
import {figures, withLine} from './history.mjs';

test('a run adds one line with its figures and keeps those before', () => {
  const before = {core: {old: 1}, history: [{at: 'yesterday', 'core.old': 1}]};
  const after = withLine(before, {core: {wasm: {mb_s: 2}}, page: {ms: 9}}, ['core'], {at: 'today', commit: 'abc'});
  assert.deepEqual(after, {
    core: {wasm: {mb_s: 2}},
    page: {ms: 9},
    history: [
      {at: 'yesterday', 'core.old': 1},
      {at: 'today', commit: 'abc', 'core.wasm.mb_s': 2},
    ],
  });
});
test('tables per type stay out of the history', () => assert.deepEqual(figures({a: {b: 1, types: {x: {n: 2}}, bars: [3]}, name: 'c'}), {'a.b': 1}));
