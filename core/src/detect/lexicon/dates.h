// Dates as people write them, in Indonesian and English.
#pragma once

#include <optional>
#include <string_view>

#include "tirai/text.h"

namespace tirai::recognition {

struct DateFound {
  ByteSpan span;
  int year = 0;   ///< four digits
  int month = 0;
  int day = 0;
};

/// The date that begins at `at`, a digit or a letter: 12/05/1990, 12-5-90, 1990-05-12, 12 Mei 1990, May 12th, 1990, 12051990.
/// Where day and month can be told apart only by custom, the day comes first.
[[nodiscard]] std::optional<DateFound> read_date(std::string_view text, std::size_t at);

[[nodiscard]] bool is_date(int year, int month, int day);

}  // namespace tirai::recognition
