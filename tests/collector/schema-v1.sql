/* A store as version 1 made it: what a collector of today must bring forward. */
PRAGMA application_id=1416196705; PRAGMA user_version=1;
CREATE TABLE devices(
  device_id   TEXT PRIMARY KEY,
  token_hash  TEXT NOT NULL UNIQUE,
  subject     TEXT NOT NULL,
  public_key  BLOB CHECK(public_key IS NULL OR length(public_key) = 32),
  created     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chain_head(
  chain_uid      TEXT PRIMARY KEY,
  device_id      TEXT NOT NULL,
  next_sequence  INTEGER NOT NULL,
  head           TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batches(
  chain_uid       TEXT NOT NULL,
  first_sequence  INTEGER NOT NULL,
  count           INTEGER NOT NULL CHECK(count > 0),
  received_at     INTEGER NOT NULL,
  header          TEXT NOT NULL,
  PRIMARY KEY(chain_uid, first_sequence)
) STRICT;

CREATE TABLE events(
  chain_uid    TEXT NOT NULL,
  sequence     INTEGER NOT NULL,
  event_id     TEXT NOT NULL,
  time         INTEGER NOT NULL,
  kind         TEXT,
  entity_type  TEXT,
  class        TEXT,
  purpose      TEXT,
  helpdesk     TEXT,
  ticket       TEXT,
  agent        TEXT,
  rules        TEXT,
  line         TEXT NOT NULL,
  PRIMARY KEY(chain_uid, sequence)
) STRICT;

CREATE TABLE probe(id INTEGER PRIMARY KEY, bytes BLOB) STRICT;
