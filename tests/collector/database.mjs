// Reads a store as a person would: with the sqlite3 shell (Node 20 has no SQLite of its own), or with psql.
import {spawnSync} from 'node:child_process';
import {query} from './postgres.mjs';

export class Database {
  constructor(db) {
    this.db = db;
  }

  /** The rows of a query, as objects. Changes are allowed too: a test may break a store on purpose. */
  all(sql) {
    if (this.db.startsWith('postgresql:')) return query(this.db, sql);
    const done = spawnSync('sqlite3', ['-json', '-cmd', '.timeout 5000', this.db, sql], {encoding: 'utf8', maxBuffer: 1 << 28});
    if (done.error || done.status !== 0) throw new Error(`sqlite3: ${done.error?.message ?? done.stderr}`);
    return done.stdout.trim() === '' ? [] : JSON.parse(done.stdout);
  }
}

/** What browsers sent, in the order of their chains. The collector's own events, of an enrolment for one, name no helpdesk. */
export const sentEvents = (db) => new Database(db).all('SELECT chain_uid, sequence, line FROM events WHERE helpdesk IS NOT NULL ORDER BY chain_uid, sequence');
