// Words looked up by how they begin: the first four ASCII letters, lower case, in one integer; of other scripts the first character.
#pragma once

#include <cstdint>
#include <string_view>

#include "text/ascii.h"

namespace tirai::recognition {

/// Of the word that begins at `at`, as text::WordBytes::first() of its ASCII letters; 0 when it begins with a digit or sign.
[[nodiscard]] std::uint32_t word_key(std::string_view text, std::size_t at);
/// The same, and of what begins with a digit that digit: known values do.
[[nodiscard]] inline std::uint32_t known_key(std::string_view text, std::size_t at) {
  return tirai::text::is_digit(text[at]) ? static_cast<std::uint32_t>(text[at]) : word_key(text, at);
}

}  // namespace tirai::recognition
