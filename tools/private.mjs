// What a private instance of a helpdesk is made of: a free port, a folder that is copied, a PostgreSQL of its own, processes that end with us.
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {closeSync, chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {dirname, join} from 'node:path';

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail).listen(0, '127.0.0.1', () => {
      const {port} = probe.address();
      probe.close(() => done(port));
    });
  });
}

export async function timed(log, what, work) {
  const began = Date.now();
  const answer = await work();
  log(`${what}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return answer;
}

const tailOf = (file) => readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');

/** Starts a server as a process group of its own, which writes to `logFile` and ends at the latest when this process does. */
export function serve(command, args, {logFile, ...options}) {
  const output = openSync(logFile, 'w');
  const child = spawn(command, args, {...options, detached: true, stdio: ['ignore', output, output]});
  closeSync(output);
  const exited = new Promise((done) => child.once('exit', done));
  const signal = (name) => { try { process.kill(-child.pid, name); } catch { /* gone */ } };
  const killNow = () => signal('SIGKILL');
  process.once('exit', killNow);
  for (const name of ['SIGINT', 'SIGTERM']) if (process.listenerCount(name) === 0) process.once(name, () => process.exit(1));  // so that 'exit' comes
  child.unref();
  return {
    /** Asks `url` until its status is one of `good`. */
    async answers(url, good = [200]) {
      for (const end = Date.now() + 60_000; Date.now() < end && child.exitCode === null; await sleep(100)) {
        const status = await fetch(url, {redirect: 'manual', signal: AbortSignal.timeout(20_000)}).then((response) => response.status, () => 0);
        if (good.includes(status)) return;
      }
      throw new Error(`${url}: no answer; the end of ${logFile}:\n${tailOf(logFile)}`);
    },
    async stop() {
      process.removeListener('exit', killNow);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      signal('SIGTERM');
      const late = setTimeout(() => signal('SIGKILL'), 3_000);
      await exited;
      clearTimeout(late);
    },
  };
}

/** The folder `path`; `fill` makes what is in it unless it is there already. Nobody sees it half full. */
export async function madeOnce(path, fill) {
  if (existsSync(path)) return path;
  const dir = join(dirname(path), `seeding-${randomUUID().slice(0, 8)}`);
  try {
    mkdirSync(dir, {recursive: true});
    await fill(dir);
    if (!existsSync(path)) renameSync(dir, path);  // another may have made it meanwhile
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
  return path;
}

/** A copy of a folder with owners and modes. `linked`: its files are links to the same bytes, which nobody may change in place. */
export function copyFolder(from, to, {linked = false} = {}) {
  if (linked && spawnSync('cp', ['-al', from, to]).status === 0) return;
  rmSync(to, {recursive: true, force: true});
  execFileSync('cp', ['-a', from, to]);
}

const bin = (name) => join('/usr/lib/postgresql/15/bin', name);
// initdb refuses root; Debian's package makes the user.
const asUser = process.getuid() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--'] : [];
const asPostgres = (name, ...args) => {
  const [command, ...rest] = [...asUser, bin(name), ...args];
  execFileSync(command, rest, {stdio: ['ignore', 'ignore', 'pipe']});
};

/** A PostgreSQL for throwaway data in `dir` (made, or found there), user `tirai`, no password: on a Unix socket in `dir`, and on `port` of
 *  loopback if one is given. */
export async function startPostgres({dir, port}) {
  const data = join(dir, 'data');
  if (!existsSync(data)) {
    mkdirSync(dir, {recursive: true});
    if (asUser.length > 0) chownSync(dir, ...['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], {encoding: 'utf8'}))));
    chmodSync(dir, 0o755);
    asPostgres('initdb', '-D', data, '-U', 'tirai', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
  }
  rmSync(join(data, 'postmaster.pid'), {force: true});
  const settings = {
    listen_addresses: port ? '127.0.0.1' : '', port: port ?? 5432, unix_socket_directories: dir, fsync: 'off', full_page_writes: 'off', shared_buffers: '64MB',
    max_connections: 60, log_min_messages: 'fatal',
  };
  const [command, ...args] = [...asUser, bin('postgres'), '-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const server = serve(command, args, {logFile: `${dir}.log`});
  const where = ['-h', dir, '-p', String(settings.port)];
  for (const end = Date.now() + 20_000; spawnSync(bin('pg_isready'), ['-q', ...where]).status !== 0; await sleep(50)) {
    if (Date.now() > end) throw new Error(`postgres does not start:\n${tailOf(`${dir}.log`)}`);
  }
  const psql = (database, ...args) => execFileSync('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', ...where, '-U', 'tirai', '-d', database, ...args], {encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe']});
  return {
    dir, psql,
    load: (database, ...files) => psql(database, ...files.flatMap((file) => ['-f', file])),
    /** Rows of a query as objects. */
    rows: (database, sql) => JSON.parse(psql(database, '-c', `SELECT coalesce(json_agg(r), '[]') FROM (${sql}) r`)),
    /** Ends it with all on disk, so that the folder can be copied. */
    async close() {
      asPostgres('pg_ctl', 'stop', '-D', data, '-m', 'fast', '-w', '-s');
      await server.stop();
    },
    stop: server.stop,
  };
}
