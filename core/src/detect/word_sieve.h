// Which words may be among many: one bit each, found by the word's hash. Most words are told apart by it, without a look at their letters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

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

}  // namespace tirai::recognition
