// Passports of India: a letter, then seven digits that neither begin nor end with 0. No check digit: they need the word.
//
//   J8369854
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr std::string_view kIndian[] = {"indian passport", "passport of india", "passport india", "india passport", "passport seva", "paspor india", "पासपोर्ट"};

// Indonesia's look alike: the country's name tells.
std::optional<Match> passport(const Code& code) {
  const std::string_view value = code.characters();
  if (!code.in_capitals() || std::string_view("QXZ").find(value[0]) != std::string_view::npos || value[1] == '0' || value[7] == '0') return std::nullopt;
  return Match{code.span(), phrase_before(code.text, code.span().begin, 40, kIndian) ? 0.1 : 0.0};
}

constexpr Shape kShapes[] = {{"A 9999999"}, {"A99 99999"}};

constexpr std::string_view kContext[] = {
    "indian passport", "passport of india", "passport india", "india passport", "passport seva", "passport", "passport no", "passport number", "पासपोर्ट", "paspor india"};
}  // namespace

Recognizer in_passport() {
  return {
      .type = EntityType::kInPassport,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, passport},
      .confidence = {.alone = 0.3, .with_context = 0.84},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
