// `tirai-collector enrol`, `token`, `revoke`, `credentials`: who may send, and who may read. Each change is an event of the log first; also while `serve` runs.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "ingest/enrol.h"

namespace tirai::collector {

struct CredentialCommand {
  std::string db, by = "tirai-collector";
  std::optional<std::string> log_key;
  EnrolOptions enrolling;  ///< of enrol
  std::string scope, name;  ///< of token
  std::string id;           ///< of revoke
};

void add_credentials(CLI::App& app, CredentialCommand& command);
/// What goes to stdout: a bearer token and nothing else, so that a script can take it; or the list: id, kind, name, created and revoked in
/// milliseconds since 1970, tabs between.
[[nodiscard]] Result<std::string> run_enrol(const CredentialCommand& command);
[[nodiscard]] Result<std::string> run_token(const CredentialCommand& command);
[[nodiscard]] Result<std::string> run_revoke(const CredentialCommand& command);
[[nodiscard]] Result<std::string> run_credentials(const CredentialCommand& command);

}  // namespace tirai::collector
