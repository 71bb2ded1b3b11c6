// Who works in the helpdesk, and of whom the collector hears, in the SQL that both stores speak (sql.h).
//
//   heard_days       of each agent and day of Jakarta the last sign of life: an event of one of their devices (indexer.cpp), or a browser that asked for its policy
//   helpdesk_agents  what the helpdesk itself says: its agents by the names it writes, and when each was last active (coverage import)
//   device_teams     gets the agent a device is enrolled for
#pragma once

namespace tirai::collector {

// What version 7 of the SQLite schema and version 6 of PostgreSQL's add.
inline constexpr const char* kSchemaOfCoverage = R"sql(
ALTER TABLE device_teams ADD COLUMN agent text NOT NULL DEFAULT '';
DELETE FROM device_teams;
CREATE TABLE heard_days(
  agent  text NOT NULL,
  day    bigint NOT NULL,
  last   bigint NOT NULL,
  PRIMARY KEY(agent, day)
);
INSERT INTO heard_days SELECT agent, (time + 25200000) / 86400000, max(time) FROM event_index WHERE agent <> '' GROUP BY 1, 2;
CREATE TABLE helpdesk_agents(
  helpdesk     text NOT NULL,
  agent        text NOT NULL,
  last         bigint NOT NULL,
  imported     bigint NOT NULL,
  imported_by  text NOT NULL,
  PRIMARY KEY(helpdesk, agent)
);
)sql";

}  // namespace tirai::collector
