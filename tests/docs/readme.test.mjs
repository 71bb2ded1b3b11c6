// The documents stay true: links lead somewhere, the map names every folder, the README's command-line example does what it says.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import test from 'node:test';

const root = join(import.meta.dirname, '../..');
const documents = execFileSync('git', ['ls-files', '*.md'], {cwd: root, encoding: 'utf8'}).split('\n').filter(Boolean);
const read = path => readFileSync(join(root, path), 'utf8');

for (const path of documents) {
  test(`every link of ${path} leads somewhere`, () => {
    const links = [...read(path).matchAll(/\]\(([^)#\s]+)\)/g)].map(match => match[1]).filter(link => !/^[a-z]+:/.test(link));
    assert.deepEqual(links.filter(link => !existsSync(join(root, dirname(path), link))), []);
  });
}

test('the map names every folder', () => {
  const folders = new Set(execFileSync('git', ['ls-files'], {cwd: root, encoding: 'utf8'}).split('\n').filter(path => path.includes('/') && !path.startsWith('.')).map(path => path.split('/')[0]));
  const readme = read('README.md');
  const unnamed = [...folders].filter(folder => !readme.includes(`${folder}/`) && !['cmake', 'docs'].includes(folder));
  assert.deepEqual(unnamed, []);
});

test('the commands the README names exist', () => {
  for (const [command] of read('README.md').matchAll(/(?<=`)\.\/(run|test|bench)\b/g)) assert.ok(existsSync(join(root, command)), command);
});

test("the README's command-line example masks what it shows", () => {
  const example = read('README.md').match(/^echo '(.+)' \| (build\/native\/bin\/tirai) (.+)$/m);
  assert.ok(example, 'the example is there');
  const [, text, , rest] = example;
  const out = execFileSync(process.env.TIRAI_BIN ?? join(root, 'build/native/bin/tirai'), rest.split(' '), {cwd: root, input: `${text}\n`, encoding: 'utf8'});
  assert.doesNotMatch(out, /3273014101900001|4111 1111 1111/);
  assert.match(out, /^NIK .*, kartu .*\n$/);
});

test('--help of the three commands names every option it takes', () => {
  for (const [command, words] of [['run', ['--rt', '--reset']], ['test', ['native', 'e2e']], ['bench', ['core', 'page']]]) {
    const help = execFileSync(join(root, command), ['--help'], {cwd: root, encoding: 'utf8'});
    for (const word of words) assert.ok(help.includes(word), `${command} --help: ${word}`);
  }
});
