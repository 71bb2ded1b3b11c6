// Passports of the United Kingdom: nine digits. No check digit: they need the word.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr std::string_view kBritish[] = {"uk passport", "u.k. passport", "british passport", "gb passport", "hmpo", "paspor inggris", "paspor uk", "paspor britania"};

// Other countries number their passports alike: the country's name tells.
double weight_at(std::string_view text, std::size_t at) { return phrase_before(text, at, 40, kBritish) ? 0.12 : 0.0; }

std::optional<Match> nine_digits(const Number& number) {
  return Match{number.span(), weight_at(number.text, number.span().begin) - (number.shape().count == 1 ? 0.0 : 0.2)};
}

std::optional<Match> with_letter(const Code& code) { return Match{code.span(), weight_at(code.text, code.span().begin) - (code.in_capitals() ? 0.0 : 0.2)}; }

constexpr Shape kShapes[] = {{"A99999999"}};

constexpr std::string_view kContext[] = {"uk passport", "u.k. passport", "british passport", "gb passport", "passport", "passport no", "passport number", "hmpo", "paspor inggris"};
}  // namespace

Recognizer uk_passport() {
  return {
      .type = EntityType::kUkPassport,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({9}), nine_digits},
      .confidence = {.alone = 0.08, .with_context = 0.83},
      .context = kContext,
  };
}

Recognizer uk_passport_letter() {
  return {
      .type = EntityType::kUkPassport,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, with_letter},
      .confidence = {.alone = 0.08, .with_context = 0.83},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
