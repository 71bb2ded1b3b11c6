// Reads a database as a person would: with the sqlite3 shell. Node 20 has no SQLite of its own.
import {spawnSync} from 'node:child_process';

export class Database {
  constructor(path) {
    this.path = path;
  }

  /** The rows of a query, as objects. Changes are allowed too: a test may break a file on purpose. */
  all(sql) {
    const done = spawnSync('sqlite3', ['-json', '-cmd', '.timeout 5000', this.path, sql], {encoding: 'utf8', maxBuffer: 1 << 28});
    if (done.error || done.status !== 0) throw new Error(`sqlite3: ${done.error?.message ?? done.stderr}`);
    return done.stdout.trim() === '' ? [] : JSON.parse(done.stdout);
  }
}
