// Security keys of agents and accounts (webauthn/keys.h), in the SQL that both stores speak (sql.h).
//
//   security_keys   of a key its name, COSE public key and counter; nothing in it signs
//   ceremonies      of a challenge that is out: the hash of its ticket, and for whom and what it was made. Two minutes, one answer
#pragma once

namespace tirai::collector {

// What version 8 of the SQLite schema and version 7 of PostgreSQL's add; agent_keys never had a row.
inline constexpr const char* kSchemaOfKeys = R"sql(
DROP TABLE agent_keys;
CREATE TABLE security_keys(
  key_id         text PRIMARY KEY,
  kind           text NOT NULL CHECK(kind IN ('agent', 'account')),
  owner          text NOT NULL,
  name           text NOT NULL,
  credential_id  text NOT NULL UNIQUE,
  algorithm      bigint NOT NULL,
  public_key     text NOT NULL,
  counter        bigint NOT NULL,
  created        bigint NOT NULL,
  used           bigint NOT NULL
);
CREATE INDEX security_keys_by_owner ON security_keys(kind, owner);
CREATE TABLE ceremonies(
  ticket_hash  text PRIMARY KEY,
  challenge    text NOT NULL,
  act          text NOT NULL CHECK(act IN ('step_up', 'agent_key', 'account_key', 'login')),
  owner        text NOT NULL,
  device_id    text NOT NULL,
  ends         bigint NOT NULL
);
CREATE INDEX ceremonies_by_end ON ceremonies(ends);
)sql";

}  // namespace tirai::collector
