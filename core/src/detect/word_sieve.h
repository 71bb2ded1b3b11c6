// Which words may be among many: one bit each, found by the word's hash. Most words are told apart by it, without a look at their letters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/ascii.h"

namespace tirai::recognition {

/// Of words by their hash (text::word_hash). Sometimes it says yes for one that was never added, never no for one that was.
class WordSieve {
 public:
  void add(std::uint32_t hash) { bits_[hash >> 21] |= 1u << (hash >> 16 & 31); }
  [[nodiscard]] bool may_hold(std::uint32_t hash) const { return (bits_[hash >> 21] >> (hash >> 16 & 31) & 1) != 0; }

 private:
  static constexpr std::size_t kSize = 1 << 11;  // 65,536 bits for some thousands of words
  std::array<std::uint32_t, kSize> bits_{};
};

/// The same for some dozens of words, by their first and last letter and length: small enough for the compiler to make.
class EndsSieve {
 public:
  constexpr void add(std::string_view word) { bits_[bit_of(word) / 32] |= 1u << bit_of(word) % 32; }
  [[nodiscard]] constexpr bool may_hold(std::string_view word) const { return (bits_[bit_of(word) / 32] >> bit_of(word) % 32 & 1) != 0; }

 private:
  static constexpr unsigned bit_of(std::string_view word) {
    const auto first = static_cast<unsigned char>(text::lower(word.front())), last = static_cast<unsigned char>(text::lower(word.back()));
    return (first * 37u ^ last * 11u ^ static_cast<unsigned>(word.size()) * 101u) % 256;
  }
  std::uint32_t bits_[8] = {};
};

}  // namespace tirai::recognition
