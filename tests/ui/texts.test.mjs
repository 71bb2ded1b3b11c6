// Every text a person sees, in both languages. The compiler refuses a missing one; this looks at what it cannot see.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {importTypeScript, root} from './stage.mjs';

const parts = ['js-shim/src', 'client/src', 'extension/src', 'dropin/src', 'dashboard/src'];
const files = parts.flatMap(part => readdirSync(join(root, part), {recursive: true}).map(path => join(part, String(path))))
  .filter(path => /(^|\/)([a-z-]+-)?(texts|refusals)\.ts$/.test(path));
/** Names, and words that are the same in both. */
const SAME = new Set(['Tirai', '{name}, {role}', 'auditor', 'Tirai {version}', 'Helpdesk', 'Bahasa Indonesia', 'English']);

function* leaves(value, path) {
  if (typeof value !== 'object' || value === null) return;
  if ('id' in value || 'en' in value) yield [path, value];
  else for (const [key, child] of Object.entries(value)) yield* leaves(child, `${path}.${key}`);
}
const names = text => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('the prompt, the pages and the cover have their texts', () => {
  for (const file of ['js-shim/src/texts.ts', 'js-shim/src/prompt/texts.ts', 'extension/src/ui/texts.ts']) assert.ok(files.includes(file), file);
});

for (const file of files) {
  test(`${file}: both languages, not empty, same places to fill, translated`, async () => {
    let count = 0;
    for (const [path, text] of leaves({...await importTypeScript(file)}, '')) {
      count++;
      assert.deepEqual(Object.keys(text).sort(), ['en', 'id'], path);
      for (const lang of ['id', 'en']) {
        assert.equal(typeof text[lang], 'string', path);
        assert.ok(text[lang].trim() !== '' && text[lang].trim() === text[lang], `${path}.${lang} is empty or has outer spaces`);
        assert.ok(!/\{\W|\{\}|\}\}|\s{2}/.test(text[lang]), `${path}.${lang}: ${text[lang]}`);
      }
      assert.deepEqual(names(text.id), names(text.en), path);
      if (!SAME.has(text.en)) assert.notEqual(text.id, text.en, `${path} is not translated`);
    }
    assert.ok(count > 0, `${count} texts`);
  });
}

test('say() puts values in, and leaves what a value says alone', async () => {
  const {say, seconds, langOf} = await importTypeScript('js-shim/src/texts.ts');
  const text = {id: '{n} dari {all}', en: '{n} of {all}'};
  assert.equal(say('en', text, {n: '{all}', all: '$&'}), '{all} of $&');
  assert.equal(say('id', text, {n: 1, all: 2}), '1 dari 2');
  assert.equal(seconds('id', 30), '30 detik');
  assert.equal(seconds('en', 1), '1 second');
  assert.equal(seconds('en', 120), '2 minutes');
  assert.equal(seconds('en', 90), '90 seconds');
  assert.deepEqual(['id-ID', 'ms', 'en-GB', 'de', 'idle'].map(lang => langOf(undefined, lang)), ['id', 'id', 'en', 'en', 'en']);
  assert.equal(langOf('en', 'id-ID'), 'en');
});

test('a text without one of its languages, or said without its value, does not compile', () => {
  mkdirSync(join(root, 'build'), {recursive: true});
  const folder = mkdtempSync(join(root, 'build', 'texts-'));
  const check = code => {
    writeFileSync(join(folder, 'case.ts'), `import {say, type Text} from '../../js-shim/src/texts.js';\n${code}\nexport {};`);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({extends: '../../tsconfig.json', include: ['case.ts']}));
    try {
      execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {encoding: 'utf8'});
      return '';
    } catch (error) {
      return error.stdout;
    }
  };
  try {
    assert.equal(check("const t = {a: {id: 'x {n}', en: 'y {n}'}} as const satisfies Record<string, Text>; say('id', t.a, {n: 1});"), '');
    assert.match(check("export const t = {a: {id: 'x'}} as const satisfies Record<string, Text>;"), /'en' is missing/);
    assert.match(check("const t = {a: {id: 'x {n}', en: 'y {n}'}} as const satisfies Record<string, Text>; say('id', t.a);"), /Expected 3 arguments/);
    assert.match(check("const t = {a: {id: 'x {n}', en: 'y {m}'}} as const satisfies Record<string, Text>; say('id', t.a, {n: 1});"), /'m' is missing/);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});

test('the manifest has its name and description in both languages, within the store’s 132 characters', () => {
  const [id, en] = ['id', 'en'].map(lang => JSON.parse(readFileSync(join(root, `extension/_locales/${lang}/messages.json`), 'utf8')));
  assert.deepEqual(Object.keys(id), Object.keys(en));
  for (const locale of [id, en]) for (const {message} of Object.values(locale)) assert.ok(message.length > 0 && message.length <= 132, message);
  assert.notEqual(id.description.message, en.description.message);
});

test('the icon in the pages is the icon in the toolbar', async () => {
  const {CURTAIN} = await importTypeScript('js-shim/src/prompt/dom.ts');
  const svg = readFileSync(join(root, 'extension/src/ui/icons/tirai.svg'), 'utf8');
  assert.deepEqual([...svg.matchAll(/ d="([^"]+)"/g)].map(([, d]) => d), CURTAIN.map(([d]) => d));
});
