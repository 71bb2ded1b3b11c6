// Runs the suites it is given, as many jobs at once as keep the cores busy, and closes with one line: N passed, N failed.
//
//   node tools/tests/run.mjs SUITE…        ./test builds what they need and calls this
//
// What burns a core (fuzzing, GoogleTest) runs beside what waits (browsers, timers). Each job's output is shown in one piece when it ends, with the seconds
// it took and those of CPU it used: of them the whole run has no more than it has cores.
import {spawn} from 'node:child_process';
import {mkdirSync, rmSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {openPassed} from './passed.mjs';
import {jobsFor, reports} from './suites.mjs';

const root = join(import.meta.dirname, '../..');
const cores = Number(process.env.TIRAI_JOBS ?? availableParallelism());
const step = text => console.log(`\n\x1b[1m[${new Date().toTimeString().slice(0, 8)}] ${text}\x1b[0m`);
const running = new Set();
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.once(signal, () => { for (const child of running) child.kill(signal); process.exitCode = code; });

/** Runs one job to its end; answers its counts, how long it took, what it used, and what it said. */
async function run(job) {
  for (const file of job.files) rmSync(file, {force: true});
  for (const folder of job.folders ?? []) mkdirSync(folder, {recursive: true});
  const begun = Date.now(), said = [], used = [];
  const child = spawn('python3', [join(root, 'tools/tests/used.py'), ...job.command], {cwd: root, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env: {...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0'}});
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', piece => said.push(piece));
  child.stdio[3].on('data', piece => used.push(piece));
  const code = await new Promise(done => { child.once('error', error => { said.push(Buffer.from(`${error.message}\n`)); done(127); }); child.once('close', done); });
  running.delete(child);
  return {...job.count(code), seconds: (Date.now() - begun) / 1000, cpu: Number(Buffer.concat(used)), text: Buffer.concat(said).toString()};
}

function show(job, {passed, failed, skipped, seconds, cpu, text, cached}) {
  const counts = [`${passed} passed`, ...(failed > 0 ? [`${failed} FAILED`] : []), ...(skipped > 0 ? [`${skipped} skipped`] : []), ...(cached ? ['(cached)'] : [])].join(', ');
  step(`${job.suite}: ${job.name}: ${counts}, ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of CPU`);
  const shown = job.shown(text, failed === 0).trimEnd();
  if (shown !== '') console.log(shown);
}

/** Runs all that did not pass before, each as soon as there is room. Fuzzing has half of the cores while anything else waits: browsers have the others. */
async function runAll(jobs, passed) {
  const waiting = [], active = new Map(), done = [];
  for (const job of jobs) {
    const result = job.suite === 'fuzz' ? undefined : passed.of(job);  // what is fuzzed is never the same again
    if (result === undefined) { waiting.push(job); continue; }
    show(job, result);
    done.push({job, result});
  }
  const busy = () => [...active.keys()].reduce((sum, job) => sum + job.cores, 0);
  const room = job => active.size === 0 || busy() + job.cores <= cores + 0.2;
  const held = job => job.suite === 'fuzz' && waiting.some(one => one.suite !== 'fuzz') && [...active.keys()].filter(one => one.suite === 'fuzz').length >= Math.max(1, cores >> 1);
  while (process.exitCode === undefined && (waiting.length > 0 || active.size > 0)) {
    for (let next; (next = waiting.find(job => room(job) && !held(job))) !== undefined;) {
      const job = next;
      waiting.splice(waiting.indexOf(job), 1);
      active.set(job, run(job).then(result => { active.delete(job); show(job, result); passed.keep(job, result); done.push({job, result}); }));
    }
    await Promise.race(active.values());
  }
  return done;
}

// A browser on a busy machine misses a deadline now and then: a file with a failure runs once more, alone, and what only then passes is named.
async function runAgain(done) {
  const flaky = [];
  for (const one of done.filter(({job, result}) => job.again && result.failed > 0)) {
    step(`${one.job.suite}: ${one.job.name}: once more, alone`);
    const result = await run(one.job);
    show(one.job, result);
    if (result.failed < one.result.failed) flaky.push(`${one.job.name}: ${one.result.failed - result.failed}`);
    one.result = result;
  }
  return flaky;
}

/** Of what was run now, the most first. */
function usedBySuite(done) {
  const sums = new Map();
  for (const {job, result} of done.filter(one => !one.result.cached)) sums.set(job.suite, (sums.get(job.suite) ?? 0) + result.cpu);
  return [...sums].sort(([, a], [, b]) => b - a);
}

mkdirSync(reports, {recursive: true});
const begun = Date.now();
const done = await runAll(jobsFor(process.argv.slice(2)), openPassed(root));
if (process.exitCode !== undefined) process.exit();
const flaky = await runAgain(done);
const sum = what => done.reduce((total, {result}) => total + result[what], 0);
const took = Math.round((Date.now() - begun) / 1000);
const cached = done.filter(({result}) => result.cached).length;
step(`${done.length} jobs${cached > 0 ? `, ${cached} of them cached (TIRAI_AGAIN=1 runs them all),` : ''} in ${Math.floor(took / 60)} min ${took % 60} s; reports in build/reports`);
console.log(`seconds of CPU: ${[...usedBySuite(done)].map(([suite, cpu]) => `${suite} ${cpu.toFixed(0)}`).join(', ')}`);
for (const {job, result} of done.filter(({result}) => result.failed > 0)) console.log(`FAIL ${job.suite}: ${job.name}: ${result.failed}`);
if (flaky.length > 0) console.log(`passed only at the second try: ${flaky.join(', ')}`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
