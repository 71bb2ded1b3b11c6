// `tirai-collector agent`: second factors of agents.
#pragma once

#include <optional>
#include <string>

#include "people/agents.h"

namespace tirai::collector {

struct AgentCommand {
  std::string db, verb;  ///< add, list, reset, disable
  std::string agent, by = "tirai-collector";
  std::optional<std::string> log_key;
};
/// A change is an event of the log first. What goes to stdout; an authenticator's address is shown once.
[[nodiscard]] Result<std::string> run_agent_command(const AgentCommand& command, std::int64_t now_ms);

}  // namespace tirai::collector
