// Who is asked where: the registry turned around, made once.
#pragma once

#include <array>
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
  RecognizerSet negatable;
  std::array<std::vector<ShapeOf>, 1u << CompiledShape::kKeyBits> shapes;  ///< Codes, by which of the first characters are digits
  std::uint32_t leading_letters = 0;         ///< bit n: some shape has n letters that a separator may follow
  std::array<std::uint32_t, CodeRun::kMost> letters_behind{};  ///< [n] bit m: some shape has m letters behind n digits and a separator
  std::size_t fewest_code_digits = CodeRun::kMost;  ///< of the shapes that have no letter at all, the shortest
  std::vector<PrefixOf> prefixes;            ///< by pair_of their first two characters
  std::array<std::uint16_t, 4097> prefix_pairs{};  ///< where in `prefixes` those of a pair begin
  bool digit_prefixes = false;               ///< some prefix begins with a digit

  KeyFilter prefix_filter;                   ///< of what prefixes begin with: three characters, or two letters

  /// Two ASCII letters or digits as one number; some lower-case letters share theirs with a digit.
  [[nodiscard]] static std::size_t pair_of(const char* two) { return static_cast<std::size_t>(two[0] & 63) << 6 | (two[1] & 63); }
  [[nodiscard]] static std::uint32_t key_of(const char* first, std::size_t size) {
    const std::uint32_t two = static_cast<std::uint8_t>(first[0]) | static_cast<std::uint32_t>(static_cast<std::uint8_t>(first[1])) << 8;
    return size < 3 ? two : two | static_cast<std::uint32_t>(static_cast<std::uint8_t>(first[2])) << 16;
  }
  /// Whether some prefix begins with these letters; three bytes are readable. Two letters alone begin too many words: then at most one more may follow.
  [[nodiscard]] bool may_begin_prefix(const char* letters, std::size_t size) const {
    const std::size_t pair = pair_of(letters);
    if (prefix_pairs[pair] == prefix_pairs[pair + 1]) return false;
    return prefix_filter.has(key_of(letters, 3)) || (size <= 3 && prefix_filter.has(key_of(letters, 2)));
  }

  struct Sureness {
    EntityType type;
    Pack pack;
    double alone, most;
  };
  std::vector<Sureness> sureness;            ///< of each recognizer

  explicit Plan(std::span<const Recognizer> recognizers);
};

/// Whom some thresholds leave: made once for all texts.
struct Wanted {
  RecognizerSet on;     ///< not switched off
  RecognizerSet alone;  ///< reach their threshold without any context
  Wanted(const Plan& plan, const Thresholds& thresholds);
};

[[nodiscard]] const Plan& plan();

}  // namespace tirai::recognition
