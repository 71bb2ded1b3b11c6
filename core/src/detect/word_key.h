// Words looked up by how they begin: the first four ASCII letters, lower case, in one integer; of other scripts the first character.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/ascii.h"

namespace tirai::recognition {

/// Of four bytes, the first of which is a letter.
[[nodiscard]] inline std::uint32_t letters_key(const char* four) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, four, 4);
  const std::uint32_t others = text::no_letters(bytes);
  return (bytes | 0x20202020u) & (((others & (0u - others)) >> 7) - 1);
}

/// Of the word that begins at `at`; 0 when it begins with a digit or sign.
[[nodiscard]] std::uint32_t word_key(std::string_view text, std::size_t at);

}  // namespace tirai::recognition
