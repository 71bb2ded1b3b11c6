// ASCII, a byte at a time: what most of a text is. Bytes beyond it are neither letters nor digits here.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "tirai/text.h"

namespace tirai::text {

[[nodiscard]] constexpr bool is_digit(char c) { return static_cast<unsigned char>(c - '0') < 10; }
[[nodiscard]] constexpr bool is_letter(char c) { return static_cast<unsigned char>((c | 0x20) - 'a') < 26; }
[[nodiscard]] constexpr bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
[[nodiscard]] constexpr char lower(char c) { return static_cast<unsigned char>(c - 'A') < 26 ? static_cast<char>(c + 32) : c; }

/// Whether `word` is `lower_case` in any letter case.
[[nodiscard]] inline bool same_word(std::string_view word, std::string_view lower_case) {
  if (word.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower(word[i]) != lower_case[i]) return false;
  }
  return true;
}

/// The same, four bytes at a time, where `word` holds no control characters and no "@[\]^_": words of letters, hyphens and apostrophes.
[[nodiscard]] inline bool same_letters(std::string_view word, std::string_view lower_case) {
  const std::size_t size = word.size();
  if (size != lower_case.size()) return false;
  if (size < 4) return same_word(word, lower_case);
  for (std::size_t at = 0;;) {
    std::uint32_t a = 0, b = 0;
    std::memcpy(&a, word.data() + at, 4);
    std::memcpy(&b, lower_case.data() + at, 4);
    if ((a | (~a & 0x80808080u) >> 2) != b) return false;  // ASCII alone has two cases
    if (at + 4 == size) return true;
    at = at + 8 <= size ? at + 4 : size - 4;
  }
}

/// The high bit of each byte of `four` that is no letter, up to the lowest such byte; above it bits may be missing or too many.
[[nodiscard]] inline std::uint32_t no_letters(std::uint32_t four) {
  const std::uint32_t folded = four | 0x20202020u;
  return ~((folded + 0x1F1F1F1Fu) & ~(folded + 0x05050505u) & ~four) & 0x80808080u;  // a carry only reaches bytes behind one that is none
}

/// Where the letters end that begin at `at`.
[[nodiscard]] inline std::size_t letters_end(std::string_view text, std::size_t at) {
  for (; at + 4 <= text.size(); at += 4) {
    std::uint32_t four = 0;
    std::memcpy(&four, text.data() + at, 4);
    if (const std::uint32_t others = no_letters(four); others != 0) return at + static_cast<std::size_t>(std::countr_zero(others)) / 8;
  }
  while (at < text.size() && is_letter(text[at])) ++at;
  return at;
}

/// What of a word is looked at to tell it from others, in lower case: its first eight letters and how many it has.
struct WordBytes {
  static constexpr std::size_t kMost = 8;
  std::uint64_t letters = 0;  ///< the first in the lowest byte; 0 where a shorter word has none
  std::size_t size = 0;
  WordBytes() = default;
  WordBytes(std::uint64_t bytes, std::size_t count) : size(count) {
    static constexpr std::uint64_t kUsed[] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFF'FFFFFFFF, 0xFFFF'FFFFFFFF, 0xFFFFFF'FFFFFFFF, 0xFFFFFFFF'FFFFFFFF};
    letters = (bytes | 0x20202020'20202020) & kUsed[count < kMost ? count : kMost];
  }
  /// Of the word that begins at `word`, where kMost bytes are readable, however short it is.
  WordBytes(const char* word, std::size_t count) : WordBytes(load(word), count) {}
  [[nodiscard]] std::uint32_t first() const { return static_cast<std::uint32_t>(letters); }  ///< four letters
  /// Of the two written as one word.
  [[nodiscard]] WordBytes followed_by(const WordBytes& more) const { return {letters | (size < kMost ? more.letters << (8 * size) : 0), size + more.size}; }
  /// A number for the word, the same in any letter case, for hash tables: its highest bits tell most.
  [[nodiscard]] std::uint32_t hash() const { return first() * 0x9E3779B1u + static_cast<std::uint32_t>(letters >> 32) * 0x85EBCA6Bu + static_cast<std::uint32_t>(size) * 0xC2B2AE35u; }

 private:
  static std::uint64_t load(const char* word) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, word, kMost);
    return bytes;
  }
};
/// Of a word behind which no byte may be readable.
[[nodiscard]] inline WordBytes word_bytes(std::string_view word) {
  const std::size_t size = word.size();
  if (size >= WordBytes::kMost) return {word.data(), size};
  const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<std::uint8_t>(word[at])) << (8 * at); };
  if (size < 4) return {size == 0 ? 0 : byte(0) | byte(size / 2) | byte(size - 1), size};
  std::uint32_t head = 0, tail = 0;
  std::memcpy(&head, word.data(), 4);
  std::memcpy(&tail, word.data() + size - 4, 4);
  return {head | static_cast<std::uint64_t>(tail) << (8 * (size - 4)), size};
}
/// Of the word that is `span` of the text: behind most, bytes are readable.
[[nodiscard]] inline WordBytes word_bytes(std::string_view text, ByteSpan span) {
  return text.size() - span.begin >= WordBytes::kMost ? WordBytes(text.data() + span.begin, span.size()) : word_bytes(text.substr(span.begin, span.size()));
}
/// How many letters at the end of a word are a clitic ("nya", "ku", "mu", "s"), or 0; of words of four letters or more.
[[nodiscard]] inline std::size_t clitic_size(std::string_view word) {
  if (word.size() < 4) return 0;
  std::uint32_t last = 0;
  std::memcpy(&last, word.data() + word.size() - 4, 4);
  last |= 0x20202020u;
  const bool two = last >> 16 == 0x756B || last >> 16 == 0x756D;
  return last >> 24 == 's' ? 1 : two ? 2 : last >> 8 == 0x61796E ? 3 : 0;
}
[[nodiscard]] inline std::uint32_t word_hash(std::string_view word) { return word_bytes(word).hash(); }

}  // namespace tirai::text
