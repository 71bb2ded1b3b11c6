// `tirai-collector account add|list|disable|reset`. A password comes from a file, the environment (TIRAI_PASSWORD) or the terminal; never from
// the command line, where every user of the machine can read it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "office/accounts.h"

namespace tirai::collector {

struct AccountCommand {
  std::string verb, db, name, role, password_file;
  std::vector<std::string> teams;
  std::string by = "tirai-collector";
  std::optional<std::string> log_key;
};

/// A change is an event of the log first. What goes to stdout: of add and reset the otpauth address, of list one line each.
[[nodiscard]] Result<std::string> run_account_command(const AccountCommand& command, std::int64_t now_ms);

}  // namespace tirai::collector
