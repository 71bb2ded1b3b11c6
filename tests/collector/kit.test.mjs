// The quarter's audit kit: one command, three files and their proof; its figures counted a second time, its signature checked by a second implementation.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Database} from './database.mjs';
import {addAccount, chainOf, deviceOf, indexed, signIn} from './office.mjs';
import {customerOf} from './people-kit.mjs';
import {ask, exportLog, folder, logKeyOf, newStore, post, run, serve, tiraiBin} from './support.mjs';
import {openCheckpoint, rootByProof} from './tlog.mjs';

const HOUR = 3_600_000, DAY = 24 * HOUR;
// The third quarter of 2025 in Jakarta: from the midnight before 1 July to the one before 1 October, seven hours before UTC's.
const from = Date.UTC(2025, 5, 30, 17), to = Date.UTC(2025, 8, 30, 17);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const tirai = (args, cwd) => spawnSync(tiraiBin, args, {encoding: 'utf8', cwd});

// tests/cli/files/policy.json; with "plain" for its only "partial", each situation of an agent who sees a card is looser: 3 relationships, 3 callers, 2 purposes
// (one, none), 5 consents, 2 retentions, 2 restrictions, 3 identities, 3 trainings, 3 risks.
const small = readFileSync(new URL('../cli/files/policy.json', import.meta.url), 'utf8');
const looser = small.replace('"level": "partial"', '"level": "plain"'), situations = 3 * 3 * 2 * 5 * 2 * 2 * 3 * 3 * 3;

/** Events inside the quarter and on both sides of it, an emergency, a finding's day, two agents the helpdesk knows and one it alone knows. */
async function office(t) {
  const dir = folder(t), db = await newStore(dir), collector = await serve(t, db, ['--index-every-ms', '20', '--log-level', 'error']);
  const sari = await deviceOf(collector, db, 'agent.sari', 'care');
  await deviceOf(collector, db, 'agent.rudi', 'billing <&>');
  const [siti] = await customerOf(collector, sari, 'siti@example.com');
  const reveals = [{time: from - 1, ticket: '1'}, {time: from, ticket: '2', subject: siti}, {time: from + 40 * DAY, ticket: '3', purpose: 'break_glass', class: 'identity.nik'}, {time: to - 1, ticket: '4', kind: 'refusal'}, {time: to, ticket: '5'}];
  assert.equal((await post(collector, sari, chainOf(sari, 'agent.sari', reveals).batch())).status, 200);
  return {dir, db, collector, sari, siti};
}
const make = ({db, dir}, out = 'kit', more = ['--quarter', '2025-Q3']) => run(['kit', '--db', db, '--out', join(dir, out), '--log-key', `${logKeyOf(db)}.key`, ...more], {cwd: dir});
const read = ({dir}, suffix) => readFileSync(join(dir, `kit.${suffix}`), 'utf8');
const kitOf = (at) => JSON.parse(read(at, 'json'));
const verifyKit = ({dir, db}, ...held) => tirai(['verify', '--proof', 'kit.tlog-proof', '--log-vkey', `${logKeyOf(db)}.vkey`, 'kit.event.json', ...held.flatMap((file) => ['--holds', file])], dir);

test('one command makes the quarter’s pages, JSON, event and proof; made right after the events came, all are in it', async (t) => {
  const at = await office(t), done = make(at);
  assert.equal(done.status, 0, done.stderr);
  assert.deepEqual(done.stdout.trim().split('\n'), ['id.html', 'en.html', 'json', 'event.json', 'tlog-proof'].map((suffix) => join(at.dir, `kit.${suffix}`)));
  const kit = kitOf(at), kinds = Object.fromEntries(kit.kinds.map(({kind, events}) => [kind, events]));
  assert.deepEqual([kit.period, kit.from, kit.to, kit.log.complete], ['2025-Q3', from, to, true]);
  assert.deepEqual([kinds.reveal, kinds.refusal], [2, 1], 'what happened a millisecond before or after the quarter is not in it');
  assert.deepEqual(kit.emergencies, [{time: from + 40 * DAY, agent: 'agent.sari', class: 'identity.nik', ticket: '3'}]);
  assert.deepEqual([kit.findings, kit.policies, kit.changes, kit.requests, kit.rights.list, kit.questions, kit.restrictions], [[], [], [], [], [], [], 0]);
  assert.deepEqual(kit.training.counts, {valid: 0, expired: 0, unknown: 2});
  for (const [lang, title, none] of [['id', 'Berkas audit berkala 2025-Q3', 'belum pernah diimpor'], ['en', 'Periodic audit kit 2025-Q3', 'was ever imported']]) {
    const page = read(at, `${lang}.html`);
    assert.ok(page.includes(`<html lang="${lang}">`) && page.includes(title) && page.includes(none) && page.includes('@page{size:A4'), lang);
    assert.ok(!/<script|https?:\/\/[^<]*\.(js|css)/.test(page) && page.includes('billing &lt;&amp;&gt;') && !page.includes('billing <&>'));
  }
});

test('the kit’s event is in the signed log and names each file: by tirai, and by a second implementation', async (t) => {
  const at = await office(t);
  assert.equal(make(at).status, 0);
  const good = verifyKit(at, 'kit.id.html', 'kit.en.html', 'kit.json');
  assert.deepEqual([good.status, good.stdout.split('\n').slice(1, 4)], [0, ['kit.id.html: as the line names it', 'kit.en.html: as the line names it', 'kit.json: as the line names it']], good.stderr);
  const line = read(at, 'event.json').trimEnd(), {root, checkpoint} = rootByProof(read(at, 'tlog-proof'), Buffer.from(line));
  const opened = openCheckpoint(checkpoint, readFileSync(`${logKeyOf(at.db)}.vkey`, 'utf8'));
  assert.equal(root.toString('hex'), opened.root.toString('hex'));
  const event = JSON.parse(line);
  assert.deepEqual([event.web_resources[0].type, event.tirai.filter], ['dashboard.audit_kit', {from, to, 'id.html': sha256(read(at, 'id.html')), 'en.html': sha256(read(at, 'en.html')), json: sha256(read(at, 'json'))}]);
  const page = read(at, 'en.html');
  writeFileSync(join(at.dir, 'kit.en.html'), page.replace('Findings', 'findings'));
  const changed = verifyKit(at, 'kit.en.html');
  assert.deepEqual([changed.status, changed.stdout], [4, '']);
  assert.equal(changed.stderr, 'tirai: kit.en.html: its SHA-256 is not in the proven line; expected the file as it was when the line was made\n');
  assert.equal(verifyKit(at, 'nowhere.html').status, 3);
  writeFileSync(join(at.dir, 'kit.event.json'), `${line.replace('"audit_kit"', '"audit_kid"').replace('dashboard.audit_kit', 'dashboard.audit_kid')}\n`);
  assert.equal(verifyKit(at, 'kit.json').status, 4, 'another line is not in the log');
  assert.equal(tirai(['verify', '--holds', 'kit.json', 'kit.event.json'], at.dir).status, 2);
});

test('policies, what they changed, coverage, questions of customers and training are in it', async (t) => {
  const at = await office(t), {db, dir, collector, sari, siti} = at, store = new Database(db);
  for (const [digest, since, text] of [['a', from - 9 * DAY, looser], ['b', from - DAY, small], ['c', from + DAY, looser], ['d', from + 2 * DAY, 'no policy'], ['e', to, small]]) {
    store.all(`INSERT INTO policies(digest, since, text) VALUES('sha256:${digest.repeat(64)}', ${since}, '${text.replaceAll("'", "''")}')`);
  }
  const dewi = await signIn(collector, addAccount(db, 'dewi'));
  await indexed(dewi);
  const now = Date.now();
  for (const [received, format] of [[now - 71 * HOUR, 'json'], [now - 73 * HOUR, 'html'], [now - 73 * HOUR, 'json']]) assert.equal((await dewi.get(`/v1/desk/report/subject.${format}?subject=${siti}&received=${received}`)).status, 200);
  assert.equal((await dewi.get(`/v1/desk/report/subject.json?subject=${siti}`)).status, 200);
  assert.equal((await ask(collector, '/v1/training', {token: sari.token, body: JSON.stringify({agent: 'agent.sari', module: 'privacy', acknowledged_ms: Date.now() - DAY})})).status, 201);
  const list = join(dir, 'agents.csv');
  writeFileSync(list, 'agent,last_active\nagent.sari,2025-09-30\nagent.rudi,2025-09-30T09:00:00+07:00\nBudi Luar,2025-08-01\n');
  assert.equal(run(['coverage', 'import', '--db', db, '--helpdesk', 'rt', '--log-key', `${logKeyOf(db)}.key`, '--by', 'dewi', list]).status, 0);
  assert.equal(make(at).status, 0);
  const kit = kitOf(at);
  assert.deepEqual(kit.policies.map(({digest}) => digest[7]), ['b', 'c', 'd'], 'the one in force at the beginning, and what came after');
  assert.deepEqual(kit.policies.map(({id, version}) => [id, version]), [['small', 4], ['small', 4], ['', 0]], 'the file names itself; one that cannot be read does not');
  assert.match(read(at, 'en.html'), /<td>small, version 4<\/td><td[^>]*>sha256:b{64}<\/td>/);
  assert.match(read(at, 'id.html'), /Kebijakan pada akhir periode[\s\S]{0,80}tidak terbaca: sha256:d/);
  assert.deepEqual(kit.changes.map((one) => [one.from[7], one.to[7], one.since, one.readable, one.looser, one.tighter]), [['b', 'c', from + DAY, true, situations, 0], ['c', 'd', from + 2 * DAY, false, 0, 0]]);
  assert.deepEqual(kit.changes[0].groups.map(({change, from, to, cells, when}) => [change, from, to, cells, when.class]), [['looser', 'partial', 'plain', situations, ['payment.card']]]);
  assert.match(read(at, 'en.html'), /partial → plain<\/td><td>9720<\/td>[\s\S]*cannot be read/);
  assert.deepEqual(kit.coverage.agents.map(({agent, name, state}) => [agent, name, state]), [['agent.rudi', 'agent.rudi', 'silent'], ['', 'Budi Luar', 'not_enrolled'], ['agent.sari', 'agent.sari', 'covered']]);
  assert.deepEqual(kit.training.counts, {valid: 1, expired: 0, unknown: 1});
  assert.equal(make(at, 'now', ['--from', String(Date.now() - DAY), '--to', String(Date.now() + DAY)]).status, 0);
  const {requests, period, kinds} = JSON.parse(readFileSync(join(dir, 'now.json'), 'utf8'));
  const day = (time) => new Date(time + 7 * HOUR).toISOString().slice(0, 10);
  assert.ok([day(Date.now() - DAY), day(Date.now() - DAY - 60_000)].includes(period.split(' – ')[0]) && /^\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d$/.test(period), period);
  const looks = exportLog(db).split('\n').filter((line) => line.includes('"kind":"look"')).length;
  assert.equal(kinds.find(({kind}) => kind === 'look')?.events, looks - 1, 'of today, though today is not over; the kit’s own event comes after its figures');
  assert.match(read(at, 'en.html'), /small, version 4 \(sha256:b{16}…\) → small, version 4 \(sha256:c{16}…\)/);
  assert.deepEqual(requests.map(({kind, about, by, in_time}) => [kind, about, by, in_time]), [['subject_report', siti, 'dewi', true], ['subject_report', siti, 'dewi', false], ['subject_report', siti, 'dewi', null]], 'of the last nobody said when the question came');
  assert.match(readFileSync(join(dir, 'now.en.html'), 'utf8'), /<td>NO<\/td>/);
});

test('what data subjects asked for is in it: open, overdue, answered, late, with the clock from the receipt', async (t) => {
  const at = await office(t), {db, dir, siti, collector} = at, dewi = await signIn(collector, addAccount(db, 'dewi')), now = Date.now();
  const request = (...args) => run(['request', ...args, '--db', db, ...(args[0] === 'list' ? [] : ['--log-key', `${logKeyOf(db)}.key`, '--by', 'dewi'])]);
  const open = (kind, hoursAgo, ...more) => request('open', '--request', kind, '--received', String(now - hoursAgo * HOUR), ...more).stdout.trimEnd().split('\t');
  const [fresh, due] = open('access', 2, '--subject', siti);
  assert.equal(Number(due), now - 2 * HOUR + 72 * HOUR);
  const [overdue] = open('erasure', 73), [inTime] = open('objection', 71), [late] = open('rectification', 80);
  for (const [id, outcome] of [[inTime, 'granted'], [late, 'refused']]) assert.deepEqual([request('answer', id, '--outcome', outcome).status], [0]);
  const twice = request('answer', late, '--outcome', 'granted');
  assert.deepEqual([twice.status, twice.stderr], [1, 'tirai-collector: id: it was answered before\n']);
  const states = [[overdue, 'erasure', 'overdue'], [fresh, 'access', 'open'], [late, 'rectification', 'late'], [inTime, 'objection', 'answered']];
  const listed = request('list').stdout.trimEnd().split('\n').map((line) => line.split('\t')).map(([id, kind, , state]) => [id, kind, state]);
  assert.deepEqual(listed.slice(0, 2), states.slice(0, 2), 'the open ones, by what is due first');
  assert.deepEqual(listed.slice(2).sort(), states.slice(2).sort());
  assert.deepEqual((await dewi.get('/v1/desk/requests')).json.requests.map(({id, request, state}) => [id, request, state]).sort(), states.toSorted());
  assert.equal(make(at, 'now', ['--from', String(now - DAY), '--to', String(now + DAY)]).status, 0);
  const {rights} = JSON.parse(readFileSync(join(dir, 'now.json'), 'utf8'));
  assert.deepEqual(rights.counts, {open: 1, overdue: 1, answered: 1, late: 1}, 'what came before and is open in the period is in it, too');
  const page = (lang) => readFileSync(join(dir, `now.${lang}.html`), 'utf8');
  assert.match(page('en'), /Data subjects’ requests: open, overdue<\/\w+><\w+>2, 1</);
  assert.match(page('en'), new RegExp(`<td>access</td><td[^>]*>${siti}</td>.*<td>open</td>`));
  assert.match(page('en'), /OPEN, OVERDUE[\s\S]*ANSWERED LATE<\/td><td>refused/);
  assert.match(page('id'), /<td>penghapusan<\/td>[\s\S]*TERBUKA, LEWAT TENGGAT/);
  const before = make(at, 'before', ['--from', String(now - 9 * DAY), '--to', String(now - 3.2 * DAY)]);
  assert.equal(before.status, 0);
  assert.deepEqual(JSON.parse(readFileSync(join(dir, 'before.json'), 'utf8')).rights.list.map(({id}) => id), [late], 'what came later is not');
});

test('an auditor keeps the kit: the log of later goes on from the checkpoint in it', async (t) => {
  const at = await office(t), {db, dir} = at;
  assert.equal(make(at).status, 0);
  assert.equal(run(['token', '--db', db, '--scope', 'metrics', '--name', 'later', '--log-key', `${logKeyOf(db)}.key`]).status, 0);
  writeFileSync(join(dir, 'later.ndjson'), exportLog(db));
  const audit = (since) => JSON.parse(tirai(['audit', 'later.ndjson', '--format', 'json', '--log-vkey', `${logKeyOf(db)}.vkey`, '--since', since], dir).stdout);
  assert.equal(audit('kit.json').checks.since, 'holds');
  const other = {...kitOf(at)};
  other.log.checkpoint = other.log.checkpoint.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`);  // the root of another size
  writeFileSync(join(dir, 'other.json'), `${JSON.stringify(other, null, 1)}\n`);
  assert.match(audit('other.json').findings.find(({check}) => check === 'since').message, /was rewritten: its first \d+ lines/);
  writeFileSync(join(dir, 'none.json'), '{\n "report": "kit"\n}\n');
  assert.deepEqual([tirai(['audit', 'later.ndjson', '--since', 'none.json'], dir).status], [3]);
});

test('an empty quarter is a kit, too; wrong words end with one line, and nothing is written over', async (t) => {
  const at = await office(t);
  assert.equal(make(at, 'old', ['--quarter', '1999-Q4']).status, 0);
  assert.deepEqual(JSON.parse(readFileSync(join(at.dir, 'old.json'), 'utf8')).kinds, []);
  const before = readdirSync(at.dir).length;
  for (const [more, status, word] of [[['--quarter', '2025-Q5'], 1, '--quarter: expected a quarter, such as 2026-Q3'], [['--quarter', '2025'], 1, 'such as 2026-Q3'], [['--from', '5', '--to', '4'], 1, '--from: expected --quarter, or --from and a later --to'], [[], 1, 'expected --quarter'], [['--from', '5'], 2, '--to'], [['--quarter', '2025-Q3', '--by', 'Ibu Dewi'], 2, 'not such a name']]) {
    const done = make(at, 'x', more);
    assert.deepEqual([done.status, done.stdout, done.stderr.includes(word)], [status, '', true], done.stderr);
  }
  const again = make(at, 'old', ['--quarter', '1999-Q4']);
  assert.deepEqual([again.status, /old\.id\.html: is there already; expected another --out/.test(again.stderr)], [1, true], again.stderr);
  assert.equal(make(at, 'nowhere/kit').status, 1);
  assert.equal(readdirSync(at.dir).length, before);
  assert.match(run(['kit', '--help']).stdout, /--quarter[\s\S]*tirai verify --proof/);
});
