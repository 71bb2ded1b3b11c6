// A finding as an event of the log (OCSF 1.8 class 2006, Data Security Finding), and read back for the dashboard. Its numbers are all in it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tirai/findings.h"

namespace tirai::collector {

struct DayFinding {
  AgentFinding finding;
  std::int64_t day = 0;
  std::string agent, team;
};

/// tirai.finding of the event: integers and the measure's name.
[[nodiscard]] nlohmann::json finding_numbers(const DayFinding& found);
[[nodiscard]] std::optional<DayFinding> read_finding(const nlohmann::json& numbers);
/// But for what the log itself adds (own_log.h).
[[nodiscard]] nlohmann::json finding_event(const DayFinding& found, std::int64_t now_ms);

}  // namespace tirai::collector
