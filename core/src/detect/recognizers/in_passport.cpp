// Passports of India: a letter, then seven digits that neither begin nor end with 0. No check digit: they need the word, and where it does not name
// India, the usual pattern.
//
//   J8369854
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> usual(const Code& code) {
  const std::string_view value = code.characters();
  if (!code.in_capitals() || std::string_view("QXZ").find(value[0]) != std::string_view::npos || value[1] == '0' || value[7] == '0') return std::nullopt;
  return Match{code.span()};
}

std::optional<Match> named(const Code& code) { return Match{code.span(), code.in_capitals() ? 0.0 : -0.1}; }

constexpr Shape kShapes[] = {{"A 9999999"}, {"A99 99999"}};
constexpr auto kIndian = phrases("indian passport", "indian passport no", "indian passport number", "passport no in", "passport number in", "passport of india", "passport india", "india passport", "india passport no",
                                        "passport seva", "paspor india", "paspor indian", "पासपोर्ट");

constexpr auto kContext = phrases("passport", "passport no", "passport number");
}  // namespace

Recognizer in_passport() {
  return {
      .type = EntityType::kInPassport,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, usual},
      .confidence = {.alone = 0.3, .with_context = 0.84},
      .context = kContext,
  };
}

Recognizer in_passport_named() {
  return {
      .type = EntityType::kInPassport,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, named},
      .confidence = {.alone = 0.1, .with_context = 0.97},
      .context = kIndian,
  };
}

}  // namespace tirai::recognition
