// `tirai-collector erase`: a person's right to be forgotten, from the command line; also while `serve` runs.
#pragma once

#include <optional>
#include <string>

#include "people/erasure.h"

namespace tirai::collector {

struct EraseCommand {
  std::string db, lookup, id_file, by = "tirai-collector";
  std::optional<std::string> log_key;
};
/// What goes to stdout: the pseudonym, and how many keys and sealed texts are no more; tabs between. One of lookup and id_file is set.
[[nodiscard]] Result<std::string> run_erase(const EraseCommand& command);

}  // namespace tirai::collector
