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
  std::array<std::vector<ShapeOf>, 1u << CompiledShape::kKeyBits> shapes;  ///< Codes, by which of the first characters are digits
  std::uint32_t leading_letters = 0;         ///< bit n: some shape has n letters that a separator may follow
  bool digit_codes = false;                  ///< some shape has no letter at all
  std::vector<PrefixOf> prefixes;            ///< sorted
  bool digit_prefixes = false;               ///< some prefix begins with a digit

  explicit Plan(std::span<const Recognizer> recognizers);
};

[[nodiscard]] const Plan& plan();

}  // namespace tirai::recognition
