// A log of so many events, as the dashboard sees it: the index, its counts, findings and people, made in the store by SQL; the same rows in every run.
// A year, 500 agents in 20 teams, 8 classes, 6 purposes, a ticket for every five events, 200,000 customers. Made once, and kept in build/bench.
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {Database} from '../../collector/database.mjs';
import {Server} from '../../collector/postgres.mjs';
import {keepLogKey, run} from '../../collector/support.mjs';

export const DAY = 86_400_000;
// Of days that are over: the data stays the same when it is made again, and pages that ask for the last month ask for one that is full.
export const end = Date.UTC(2026, 10, 20, 17), begin = end - 365 * DAY;
const folder = join(import.meta.dirname, '../../../build/bench');
const classes = ['contact.phone', 'contact.email', 'identity.nik', 'identity.name', 'payment.card', 'contact.address', 'health.note', 'finance.salary'];
const purposes = ['verify_identity', 'call_back', 'refund', 'delivery', 'complaint', 'legal_request'];

// i * 7919 and the like: primes, so that neighbours differ in all columns.
const pick = (names, prime) => `CASE (i * ${prime}) % ${names.length} ${names.map((name, n) => `WHEN ${n} THEN '${name}'`).join(' ')} END`;
const numbers = (first, last) => `WITH RECURSIVE n(i) AS (SELECT CAST(${first} AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${last}) `;
const agent = "'agent.' || ((i * 15485863) % 500)", team = "'team.' || ((i * 15485863) % 20)";
const eventRows = (events, first, last) => `${numbers(first, last)}INSERT INTO event_index(place, time, kind, class, purpose, entity_type, helpdesk, ticket, agent, team, chain_uid, sequence, subject) SELECT 1000000000 + i, `
  + `${begin} + i * ${Math.floor(365 * DAY / events)}, CASE WHEN i % 11 = 0 THEN 'refusal' ELSE 'reveal' END, ${pick(classes, 7919)}, ${pick(purposes, 104729)}, 'id_nik', 'request-tracker', 'T-' || (i / 5), `
  + `${agent}, ${team}, 'chain', i, 'S-' || ((i / 5) % 200000) FROM n`;

const usual = (median, mad, limit) => ({median, mad, limit, days: 28});
const finding = JSON.stringify({measure: 'volume', day: 20700, value: 90, least: 40, busy_percent: 100, own: usual(20, 3, 41), peers: usual(22, 4, 50)});
const people = [
  `${numbers(0, 499)}INSERT INTO devices(device_id, token_hash, subject, created) SELECT 'device-' || i, 'none-' || i, '{"type":"agent","id":"agent.' || i || '","properties":{"role":"agent","teams":["team.' || (i % 20) || '"]}}', ${begin} FROM n`,
  `${numbers(0, 499)}INSERT INTO trainings(agent, module, acknowledged, recorded_by) SELECT 'agent.' || i, 'privacy-2026', ${begin} + i * ${DAY}, 'agent.' || i FROM n`,
  `${numbers(1, 900)}INSERT INTO findings(place, time, agent, team, finding, chain_uid, sequence) SELECT 2000000000 + i, ${begin} + i * ${Math.floor(365 * DAY / 901)}, ${agent}, ${team}, '${finding}', 'chain', i FROM n`,
  `${numbers(1, 5000)}INSERT INTO consents(consent_id, pseudonym, purpose, state, method, notice, evidence_digest, evidence_sealed, recorded_by, time, expires) SELECT 'c-' || i, 'S-' || i, 'marketing', 'given', 'form', 'notice-3', '', '', ${agent}, ${begin} + i * 1000, 0 FROM n`,
];

/** The indexes wait until the rows are there: sorting once is several times as fast. */
function fill(store, events, postgres) {
  const indexes = store.all(postgres ? "SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE tablename = 'event_index' AND indexname LIKE 'event_index_by%'"
    : "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'event_index' AND type = 'index' AND sql IS NOT NULL");
  for (const {name} of indexes) store.all(`DROP INDEX ${name}`);
  for (let first = 1; first <= events; first += 500_000) store.all(eventRows(events, first, Math.min(events, first + 499_999)));
  for (const {sql} of indexes) store.all(sql);
  store.all('INSERT INTO event_counts SELECT time / 3600000, kind, class, purpose, team, count(*) FROM event_index GROUP BY 1, 2, 3, 4, 5');
  for (const by of ['class', 'purpose', 'team', 'kind']) store.all(`INSERT INTO day_counts SELECT '${by}', kind, (hour + 7) / 24, ${by}, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 2, 3, 4, 5`);
  store.all('INSERT INTO hour_counts SELECT hour, kind, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 1, 2, 3');
  for (const sql of people) store.all(sql);
  store.all(postgres ? 'VACUUM ANALYZE' : 'PRAGMA wal_checkpoint(TRUNCATE)');
}

/** {db, made_s, stop, pids}: `pids` of the processes beside the collector that keep the store, the first one first. */
export async function openData(events, postgres) {
  mkdirSync(folder, {recursive: true});
  const kept = join(folder, `officer-${events}${postgres ? '-pg' : ''}`), began = performance.now(), making = `${kept}.making`;
  const fresh = !existsSync(kept);
  if (fresh) rmSync(making, {recursive: true, force: true}), mkdirSync(making);
  const at = fresh ? making : kept;
  let server, db = join(at, 'log.db');
  if (postgres) {
    server = await new Server({kept: join(at, 'pg')}).start({shared_buffers: '512MB', maintenance_work_mem: '512MB', max_wal_size: '4GB', max_connections: 300});
    if (fresh) server.psql('CREATE DATABASE log');
    db = server.uri('log');
    keepLogKey(db, join(at, 'log'));
  }
  if (fresh) {
    const made = run(['token', '--db', db, '--scope', 'metrics', '--name', 'bench']);  // makes the tables
    if (made.status !== 0) throw new Error(`token failed: ${made.stderr}`);
    fill(new Database(db), events, postgres);
    server?.stop();
    renameSync(making, kept);
    return {...await openData(events, postgres), made_s: Math.round((performance.now() - began) / 1000)};
  }
  return {db, stop: () => server?.stop(), pids: () => server?.pids ?? []};
}

/** So many sessions of an account, straight in the store: 200 people are not made to wait for Argon2. Cookies. */
export function openSessions(db, name, role, teams, count) {
  const store = new Database(db), now = Date.now(), id = `bench-${name}`, run_id = `${process.pid}-${now}`;
  store.all(`INSERT INTO accounts(account_id, name, role, teams, password, totp_secret, totp_step, created, disabled) VALUES('${id}', '${name}', '${role}', '${JSON.stringify(teams)}', 'none', 'none', 0, ${now}, 0) ON CONFLICT(account_id) DO NOTHING`);
  const cookies = Array.from({length: count}, (_, i) => createHash('sha256').update(`${run_id}-${name}-${i}`).digest('base64url'));
  const rows = cookies.map((cookie) => `('${createHash('sha256').update(cookie).digest('hex')}', '${id}', ${now}, ${now})`);
  store.all(`INSERT INTO sessions(session_hash, account_id, created, seen) VALUES ${rows.join(', ')}`);
  return cookies.map((cookie) => `__Host-tirai=${cookie}`);
}
