// A private, seeded SOGo 5.8 on loopback: its own PostgreSQL, mail server (dovecot), cache and web front, no service of the machine touched.
//
//   node tools/sogo/sogo.mjs [--dir DIR]     runs until Ctrl-C; --seed makes the template and ends
//   startSogo({dir, log}) → {url, dir, accounts, rows(sql), mails(), stop()}
//
// The seeded instance is made once and kept under build/sogo as a template, named by the hash of all that went into it; a start copies it.
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, request} from 'node:http';
import {createServer as createTcp} from 'node:net';
import {dirname, extname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {copyFolder, freePort, madeOnce, serve, startPostgres, timed} from '../private.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const mailFolder = join(here, '../rt/seed/mail');  // the same mails as in Request Tracker
const seed = join(here, 'seed');
const resources = '/usr/lib/GNUstep/SOGo/WebServerResources';

/** Why it cannot run here, or false. */
export const missing = existsSync('/usr/sbin/sogod') && existsSync('/usr/sbin/dovecot') && existsSync('/usr/bin/memcached') ? false : 'SOGo is not installed: tools/sogo/install.sh';

/** Who can log in. */
export const accounts = {
  sari: {name: 'Sari Puspita', password: 'sari-pass-1', mail: 'sari@helpdesk.test'},
  bima: {name: 'Bima Nugraha', password: 'bima-pass-1', mail: 'bima@helpdesk.test'},
};

// sogod and dovecot refuse root; Debian's package makes the user.
const asSogo = process.getuid() === 0 ? ['setpriv', '--reuid=sogo', '--regid=sogo', '--clear-groups', '--'] : [];
const user = asSogo.length > 0 ? 'sogo' : execFileSync('id', ['-un'], {encoding: 'utf8'}).trim();
const toSogo = (...paths) => { if (asSogo.length > 0) execFileSync('chown', ['-R', 'sogo:sogo', ...paths]); };

const dovecot = ({dir, port}) => `# Written by tools/sogo/sogo.mjs.
base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${user}
default_login_user = ${user}
first_valid_uid = 1
mail_uid = ${user}
mail_gid = ${user}
mail_location = maildir:${dir}/mail/%u
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = home=${dir}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;

function settings({dir, ports}) {
  const database = (table) => `postgresql://tirai@127.0.0.1:${ports.postgres}/sogo/${table}`;
  return {
    WOPort: `127.0.0.1:${ports.sogo}`, WOWorkersCount: '3', WONoDetach: 'YES', WOLogFile: '-', WOPidFile: `${dir}/run/sogod.pid`,
    SOGoMemcachedHost: `127.0.0.1:${ports.cache}`, SOGoIMAPServer: `imap://127.0.0.1:${ports.imap}`, SOGoMailingMechanism: 'smtp', SOGoSMTPServer: `smtp://127.0.0.1:${ports.smtp}`, SOGoMailSpoolPath: `${dir}/run`,
    SOGoLoginModule: 'Mail', SOGoTimeZone: 'Asia/Jakarta', SOGoLanguage: 'English', SOGoMailDomain: 'helpdesk.test', SOGoMaximumPingInterval: '3600', SOGoMailMessageCheck: 'manually',
    SOGoSieveScriptsEnabled: 'NO', SOGoVacationEnabled: 'NO', SOGoEnableEMailAlarms: 'NO', SOGoPasswordChangeEnabled: 'NO', SxVMemLimit: '0',
    SOGoProfileURL: database('sogo_user_profile'), OCSFolderInfoURL: database('sogo_folder_info'), OCSSessionsFolderURL: database('sogo_sessions_folder'),
    OCSStoreURL: database('sogo_store'), OCSAclURL: database('sogo_acl'), OCSCacheFolderURL: database('sogo_cache_folder'),
    SOGoUserSources: `({type = sql; id = agents; viewURL = "${database('agents')}"; userPasswordAlgorithm = plain; isAddressBook = NO; canAuthenticate = YES;})`,
  };
}

const types = {'.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.gif': 'image/gif', '.woff': 'font/woff', '.woff2': 'font/woff2'};

/** What Apache does for SOGo: hands out its files, and passes the rest on with the headers that say where it stands. */
function startFront({port, behind}) {
  const server = createServer((asked, answer) => {
    const {pathname} = new URL(asked.url, 'http://front');
    const file = pathname.startsWith('/SOGo.woa/WebServerResources/') && resolve(join(resources, pathname.slice('/SOGo.woa/WebServerResources/'.length)));
    if (file) {
      const there = file.startsWith(resources) && existsSync(file);
      answer.writeHead(there ? 200 : 404, {'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=3600'});
      return answer.end(there ? readFileSync(file) : '');
    }
    if (pathname === '/') return answer.writeHead(302, {location: '/SOGo/'}).end();
    const where = {'x-webobjects-server-port': port, 'x-webobjects-server-name': '127.0.0.1', 'x-webobjects-server-url': `http://127.0.0.1:${port}`,
      'x-webobjects-server-protocol': 'HTTP/1.0', 'x-webobjects-remote-host': '127.0.0.1'};
    const passed = request({host: '127.0.0.1', port: behind, method: asked.method, path: asked.url, headers: {...asked.headers, ...where, connection: 'close'}, agent: false}, (back) => {
      answer.writeHead(back.statusCode, back.headers);
      back.pipe(answer);
    });
    passed.on('error', () => answer.headersSent ? answer.destroy() : answer.writeHead(502).end());
    asked.pipe(passed);
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => {
    server.unref();
    done({stop() { server.closeAllConnections(); server.close(); }});
  }));
}

/** Takes mail by SMTP (RFC 5321) and keeps each in a file: nothing leaves the machine. */
function startOutbox({port, folder}) {
  let count = 0;
  const server = createTcp((socket) => {
    let data, rest = '';
    const say = (line) => socket.write(`${line}\r\n`);
    const hear = (line) => {
      if (data === undefined) {
        if (/^DATA/i.test(line)) { data = []; return say('354 go on'); }
        if (/^QUIT/i.test(line)) { say('221 bye'); return socket.end(); }
        return say('250 ok');
      }
      if (line !== '.') return void data.push(line.replace(/^\./, ''));
      writeFileSync(join(folder, `${String(++count).padStart(3, '0')}.eml`), data.join('\r\n'), 'latin1');
      data = undefined;
      say('250 kept');
    };
    socket.setEncoding('latin1');
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      const lines = (rest + piece).split('\r\n');
      rest = lines.pop();
      lines.forEach(hear);
    });
    say('220 helpdesk.test');
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => {
    server.unref();
    done({stop: () => server.close()});
  }));
}

async function startAll(dir, log) {
  const ports = {};
  for (const name of ['postgres', 'imap', 'smtp', 'cache', 'sogo', 'front']) ports[name] = await freePort();
  for (const name of ['run', 'mail', 'outbox', 'home']) mkdirSync(join(dir, name), {recursive: true});
  writeFileSync(join(dir, 'dovecot.conf'), dovecot({dir, port: ports.imap}));
  toSogo(...['run', 'mail', 'outbox', 'home'].map((name) => join(dir, name)));
  const started = [];
  const stop = async () => { for (const one of started.reverse()) await one.stop(); };
  try {
    const postgres = await startPostgres({dir: join(dir, 'pg'), port: ports.postgres});
    started.push(postgres);
    started.push(await startOutbox({port: ports.smtp, folder: join(dir, 'outbox')}));
    started.push(serve('memcached', ['-u', user, '-l', '127.0.0.1', '-p', String(ports.cache), '-m', '32'], {logFile: join(dir, 'memcached.log')}));
    started.push(serve('dovecot', ['-F', '-c', join(dir, 'dovecot.conf')], {logFile: join(dir, 'dovecot-start.log')}));
    if (postgres.psql('postgres', '-c', "SELECT count(*) FROM pg_database WHERE datname = 'sogo'").trim() === '0') makeDatabase(postgres);
    postgres.psql('sogo', '-c', `DO $$ BEGIN IF to_regclass('sogo_folder_info') IS NOT NULL THEN
      UPDATE sogo_folder_info SET c_location = regexp_replace(c_location, '127\\.0\\.0\\.1:\\d+', '127.0.0.1:${ports.postgres}'); END IF; END $$`);
    const args = Object.entries(settings({dir, ports})).flatMap(([key, value]) => [`-${key}`, value]);
    const [command, ...rest] = [...asSogo, '/usr/sbin/sogod', ...args];
    const sogod = serve(command, rest, {logFile: join(dir, 'sogod.log'), cwd: dir, env: {PATH: process.env.PATH, HOME: join(dir, 'home'), LC_ALL: 'C.UTF-8', TZ: 'Asia/Jakarta'}});
    started.push(sogod);
    started.push(await startFront({port: ports.front, behind: ports.sogo}));
    const url = `http://127.0.0.1:${ports.front}`;
    await timed(log, `sogo: starting on ${url}`, () => sogod.answers(`${url}/SOGo/`, [200, 302]));
    return {url, postgres, stop};
  } catch (error) {
    await stop();
    throw error;
  }
}

function makeDatabase(postgres) {
  postgres.psql('postgres', '-c', 'CREATE DATABASE sogo');
  const rows = Object.entries(accounts).map(([login, {name, password, mail}]) => `('${login}', '${login}', '${password}', '${name}', '${mail}')`);
  postgres.psql('sogo', '-c', 'CREATE TABLE agents (c_uid text PRIMARY KEY, c_name text, c_password text, c_cn text, mail text)', '-c', `INSERT INTO agents VALUES ${rows.join(', ')}`);
}

/** Puts a file where a user keeps such things: a contact, an appointment. */
async function put(url, login, path, type, body) {
  const authorization = `Basic ${Buffer.from(`${login}:${accounts[login].password}`).toString('base64')}`;
  const response = await fetch(`${url}/SOGo/dav/${login}/${path}`, {method: 'PUT', headers: {authorization, 'content-type': type}, body});
  if (response.status !== 201) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 200)}`);
}

function templateName() {
  const hash = createHash('sha256').update(JSON.stringify(settings({dir: '', ports: {}}))).update(execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'sogo']));
  for (const folder of [seed, mailFolder]) for (const name of readdirSync(folder).sort()) hash.update(`\0${name}\0`).update(readFileSync(join(folder, name)));
  return `template-${hash.digest('hex').slice(0, 12)}`;
}

async function fill(dir, log) {
  const inbox = join(dir, 'mail/sari/new');
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(dir, 'mail/sari', name), {recursive: true});
  const mails = readdirSync(mailFolder).sort();
  for (const [at, name] of mails.entries()) writeFileSync(join(inbox, `${1772000000 + at}.M${at}.desk`), readFileSync(join(mailFolder, name), 'latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
  const {url, postgres, stop} = await startAll(dir, log);
  try {
    await timed(log, 'sogo: adding contacts and appointments', async () => {
      for (const name of readdirSync(seed).sort()) {
        const [folder, type] = name.endsWith('.vcf') ? ['Contacts', 'text/vcard'] : ['Calendar', 'text/calendar'];
        await put(url, 'sari', `${folder}/personal/${name}`, `${type}; charset=utf-8`, readFileSync(join(seed, name), 'utf8').replace(/\r?\n/g, '\r\n'));
      }
    });
    await postgres.close();
  } finally {
    await stop();
  }
}

const template = (log) => madeOnce(join(root, 'build/sogo', templateName()), (dir) => fill(dir, log));

export async function startSogo({dir = join(root, 'build/sogo/demo'), log = () => {}} = {}) {
  if (missing) throw new Error(missing);
  const from = await template(log);
  const at = resolve(dir);
  rmSync(at, {recursive: true, force: true, maxRetries: 5});
  mkdirSync(at, {recursive: true});
  for (const name of ['pg', 'mail']) copyFolder(join(from, name), join(at, name));
  const {url, postgres, stop} = await startAll(at, log);
  const messages = (folder) => existsSync(folder) ? readdirSync(folder).sort().map((name) => readFileSync(join(folder, name), 'utf8')) : [];
  return {
    url, dir: at, accounts, stop, rows: (sql) => postgres.rows('sogo', sql),
    /** What was sent, and what is in a folder of sari's. */
    sent: () => messages(join(at, 'outbox')),
    folder: (name) => ['cur', 'new'].flatMap((part) => messages(join(at, 'mail/sari', name, part))),
  };
}

async function main() {
  if (missing) throw new Error(missing);
  let stop = async () => {};
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().then(() => process.exit(0)));
  const {values} = parseArgs({options: {dir: {type: 'string'}, seed: {type: 'boolean'}}});
  if (values.seed) return void (await template((line) => console.log(line)));
  const sogo = await startSogo({dir: values.dir, log: (line) => console.log(line)});
  stop = sogo.stop;
  console.log(`sogo: ${sogo.url}/SOGo/`);
  for (const [login, {password}] of Object.entries(accounts)) console.log(`  ${login} / ${password}`);
  setInterval(() => {}, 1 << 30);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`tools/sogo/sogo.mjs: ${error.message}`);
    process.exit(1);
  });
}
