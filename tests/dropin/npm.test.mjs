// The package for Node, as a developer meets it: packed, installed from the file, its README's example run.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {root} from './harness.mjs';

const built = process.env.TIRAI_NPM ?? join(root, 'build/dist/npm');

test('the npm package', async t => {
  const dir = mkdtempSync(join(tmpdir(), 'tirai-npm-'));
  t.after(() => rmSync(dir, {recursive: true, force: true}));
  const run = (command, ...args) => execFileSync(command, args, {cwd: dir, encoding: 'utf8'});
  writeFileSync(join(dir, 'package.json'), '{"name":"try","private":true,"type":"module"}');
  const [{filename}] = JSON.parse(run('npm', 'pack', '--json', built));
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
  copyFileSync(join(root, 'policies/support.json'), join(dir, 'support.json'));

  await t.test("the README's example finds the card number and masks all but its last four digits", () => {
    const [, example] = readFileSync(join(built, 'README.md'), 'utf8').match(/```js\n([\s\S]*?)```/);
    writeFileSync(join(dir, 'example.mjs'), example);
    assert.equal(run(process.execPath, 'example.mjs'), 'credit_card 6 25 partial •••• •••• •••• 1111\n');
  });

  await t.test('the ledger verifies an export, and finds what is not one', () => {
    writeFileSync(join(dir, 'ledger.mjs'), `
      import {createLedger} from 'tirai';
      const ledger = await createLedger();
      for (const log of ['{"export":{"format":"tirai.export/v1"}}\\n', 'no log\\n']) console.log(JSON.parse(ledger.verifyExport(log)).value.findings.length);`);
    const [empty, broken] = run(process.execPath, 'ledger.mjs').trim().split('\n').map(Number);
    assert.equal(empty, 0);
    assert.ok(broken > 0);
  });

  await t.test('its types name what it has', () => {
    writeFileSync(join(dir, 'try.ts'), "import {createCore, type Answer, type PaintStep} from 'tirai';\nconst core = await createCore();\nconst steps: Answer<PaintStep[]> = JSON.parse(new core.CoreEngine().scan('x'));\nexport {steps};\n");
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '--strict', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022', 'try.ts'], {cwd: dir, stdio: 'inherit'});
  });
});
