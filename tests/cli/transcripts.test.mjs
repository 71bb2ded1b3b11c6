// Runs transcripts/*.txt: what a person types, and what they get.
//
//   # why                        $ command (a shell line; `tirai` is the binary)
//   < a line of standard input   > a line of standard output, <c> stands for a confidence
//   ! a line of standard error   !~ the same as a regular expression       ? exit code, if not 0
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {binary, root, scratch} from './tirai.mjs';

function steps(text) {
  const out = [];
  for (const line of text.split('\n')) {
    const last = out.at(-1);
    if (line.startsWith('$ ')) out.push({command: line.slice(2), input: '', stdout: [], stderr: [], status: 0});
    else if (line.startsWith('< ')) last.input += `${line.slice(2)}\n`;
    else if (line.startsWith('> ')) last.stdout.push(pattern(line.slice(2)));
    else if (line.startsWith('! ')) last.stderr.push(pattern(line.slice(2)));
    else if (line.startsWith('!~ ')) last.stderr.push(line.slice(3));
    else if (line.startsWith('? ')) last.status = Number(line.slice(2));
    else assert.match(line, /^(#.*)?$/, 'a transcript line nobody understands');
  }
  return out;
}
const pattern = (line) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/<c>/g, '(?:0|0\\.\\d{1,3}|1)');
const whole = (lines) => new RegExp(`^${lines.map((line) => `${line}\n`).join('')}$`);

for (const file of readdirSync(join(root, 'tests/cli/transcripts')).sort()) {
  test(`${file}: every command answers as written`, (t) => {
    const cwd = scratch(t);
    const all = steps(readFileSync(join(root, 'tests/cli/transcripts', file), 'utf8'));
    assert.ok(all.length > 0);
    for (const step of all) {
      const script = `tirai() { "$TIRAI_BIN" "$@"; }\n${step.command}`;
      const {status, stdout, stderr} = spawnSync('sh', ['-c', script], {cwd, input: step.input, env: {...process.env, TIRAI_BIN: binary, LC_ALL: 'C'}});
      assert.match(stdout.toString(), whole(step.stdout), `$ ${step.command}`);
      assert.match(stderr.toString(), whole(step.stderr), `$ ${step.command}`);
      assert.equal(status, step.status, `$ ${step.command}`);
    }
  });
}
