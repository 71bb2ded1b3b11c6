// Driver licenses of the states: digits alone, or letters and digits in the patterns that the states use. No check digit: they need the word.
//
//   CA A1234567 · NY 123 456 789 · FL D123-456-78-901-0 · IL D123-4567-8901 · CO 12-345-6789
#include "detect/checks/americas.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> digits_alone(const Number& number) {
  if (!checks::is_us_driver_license(number.digits()) || number.broken_by_line()) return std::nullopt;
  return Match{number.span(), number.shape().count <= 4 ? 0.0 : -0.3};
}

std::optional<Match> with_letters(const Code& code) {
  if (!checks::is_us_driver_license(code.characters())) return std::nullopt;
  return Match{code.span(), code.size < 5 ? -0.4 : code.in_capitals() ? 0.0 : -0.2};
}

constexpr Shape kShapes[] = {{"A9", 15},           {"A999 9999 9999"}, {"A999 999 99 999 9"}, {"A999 999 999 999"}, {"A9999 99999 99999"}, {"A999999999999999999"}, {"AA99", 9},
                             {"9999999A"},         {"99999999A"},      {"999999999A"},        {"99999999AA"},       {"A999999A"},          {"AA999999A"},           {"A9A9A"},
                             {"99AAA99999"},       {"99AAA999999"},    {"999AA9999"}};

constexpr auto kContext = phrases(
    "driver license", "drivers license", "drivers licence", "driver's license", "driver licence", "driver's licence", "driver lic", "driving license", "license number",
    "license no", "dl", "dl no", "dl number", "dmv", "state id", "sim amerika", "lisensi mengemudi",
    "sim us", "sim california", "driver id");
}  // namespace

Recognizer us_driver_license() {
  return {
      .type = EntityType::kUsDriverLicense,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths_from(7, 14), digits_alone},
      .confidence = {.alone = 0.02, .with_context = 0.85},
      .context = kContext,
  };
}

Recognizer us_driver_license_letters() {
  return {
      .type = EntityType::kUsDriverLicense,
      .pack = Pack::kUsCa,
      .candidate = Codes{kShapes, with_letters},
      .confidence = {.alone = 0.3, .with_context = 0.88},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
