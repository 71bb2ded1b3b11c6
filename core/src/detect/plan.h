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
    CompiledShape::Outline outline;
    std::uint16_t shape;  ///< in compiled_shapes
    std::uint8_t recognizer;
  };
  struct PrefixOf {
    std::string_view prefix;
    std::uint8_t recognizer;
  };
  std::array<RecognizerSet, DigitRun::kMost + 1> by_length;  ///< Numbers, by how many digits
  RecognizerSet codes;
  RecognizerSet at_digits;
  std::array<RecognizerSet, DigitRun::kMost + 1> at_so_many_digits;  ///< those of at_digits whom so many are enough
  RecognizerSet at_sign;
  RecognizerSet at_colon;
  RecognizerSet at_capitals;
  RecognizerSet negatable;
  std::array<std::vector<ShapeOf>, 1u << CompiledShape::kKeyBits> shapes;  ///< Codes, by which of the first characters are digits
  static constexpr std::size_t kMostShapes = 128;
  std::vector<CompiledShape> compiled_shapes;  ///< at most kMostShapes
  std::uint32_t leading_letters = 0;         ///< bit n: some shape has n letters that a separator may follow
  std::array<std::uint32_t, CodeRun::kMost> letters_behind{};  ///< [n] bit m: some shape has m letters behind n digits and a separator
  std::size_t fewest_code_digits = CodeRun::kMost;  ///< of the shapes that digits alone may have, the shortest
  std::vector<PrefixOf> prefixes;            ///< by pair_of their first two characters
  std::array<std::uint16_t, 4097> prefix_pairs{};  ///< where in `prefixes` those of a pair begin
  bool digit_prefixes = false;               ///< some prefix begins with a digit

  // Which bytes stand where in prefixes that begin with the n-th letter, as bit n: of those of two letters, and of the longer ones.
  struct Bytes {
    std::uint32_t second_of_two = 0, second = 0, third = 0;
  };
  std::array<Bytes, 256> prefix_bytes{};
  LetterPairs short_prefix_letters, prefix_letters;  ///< of words of up to kShortWord letters, and of longer ones; ways to ask may_begin_prefix() less
  static constexpr std::size_t kShortWord = 3;

  /// Two ASCII letters or digits as one number; some lower-case letters share theirs with a digit.
  [[nodiscard]] static std::size_t pair_of(const char* two) { return static_cast<std::size_t>(two[0] & 63) << 6 | (two[1] & 63); }
  /// Whether some prefix may begin with these letters; three bytes are readable. Two letters alone begin too many words: then at most one more may follow.
  [[nodiscard]] bool may_begin_prefix(const char* letters, std::size_t size) const {
    const Bytes& second = prefix_bytes[static_cast<std::uint8_t>(letters[1])];
    const std::uint32_t longer = second.second & prefix_bytes[static_cast<std::uint8_t>(letters[2])].third;
    const std::uint32_t any = longer | (second.second_of_two & (0 - static_cast<std::uint32_t>(size <= kShortWord)));
    return (any >> (letters[0] & 31) & 1) != 0;
  }

  struct Sureness {
    double alone, most;
  };
  std::vector<Sureness> sureness;            ///< of each recognizer
  std::array<RecognizerSet, kEntityTypeCount> of_type;
  std::array<RecognizerSet, kPackCount> of_pack;

  explicit Plan(std::span<const Recognizer> recognizers);
};

/// Whom some thresholds leave: made once for all texts.
struct Wanted {
  RecognizerSet on;     ///< not switched off
  RecognizerSet alone;  ///< reach their threshold without any context
  Wanted(const Plan& plan, const Thresholds& thresholds);

 private:
  explicit Wanted(const Plan& plan);  // under the usual thresholds
  void judge(const Plan& plan, std::size_t type, double least);
};

[[nodiscard]] const Plan& plan();

}  // namespace tirai::recognition
