// A table that somebody brings along: CSV (RFC 4180, with a line of column names), or a JSON list of objects. A fuzz target, by those who read it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/moments.h"
#include "tirai/result.h"

namespace tirai::collector {

inline constexpr std::size_t kMostTableBytes = 1 << 20;

/// A list of rows, at most `most`. Of CSV each row is an object of texts; of JSON whatever stands in the list.
[[nodiscard]] Result<nlohmann::json> read_table(std::string_view text, std::size_t most);
/// An error of the row of that number, from 1 on, and of its column: "row 3:/method".
[[nodiscard]] Error wrong_cell(std::size_t row, const char* column, const std::string& what);
/// The row is none at all.
[[nodiscard]] Error wrong_row(std::size_t row, const std::string& what);
/// Milliseconds since 1970, a number or its digits, or as written_moment() reads it, of 1970 to 2100; 0: there is none; nothing: it is not that.
[[nodiscard]] std::optional<std::int64_t> cell_moment(const nlohmann::json& row, const char* pointer, OfDay of_day);

}  // namespace tirai::collector
