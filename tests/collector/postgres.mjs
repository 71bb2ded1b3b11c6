// PostgreSQL for tests: a server of our own in a folder that goes with it, on a Unix socket alone, as a user who is not root (initdb refuses root).
import {spawn, spawnSync} from 'node:child_process';
import {chownSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const bin = (name) => join('/usr/lib/postgresql/15/bin', name);
// Debian's package makes the user; an unprivileged tester is one already.
const asUser = process.getuid() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--'] : [];
const idOf = (flag) => Number(spawnSync('id', [flag, 'postgres'], {encoding: 'utf8'}).stdout);
const sleep = (ms) => new Promise((next) => setTimeout(next, ms));

function must(command, args) {
  const done = spawnSync(command, args, {encoding: 'utf8', maxBuffer: 1 << 28});
  if (done.error || done.status !== 0) throw new Error(`${args[0] ?? command}: ${done.error?.message ?? done.stderr}`);
  return done.stdout;
}
const asPostgres = (name, args) => must(...(asUser.length === 0 ? [bin(name), args] : [asUser[0], [...asUser.slice(1), bin(name), ...args]]));

/** The processes under `pid`, and it. */
function family(pid) {
  let children = '';
  try {
    children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  } catch {
    return [];
  }
  return [pid, ...children.split(' ').filter(Boolean).flatMap((child) => family(Number(child)))];
}

export class Server {
  /** A fresh cluster, or (`standbyOf`) a copy of another that follows it under `name`. `kept`: a folder whose cluster stays, for a bench. */
  constructor({standbyOf, name = 'primary', parent = tmpdir(), kept} = {}) {
    if (kept) mkdirSync(kept, {recursive: true});
    this.dir = kept ?? mkdtempSync(join(parent, `tirai-${name}-`));
    this.name = name;
    this.kept = kept !== undefined;
    if (asUser.length > 0) chownSync(this.dir, idOf('-u'), idOf('-g'));
    chmodSync(this.dir, 0o755);
    this.data = join(this.dir, 'data');
    this.fresh = !existsSync(join(this.data, 'PG_VERSION'));
    if (!standbyOf && this.fresh) asPostgres('initdb', ['-D', this.data, '-U', 'tirai', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    if (standbyOf) asPostgres('pg_basebackup', ['-D', this.data, '-R', '-X', 'stream', '-c', 'fast', '-d', `host=${standbyOf.dir} user=tirai application_name=${name}`]);
    this.stop = this.stop.bind(this);
    process.on('exit', this.stop);
  }

  async start(settings = {}) {
    const all = {listen_addresses: '', unix_socket_directories: this.dir, shared_buffers: '64MB', max_connections: 60, wal_level: 'replica', log_min_messages: 'fatal', ...settings};
    const [command, ...args] = [...asUser, bin('postgres'), '-D', this.data, ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
    this.child = spawn(command, args, {stdio: 'ignore'});
    this.exited = new Promise((done) => this.child.once('exit', done));
    this.child.unref();  // stop() at the exit of this process ends it, whatever became of the tests
    for (let i = 0; spawnSync(bin('pg_isready'), ['-q', '-h', this.dir]).status !== 0; i++) {
      if (i > 300 || this.child.exitCode !== null) throw new Error('postgres does not start');
      await sleep(50);
    }
    return this;
  }

  /** Its processes of now, the first one first. */
  get pids() {
    return family(this.child.pid);
  }

  psql(sql, database = 'postgres') {
    return must('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', `postgresql:///${database}?host=${this.dir}&user=tirai`, '-c', sql]);
  }
  uri(database, ...others) {
    return `postgresql:///${database}?host=${[this, ...others].map((server) => server.dir).join(',')}&user=tirai`;
  }
  promote() {
    asPostgres('pg_ctl', ['-D', this.data, 'promote', '-w']);
  }

  /** All of its processes at once, as a power cut would end them, without the disk. */
  kill() {
    this.child.ref();
    for (const pid of family(this.child.pid)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch { /* gone already */ }
    }
    return this.exited;
  }
  stop() {
    process.off('exit', this.stop);
    if (this.kept) return void asPostgres('pg_ctl', ['-D', this.data, 'stop', '-m', 'fast', '-w']);
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) this.kill();
    rmSync(this.dir, {recursive: true, force: true});
  }
}

let shared;
let databases = 0;
/** The URI of an empty database, on one server for the whole process. */
export async function emptyDatabase() {
  shared ??= new Server().start();
  const server = await shared, name = `log${++databases}`;
  server.psql(`CREATE DATABASE ${name}`);
  return server.uri(name);
}
/** The database as it is now, nobody using it: what puts it back to that. */
export async function snapshot(uri) {
  const server = await shared, name = new URL(uri.replace('postgresql:', 'http://x')).pathname.split('/').at(-1), kept = `${name}_before`;
  server.psql(`CREATE DATABASE ${kept} TEMPLATE ${name}`);
  return () => { server.psql(`DROP DATABASE ${name}`); server.psql(`CREATE DATABASE ${name} TEMPLATE ${kept}`); };
}
export const stopShared = async () => shared && (await shared).stop();

/** Rows of a query as objects; a change gives none. */
export function query(uri, sql) {
  const rows = /^\s*SELECT/i.test(sql) ? `SELECT coalesce(json_agg(r), '[]') FROM (${sql}) r` : /\bRETURNING\b/i.test(sql) ? `WITH r AS (${sql}) SELECT coalesce(json_agg(r), '[]') FROM r` : sql;
  const out = must('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', uri, '-c', rows]).trim();
  return rows === sql || out === '' ? [] : JSON.parse(out);
}
