// What lies beside the log, in SQL that both stores speak. Nothing of it is in the tree: an event holds its hash.
//
//   sealed     texts for the data protection officer alone (tirai/audit.h), by the event that names them. A row can be erased; every proof still holds
//   policies   each policy that was served, by its digest: with it a decision can be made again from what the log recorded (tirai audit)
#pragma once

namespace tirai::collector {

inline constexpr const char* kSchemaBeside = R"sql(
CREATE TABLE sealed(
  chain_uid  text NOT NULL,
  sequence   bigint NOT NULL,
  text       text NOT NULL,
  PRIMARY KEY(chain_uid, sequence)
);
CREATE TABLE policies(
  digest  text PRIMARY KEY,
  since   bigint NOT NULL,
  text    text NOT NULL
);
)sql";

}  // namespace tirai::collector
