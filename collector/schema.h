// Schema version 1. A change is a new version here and one migration step in store_sqlite.cpp; a newer file is refused.
//
//   devices ─┬─< chain_head      one row a chain: where it ends. INVARIANT: changed in the transaction that adds its events.
//            └   batches ──< events
//
// A batch's header is kept as it was signed, so an export is the signed bytes again. `events` has a rowid: rows of a kilobyte
// belong in a table that grows at its end, not in a b-tree ordered by chain. The columns after `time` are copies of what the
// line says, for queries; the line is the record.
#pragma once

namespace tirai::collector {

inline constexpr int kApplicationId = 0x54697261;  // "Tira"
inline constexpr int kSchemaVersion = 1;
inline constexpr const char* kSchema = R"sql(
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
)sql";

}  // namespace tirai::collector
