#!/usr/bin/env node
// How long the dashboard's questions take with so many events. usage: node tests/bench/officer.mjs [--events 1000000] [--postgres]
// The rows are made in the index itself, always the same ones: a year, 500 agents in 20 teams, 8 classes, 6 purposes, a ticket for every five events.
// Asked of a real collector over HTTP, each question with the event of its own look; the median of 7, after one.
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {Database} from '../collector/database.mjs';
import {addAccount, signIn} from '../collector/office.mjs';
import {emptyDatabase, stopShared} from '../collector/postgres.mjs';
import {run, serve} from '../collector/support.mjs';

const {values: {events: asked, postgres}} = parseArgs({options: {events: {type: 'string', default: '1000000'}, postgres: {type: 'boolean', default: false}}});
const events = Number(asked), DAY = 86_400_000;
const dir = mkdtempSync(join(tmpdir(), 'tirai-officer-')), db = postgres ? await emptyDatabase() : join(dir, 'log.db');
const end = Math.floor(Date.now() / DAY) * DAY - 7 * 3_600_000, begin = end - 365 * DAY;

// i * 7919 and the like: primes, so that neighbours differ in all columns.
const pick = (names, prime) => `CASE (i * ${prime}) % ${names.length} ${names.map((name, n) => `WHEN ${n} THEN '${name}'`).join(' ')} END`;
const classes = ['contact.phone', 'contact.email', 'identity.nik', 'identity.name', 'payment.card', 'contact.address', 'health.note', 'finance.salary'];
const purposes = ['verify_identity', 'call_back', 'refund', 'delivery', 'complaint', 'legal_request'];
const rows = (first, last) => `WITH RECURSIVE n(i) AS (SELECT CAST(${first} AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < ${last}) `
  + `INSERT INTO event_index(place, time, kind, class, purpose, entity_type, helpdesk, ticket, agent, team, chain_uid, sequence) SELECT 1000000000 + i, ${begin} + i * ${Math.floor(365 * DAY / events)}, `
  + `CASE WHEN i % 11 = 0 THEN 'refusal' ELSE 'reveal' END, ${pick(classes, 7919)}, ${pick(purposes, 104729)}, 'id_nik', 'request-tracker', 'T-' || (i / 5), 'agent.' || ((i * 15485863) % 500), 'team.' || ((i * 15485863) % 20), '', i FROM n`;

try {
  run(['token', '--db', db, '--scope', 'metrics', '--name', 'bench']);
  const store = new Database(db), began = performance.now();
  for (let first = 1; first <= events; first += 500_000) store.all(rows(first, Math.min(events, first + 499_999)));
  store.all('INSERT INTO event_counts SELECT time / 3600000, kind, class, purpose, team, count(*) FROM event_index GROUP BY 1, 2, 3, 4, 5');
  for (const by of ['class', 'purpose', 'team', 'kind']) store.all(`INSERT INTO day_counts SELECT '${by}', kind, (hour + 7) / 24, ${by}, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 2, 3, 4, 5`);
  store.all('INSERT INTO hour_counts SELECT hour, kind, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 1, 2, 3');
  store.all(postgres ? 'ANALYZE' : 'PRAGMA wal_checkpoint(TRUNCATE)');
  const made = (performance.now() - began) / 1000;
  const collector = await serve(null, db, ['--log-level', 'error']);
  const dewi = await signIn(collector, addAccount(db, 'dewi')), budi = await signIn(collector, addAccount(db, 'budi', 'supervisor', ['team.7']));
  const questions = {
    'counts by class, 30 days': [dewi, `counts?from=${end - 30 * DAY}&to=${end}&kind=reveal&by=class`], 'counts by class, a year': [dewi, `counts?from=${begin}&to=${end}&kind=reveal&by=class`], 'counts by team, a year': [dewi, `counts?from=${begin}&to=${end}&kind=reveal&by=team`],
    'counts by hour, 90 days': [dewi, `counts?from=${end - 90 * DAY}&to=${end}&by=kind&step=hour`], 'overview': [dewi, 'overview'], 'newest 50': [dewi, `events?from=${begin}&to=${end}`],
    'one ticket': [dewi, 'events?ticket=T-4711'], 'one agent, a month': [dewi, `events?agent=agent.7&from=${end - 60 * DAY}&to=${end - 30 * DAY}`], 'a class for a purpose, a month': [dewi, `events?class=identity.nik&purpose=legal_request&from=${end - 60 * DAY}&to=${end - 30 * DAY}`],
    'a supervisor’s newest 50': [budi, `events?from=${begin}&to=${end}`], 'findings, a year': [dewi, `findings?from=${begin}&to=${end}`], 'breach pack, an agent’s month': [dewi, `report/breach.json?agent=agent.7&from=${end - 60 * DAY}&to=${end - 30 * DAY}`], 'a supervisor’s year by class': [budi, `counts?from=${begin}&to=${end}&kind=reveal&by=class`], 'what there is none of': [dewi, `events?class=identity.nik&purpose=none&from=${begin}&to=${end}`],
  };
  const figures = {};
  for (const [name, [who, path]] of Object.entries(questions)) {
    const times = [];
    for (let i = 0; i < 8; i++) {
      const started = performance.now(), answer = await who.get(`/v1/desk/${path}`);
      if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
      times.push(performance.now() - started);
    }
    figures[name] = {first_ms: Math.round(times[0]), median_ms: Math.round(times.slice(1).sort((a, b) => a - b)[3])};
  }
  await collector.end();
  console.log(JSON.stringify({store: postgres ? 'postgresql' : 'sqlite', events, made_s: Math.round(made), megabytes: postgres ? undefined : Math.round(statSync(db).size / 1e6), figures}, null, 1));
} finally {
  if (postgres) await stopShared();
  rmSync(dir, {recursive: true, force: true});
}
