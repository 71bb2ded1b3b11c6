// The time, as events and rows have it.
#pragma once

#include <chrono>
#include <cstdint>

#include "tirai/day.h"

namespace tirai::collector {

/// Milliseconds since 1970-01-01 UTC.
[[nodiscard]] inline std::int64_t now_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

/// Seconds of a clock that only goes on, for rates.
[[nodiscard]] inline double steady_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// The inverse of day_of(); the index has both in SQL (office/indexer.cpp).
[[nodiscard]] inline std::int64_t start_of_day(std::int64_t day) { return day * kDayMs - kJakartaMs; }

}  // namespace tirai::collector
