// The time, as events and rows have it.
#pragma once

#include <chrono>
#include <cstdint>

namespace tirai::collector {

/// Milliseconds since 1970-01-01 UTC.
[[nodiscard]] inline std::int64_t now_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

/// Seconds of a clock that only goes on, for rates.
[[nodiscard]] inline double steady_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

inline constexpr std::int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs, kJakartaMs = 7 * kHourMs;
/// Days are those of Western Indonesia (UTC+7, no summer time), counted from 1970 on; the index has the same in SQL (office/indexer.cpp).
[[nodiscard]] inline std::int64_t day_of(std::int64_t time_ms) { return (time_ms + kJakartaMs) / kDayMs; }
[[nodiscard]] inline std::int64_t start_of_day(std::int64_t day) { return day * kDayMs - kJakartaMs; }

}  // namespace tirai::collector
