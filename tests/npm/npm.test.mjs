// The package for Node, as a developer meets it: packed, installed from the file, its README's example run, every ability asked once.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';

const root = join(import.meta.dirname, '../..');
const built = process.env.TIRAI_NPM ?? join(root, 'build/dist/npm');
const binary = process.env.TIRAI_BIN ?? join(root, 'build/native/bin/tirai');

test('the npm package', async t => {
  const dir = mkdtempSync(join(tmpdir(), 'tirai-npm-'));
  t.after(() => rmSync(dir, {recursive: true, force: true}));
  const run = (command, ...args) => execFileSync(command, args, {cwd: dir, encoding: 'utf8'});
  const script = text => {
    writeFileSync(join(dir, 'script.mjs'), text);
    return run(process.execPath, 'script.mjs');
  };
  writeFileSync(join(dir, 'package.json'), '{"name":"try","private":true,"type":"module"}');
  const [{filename}] = JSON.parse(run('npm', 'pack', '--json', built));
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
  copyFileSync(join(root, 'policies/support.json'), join(dir, 'support.json'));

  await t.test("the README's example finds the card number, masks all but its last four digits, and knows that nobody views it whole", () => {
    const [, example] = readFileSync(join(built, 'README.md'), 'utf8').match(/```js\n([\s\S]*?)```/);
    assert.equal(script(example), 'credit_card 6 25\nkartu •••• •••• •••• 1111\ntrue\n');
  });

  const ask = body => JSON.parse(script(`
    import {readFileSync} from 'node:fs';
    import {createTirai, TiraiError} from 'tirai';
    const tirai = await createTirai(), policy = readFileSync('support.json', 'utf8');
    const refusal = async work => { try { await work(); return 'none'; } catch (error) { return error instanceof TiraiError ? [error.code, error.at, error.message] : String(error); } };
    ${body}`));

  await t.test('it answers what the command line answers', () => {
    const request = {subject: {type: 'agent', id: 'a', properties: {role: 'agent'}}, action: {name: 'view'}, resource: {type: 'class', id: 'payment.card'}, context: {relationship: 'assigned'}};
    const query = {ask: 'who-can', when: {action: ['reveal'], class: ['identity.nik']}};
    const answers = ask(`console.log(JSON.stringify({
      warnings: tirai.check(policy, 'support.json').warnings, explain: tirai.explain(policy, ${JSON.stringify(request)}), authzen: tirai.authzen(policy, ${JSON.stringify(request)}),
      batch: tirai.authzen(policy, {...${JSON.stringify(request)}, evaluations: [{}, {action: {name: 'reveal'}}]}).evaluations.length,
      who: tirai.query(policy, ${JSON.stringify(query)}).who.map(one => one.role), same: tirai.diff(policy, policy),
      looser: tirai.diff(policy, policy.replace(/\\{/, '{"validity": {"mfa_s": 9000},')).looser,
      notice: tirai.notice(policy, {language: 'id'}), html: tirai.notice(policy, {format: 'html'}).slice(0, 15), flat: tirai.flatten([{name: 'support.json', text: policy}]).length > 1000,
    }));`);
    const cli = (...args) => run(binary, ...args);
    const asked = text => execFileSync(binary, ['authzen', '--policy', 'support.json'], {cwd: dir, encoding: 'utf8', input: text});
    assert.deepEqual(answers.warnings, JSON.parse(cli('check', '--format', 'json', 'support.json')).files[0].warnings);
    assert.deepEqual(answers.authzen, JSON.parse(asked(JSON.stringify(request))));
    assert.equal(answers.explain.context.level, answers.authzen.context.level);
    assert.equal(answers.batch, 2);
    assert.deepEqual(answers.who, JSON.parse(cli('query', '--policy', 'support.json', '--format', 'json', 'who-can', 'reveal', 'identity.nik')).who.map(({role}) => role));
    assert.deepEqual([answers.same.looser, answers.same.groups, answers.same.settings, answers.looser], [false, [], [], true]);
    assert.equal(answers.notice, cli('notice', '--lang', 'id', 'support.json'));
    assert.equal(answers.html, '<!doctype html>');
    assert.equal(answers.flat, true);
  });

  await t.test('it runs policy tests, and says what fails', () => {
    const file = {tirai_test: 1, policy: 'support.json', now: '2026-11-21T08:00:00Z', tests: [{name: 'covered', given: {role: 'agent', action: 'view', class: 'payment.card'}, expect: {level: 'plain'}}]};
    const report = ask(`console.log(JSON.stringify(tirai.test(policy, [{name: 'a.test.json', text: ${JSON.stringify(file)}}])));`);
    assert.deepEqual([report.passed, report.failed, report.tests[0].cases[0].passed], [0, 1, false]);
  });

  await t.test('what is wrong is thrown, with its place', () => {
    const [unknown, log, keys] = ask(`console.log(JSON.stringify([await refusal(() => tirai.check('{"tirai_policy": 1, "rulez": []}', 'p.json')),
      (await tirai.verify('no log\\n')).findings.length, await refusal(() => tirai.openBundle('{}', {keys: ['no key']}))]));`);
    assert.deepEqual(unknown.slice(0, 2), ['unknown_key', 'p.json:/rulez (line 1, column 21)']);
    assert.ok(log > 0);
    assert.equal(keys[0], 'bad_value');
  });

  await t.test('a bundle opens once its key signed it; what shows more wants two', () => {
    const [first, second] = ['first', 'second'].map(name => run(binary, 'keygen', '--name', `${name}.test`, '--out', name).trim());
    run(binary, 'sign', '--key', 'first.key', '--policy', 'support.json', '--version', '1', '--out', 'bundle.json');
    const [one, none, few] = ask(`
      const bundle = readFileSync('bundle.json', 'utf8'), keys = ${JSON.stringify([first, second])};
      const in_force = policy.replace(/\\{/, '{"validity": {"mfa_s": 30},');
      console.log(JSON.stringify([(await tirai.openBundle(bundle, {keys})).version, await refusal(() => tirai.openBundle(bundle, {keys: [keys[1]]})), await refusal(() => tirai.openBundle(bundle, {keys, in_force}))]));`);
    assert.equal(one, 1);
    assert.deepEqual(none.slice(0, 2), ['bad_signature', 'manifest']);
    assert.match(few[2], /shows more than the policy in force; expected the signatures of 2 different keys, got 1/);
  });

  await t.test('its types name what it has', () => {
    writeFileSync(join(dir, 'try.ts'), `import {createCore, createTirai, TiraiError, type Answer, type PaintStep, type Tirai} from 'tirai';
const core = await createCore();
const steps: Answer<PaintStep[]> = JSON.parse(new core.CoreEngine().scan('x'));
const tirai: Tirai = await createTirai();
const level: string = tirai.explain({}, {}).context.level;
try { tirai.check('{'); } catch (error) { if (error instanceof TiraiError) console.log(error.code, error.at); }
// @ts-expect-error a query asks one of three things
tirai.query({}, {ask: 'perhaps'});
export {steps, level};
`);
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '--strict', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022', 'try.ts'], {cwd: dir, stdio: 'inherit'});
  });
});
