// A private, seeded Znuny 6.5 on loopback: its own folder, its own PostgreSQL, no service of the machine touched.
//
//   node tools/znuny/znuny.mjs [--port N] [--dir DIR]     runs until Ctrl-C; --seed makes the template and ends
//   startZnuny({dir, port, log}) → {url, port, dir, accounts, rows(sql), stop()}
//
// The seeded instance is made once and kept under build/znuny as a template, named by the hash of all that went into it; a start copies it.
import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs, promisify} from 'node:util';
import {copyFolder, freePort, madeOnce, serve, startPostgres, timed} from '../private.mjs';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const people = join(here, '../rt/seed');  // the same customers and mails as in Request Tracker
const unpacked = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tirai/znuny');

/** Why it cannot run here, or false. */
export const missing = existsSync(join(unpacked, '.complete')) ? false : 'Znuny is not installed: tools/znuny/install.sh';

/** Who can log in; the names are those of tools/rt/seed/people.pl. */
export const accounts = {
  sari: {role: 'agent', name: 'Sari Puspita', password: 'sari-pass-1'},
  bima: {role: 'agent', name: 'Bima Nugraha', password: 'bima-pass-1'},
  ratna: {role: 'supervisor', name: 'Ratna Wulandari', password: 'ratna-pass-1'},
};

const config = ({home, postgres, port}) => `# Written by tools/znuny/znuny.mjs.
package Kernel::Config;
use strict;
use warnings;
use utf8;
sub Load {
    my $Self = shift;
    $Self->{Home} = '${home}';
    $Self->{DatabaseUser} = 'tirai';
    $Self->{DatabasePw} = '';
    $Self->{Database} = 'znuny';
    $Self->{DatabaseHost} = '${postgres}';
    $Self->{DatabaseDSN} = 'DBI:Pg:dbname=znuny;host=${postgres};';
    $Self->{SecureMode} = 1;
    $Self->{FQDN} = '127.0.0.1:${port}';
    $Self->{HttpType} = 'http';
    $Self->{CheckMXRecord} = 0;
    $Self->{CheckEmailAddresses} = 0;
    $Self->{SendmailModule} = 'Kernel::System::Email::DoNotSendEmail';
    $Self->{'LogModule'} = 'Kernel::System::Log::File';
    $Self->{'LogModule::LogFile'} = '${home}/var/log/znuny.log';
    $Self->{'Cloud::Services::Disabled'} = 1;
    $Self->{'Package::RepositoryList'} = {};
    $Self->{"Ticket::Frontend::$_"}->{DynamicField} = {NIK => 1, NoHP => 1, Alamat => 1}
        for qw(AgentTicketZoom AgentTicketFreeText AgentTicketPhone OverviewMedium OverviewPreview);
    return 1;
}
use Kernel::Config::Defaults;
use parent qw(Kernel::Config::Defaults);
1;
`;

function templateName() {
  const hash = createHash('sha256').update(config({home: '', postgres: '', port: 0})).update(readFileSync(join(unpacked, '.complete')));
  for (const folder of [join(here, 'seed'), people]) {
    for (const name of readdirSync(folder, {recursive: true}).filter((one) => /\.(pl|json|eml)$/.test(one)).sort()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  }
  return `template-${hash.digest('hex').slice(0, 12)}`;
}

const place = (dir, port) => writeFileSync(join(dir, 'home/Kernel/Config.pm'), config({home: join(dir, 'home'), postgres: join(dir, 'pg'), port}));

async function fill(dir, log) {
  const home = join(dir, 'home');
  const perl = (...args) => run('perl', args, {cwd: home, maxBuffer: 1 << 26, env: {...process.env, LC_ALL: 'C.UTF-8'}});
  copyFolder(join(unpacked, 'home'), home, {linked: true});
  for (const name of ['spool', 'run']) {
    rmSync(join(home, 'var', name), {force: true});
    mkdirSync(join(home, 'var', name), {recursive: true});
  }
  place(dir, 80);
  const postgres = await timed(log, 'znuny: making the database', async () => {
    const started = await startPostgres({dir: join(dir, 'pg')});
    started.psql('postgres', '-c', 'CREATE DATABASE znuny');
    started.load('znuny', ...['schema', 'initial_insert', 'schema-post'].map((name) => join(home, `scripts/database/${name}.postgresql.sql`)));
    return started;
  });
  try {
    await timed(log, 'znuny: reading its settings', () => perl('bin/otrs.Console.pl', 'Maint::Config::Rebuild', '--no-ansi', '--allow-root'));
    await timed(log, 'znuny: adding people and taking in the mails', () => perl(join(here, 'seed/seed.pl'), home, people));
    await postgres.close();
  } finally {
    await postgres.stop();
  }
}

const template = (log) => madeOnce(join(root, 'build/znuny', templateName()), (dir) => fill(dir, log));

export async function startZnuny({dir = join(root, 'build/znuny/demo'), port = 0, log = () => {}} = {}) {
  if (missing) throw new Error(missing);
  const from = await template(log);
  const at = resolve(dir);
  rmSync(at, {recursive: true, force: true, maxRetries: 5});
  mkdirSync(at, {recursive: true});
  copyFolder(join(from, 'home'), join(at, 'home'));
  copyFolder(join(from, 'pg'), join(at, 'pg'));
  const chosen = port || (await freePort());
  place(at, chosen);
  const postgres = await startPostgres({dir: join(at, 'pg')});
  const url = `http://127.0.0.1:${chosen}`;
  const web = serve('plackup', ['-s', 'Starlet', '--host', '127.0.0.1', '--port', String(chosen), '--max-workers', '3', '-E', 'deployment', 'app.psgi'],
    {cwd: join(at, 'home/bin/cgi-bin'), logFile: join(at, 'web.log'), env: {...process.env, LC_ALL: 'C.UTF-8'}});
  const stop = async () => {
    await web.stop();
    await postgres.stop();
  };
  try {
    await timed(log, `znuny: starting on ${url}`, () => web.answers(`${url}/otrs/index.pl`));
  } catch (error) {
    await stop();
    throw error;
  }
  return {url, port: chosen, dir: at, accounts, rows: (sql) => postgres.rows('znuny', sql), stop};
}

async function main() {
  if (missing) throw new Error(missing);
  let stop = async () => {};
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().then(() => process.exit(0)));
  const {values} = parseArgs({options: {port: {type: 'string'}, dir: {type: 'string'}, seed: {type: 'boolean'}}});
  if (values.seed) return void (await template((line) => console.log(line)));
  const znuny = await startZnuny({dir: values.dir, port: Number(values.port ?? 0), log: (line) => console.log(line)});
  stop = znuny.stop;
  console.log(`znuny: ${znuny.url}/otrs/index.pl`);
  for (const [login, {role, password}] of Object.entries(accounts)) console.log(`  ${role.padEnd(14)} ${login} / ${password}`);
  setInterval(() => {}, 1 << 30);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`tools/znuny/znuny.mjs: ${error.message}`);
    process.exit(1);
  });
}
