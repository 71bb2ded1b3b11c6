// Puts the suites' results into build/bench.json: the newest of each, and under "history" one line per run with every figure of it,
// so that a slower or less accurate core shows. Arguments: the suites that ran.
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '../../..'),
  kLongest = 500;
const kDetail = new Set(['types', 'decoys_by_kind', 'bars', 'history']);

/** Every number of a result by its path: {"core.wasm.clean_mb_s": 90.1}. Tables per type stay in the newest result alone. */
export function figures(value, path = []) {
  if (typeof value === 'number') return {[path.join('.')]: value};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.assign(
    {},
    ...Object.entries(value)
      .filter(([key]) => !kDetail.has(key))
      .map(([key, inner]) => figures(inner, [...path, key])),
  );
}

/** The file's new content: `latest` by suite, `ran` those of this run, `before` the old content. */
export function withLine(before, latest, ran, about) {
  const line = {...about, ...figures(Object.fromEntries(ran.map(suite => [suite, latest[suite]])))};
  return {...latest, history: [...(before.history ?? []), line].slice(-kLongest)};
}

if (process.argv[1] === import.meta.filename) {
  const file = join(root, 'build/bench.json'),
    folder = join(root, 'build/bench');
  const read = path => JSON.parse(readFileSync(path, 'utf8'));
  const latest = Object.fromEntries(
    readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .map(name => [name.slice(0, -5), read(join(folder, name))]),
  );
  const commit = execFileSync('git', ['describe', '--always', '--dirty'], {cwd: root, encoding: 'utf8'}).trim();
  const content = withLine(existsSync(file) ? read(file) : {}, latest, process.argv.slice(2), {at: new Date().toISOString(), commit});
  // One line of history per line of the file: it is read by people too.
  const {history, ...rest} = content;
  writeFileSync(
    file,
    JSON.stringify(rest, null, 2).slice(0, -2) +
      ',\n  "history": [\n' +
      history.map(line => '    ' + JSON.stringify(line)).join(',\n') +
      '\n  ]\n}\n',
  );
}
