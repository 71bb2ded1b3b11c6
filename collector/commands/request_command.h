// `tirai-collector request`: what data subjects asked for of their rights, and how it was answered.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "tirai/result.h"

namespace tirai::collector {

struct RequestCommand {
  std::string db, verb;  ///< open, answer, list
  std::string id, request, subject, outcome, by = "tirai-collector";
  std::int64_t received = 0;
  std::optional<std::string> log_key;
};
void add_requests(CLI::App& app, RequestCommand& command);
/// A change is an event of the log first. stdout: of open the id and when it is due; of list a line each.
[[nodiscard]] Result<std::string> run_request_command(const CLI::App& app, RequestCommand command, std::int64_t now_ms);

}  // namespace tirai::collector
