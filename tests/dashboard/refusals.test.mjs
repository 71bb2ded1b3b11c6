// Whatever the collector refuses with, an officer reads why in the language of the page: every code that its sources hold has words in both.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'node:test';
import {build} from 'esbuild';
import {root} from './stage.mjs';

const {outputFiles: [{text: code}]} = await build({entryPoints: [join(root, 'dashboard/src/refusals.ts')], bundle: true, format: 'esm', write: false});
const {reasonOf} = await import(`data:text/javascript,${encodeURIComponent(code)}`);
const said = (lang, code, at = '') => reasonOf(lang, {ok: false, code, at});

/** The second argument of refuse(), the first of unavailable() and conflict(): a literal, or what an Error's own code is called. */
function codesSent() {
  const codes = new Set([...readFileSync(join(root, 'core/src/result.cpp'), 'utf8').matchAll(/return "(\w+)";/g)].map(([, one]) => one));
  assert.ok(codes.size > 10);
  for (const file of readdirSync(join(root, 'collector'), {recursive: true}).filter(name => name.endsWith('.cpp'))) {
    const source = readFileSync(join(root, 'collector', file), 'utf8');
    for (const [call, argument] of [...source.matchAll(/\brefuse\([^,()]*(?:\([^()]*(?:\([^()]*\))?[^()]*\))?[^,()]*, ([^;]{0,120})/g), ...source.matchAll(/\b(?:unavailable|conflict)\(([^;]{0,120})/g)]) {
      if (argument.startsWith('std::string_view code')) continue;  // where they are defined
      const literals = [...argument.split(',')[0].matchAll(/"([a-z_]+)"/g)].map(([, one]) => one);
      for (const one of literals) codes.add(one);
      assert.ok(literals.length > 0 || /^(to_string\(|code, )/.test(argument), `${file}: the code of ${call}`);
    }
  }
  return codes;
}

test('every code that the collector can send is said in Indonesian and in English', () => {
  const codes = codesSent();
  for (const one of ['bad_login', 'decided', 'fork', 'overload', 'rollback']) assert.ok(codes.has(one), `${one} is found`);
  for (const one of [...codes, 'unreachable']) {
    for (const lang of ['id', 'en']) assert.ok(!said(lang, one).includes(`(${one})`), `${one} in ${lang}`);
    assert.notEqual(said('id', one), said('en', one), one);
  }
  assert.equal(said('id', 'of_tomorrow'), 'Tidak berhasil (of_tomorrow).');
});

test('a fault of a file is said with its row, its column and what belongs there', () => {
  assert.equal(said('id', 'bad_value', 'row 3:/method'), 'Nilainya tidak sesuai, baris 3, kolom method. Yang benar: verbal, chat, atau form.');
  assert.equal(said('en', 'bad_value', 'row 3:/method'), 'The value does not fit, row 3, column method. Expected: verbal, chat or form.');
  assert.equal(said('en', 'missing_key', 'body'), 'Something is missing.');
  assert.match(said('id', 'bad_syntax', 'row 2'), /, baris 2\.$/);
});

test('each column of the files that are imported says what belongs in it', () => {
  const source = readFileSync(join(root, 'collector/people/people_requests.cpp'), 'utf8');
  const columns = [...source.slice(source.indexOf('read_consent(')).split('\n}\n')[0].matchAll(/body\.\w+\("(\w+)"/g)].map(([, one]) => one);
  assert.ok(columns.includes('method') && columns.includes('purpose'));
  const terms = [...readFileSync(join(root, 'collector/people/consent_terms.h'), 'utf8').matchAll(/\{"(\w+)", &ConsentTerms/g)].map(([, one]) => one);
  assert.equal(terms.length, 6);
  for (const column of [...columns, ...terms, 'time', 'expires', 'customer', 'agent', 'last_active', 'helpdesk']) assert.match(said('en', 'bad_value', `row 1:/${column}`), / Expected: /, column);
});
