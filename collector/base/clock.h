// The time of day, as events and rows have it.
#pragma once

#include <chrono>
#include <cstdint>

namespace tirai::collector {

/// Milliseconds since 1970-01-01 UTC.
[[nodiscard]] inline std::int64_t now_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

}  // namespace tirai::collector
