-- The tables of version 1 as they were first made, apart from the code that makes them now: what is brought forward began here.
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
