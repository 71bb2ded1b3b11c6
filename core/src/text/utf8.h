// Characters of UTF-8 text, one at a time. Inside the core only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tirai::text {

/// One character and how many bytes it takes. A byte that is not part of well-formed UTF-8 reads as U+FFFD of one byte.
struct Character {
  char32_t code = 0xFFFD;
  std::uint8_t size = 1;
  bool well_formed = false;
};

[[nodiscard]] Character long_character_at(std::string_view text, std::size_t at);

/// The character that begins at `at`; `at` is inside the text.
[[nodiscard]] inline Character character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<std::uint8_t>(text[at]);
  return first < 0x80 ? Character{first, 1, true} : long_character_at(text, at);
}

[[nodiscard]] Character long_character_before(std::string_view text, std::size_t end);

/// The character that ends at `end`; `end` is not 0.
[[nodiscard]] inline Character character_before(std::string_view text, std::size_t end) {
  const auto last = static_cast<std::uint8_t>(text[end - 1]);
  return last < 0x80 ? Character{last, 1, true} : long_character_before(text, end);
}

void append_utf8(std::string& out, char32_t code);

/// Whether a value goes on across this character: letters of scripts that put spaces between words, digits, full-width forms.
/// Chinese, Japanese, Thai and their like write no spaces, so a number may follow any letter of theirs.
[[nodiscard]] bool is_long_word_character(char32_t code);
[[nodiscard]] inline bool is_word_character(char32_t code) {
  if (code >= 0x80) return is_long_word_character(code);
  return (code | 0x20) - U'a' < 26 || code - U'0' < 10;
}

/// Characters that show nothing: zero-width spaces and joiners, soft hyphen, byte order mark.
[[nodiscard]] inline bool is_ignorable(char32_t code) {
  return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

/// Spaces that stand inside a line, among them the ones that do not break.
[[nodiscard]] inline bool is_space(char32_t code) {
  return code == ' ' || code == '\t' || code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

/// Simple lower case for Latin, Greek and Cyrillic; the UTF-8 length never changes.
[[nodiscard]] char32_t long_to_lower(char32_t code);
[[nodiscard]] inline char32_t to_lower(char32_t code) {
  if (code >= 0x80) return long_to_lower(code);
  return code - U'A' < 26 ? code + 32 : code;
}
[[nodiscard]] inline bool is_upper(char32_t code) { return to_lower(code) != code; }

}  // namespace tirai::text
