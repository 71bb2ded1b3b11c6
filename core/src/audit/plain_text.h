// Text that means itself in JSON, looked at eight bytes at a time. verify (verify_json.cpp) has its own eye and shares nothing with this.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tirai::audit {

static_assert(std::endian::native == std::endian::little, "the first letter of eight is the lowest byte");

// The high bit of each byte of `word` that is zero; right up to the first, which is what is asked.
inline constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
constexpr std::uint64_t zeros_of(std::uint64_t word) { return (word - kOnes) & ~word & kHighs; }

inline std::uint64_t eight_at(std::string_view text, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, sizeof word);
  return word;
}

inline bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  std::uint64_t seen = 0;
  for (; at + 8 <= text.size(); at += 8) seen |= eight_at(text, at);
  for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
  return (seen & kHighs) == 0;
}

// Where the letters end that stand in a JSON string as they are: no control, neither quotation mark nor backslash.
inline std::size_t plain_end(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t word = eight_at(text, at);
    const std::uint64_t controls = (word - 0x20 * kOnes) & ~word & kHighs;
    const std::uint64_t ends = controls | zeros_of(word ^ ('"' * kOnes)) | zeros_of(word ^ ('\\' * kOnes));
    if (ends != 0) return at + static_cast<std::size_t>(std::countr_zero(ends)) / 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != '"' && text[at] != '\\') ++at;
  return at;
}

}  // namespace tirai::audit
