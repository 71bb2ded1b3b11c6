// Passport books and cards of the United States: nine digits, since 2021 a letter and eight digits. No check digit: they need the word.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr std::string_view kAmerican[] = {"us passport", "u.s. passport", "usa passport", "american passport", "passport book", "passport card", "paspor amerika", "paspor as", "paspor us"};

// Other countries number their passports alike: the country's name tells.
double weight_at(std::string_view text, std::size_t at) { return phrase_before(text, at, 40, kAmerican) ? 0.1 : 0.0; }

std::optional<Match> nine_digits(const Number& number) {
  return Match{number.span(), weight_at(number.text, number.span().begin) - (number.shape().count == 1 ? 0.0 : 0.2)};
}

std::optional<Match> next_generation(const Code& code) { return Match{code.span(), weight_at(code.text, code.span().begin) - (code.in_capitals() ? 0.0 : 0.2)}; }

constexpr Shape kShapes[] = {{"A99999999"}};

constexpr std::string_view kContext[] = {
    "us passport", "u.s. passport", "american passport", "passport book", "passport card", "passport", "passport no", "passport number", "passport #", "travel document",
    "paspor", "no paspor", "nomor paspor"};
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
      .confidence = {.alone = 0.1, .with_context = 0.87},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
