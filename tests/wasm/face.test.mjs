// engine.d.ts is kept by hand: its names, the bindings' names and the compiled modules' names are the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import {built, loadLedger, loadPolicy, loadTwin, loadWasm, source} from './modules.mjs';

const types = source('wasm/engine.d.ts');
const members = name => {
  const [, body] = types.match(new RegExp(`export interface ${name}(?: extends \\w+)? \\{\\n([\\s\\S]*?)\\n\\}`));
  return [...body.matchAll(/^  (\w+)[(:]/gm)].map(match => match[1]).sort();
};
const bound = file => [...source(file).matchAll(/function\("(\w+)"/g)].map(match => match[1]).sort();

const core = members('CoreModule');
const engine = members('CoreEngine').filter(name => name !== 'delete');
const ledger = members('LedgerModule');
const policy = members('PolicyModule');

test('engine.d.ts names what bindings_core.cpp binds', () => {
  assert.deepEqual(bound('wasm/bindings_core.cpp'), [...engine, ...core.filter(name => name !== 'CoreEngine')].sort());
});

test('engine.d.ts names what bindings_ledger.cpp binds', () => {
  assert.deepEqual(bound('wasm/bindings_ledger.cpp'), ledger);
});

test('engine.d.ts names what bindings_policy.cpp binds', () => {
  assert.deepEqual(bound('wasm/bindings_policy.cpp'), policy);
});

for (const [name, load, wanted] of [
  ['tirai-core.wasm', loadWasm, core], ['the plain-JS twin', loadTwin, core], ['tirai-ledger.wasm', loadLedger, [...core, ...ledger]],
  ['tirai-policy.wasm', loadPolicy, [...core, ...policy]],
]) {
  test(`${name} has every name of engine.d.ts`, async () => {
    const module = await load();
    assert.deepEqual(wanted.filter(key => typeof module[key] !== 'function'), []);
    const instance = new module.CoreEngine();
    assert.deepEqual([...engine, 'delete'].filter(key => typeof instance[key] !== 'function'), []);
    instance.delete();
  });
}

test('error codes in engine.d.ts are those of result.h', () => {
  const wire = [...types.match(/export type ErrorCode =([\s\S]*?);/)[1].matchAll(/'(\w+)'/g)].map(match => match[1]);
  const snake = [...source('core/include/tirai/result.h').matchAll(/^  k(\w+),/gm)].map(match => match[1].replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase());
  assert.deepEqual(wire, snake);
});

test('no eval and no Function constructor in what ships', () => {
  for (const file of ['tirai-core.js', 'tirai-core-twin.js', 'tirai-ledger.js', 'tirai-policy.js']) assert.doesNotMatch(built(file), /\beval\(|new Function/, file);
});

test('no path of the builder in what ships', () => {
  for (const file of ['tirai-core.wasm', 'tirai-core-twin.js', 'tirai-ledger.wasm', 'tirai-policy.wasm']) assert.doesNotMatch(built(file), /\/(root|home|work|tmp|build-?\w*)\/[\w.-]+\/[\w.-]+\.(cpp|h)/, file);
});
