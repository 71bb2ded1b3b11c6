// Microseconds per decision at 20, 200 and 1,100 rules: native, wasm through the numeric call and from JSON to JSON, and beside them the same
// rules in Cedar (cedar-wasm, policies parsed before) and casbin (an enforcer that holds its rules). First all must answer alike; then they
// are timed in turns, so that a busy machine slows everybody alike. Prints one JSON object; medians over batches, ratios within this run.
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {loadWasm, root} from '../wasm/modules.mjs';
import {casbinModel, casbinRequest, casbinRules, cedarPolicies, cedarRequest, facts, requests, rules, tiraiPolicy, tiraiRequest} from './decision/rules.mjs';

const peers = createRequire(join(process.env.TIRAI_PEERS ?? join(root, 'build/bench/peers'), 'package.json'));
const kSeed = 20261122,
  kRequests = 400,
  kRounds = 200,
  kBars = {native: 0.2, wasm_numeric: 1, wasm_json: 20, times_faster_at_200: 50};

function value(json) {
  const answer = JSON.parse(json);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

function tirai(all, asked) {
  const engine = new (loadWasm().CoreEngine)();
  value(engine.load(tiraiPolicy(all), 'bench.json'));
  const json = asked.map(tiraiRequest);
  const usual = {caller: 'unverified', consent: 'unknown', retention: 'active', restriction: 'none', training: 'unknown', risk: 'normal'};
  const order = ['action', 'role', 'relationship', 'caller', 'class', 'purpose', 'consent', 'retention', 'restriction', 'identity', 'training', 'risk'];
  const numbers = asked.map(one => order.map(fact => engine.factIndex(fact, one[fact] ?? usual[fact])));
  return {
    wasm_numeric: {asked: numbers, ask: one => engine.decideFacts(...one), permits: answer => (answer & 8) !== 0, size: 400, often: 10},
    wasm_json: {asked: json, ask: one => engine.decide(one), permits: answer => value(answer).decision, size: 20, often: 10},
  };
}

function cedar(all, asked) {
  const wasm = peers('@cedar-policy/cedar-wasm/nodejs');
  const parsed = wasm.preparsePolicySet('bench', {staticPolicies: cedarPolicies(all), templates: {}, templateLinks: []});
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
  return {
    asked: asked.map(one => ({...cedarRequest(one), preparsedPolicySetId: 'bench'})),
    ask: one => wasm.statefulIsAuthorized(one),
    permits: answer => answer.response.decision === 'allow',
    size: 1, often: 1,
  };
}

async function casbin(all, asked) {
  const {newEnforcer, newModelFromString} = peers('casbin');
  const enforcer = await newEnforcer(newModelFromString(casbinModel));
  // Two rules may be the same; casbin keeps one of them, which answers alike.
  await enforcer.addPolicies([...new Map(casbinRules(all).map(rule => [rule.join('|'), rule])).values()]);
  return {asked: asked.map(casbinRequest), ask: one => enforcer.enforceSync(...one), permits: answer => answer, size: 1, often: 1};
}

function sameAnswers(contestants) {
  const answers = Object.entries(contestants).map(([name, {asked, ask, permits}]) => [name, asked.map(one => permits(ask(one)))]);
  const [[, first]] = answers;
  for (const [name, list] of answers) {
    const other = list.findIndex((permitted, i) => permitted !== first[i]);
    if (other >= 0) throw new Error(`${name} answers request ${other} differently: ${JSON.stringify(contestants[name].asked[other])}`);
  }
  return first.filter(Boolean).length / first.length;
}

// Many short batches, each shorter than a scheduler's slice, and the median of them: other work on the machine interrupts few.
function batch({asked, ask, size}, number, times) {
  const from = (number * size) % asked.length,
    some = Array.from({length: size}, (_, i) => asked[(from + i) % asked.length]);
  const start = performance.now();
  for (const one of some) ask(one);
  times.push((1e3 * (performance.now() - start)) / size);
}
const median = list => list.toSorted((a, b) => a - b)[list.length >> 1];

function native(all, asked) {
  const folder = join(root, 'build/bench/decision');
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'policy.json'), tiraiPolicy(all));
  writeFileSync(join(folder, 'requests.ndjson'), asked.map(one => tiraiRequest(one) + '\n').join(''));
  const binary = process.env.TIRAI_BENCH_DECISION_BIN ?? join(root, 'build/native/bin/bench_decision');
  const out = execFileSync(binary, ['--benchmark_format=json', '--benchmark_repetitions=9', '--benchmark_min_time=0.05', '--benchmark_report_aggregates_only=true'], {
    encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: {...process.env, TIRAI_BENCH_DECISION: folder},
  });
  const rows = JSON.parse(out).benchmarks.filter(row => row.aggregate_name === 'median');
  const micros = name => rows.find(row => row.run_name === name).cpu_time / 1e3;
  return {native: micros('decide'), native_json: micros('decide_json')};
}

async function at(count) {
  const all = rules(kSeed, count),
    asked = requests(kSeed + count, all, kRequests);
  const contestants = {...tirai(all, asked), cedar: cedar(all, asked), casbin: await casbin(all, asked)};
  const permitted = sameAnswers(contestants);
  if (permitted < 0.1 || permitted > 0.95) throw new Error(`${count} rules: ${permitted} of the requests are permitted; nearly one answer only says nothing`);
  const times = Object.fromEntries(Object.keys(contestants).map(name => [name, []]));
  for (let number = 0; number < kRounds; ++number)
    for (const [name, one] of Object.entries(contestants)) for (let i = 0; i < one.often; ++i) batch(one, number * one.often + i, times[name]);
  const result = {...native(all, asked), ...Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]))};
  return {
    micros: result,
    permitted,
    numeric_faster_than: {cedar: result.cedar / result.wasm_numeric, casbin: result.casbin / result.wasm_numeric},
    json_faster_than: {cedar: result.cedar / result.wasm_json, casbin: result.casbin / result.wasm_json},
  };
}

const result = {requests: kRequests, facts: Object.fromEntries(Object.entries(facts).map(([fact, values]) => [fact, values.length])), rules: {}};
for (const count of [20, 200, 1100]) result.rules[count] = await at(count);
const all = Object.values(result.rules),
  fast = result.rules[200].numeric_faster_than,
  flat = name => Math.max(...all.map(({micros}) => micros[name])) / Math.min(...all.map(({micros}) => micros[name]));
result.flat = {native: flat('native'), wasm_numeric: flat('wasm_numeric'), wasm_json: flat('wasm_json'), cedar: flat('cedar'), casbin: flat('casbin')};
result.bars = {
  ...Object.fromEntries(['native', 'wasm_numeric', 'wasm_json'].map(name => [name, all.every(({micros}) => micros[name] <= kBars[name])])),
  times_faster_at_200: Math.min(fast.cedar, fast.casbin) >= kBars.times_faster_at_200,
  json_times_faster_at_200: Math.min(...Object.values(result.rules[200].json_faster_than)) >= kBars.times_faster_at_200,
};
const rounded = one => typeof one === 'number' ? Number(one.toPrecision(4)) : typeof one === 'object' ? Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, rounded(inner)])) : one;
console.log(JSON.stringify(rounded(result)));
