// Passport books and cards of the United States: nine digits, since 2021 a letter and eight digits. No check digit: they need the word. Other
// countries number theirs alike, so the country's name decides.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nine_digits(const Number& number) { return Match{number.span(), number.shape().count == 1 ? 0.0 : -0.2}; }

std::optional<Match> next_generation(const Code& code) { return Match{code.span(), code.in_capitals() ? 0.0 : -0.2}; }

constexpr Shape kShapes[] = {{"A99999999"}};
constexpr auto kAmerican = phrases("us passport", "us passport no", "us passport number", "u.s. passport", "u.s. passport no", "usa passport", "american passport",
                                          "american passport no", "american passport number", "passport book", "passport card", "paspor amerika", "paspor as", "paspor us");

constexpr auto kContext = phrases(
    "us passport", "us passport number", "american passport", "american passport number", "passport book", "passport card", "passport", "passport no", "passport number",
    "passport #", "travel document", "paspor", "no paspor", "nomor paspor");
}  // namespace

Recognizer us_passport() {
  return {
      .type = EntityType::kUsPassport,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({9}), nine_digits},
      .confidence = {.alone = 0.1, .with_context = 0.85},
      .context = kContext,
  };
}

Recognizer us_passport_next_generation() {
  return {
      .type = EntityType::kUsPassport,
      .pack = Pack::kUsCa,
      .candidate = Codes{kShapes, next_generation},
      .confidence = {.alone = 0.1, .with_context = 0.8},
      .context = kContext,
  };
}

Recognizer us_passport_named() {
  return {
      .type = EntityType::kUsPassport,
      .pack = Pack::kUsCa,
      .candidate = Codes{kShapes, next_generation},
      .confidence = {.alone = 0.1, .with_context = 0.97},
      .context = kAmerican,
  };
}

}  // namespace tirai::recognition
