// Where something can begin, found in one pass over the text: sixteen bytes at a time where the machine has the instructions.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/phrases.h"
#include "detect/plan.h"
#include "tirai/detect.h"

namespace tirai::recognition {

/// What may begin at a place; several at once.
struct Start {
  static constexpr std::uint8_t kDigits = 1;   ///< a group of digits
  static constexpr std::uint8_t kSign = 2;     ///< "@" or ":"
  static constexpr std::uint8_t kPrefix = 4;   ///< a word that may be some recognizer's prefix
  static constexpr std::uint8_t kKnown = 8;    ///< a word that a known value may begin with
  static constexpr std::uint8_t kCapital = 16; ///< a word with an ASCII capital that a name may begin with
  std::size_t at = 0;
  std::uint8_t what = 0;
};

class Reading;

struct Starts {
  std::vector<Heard> heard;   ///< every phrase, by begin
  std::vector<Start> places;  ///< by `at`
  std::vector<std::size_t> separators;  ///< every "," ";" "|", tab, line break and U+0000: what lines and tables are made of
};

[[nodiscard]] Starts find_starts(std::string_view text, const PhraseTable& table, const Plan& plan, const KnownValues& known);

/// The same of reading.text(), `before` being what its source has: those texts alone are read that were changed.
[[nodiscard]] Starts find_starts_again(const Starts& before, const Reading& reading, const PhraseTable& table, const Plan& plan, const KnownValues& known);

}  // namespace tirai::recognition
