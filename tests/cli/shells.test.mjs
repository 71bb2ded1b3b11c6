// Completion in the shells it is for, and the manual in the program that shows manuals.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {binary, scratch, tirai} from './tirai.mjs';

function run(t, shell, args, script) {
  const cwd = scratch(t);
  writeFileSync(join(cwd, 'completion'), tirai(['completion', shell]).stdout);
  const {status, stdout, stderr, error} = spawnSync(shell, [...args, '-c', script], {cwd, env: {PATH: process.env.PATH, HOME: cwd, LC_ALL: 'C.UTF-8'}});
  if (error) throw error;
  assert.equal(stderr.toString(), '');
  assert.equal(status, 0);
  return stdout.toString().trim().split('\n').map((line) => line.split(' ').filter(Boolean).sort());
}
const asked = [['tirai', 'ch'], ['tirai', 'check', '--fo'], ['tirai', 'check', '--format', ''], ['tirai', 'diff', '--format', 'm'], ['tirai', 'completion', ''], ['tirai', 'query', 'wh'], ['tirai', 'notice', 'policy.t']];
const wanted = [['check'], ['--format'], ['human', 'json', 'sarif'], ['markdown'], ['bash', 'zsh'], ['who-can'], ['policy.test.json']];

test('bash completes commands, flags, their values and files', (t) => {
  const each = asked.map((words) => `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; COMPREPLY=(); _tirai; echo "\${COMPREPLY[@]}"`);
  assert.deepEqual(run(t, 'bash', ['--norc', '--noprofile'], `set -eu; source ./completion; complete -p tirai >/dev/null; set +eu\n${each.join('\n')}`), wanted);
});

// compadd is the shell's own; what it would offer of its words is what begins with the word at the cursor.
test('zsh completes the same, sourced or found in $fpath', (t) => {
  const each = asked.map((words) => `words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; found=(); _tirai; print -r -- \${(M)found:#$words[CURRENT]*}`);
  const stand_in = 'compadd() { shift; found+=("$@") }; _files() { found+=(*) }; typeset -a found words; integer CURRENT';
  const sourced = `autoload -Uz compinit; compinit -u -d ./dump; source ./completion; [[ $_comps[tirai] == _tirai ]] || exit 9\n${stand_in}\n${each.join('\n')}`;
  assert.deepEqual(run(t, 'zsh', ['-f'], sourced), wanted);
  const by_name = `mkdir f; cp completion f/_tirai; fpath=($PWD/f $fpath); autoload -Uz compinit; compinit -u -d ./dump; [[ $_comps[tirai] == _tirai ]] || exit 9\n${stand_in}\n${each[0]}`;
  assert.deepEqual(run(t, 'zsh', ['-f'], by_name), wanted.slice(0, 1));
});

test('the manual page reads without a warning, and says what each command does', (t) => {
  const cwd = scratch(t);
  writeFileSync(join(cwd, 'tirai.1'), tirai(['man']).stdout);
  const {status, stdout, stderr} = spawnSync('man', ['--warnings', '-l', 'tirai.1'], {cwd, env: {PATH: process.env.PATH, LC_ALL: 'C.UTF-8', MANWIDTH: '100', MAN_KEEP_FORMATTING: '', MANPAGER: 'cat'}});
  assert.deepEqual([status, stderr.toString()], [0, '']);
  const page = stdout.toString();
  for (const heading of ['NAME', 'SYNOPSIS', 'COMMANDS', 'EXIT STATUS', 'ENVIRONMENT']) assert.match(page, new RegExp(`^${heading}$`, 'm'));
  assert.match(page, /^ +tirai - draws a curtain over personal data/m);
  assert.match(page, /^ +6 +got looser$/m);
  assert.equal(page.match(/got looser/g).length, 1, 'exit codes stand in one place');
  const commands = tirai(['completion', 'bash']).stdout.match(/\*\) printf '%s' "([^"]*)"/)[1].split(' ').filter((word) => !word.startsWith('--'));
  assert.ok(commands.length >= 15, binary);
  for (const command of commands) assert.match(page, new RegExp(`^   ${command}$`, 'm'));
});
