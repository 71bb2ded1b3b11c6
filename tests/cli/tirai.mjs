// Where the binary is, and how tests run it.
import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const binary = process.env.TIRAI_BIN ?? join(root, 'build/native/bin/tirai');

/** A scratch folder with the files of tests/cli/files, gone when the test is. */
export function scratch(t) {
  const folder = mkdtempSync(join(tmpdir(), 'tirai-cli-'));
  cpSync(join(root, 'tests/cli/files'), folder, {recursive: true});
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

export function tirai(args, {cwd, input = ''} = {}) {
  const {status, stdout, stderr, error} = spawnSync(binary, args, {cwd, input, maxBuffer: 1 << 28});
  if (error) throw error;
  return {status, stdout: stdout.toString(), stderr: stderr.toString()};
}
