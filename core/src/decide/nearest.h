// "did you mean": the known name a person most likely meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tirai::decision {

/// The nearest of `names` by edits of a letter (swapped neighbours count as one), else the first that has `name` as one of its words
/// ("phone": "phone_number"), else empty.
[[nodiscard]] std::string_view nearest(std::string_view name, std::span<const std::string_view> names);

/// "; did you mean \"role\"", else "; expected a, b or c", else (no names, or too many to list) empty.
[[nodiscard]] std::string hint(std::string_view name, std::span<const std::string_view> names);

/// What a person wrote, in quotation marks, as far as a message of one line has room for it.
[[nodiscard]] std::string in_quotes(std::string_view name);

/// "a", "a or b", "a, b or c".
[[nodiscard]] std::string list_of(std::span<const std::string_view> names);

}  // namespace tirai::decision
