// What is counted and found behind the log, in the SQL that both stores speak (sql.h). All of it may be dropped, with index_cursor and findings_cursor
// set to 0: it is built again from the log.
//
//   day_counts    event_counts again, of days of Jakarta and of one dimension each (class, purpose, team, kind): a year in one look
//   hour_counts   the same of hours, by kind and team
//   agent_days    figures of each agent's days (tirai/findings.h), what baselines are made of; `again`: when to look at the day once more, 0: never
//   findings      the log's finding events, read back by the indexer: what the dashboard lists
//   exporters     how far each exporter has come in the log
//   leases        which collector of several looks for findings, or runs an exporter (lease.h)
#pragma once

namespace tirai::collector {

// What version 6 of the SQLite schema and version 5 of PostgreSQL's add.
inline constexpr const char* kSchemaOfFindings = R"sql(
CREATE TABLE day_counts(
  dimension  text NOT NULL,
  kind       text NOT NULL,
  day        bigint NOT NULL,
  name       text NOT NULL,
  team       text NOT NULL,
  events     bigint NOT NULL,
  PRIMARY KEY(dimension, kind, day, name, team)
);
CREATE TABLE hour_counts(
  hour    bigint NOT NULL,
  kind    text NOT NULL,
  team    text NOT NULL,
  events  bigint NOT NULL,
  PRIMARY KEY(hour, kind, team)
);
INSERT INTO day_counts SELECT 'class', kind, (hour + 7) / 24, class, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 2, 3, 4, 5;
INSERT INTO day_counts SELECT 'purpose', kind, (hour + 7) / 24, purpose, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 2, 3, 4, 5;
INSERT INTO day_counts SELECT 'team', kind, (hour + 7) / 24, team, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 2, 3, 4, 5;
INSERT INTO day_counts SELECT 'kind', kind, (hour + 7) / 24, kind, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 2, 3, 4, 5;
INSERT INTO hour_counts SELECT hour, kind, team, CAST(sum(events) AS bigint) FROM event_counts GROUP BY 1, 2, 3;

CREATE TABLE agent_days(
  agent    text NOT NULL,
  day      bigint NOT NULL,
  team     text NOT NULL,
  figures  text NOT NULL,
  again    bigint NOT NULL,
  PRIMARY KEY(agent, day)
);
CREATE INDEX agent_days_by_team ON agent_days(team, day);
CREATE INDEX agent_days_again ON agent_days(again);
CREATE TABLE findings(
  place      bigint PRIMARY KEY,
  time       bigint NOT NULL,
  agent      text NOT NULL,
  team       text NOT NULL,
  finding    text NOT NULL,
  chain_uid  text NOT NULL,
  sequence   bigint NOT NULL
);
CREATE INDEX findings_by_time ON findings(time);
CREATE INDEX findings_by_agent ON findings(agent, time);
CREATE TABLE findings_cursor(
  id    bigint PRIMARY KEY CHECK(id = 1),
  next  bigint NOT NULL
);
INSERT INTO findings_cursor(id, next) VALUES(1, 0);
CREATE TABLE leases(
  name    text PRIMARY KEY,
  holder  text NOT NULL,
  ends    bigint NOT NULL
);
CREATE TABLE exporters(
  name  text PRIMARY KEY,
  next  bigint NOT NULL
);
)sql";

}  // namespace tirai::collector
