// Schema version 10: these tables, and those of schema_beside.h, schema_office.h, schema_people.h, schema_findings.h, schema_coverage.h, schema_keys.h, schema_requests.h and schema_consents.h. A change is a new version here and one step in migrate.cpp; a newer file is refused.
//
//   devices ─┬─< chain_head      one row a chain: where it ends. INVARIANT: changed in the transaction that adds its events.
//            └   batches ──< events
//
//   log_head      one row: size and root of the Merkle tree (tirai/log.h), and the checkpoint over it
//   tiles         its hashes, 256 of one height together
//   log_lines     what is in the tree beside batches: a device and its key
//   cosigned      of each witness the last checkpoint it cosigned, with its line
//   tokens        what may be asked without being a device: its scope, and when it ended
//
// Entry `log_index` of the tree is the batch's header, its events are the entries behind it. INVARIANT: log_head, tiles and log_index change in
// the transaction that adds the lines, so the tree is always over exactly what is stored.
//
// A batch's header is kept as it was signed, so an export is the signed bytes again. `events` has a rowid: rows of a kilobyte
// belong in a table that grows at its end, not in a b-tree ordered by chain. The columns after `time` are copies of what the
// line says, for queries; the line is the record.
#pragma once

namespace tirai::collector {

inline constexpr int kApplicationId = 0x54697261;  // "Tira"
inline constexpr int kSchemaVersion = 10;
inline constexpr const char* kSchema = R"sql(
CREATE TABLE devices(
  device_id   TEXT PRIMARY KEY,
  token_hash  TEXT NOT NULL UNIQUE,
  subject     TEXT NOT NULL,
  public_key  BLOB CHECK(public_key IS NULL OR length(public_key) = 32),
  created     INTEGER NOT NULL,
  revoked     INTEGER
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
  log_index       INTEGER,
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
)sql";

// What version 2 adds; the same text makes it in a new file and in one of version 1.
inline constexpr const char* kSchemaOfTheLog = R"sql(
CREATE UNIQUE INDEX batches_by_log ON batches(log_index);

CREATE TABLE log_head(
  id          INTEGER PRIMARY KEY CHECK(id = 1),
  size        INTEGER NOT NULL,
  root        BLOB NOT NULL CHECK(length(root) = 32),
  checkpoint  TEXT NOT NULL
) STRICT;

CREATE TABLE tiles(
  id      INTEGER PRIMARY KEY,  -- level * 2^48 + index
  hashes  BLOB NOT NULL
) STRICT;

CREATE TABLE log_lines(
  log_index  INTEGER PRIMARY KEY,
  line       TEXT NOT NULL
) STRICT;

CREATE TABLE cosigned(
  witness     TEXT PRIMARY KEY,
  size        INTEGER NOT NULL,
  checkpoint  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens(
  token_id    TEXT PRIMARY KEY,
  token_hash  TEXT NOT NULL UNIQUE,
  scope       TEXT NOT NULL CHECK(scope IN ('audit', 'metrics')),
  name        TEXT NOT NULL,
  created     INTEGER NOT NULL,
  revoked     INTEGER
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace tirai::collector
