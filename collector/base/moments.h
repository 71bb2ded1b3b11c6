// Moments as people and other systems write them (RFC 3339), in both directions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tirai::collector {

/// What is meant where a day stands without a time.
enum class OfDay : std::uint8_t { kBegin, kEnd };
/// "2026-11-20", "2026-11-20T09:30:00+07:00", a space for the T; no zone: Jakarta's. Nothing: it is not that.
[[nodiscard]] std::optional<std::int64_t> written_moment(std::string_view text, OfDay of_day);
/// "2026-11-20T02:30:00.000Z"
[[nodiscard]] std::string rfc3339(std::int64_t time_ms);

}  // namespace tirai::collector
