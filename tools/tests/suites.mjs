// The suites of ./test as jobs: a command, what it says when it is done, and how many cores it keeps busy while it runs.
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const root = join(import.meta.dirname, '../..');
export const reports = join(root, 'build/reports');

// Measured on two cores: a browser waits for timers, the network and itself for a third to two thirds of its time, a server for its disk and its peers for a third.
const kBusy = {browser: 0.7, server: 0.7, waiting: 0.5};
const kFuzzedLong = ['detect', 'mask', 'normalise', 'known_values', 'patterns', 'collector_check'];  // they read a page's text, a policy author's pattern, or what a stranger sends over the network

const textOf = path => existsSync(path) ? readFileSync(path, 'utf8') : '';
const slug = path => path.replace(/^tests\//, '').replace(/\.test\.mjs$/, '').replace(/\W+/g, '-');
const testFiles = folders => folders.flatMap(folder => readdirSync(join(root, folder), {recursive: true}).filter(name => name.endsWith('.test.mjs')).map(name => join(folder, name)).sort());

/** Node's own TAP summary; a file that wrote none, or ran nothing, is a failure. */
function countTap(tap) {
  const text = textOf(tap);
  const of = what => Number(text.match(new RegExp(`^# ${what} (\\d+)$`, 'm'))?.[1] ?? 0);
  const [passed, failed] = [of('pass'), of('fail') + of('cancelled')];
  return passed + failed === 0 && of('skipped') === 0 ? {passed: 0, failed: 1, skipped: 0} : {passed, failed, skipped: of('skipped')};
}

function nodeJob(suite, file, cores) {
  const tap = join(reports, `${suite}-${slug(file)}.tap`);
  return {
    suite, name: file, cores, again: true,
    command: [process.execPath, '--test', '--test-timeout=600000', '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${tap}`, file],
    files: [tap], count: () => countTap(tap),
    shown: text => text.replace(/^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) .*\n/gm, ''),
  };
}

/** GoogleTest's own report; a binary that wrote none, or ran nothing, is a failure. */
function gtestJob(suite, preset, name) {
  const report = join(root, 'build', preset, 'reports', `${name}.xml`);
  return {
    suite, name, cores: 1,
    command: ['ctest', '--test-dir', join(root, 'build', preset), '--output-on-failure', '-R', `^${name}$`, '--timeout', '600'],
    files: [report],
    count() {
      const [, total = '0', bad = '0', off = '0'] = textOf(report).match(/<testsuites tests="(\d+)" failures="(\d+)" disabled="(\d+)"/) ?? [];
      return total === '0' ? {passed: 0, failed: 1, skipped: 0} : {passed: total - bad - off, failed: Number(bad), skipped: Number(off)};
    },
    shown: (text, passed) => passed ? '' : text,
  };
}

const kFuzzedAgain = 5;  // seconds for the very binary that had its full time before: it goes on from the inputs found then

/** From the seeds in tests/fuzz/corpus, which stay as they are: new inputs go to build/fuzz/corpus, findings to build/reports. */
function fuzzJob(target) {
  const name = target.replace(/^fuzz_/, '');
  const [binary, stamp] = [join(root, 'build/fuzz/bin', target), join(root, 'build/fuzz/passed', target)];
  const full = Number(process.env.TIRAI_FUZZ_SECONDS ?? (kFuzzedLong.includes(name) ? 60 : 10));
  const had = `${createHash('sha256').update(readFileSync(binary)).digest('hex')} ${full} s\n`;
  const seconds = textOf(stamp) === had ? Math.min(full, kFuzzedAgain) : full;
  const [found, seeds] = [`build/fuzz/corpus/${target}`, `tests/fuzz/corpus/${name}`];
  return {
    suite: 'fuzz', name: `${target}, ${seconds} s`, cores: 1, folders: [join(root, found), dirname(stamp)],
    command: [binary, `-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=2048', '-verbosity=0', `-artifact_prefix=${join(reports, target)}-`, found, seeds],
    files: [],
    count(code) {
      if (code === 0) writeFileSync(stamp, had);
      else rmSync(stamp, {force: true});
      return {passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0};
    },
    shown: (text, passed) => passed ? '' : text.split('\n').slice(-40).join('\n'),
  };
}

function fuzzJobs() {
  const targets = readdirSync(join(root, 'build/fuzz/bin')).filter(name => name.startsWith('fuzz_')).sort();
  if (targets.length === 0) throw new Error('build/fuzz/bin: no fuzz target was built');
  return targets.map(fuzzJob);
}

const typesJob = {
  suite: 'node', name: 'types', cores: 1, command: ['tsc', '--noEmit'], files: [],
  count: code => ({passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0}), shown: text => text,
};

const jobsOf = {
  native: () => ['core_native', 'ledger_native', 'policy_tool_native', 'sign_in_native', 'findings_native', 'wire_native'].map(name => gtestJob('native', 'native', name)),
  wasm: () => [...['core_wasm', 'core_twin', 'ledger_wasm'].map(name => gtestJob('wasm', 'wasm', name)), ...testFiles(['tests/wasm']).map(file => nodeJob('wasm', file, 1))],
  fuzz: fuzzJobs,
  node: () => [typesJob, ...testFiles(['tests/boundaries', 'tests/cli', 'tests/npm', 'tests/bench', 'tests/tools']).map(file => nodeJob('node', file, 1))],
  collector: () => testFiles(['tests/collector', 'tests/client']).map(file => nodeJob('collector', file, kBusy.server)),
  pages: () => testFiles(['tests/dropin', 'tests/js-shim']).map(file => nodeJob('pages', file, kBusy.browser)),
  extension: () => testFiles(['tests/extension', 'tests/ui', 'tests/playground', 'tests/dashboard']).map(file => nodeJob('extension', file, kBusy.browser)),
  e2e: () => testFiles(['tests/e2e']).map(file => nodeJob('e2e', file, kBusy.waiting)),
  docs: () => testFiles(['tests/docs']).map(file => nodeJob('docs', file, 1)),
};

/** The jobs of these suites, the long ones first: what takes minutes must not begin when all else has ended. */
export function jobsFor(suites) {
  const order = ['fuzz', 'e2e', 'pages', 'extension', 'wasm', 'native', 'collector', 'node', 'docs'];
  return order.filter(suite => suites.includes(suite)).flatMap(suite => jobsOf[suite]());
}
