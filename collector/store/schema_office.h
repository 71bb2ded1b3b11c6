// The tables of the dashboard, in the SQL that both stores speak (sql.h): one text makes them in either.
//
//   accounts ──< sessions      who may see the dashboard, and who does now. A session is known by the hash of its cookie alone.
//
//   event_index                what the dashboard searches: the columns of `events` by their place in the log, each with an index of its own. Built
//   event_counts               behind the log by indexer.cpp, never in the transaction that takes events in; may be dropped and is built again
//   policy_versions, index_cursor, device_teams
#pragma once

namespace tirai::collector {

// What version 4 of the SQLite schema and version 3 of PostgreSQL's add.
inline constexpr const char* kSchemaOfOffice = R"sql(
CREATE TABLE accounts(
  account_id   text PRIMARY KEY,
  name         text NOT NULL UNIQUE,
  role         text NOT NULL CHECK(role IN ('dpo', 'supervisor', 'manager', 'auditor')),
  teams        text NOT NULL,
  password     text NOT NULL,
  totp_secret  text NOT NULL,
  totp_step    bigint NOT NULL,
  created      bigint NOT NULL,
  disabled     bigint NOT NULL
);
CREATE TABLE sessions(
  session_hash  text PRIMARY KEY,
  account_id    text NOT NULL REFERENCES accounts(account_id),
  created       bigint NOT NULL,
  seen          bigint NOT NULL
);
CREATE INDEX sessions_by_account ON sessions(account_id);

CREATE TABLE event_index(
  place        bigint PRIMARY KEY,
  time         bigint NOT NULL,
  kind         text NOT NULL,
  class        text NOT NULL,
  purpose      text NOT NULL,
  entity_type  text NOT NULL,
  helpdesk     text NOT NULL,
  ticket       text NOT NULL,
  agent        text NOT NULL,
  team         text NOT NULL,
  chain_uid    text NOT NULL,
  sequence     bigint NOT NULL
);
CREATE INDEX event_index_by_time ON event_index(time);
CREATE INDEX event_index_by_agent ON event_index(agent, time);
CREATE INDEX event_index_by_ticket ON event_index(ticket, time);
CREATE INDEX event_index_by_class ON event_index(class, time);
CREATE INDEX event_index_by_class_purpose ON event_index(class, purpose, time);
CREATE INDEX event_index_by_purpose ON event_index(purpose, time);
CREATE INDEX event_index_by_team ON event_index(team, time);

CREATE TABLE event_counts(
  hour     bigint NOT NULL,
  kind     text NOT NULL,
  class    text NOT NULL,
  purpose  text NOT NULL,
  team     text NOT NULL,
  events   bigint NOT NULL,
  PRIMARY KEY(hour, kind, class, purpose, team)
);
CREATE TABLE policy_versions(
  policy   text NOT NULL,
  version  text NOT NULL,
  first    bigint NOT NULL,
  last     bigint NOT NULL,
  events   bigint NOT NULL,
  PRIMARY KEY(policy, version)
);
CREATE TABLE device_teams(
  device_id  text PRIMARY KEY,
  team       text NOT NULL
);
CREATE TABLE index_cursor(
  id    bigint PRIMARY KEY CHECK(id = 1),
  next  bigint NOT NULL
);
INSERT INTO index_cursor(id, next) VALUES(1, 0);
)sql";

}  // namespace tirai::collector
