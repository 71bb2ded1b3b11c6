// Days as the log counts them.
#pragma once

#include <cstdint>

namespace tirai {

inline constexpr std::int64_t kHourMs = 3'600'000, kDayMs = 24 * kHourMs, kJakartaMs = 7 * kHourMs;

/// The day of Western Indonesia (UTC+7, no summer time) that a time since 1970-01-01 UTC falls on, counted from 1970 on. `time_ms` at or after 1970.
[[nodiscard]] inline std::int64_t day_of(std::int64_t time_ms) { return (time_ms + kJakartaMs) / kDayMs; }

}  // namespace tirai
