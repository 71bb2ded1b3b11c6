// Which of several collectors of one log does what only one should do: look for findings, send to another system. Whoever has it takes it again before
// it ends; a process that died leaves it to the others a quarter of a minute later.
#pragma once

#include <string>

#include "store/store.h"

namespace tirai::collector {

inline constexpr std::int64_t kLeaseMs = 15'000;

/// True: it is this process's for kLeaseMs from now on.
[[nodiscard]] Result<bool> take_lease(Store& store, const std::string& name, std::int64_t now_ms);

}  // namespace tirai::collector
