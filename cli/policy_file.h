// Policy files as people keep them: one may extend others that lie beside it.
#pragma once

#include <vector>

#include "tirai/policy.h"

namespace tirai::cli {

/// The file and those it extends, nearest first. A circle of files is an error that names one of them.
[[nodiscard]] Result<std::vector<PolicySource>> read_policy_files(const std::string& path);
/// The whole policy as one file: the file itself when it extends none.
[[nodiscard]] Result<std::string> whole_policy(const std::string& path);

}  // namespace tirai::cli
