// Keys as people give them: the key itself, or a file that holds it.
#pragma once

#include <string>
#include <vector>

#include "tirai/audit.h"

namespace tirai::cli {

[[nodiscard]] Result<std::string> read_vkey(const std::string& text_or_path);
/// `quorum` 0: all of the witnesses.
[[nodiscard]] Result<LogTrust> read_trust(const std::string& log_vkey, const std::vector<std::string>& witnesses, std::size_t quorum);
/// kept_checkpoint() of a file.
[[nodiscard]] Result<Checkpoint> read_kept_checkpoint(const std::string& path);

}  // namespace tirai::cli
