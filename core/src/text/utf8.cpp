#include "text/utf8.h"

namespace tirai::text {
namespace {
std::uint8_t byte(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }
bool is_continuation(std::uint8_t value) { return (value & 0xC0) == 0x80; }
bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

// Unicode 15, table 3-7: the range of the second byte depends on the first.
bool second_fits(std::uint8_t first, std::uint8_t second) {
  switch (first) {
    case 0xE0: return second >= 0xA0 && second <= 0xBF;
    case 0xED: return second >= 0x80 && second <= 0x9F;
    case 0xF0: return second >= 0x90 && second <= 0xBF;
    case 0xF4: return second >= 0x80 && second <= 0x8F;
    default: return is_continuation(second);
  }
}
}  // namespace

Character long_character_at(std::string_view text, std::size_t at) {
  const std::uint8_t first = byte(text, at);
  const std::uint8_t size = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : in(first, 0xF0, 0xF4) ? 4 : 1;
  if (size == 1 || text.size() - at < size || !second_fits(first, byte(text, at + 1))) return {};
  char32_t code = first & (0x7F >> size);
  for (std::uint8_t i = 1; i < size; ++i) {
    if (!is_continuation(byte(text, at + i))) return {};
    code = code << 6 | (byte(text, at + i) & 0x3F);
  }
  return {code, size, true};
}

Character long_character_before(std::string_view text, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && is_continuation(byte(text, begin))) --begin;
  const Character found = character_at(text, begin);
  return begin + found.size == end ? found : Character{};
}

void append_utf8(std::string& out, char32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

bool is_long_word_character(char32_t code) {
  if (code < 0xC0) return code == 0xAA || code == 0xB5 || code == 0xBA;
  if (code == 0xD7 || code == 0xF7 || code == 0xFFFD) return false;
  if (in(code, 0x0E00, 0x0EFF) || in(code, 0x1000, 0x109F) || in(code, 0x1780, 0x17FF)) return false;
  return code < 0x2000 || in(code, 0xFF10, 0xFF19) || in(code, 0xFF21, 0xFF3A) || in(code, 0xFF41, 0xFF5A);
}

char32_t long_to_lower(char32_t code) {
  if (code < 0xC0) return code;
  if (in(code, 0xC0, 0xDE)) return code == 0xD7 ? code : code + 32;
  if (in(code, 0x100, 0x12F) || in(code, 0x132, 0x137) || in(code, 0x14A, 0x177)) return code | 1;
  if (in(code, 0x139, 0x148) || in(code, 0x179, 0x17E)) return code % 2 == 1 ? code + 1 : code;
  if (in(code, 0x391, 0x3AB) || in(code, 0x410, 0x42F)) return code == 0x3A2 ? code : code + 32;
  return in(code, 0x400, 0x40F) ? code + 80 : code;
}

}  // namespace tirai::text
