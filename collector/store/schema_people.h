// What browsers and officers keep with the collector about customers and agents, in the SQL that both stores speak (sql.h). No name and no value:
// a customer is a pseudonym (tirai/pseudonym.h), what was said is a digest and a text sealed to the data protection officer.
//
//   tenant          the key that lookups are made with; one row
//   subject_keys    of each customer the key that counts (first = 1), and those that browsers made offline: one customer, several pseudonyms.
//                   Destroying a lookup's rows erases the person; what else there is goes by the pseudonym, and leads to nobody then
//   erasures        pseudonyms whose key was destroyed: it never comes back
//   consents, restrictions, trainings, agents (second factors), step_ups, approvals
//   revision        one row; goes up with every change a browser must hear of
//
//   event_index     gets the pseudonym
#pragma once

#include "store/sql.h"

namespace tirai::collector {

/// Beside every change a browser must hear of.
inline const SqlStatement kRaiseRevision{"UPDATE revision SET n = n + 1 WHERE id = 1"};

// What version 5 of the SQLite schema and version 4 of PostgreSQL's add.
inline constexpr const char* kSchemaOfPeople = R"sql(
CREATE TABLE tenant(
  id   bigint PRIMARY KEY CHECK(id = 1),
  key  text NOT NULL
);
CREATE TABLE revision(
  id  bigint PRIMARY KEY CHECK(id = 1),
  n   bigint NOT NULL
);
INSERT INTO revision(id, n) VALUES(1, 1);

CREATE TABLE subject_keys(
  pseudonym  text PRIMARY KEY,
  lookup     text NOT NULL,
  key        text NOT NULL,
  first      bigint NOT NULL CHECK(first IN (0, 1)),
  created    bigint NOT NULL
);
CREATE UNIQUE INDEX subject_keys_first ON subject_keys(lookup) WHERE first = 1;
CREATE INDEX subject_keys_by_lookup ON subject_keys(lookup);
CREATE TABLE erasures(
  pseudonym  text PRIMARY KEY,
  erased     bigint NOT NULL,
  sealed     bigint NOT NULL
);

CREATE TABLE consents(
  consent_id       text PRIMARY KEY,
  pseudonym        text NOT NULL,
  purpose          text NOT NULL,
  state            text NOT NULL CHECK(state IN ('given', 'refused', 'withdrawn')),
  method           text NOT NULL,
  notice           text NOT NULL,
  evidence_digest  text NOT NULL,
  evidence_sealed  text NOT NULL,
  recorded_by      text NOT NULL,
  time             bigint NOT NULL,
  expires          bigint NOT NULL
);
CREATE INDEX consents_by_pseudonym ON consents(pseudonym, purpose, time);
CREATE INDEX consents_by_time ON consents(time);

CREATE TABLE restrictions(
  pseudonym    text PRIMARY KEY,
  restricted   bigint NOT NULL,
  recorded_by  text NOT NULL,
  time         bigint NOT NULL
);

CREATE TABLE trainings(
  agent         text NOT NULL,
  module        text NOT NULL,
  acknowledged  bigint NOT NULL,
  recorded_by   text NOT NULL,
  PRIMARY KEY(agent, module)
);

CREATE TABLE agents(
  agent        text PRIMARY KEY,
  totp_secret  text NOT NULL,
  totp_step    bigint NOT NULL,
  created      bigint NOT NULL,
  disabled     bigint NOT NULL
);
CREATE TABLE agent_keys(
  credential_id  text PRIMARY KEY,
  agent          text NOT NULL,
  public_key     text NOT NULL,
  counter        bigint NOT NULL,
  created        bigint NOT NULL
);
CREATE INDEX agent_keys_by_agent ON agent_keys(agent);
CREATE TABLE step_ups(
  device_id  text PRIMARY KEY,
  agent      text NOT NULL,
  ends       bigint NOT NULL
);

CREATE TABLE approvals(
  approval_id  text PRIMARY KEY,
  agent        text NOT NULL,
  device_id    text NOT NULL,
  team         text NOT NULL,
  pseudonym    text NOT NULL,
  class        text NOT NULL,
  purpose      text NOT NULL,
  seconds      bigint NOT NULL,
  state        text NOT NULL CHECK(state IN ('pending', 'approved', 'refused')),
  decided_by   text NOT NULL,
  asked        bigint NOT NULL,
  decided      bigint NOT NULL,
  expires      bigint NOT NULL
);
CREATE INDEX approvals_by_state ON approvals(state, expires);
CREATE INDEX approvals_by_agent ON approvals(agent, asked);

ALTER TABLE event_index ADD COLUMN subject text NOT NULL DEFAULT '';
CREATE INDEX event_index_by_subject ON event_index(subject, time);
)sql";

}  // namespace tirai::collector
