// What passed, and would be asked the very same again, is not asked again: as with `go test`, its line says "(cached)". The same means: every file of the
// checkout, every package of the machine and every TIRAI_ variable are as they were. A failure is never kept. TIRAI_AGAIN=1 asks everything.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const run = (root, ...command) => execFileSync(command[0], command.slice(1), {cwd: root, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore']});

/** One text for all that a test may depend on, or nothing where it cannot be told (no git checkout, no dpkg). */
function stateOf(root) {
  try {
    const hash = createHash('sha256');
    for (const path of run(root, 'git', 'ls-files', '-coz', '--exclude-standard').toString().split('\0').filter(Boolean).sort()) {
      hash.update(`${path}\0`).update(existsSync(join(root, path)) ? createHash('sha256').update(readFileSync(join(root, path))).digest() : 'gone');
    }
    hash.update(run(root, 'dpkg-query', '-W', '-f', '${Package} ${Version}\n')).update(process.version);
    hash.update(JSON.stringify(Object.entries(process.env).filter(([name]) => name.startsWith('TIRAI_')).sort()));
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

/** Remembers in build/passed which jobs passed in this state. */
export function openPassed(root) {
  const folder = join(root, 'build/passed');
  const state = process.env.TIRAI_AGAIN ? undefined : stateOf(root);
  const fileOf = ({suite, name}) => join(folder, `${suite}-${name.replace(/\W+/g, '-')}.json`);
  return {
    /** The result of then, or nothing: ask. */
    of(job) {
      if (state === undefined || !existsSync(fileOf(job))) return undefined;
      const kept = JSON.parse(readFileSync(fileOf(job), 'utf8'));
      return kept.state === state ? {...kept.result, text: '', cached: true} : undefined;
    },
    keep(job, {passed, failed, skipped, seconds, cpu}) {
      if (failed > 0) return rmSync(fileOf(job), {force: true});
      if (state === undefined || state !== stateOf(root)) return;  // changed while it ran
      mkdirSync(folder, {recursive: true});
      writeFileSync(fileOf(job), JSON.stringify({state, result: {passed, failed, skipped, seconds, cpu}}));
    },
  };
}
