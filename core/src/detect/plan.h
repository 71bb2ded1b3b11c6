// Who is asked where: the registry turned around, made once.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/code.h"
#include "detect/phrases.h"

namespace tirai::recognition {

struct Plan {
  struct ShapeOf {
    CompiledShape shape;
    std::uint8_t recognizer;
  };
  struct PrefixOf {
    std::string_view prefix;
    std::uint8_t recognizer;
  };
  std::array<RecognizerSet, DigitRun::kMost + 1> by_length;  ///< Numbers, by how many digits
  RecognizerSet codes;
  RecognizerSet at_digits;
  RecognizerSet at_sign;
  RecognizerSet at_colon;
  RecognizerSet at_capitals;
  std::vector<ShapeOf> shapes;
  std::uint32_t leading_letters = 0;         ///< bit n: some shape has n letters that a separator may follow
  std::vector<PrefixOf> prefixes;            ///< sorted
  std::vector<std::uint64_t> prefix_filter;  ///< a bit for each two bytes a prefix may begin with

  explicit Plan(std::span<const Recognizer> recognizers);
  [[nodiscard]] bool may_begin_prefix(char first, char second) const {
    const std::size_t bit = static_cast<std::uint8_t>(first) * 256u + static_cast<std::uint8_t>(second);
    return (prefix_filter[bit / 64] >> (bit % 64) & 1) != 0;
  }
};

[[nodiscard]] const Plan& plan();

/// Calls `visit` with the place in the registry of each recognizer of the set, in order.
template <typename Visit>
void for_each(const RecognizerSet& set, Visit visit) {
  static constexpr RecognizerSet kWord(~0ull);
  for (std::size_t base = 0; base < kMostRecognizers; base += 64) {
    for (std::uint64_t word = ((set >> base) & kWord).to_ullong(); word != 0; word &= word - 1) {
      visit(base + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }
}

}  // namespace tirai::recognition
