// Reads every #include and import and draws STYLE's picture again: who knows whom.
//
//   core ← wasm ← js-shim ← client ← extension, dropin        js-shim ← playground, dashboard        core ← cli        core ← collector        core ← wire ← cli, collector
//
// And each library is met in one folder only.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import test from 'node:test';

const root = normalize(join(import.meta.dirname, '../..'));
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {cwd: root, encoding: 'utf8'})
  .split('\n').filter(path => path && existsSync(join(root, path)));
const read = path => readFileSync(join(root, path), 'utf8');
const part = path => path.split('/')[0];

const cppFiles = tracked.filter(path => /^(core|wasm|wire|cli|collector)\/.*\.(cpp|h)$/.test(path));
const includes = cppFiles.flatMap(from =>
  [...read(from).matchAll(/^\s*#\s*include\s+(["<])([^">]+)[">]/gm)].map(([, quote, what]) => ({from, quote, what})));

const tsFiles = tracked.filter(path => /^(js-shim|client|dropin|extension|playground|dashboard)\/.*\.ts$/.test(path));
const imports = tsFiles.flatMap(from =>
  [...read(from).matchAll(/(?:import|export)\s[^;]*?from\s+'([^']+)'|import\s+'([^']+)'|import\('([^']+)'\)/g)]
    .map(([, a, b, c]) => ({from, what: a ?? b ?? c})));

const offenders = (edges, bad) => edges.filter(bad).map(({from, what}) => `${from} → ${what}`);

test('there is something to read', () => {
  assert.ok(includes.length > 50, `${includes.length} includes`);
  assert.ok(imports.length > 20, `${imports.length} imports`);
});

test('core knows nobody outside core', () => {
  assert.deepEqual(offenders(includes, ({from, what}) => part(from) === 'core' && /^(emscripten|boost|sqlite3|libpq|CLI|simdjson)/.test(what)), []);
});

test('the public headers include only each other and the standard library', () => {
  assert.deepEqual(offenders(includes, ({from, quote, what}) => from.startsWith('core/include/') && (quote === '"' ? !what.startsWith('tirai/') : /[/.]/.test(what))), []);
});

test('wasm, wire, cli and collector see only the public face of core; wire is known to the last two', () => {
  const own = ({from, quote, what}) => quote === '"' && !what.startsWith('tirai/') && !(/^(wire|cli|collector)$/.test(part(from)) && /^wire\/(wire|url)\.h$/.test(what)) &&
    !existsSync(join(root, dirname(from), what)) && !existsSync(join(root, part(from), what));
  assert.deepEqual(offenders(includes, edge => part(edge.from) !== 'core' && own(edge)), []);
});

const oneFolder = {
  'botan': {matches: /^botan/, folder: /^core\/src\/crypto\// },
  'libsodium': {matches: /^sodium/, folder: /^core\/src\/crypto\// },
  'emscripten': {matches: /^emscripten/, folder: /^(wasm|core\/src\/crypto)\//},
  'CLI11': {matches: /^CLI\//, folder: /^(cli|collector)\//},
  'boost': {matches: /^boost\//, folder: /^(collector|wire|cli\/witness)/},
  'sqlite': {matches: /^sqlite3/, folder: /^collector\/store\//},
  'librdkafka': {matches: /^librdkafka\//, folder: /^collector\/export\/kafka\.cpp$/},
  'libfido2': {matches: /^fido/, folder: /^collector\/webauthn\/fido\.cpp$/},
  'libpq': {matches: /^libpq/, folder: /^collector\/store\//},
};
for (const [library, {matches, folder}] of Object.entries(oneFolder)) {
  test(`${library} is met in one folder`, () => {
    assert.deepEqual(offenders(includes, ({from, what}) => matches.test(what) && !folder.test(from)), []);
  });
}

test('the paint path hashes by itself; Botan and libsodium are the ledger\'s', () => {
  assert.deepEqual(offenders(includes, ({from, what}) => what === 'crypto/ledger_hash.h' && !/^core\/src\/(crypto|audit|bundle|log)\//.test(from)), []);
  assert.deepEqual(offenders(includes, ({from, what}) => from === 'core/src/crypto/hash.cpp' && /botan|sodium/.test(what)), []);
});

test('the paint path reads JSON in codec alone; the ledger in audit and bundle; the policy tool by itself', () => {
  assert.deepEqual(offenders(includes, ({from, what}) => what.startsWith('nlohmann/') && part(from) === 'core' && !/^core\/src\/(codec|audit|bundle|policytool)\//.test(from)), []);
});

// cmake/compile.cmake: files of one folder that are compiled together share their unnamed namespaces. The compiler says where two of them give one thing two meanings
// (an alias may be said twice, if it says the same); two functions of one name and other parameters it takes for overloads, and could call another file's.
test('files that are compiled together name nothing alike in their unnamed namespaces', () => {
  const compiled = JSON.parse(read('build/native/compile_commands.json')).map(({file}) => file).filter(file => file.includes('/groups/'));
  const groups = compiled.map(file => [...readFileSync(file, 'utf8').matchAll(/^#include "(.*)"$/gm)].map(([, path]) => path));
  assert.ok(groups.length > 25, `${groups.length} groups`);
  const named = path => [...read(path).matchAll(/^namespace \{\n(.*?)^\}  \/\/ namespace$/gms)].flatMap(([, body]) =>
    [...body.matchAll(/^(?:(?:struct|class|enum class|enum) (\w+)|(?![\s}#/]|namespace|template|using|TEST)[^=({[]*?\b(\w+) ?(?=[=({[]))/gm)].map(names => names.slice(1).find(Boolean)));
  const alike = groups.flatMap(paths => {
    const all = paths.flatMap(path => [...new Set(named(path))].map(name => ({name, path})));
    return all.filter(({name, path}) => all.some(other => other.name === name && other.path !== path)).map(({name, path}) => `${path}: ${name}`);
  });
  assert.deepEqual(alike, []);
});

test('the paint path reads no clock, no file, no randomness', () => {
  const banned = /\b(std::(random_device|ifstream|ofstream|fopen|system)|std::chrono::\w+_clock|getenv|getentropy|std::cout|std::cerr|printf)\b/;
  const found = cppFiles.filter(path => part(path) === 'core' && banned.test(read(path).replace(/\/\/.*$/gm, '')));
  assert.deepEqual(found, []);
});

const mayImport = {
  'js-shim': ['js-shim', 'wasm'],
  'client': ['client', 'js-shim', 'wasm'],
  'dropin': ['dropin', 'client', 'js-shim', 'wasm'],
  'extension': ['extension', 'client', 'js-shim', 'wasm'],
  'playground': ['playground', 'js-shim', 'wasm', 'demo'],
  'dashboard': ['dashboard', 'js-shim', 'npm:uplot', 'npm:uplot/dist/uPlot.min.css'],
};
test('each TypeScript part imports only the parts below it', () => {
  const target = ({from, what}) => what.startsWith('.') ? part(normalize(join(dirname(from), what))) : `npm:${what}`;
  const virtual = /^(npm:)?(tirai:|build\/)/;  // what the bundler puts in: the compiled modules
  assert.deepEqual(offenders(imports, edge => {
    const to = target(edge);
    return !mayImport[part(edge.from)].includes(to) && !virtual.test(to) && to !== 'build';
  }), []);
});

test('the extension API is met in extension alone', () => {
  const code = path => read(path).replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  assert.deepEqual(tsFiles.filter(path => part(path) !== 'extension' && /\b(chrome|browser)\.(runtime|storage|tabs|scripting|alarms|dom)\b/.test(code(path))), []);
});

test('page text never becomes markup or code', () => {
  const banned = /\.(innerHTML|outerHTML)\s*\+?=|insertAdjacentHTML\(|document\.write\(|new Function\(|\beval\(/;
  const code = path => read(path).replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
  assert.deepEqual(tsFiles.filter(path => banned.test(code(path))), []);
});

test('no download address and no path of one machine is in a tracked file', () => {
  const text = tracked.filter(path => !/\.(png|wasm|zip|pdf|ico)$/.test(path) && !/corpus\//.test(path));
  const registry = ['registry.' + 'npmjs.org', 'deb.' + 'debian.org', 'snapshot.' + 'debian.org'];
  assert.deepEqual(text.filter(path => { const content = read(path); return registry.some(host => content.includes(host)) || /(^|["'\s=:(])\/(root|home)\/\w/m.test(content); }), []);
});

test('a name in the environment means the same to every test: a program, or the folder of programs', () => {
  const ends = {TIRAI_BIN: /'(.*\/)?tirai'\)$/, TIRAI_COLLECTOR_BIN: /'(.*\/)?tirai-collector'\)$/, TIRAI_NATIVE_BIN: /build\/native\/bin'\)$/};
  const defaults = tracked.filter(path => /^(tests|tools)\/.*\.mjs$/.test(path)).flatMap(from =>
    [...read(from).matchAll(/process\.env\.(TIRAI_(?:COLLECTOR_|NATIVE_)?BIN) \?\? ((?:join|resolve)\([^)]*\))/g)].map(([, name, otherwise]) => ({from, name, otherwise})));
  assert.ok(defaults.length > 10, `${defaults.length} defaults`);
  assert.deepEqual(defaults.filter(({name, otherwise}) => !ends[name]?.test(otherwise)), []);
});
