// The tables of schema.h in PostgreSQL, as version 1 made them; later versions add to them (kPostgresSteps). What differs:
//
//   events      partitioned by the month in which the collector took them, so that a month that is over can be kept, moved or dropped as one.
//               Its key must hold `received_at`; that an event is there once is chain_head's, in the same transaction.
//   batches     has `received_at` too: it leads to the events' partition
//   log_head    its one row is the lock: whoever appends holds it until the commit, so collectors that share the log take turns
#pragma once

#include <iterator>

#include "store/schema_beside.h"
#include "store/schema_consents.h"
#include "store/schema_coverage.h"
#include "store/schema_findings.h"
#include "store/schema_keys.h"
#include "store/schema_office.h"
#include "store/schema_people.h"
#include "store/schema_requests.h"

namespace tirai::collector {

inline constexpr int kPostgresVersion = 9;
inline constexpr const char* kPostgresSchema = R"sql(
CREATE TABLE devices(
  device_id   text PRIMARY KEY,
  token_hash  text NOT NULL UNIQUE,
  subject     text NOT NULL,
  public_key  bytea CHECK(octet_length(public_key) = 32),
  created     bigint NOT NULL,
  revoked     bigint
);
CREATE TABLE tokens(
  token_id    text PRIMARY KEY,
  token_hash  text NOT NULL UNIQUE,
  scope       text NOT NULL CHECK(scope IN ('audit', 'metrics')),
  name        text NOT NULL,
  created     bigint NOT NULL,
  revoked     bigint
);
CREATE TABLE chain_head(
  chain_uid      text PRIMARY KEY,
  device_id      text NOT NULL,
  next_sequence  bigint NOT NULL,
  head           text NOT NULL
) WITH (fillfactor = 70);
CREATE TABLE batches(
  chain_uid       text NOT NULL,
  first_sequence  bigint NOT NULL,
  count           bigint NOT NULL CHECK(count > 0),
  received_at     bigint NOT NULL,
  header          text NOT NULL,
  log_index       bigint NOT NULL UNIQUE,
  PRIMARY KEY(chain_uid, first_sequence)
);
CREATE TABLE events(
  chain_uid    text NOT NULL,
  sequence     bigint NOT NULL,
  received_at  bigint NOT NULL,
  event_id     text NOT NULL,
  time         bigint NOT NULL,
  kind         text,
  entity_type  text,
  class        text,
  purpose      text,
  helpdesk     text,
  ticket       text,
  agent        text,
  rules        text,
  line         text NOT NULL,
  PRIMARY KEY(chain_uid, sequence, received_at)
) PARTITION BY RANGE(received_at);
CREATE TABLE log_head(
  id          int PRIMARY KEY CHECK(id = 1),
  size        bigint NOT NULL,
  root        bytea NOT NULL CHECK(octet_length(root) = 32),
  checkpoint  text NOT NULL
) WITH (fillfactor = 10);
INSERT INTO log_head VALUES(1, 0, sha256(''), '');
CREATE TABLE tiles(
  id      bigint PRIMARY KEY,
  hashes  bytea NOT NULL
);
ALTER TABLE tiles ALTER hashes SET STORAGE EXTERNAL;
CREATE TABLE log_lines(
  log_index  bigint PRIMARY KEY,
  line       text NOT NULL
);
CREATE TABLE cosigned(
  witness     text PRIMARY KEY,
  size        bigint NOT NULL,
  checkpoint  text NOT NULL
);
CREATE TABLE probe(
  id     int PRIMARY KEY CHECK(id = 1),
  bytes  bytea NOT NULL
);
ALTER TABLE probe ALTER bytes SET STORAGE EXTERNAL;
CREATE TABLE tirai_schema(version bigint NOT NULL);
INSERT INTO tirai_schema VALUES(1);
)sql";

// What a database of version N is given to be one of version N + 1, from 1 on. A new one goes all of the way.
inline constexpr const char* kPostgresSteps[] = {kSchemaBeside, kSchemaOfOffice, kSchemaOfPeople, kSchemaOfFindings, kSchemaOfCoverage, kSchemaOfKeys, kSchemaOfRequests, kSchemaOfConsents};
static_assert(std::size(kPostgresSteps) + 1 == kPostgresVersion);

}  // namespace tirai::collector
