// A private, seeded Request Tracker 5 on loopback: SQLite, its own folder, no service of the machine touched.
//
//   node tools/rt/rt.mjs [--port N] [--dir DIR] [--fresh]     runs until Ctrl-C
//   startRt({dir, port, fresh, log}) → {url, port, dir, accounts, stop()}
//
// The seeded database is made once (about 11 s) and kept under build/rt as a template, named by the hash of all that went into it;
// a later start copies it (about 3 s).
import {execFile, spawn} from 'node:child_process';
import {createHash, randomUUID} from 'node:crypto';
import {closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs, promisify} from 'node:util';
import {freePort} from '../private.mjs';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const seed = join(here, 'seed');
const server = '/usr/share/request-tracker5/libexec/rt-server';
const setup = '/usr/sbin/rt-setup-database-5';

/** Who can log in; the names and words are seed/people.pl's. */
export const accounts = {
  sari: {role: 'agent', name: 'Sari Puspita', password: 'sari-pass-1'},
  bima: {role: 'agent', name: 'Bima Nugraha', password: 'bima-pass-1'},
  ratna: {role: 'supervisor', name: 'Ratna Wulandari', password: 'ratna-pass-1'},
  root: {role: 'administrator', name: 'root', password: 'Root-pass-0'},
};

const siteConfig = (port) => `# Written by tools/rt/rt.mjs.
Set($rtname, 'helpdesk.test');
Set($Organization, 'helpdesk.test');
Set($CorrespondAddress, 'cs@helpdesk.test');
Set($CommentAddress, 'cs-comment@helpdesk.test');
Set($WebDomain, '127.0.0.1');
Set($WebPort, ${port});
Set($WebPath, '');
Set($WebSecureCookies, 0);
Set($Timezone, 'Asia/Jakarta');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, "$ENV{RTHOME}/var/rt5.sqlite");
Set($MailCommand, 'testfile');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
# More of the customer on the page than RT shows by itself, as support teams set it up.
Set($UserSummaryExtraInfo, 'RealName, EmailAddress, Name, MobilePhone, Address1, City');
Set($MoreAboutRequestorExtraInfo, 'MobilePhone, Address1, City');
Set($MaxInlineBody, 8 * 1024 * 1024);
Set($MaxAttachmentSize, 16 * 1024 * 1024);
$RT::MasonSessionDir = "$ENV{RTHOME}/var/session_data";
$RT::MasonDataDir = "$ENV{RTHOME}/var/mason_data";
1;
`;

function environment(dir) {
  return {...process.env, RTHOME: dir, RT_SITE_CONFIG: join(dir, 'etc/RT_SiteConfig.pm'), RT_SITE_CONFIG_DIR: join(dir, 'etc/d'), TMPDIR: join(dir, 'tmp'), LC_ALL: 'C.UTF-8'};
}

function layOut(dir, port) {
  for (const folder of ['etc/d', 'var/session_data', 'var/mason_data', 'tmp']) mkdirSync(join(dir, folder), {recursive: true});
  writeFileSync(join(dir, 'etc/RT_SiteConfig.pm'), siteConfig(port));
}

async function step(log, what, work) {
  const began = Date.now();
  log(`request tracker: ${what} …`);
  const answer = await work();
  log(`request tracker: ${what}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return answer;
}

async function templateName() {
  const hash = createHash('sha256').update(siteConfig(0));
  const files = readdirSync(seed, {recursive: true}).filter((name) => /\.(pl|json|eml)$/.test(name)).sort();
  for (const name of files) hash.update(`\0${name}\0`).update(readFileSync(join(seed, name)));
  const {stdout} = await run('dpkg-query', ['-W', '-f', '${Version}', 'request-tracker5']);
  return `template-${hash.update(stdout).digest('hex').slice(0, 12)}.sqlite`;
}

/** The path of a seeded database, made now unless it is there. */
async function template(log) {
  const path = join(root, 'build/rt', await templateName());
  if (existsSync(path)) return path;
  const dir = join(root, 'build/rt', `seeding-${randomUUID().slice(0, 8)}`);
  const perl = (file, ...rest) => run(file, rest, {env: environment(dir), cwd: dir, maxBuffer: 1 << 26});
  layOut(dir, 80);
  try {
    await step(log, 'making the database', () => perl(setup, '--action', 'init', '--dba', '', '--dba-password', ''));
    await step(log, 'adding queues, agents and customers', () => perl(setup, '--action', 'insert', '--datafile', join(seed, 'people.pl')));
    await step(log, 'taking in the mails', () => perl('/usr/bin/perl', join(seed, 'tickets.pl'), seed));
    renameSync(join(dir, 'var/rt5.sqlite'), path);
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
  return path;
}

function placeDatabase(dir, path, fresh) {
  const database = join(dir, 'var/rt5.sqlite');
  const stamp = join(dir, 'var/template');
  const current = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (!fresh && existsSync(database) && current === path) return;
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(database + suffix, {force: true});
  copyFileSync(path, database);
  writeFileSync(stamp, path);
}

async function untilItAnswers(url, child, logFile) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (child.exitCode !== null) break;
    const status = await fetch(url, {signal: AbortSignal.timeout(20_000)}).then((response) => response.status, () => 0);
    if (status === 200) return;
    await new Promise((done) => setTimeout(done, 150));
  }
  const tail = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
  throw new Error(`${url}: request tracker does not answer; the end of ${logFile}:\n${tail}`);
}

/** Ends the server with its workers: they are one process group of ours. */
async function stopGroup(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  process.kill(-child.pid, 'SIGTERM');
  const late = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}

export async function startRt({dir = join(root, 'build/rt/demo'), port = 0, fresh = false, log = console.error} = {}) {
  if (!existsSync(server)) throw new Error('request tracker is not installed; run tools/rt/install.sh first');
  const home = resolve(dir);
  const chosen = port || (await freePort());
  const url = `http://127.0.0.1:${chosen}`;
  layOut(home, chosen);
  placeDatabase(home, await template(log), fresh);
  const logFile = join(home, 'var/rt.log');
  const output = openSync(logFile, 'w');
  const child = spawn(server, ['--host', '127.0.0.1', '--port', String(chosen), '--max-workers', '3'],
    {env: environment(home), cwd: home, detached: true, stdio: ['ignore', output, output]});
  closeSync(output);
  const killNow = () => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* gone */ } };
  process.once('exit', killNow);
  const stop = async () => {
    await stopGroup(child);
    process.removeListener('exit', killNow);
  };
  try {
    await step(log, `starting on ${url}`, () => untilItAnswers(`${url}/`, child, logFile));
  } catch (error) {
    await stop();
    throw error;
  }
  return {url, port: chosen, dir: home, accounts, stop};
}

/** RT's own truth, by its REST2 interface: `rest(url, 'sari', 'GET', 'ticket/1')`. */
export async function rest(url, account, method, path, body) {
  const basic = Buffer.from(`${account}:${accounts[account].password}`).toString('base64');
  const response = await fetch(`${url}/REST/2.0/${path}`, {
    method,
    headers: {authorization: `Basic ${basic}`, ...(body === undefined ? {} : {'content-type': 'application/json'})},
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  });
  if (!response.ok) throw new Error(`REST2 ${method} ${path}: ${response.status}`);
  return response.headers.get('content-type')?.includes('json') ? response.json() : response.text();
}

async function main() {
  let stop = async () => {};
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().then(() => process.exit(0)));
  const {values} = parseArgs({options: {port: {type: 'string'}, dir: {type: 'string'}, fresh: {type: 'boolean'}}});
  const rt = await startRt({dir: values.dir, port: Number(values.port ?? 0), fresh: values.fresh ?? false, log: (line) => console.log(line)});
  stop = rt.stop;
  console.log(`request tracker: ${rt.url}/`);
  for (const [login, {role, password}] of Object.entries(accounts)) console.log(`  ${role.padEnd(14)} ${login} / ${password}`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`tools/rt/rt.mjs: ${error.message}`);
    process.exit(1);
  });
}
