// What several commands are given alike.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/names.h"

namespace tirai::collector {

inline constexpr const char* kStore = "SQLite file, or postgresql://[user@][host][/database][?...] without a password (PGPASSFILE, PGPASSWORD)";
inline constexpr const char* kStoreMade = "SQLite file, or postgresql://[user@][host][/database][?...] without a password (PGPASSFILE, PGPASSWORD); made when it is not there";
inline constexpr std::int64_t kLatestMoment = 4'102'444'800'000;  ///< the year 2100

/// Who asked for a change, and what signs the event of it.
inline void add_log_options(CLI::App* command, std::string& by, std::optional<std::string>& log_key) {
  command->add_option("--log-key", log_key, "as serve has it");
  command->add_option("--by", by, "who asked for it, for the log: 1 to 128 letters, digits or . _ : - / @ +")->check([](const std::string& name) { return is_agent_name(name) ? std::string() : "not such a name"; });
}

}  // namespace tirai::collector
