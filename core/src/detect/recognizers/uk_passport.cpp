// Passports of the United Kingdom: nine digits, or a letter and eight. No check digit, and other countries' look alike: they need the country's name.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nine_digits(const Number& number) { return Match{number.span(), number.shape().count == 1 ? 0.0 : -0.2}; }

std::optional<Match> with_letter(const Code& code) { return Match{code.span(), code.in_capitals() ? 0.0 : -0.2}; }

constexpr Shape kShapes[] = {{"A99999999"}};

constexpr auto kContext = phrases(
    "uk passport", "uk passport no", "uk passport number", "u.k. passport", "british passport", "british passport no", "british passport number", "gb passport",
    "passport uk", "passport gb", "hmpo", "paspor inggris", "paspor uk", "paspor britania", "paspor inggris raya");
}  // namespace

Recognizer uk_passport() {
  return {
      .type = EntityType::kUkPassport,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({9}), nine_digits},
      .confidence = {.alone = 0.08, .with_context = 0.95},
      .context = kContext,
  };
}

Recognizer uk_passport_letter() {
  return {
      .type = EntityType::kUkPassport,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, with_letter},
      .confidence = {.alone = 0.08, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
