// Finding known values in a text: by their letters, word by word, or by their digits.
#pragma once

#include <optional>
#include <string_view>

#include "detect/digits.h"
#include "tirai/detect.h"

namespace tirai::recognition {

struct KnownMatch {
  ByteSpan span;
  std::uint32_t value = 0;
};

/// The longest known value whose letters begin at the word that begins at `at`. Spaces of any kind and number are one space;
/// invisible characters are none. Costs a few steps per byte that agrees, however many values are known.
[[nodiscard]] std::optional<KnownMatch> known_text_at(std::string_view text, std::size_t at, const KnownValues& known);

/// The longest known value whose digits are the first ones of `run`; a "+" right before them belongs to it.
[[nodiscard]] std::optional<KnownMatch> known_digits_at(std::string_view text, const DigitRun& run, const KnownValues& known);

}  // namespace tirai::recognition
