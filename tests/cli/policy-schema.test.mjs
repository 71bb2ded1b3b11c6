// policies/policy.schema.json and the parser say the same of every policy: of those that ship, of every mistake in
// tests/vectors/policy/errors.jsonl that is no matter of names, and of every bound and key the schema has, tried one by one.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import {root, scratch, tirai} from './tirai.mjs';

const read = (file) => readFileSync(join(root, file), 'utf8');
const schema = JSON.parse(read('policies/policy.schema.json'));
const validate = new Ajv2020.default({strict: true, strictTypes: false, strictRequired: false}).compile(schema);
const uncommented = (text) => JSON.parse(text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*/g, (_, string) => string ?? ''));
const full = uncommented(read('tests/vectors/policy/full.json'));
const copy = (value) => JSON.parse(JSON.stringify(value));

/** What the parser says of each policy, by one command. */
function parserAccepts(t, policies) {
  const cwd = scratch(t);
  const files = policies.map((policy, index) => `p${index}.json`);
  policies.forEach((policy, index) => writeFileSync(join(cwd, files[index]), typeof policy === 'string' ? policy : JSON.stringify(policy)));
  const {stdout} = tirai(['check', '--format', 'json', ...files], {cwd});
  return JSON.parse(stdout).files.map((file) => ({valid: file.valid, why: file.error?.message}));
}

test('every policy that ships fits the schema', () => {
  const files = readdirSync(join(root, 'policies')).filter((file) => file.endsWith('.json') && !/\.(test|schema)\.json$/.test(file));
  assert.ok(files.length >= 7);
  for (const file of files) assert.ok(validate(uncommented(read(join('policies', file)))), `${file}: ${JSON.stringify(validate.errors?.[0])}`);
  assert.ok(validate(full), JSON.stringify(validate.errors?.[0]));
});

test('a mistake the parser finds, the schema finds too, unless it is about names of the author, or counts one key by another', (t) => {
  const aboutNames = /unknown (role|class|purpose|key)? ?"|leads back|already belongs|is taken by|not JSON|written twice|no detector|missing "\)" at byte|matches an empty text|fewer questions/;
  const base = read('tests/vectors/policy/base.json');
  let compared = 0;
  for (const {replace: [old, now], error} of read('tests/vectors/policy/errors.jsonl').trim().split('\n').map((line) => JSON.parse(line))) {
    if (aboutNames.test(error) && !/unknown key/.test(error)) continue;
    const mistaken = uncommented(base.replace(old, now));
    assert.equal(validate(mistaken), false, error);
    ++compared;
  }
  assert.ok(compared >= 20, `${compared}`);
});

/** Each place of full.json with the part of the schema that speaks of it. */
function* places(value, part, path = []) {
  if (part.$ref) part = schema.$defs[part.$ref.split('/').at(-1)];
  if (part.oneOf) part = part.oneOf.find((one) => one.properties && (one.properties.operator.enum ?? [one.properties.operator.const]).includes(value.operator)) ?? part;
  yield {value, part, path};
  if (Array.isArray(value) && part.items) for (const [index, item] of value.entries()) yield* places(item, part.items, [...path, index]);
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      const next = part.properties?.[key] ?? (typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined);
      if (next) yield* places(inner, next, [...path, key]);
    }
  }
}
const all = [...places(full, schema)];
const changed = (path, change) => {
  const policy = copy(full);
  const parent = path.slice(0, -1).reduce((at, key) => at[key], policy);
  change(path.length === 0 ? {'': policy} : parent, path.at(-1) ?? '', policy);
  return policy;
};

test('every key of the schema is in full.json, and every key of the parser is in the schema', () => {
  const used = new Set(all.flatMap(({part, path}) => path.length === 0 ? [] : [path.at(-1)]));
  const known = new Set();
  const walk = (part) => {
    if (part === null || typeof part !== 'object') return;
    for (const key of Object.keys(part.properties ?? {})) known.add(key);
    Object.values(part).forEach(walk);
  };
  walk(schema);
  assert.deepEqual([...known].filter((key) => !used.has(key) && key !== 'extends').sort(), []);
  const parser = readdirSync(join(root, 'core/src/decide')).filter((file) => /^policy.*\.cpp$/.test(file)).map((file) => read(join('core/src/decide', file))).join('\n');
  const keys = [...parser.matchAll(/kKeys\[\] = \{([^}]*)\}/g)].flatMap(([, list]) => [...list.matchAll(/"([^"]+)"/g)].map(([, key]) => key));
  assert.ok(keys.length > 40, `${keys.length}`);
  assert.deepEqual(keys.filter((key) => !known.has(key)), []);
});

test('an editor has a sentence to show over every key', () => {
  const silent = [];
  const said = (part) => part.description ?? (part.$ref && schema.$defs[part.$ref.split('/').at(-1)].description);
  const walk = (part, path) => {
    if (part === null || typeof part !== 'object') return;
    for (const key of ['if', 'then']) if (path.endsWith(`/${key}`)) return; // conditions say nothing to people
    for (const [key, inner] of Object.entries(part.properties ?? {})) if (!said(inner)) silent.push(`${path}/${key}`);
    const named = part.properties ? Object.entries(part.properties) : [];
    for (const [key, inner] of [...named, ...Object.entries(part).filter(([key]) => key !== 'properties')]) walk(inner, `${path}/${key}`);
  };
  walk(schema, '');
  assert.deepEqual(silent, []);
});

test('schema and parser draw the same bounds', (t) => {
  const tries = [];
  for (const {part, path} of all) {
    const at = path.join('/');
    if (part.type === 'integer') {
      // `matches` counts the questions beside it: there are as many as it asks for.
      const fits = (parent, key, value) => { parent[key] = value; if (key === 'matches') parent.questions = Array(value).fill(parent.questions[0]); };
      for (const value of [part.minimum, part.maximum]) tries.push({what: `${at} = ${value}`, policy: changed(path, (parent, key) => fits(parent, key, value)), valid: true});
      for (const value of [part.minimum - 1, part.maximum + 1, part.minimum + 0.5, String(part.minimum), null]) tries.push({what: `${at} = ${JSON.stringify(value)}`, policy: changed(path, (parent, key) => { parent[key] = value; }), valid: false});
    }
    if (part.type === 'boolean') tries.push({what: `${at} = 1`, policy: changed(path, (parent, key) => { parent[key] = 1; }), valid: false});
    if (part.enum) tries.push({what: `${at} = "no such"`, policy: changed(path, (parent, key) => { parent[key] = 'no such'; }), valid: false});
    if (part.additionalProperties === false) {
      tries.push({what: `${at} + a key`, policy: changed(path, (parent, key) => { parent[key].unheard_of = 1; }), valid: false});
      for (const key of part.required ?? []) tries.push({what: `${at} − ${key}`, policy: changed([...path, key], (parent, gone) => { delete parent[gone]; }), valid: false});
      const optional = Object.keys(part.properties).filter((key) => !(part.required ?? []).includes(key) && path.length > 0 && !['level', 'count', 'broader', 'extends', 'matches'].includes(key));
      for (const key of optional) tries.push({what: `${at} without ${key}`, policy: changed([...path, key], (parent, gone) => { delete parent[gone]; }), valid: true});
    }
    if (part.type === 'array' && part.minItems === 1) tries.push({what: `${at} = []`, policy: changed(path, (parent, key) => { parent[key] = []; }), valid: false});
  }
  for (const key of schema.then.required) tries.push({what: `− ${key}`, policy: changed([key], (parent, gone) => { delete parent[gone]; }), valid: false});
  assert.ok(tries.length > 200, `${tries.length}`);
  const said = parserAccepts(t, tries.map(({policy}) => policy));
  const differ = tries.flatMap(({what, policy, valid}, index) =>
    said[index].valid === valid && validate(policy) === valid ? [] : [`${what}: expected ${valid}; parser ${said[index].valid} (${said[index].why}), schema ${validate(policy)}`]);
  assert.deepEqual(differ, []);
});
