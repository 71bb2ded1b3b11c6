// Rentenversicherungsnummer of Germany: area, date of birth, initial of the name at birth, serial, check digit.
//
//   15 070649 C 103
#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> insurance(const Code& code) {
  if (!checks::is_de_social_security(code.characters())) return std::nullopt;
  return Match{code.span(), 0, code.in_capitals() ? 0.0 : -0.2};
}

constexpr Shape kShapes[] = {{"99 999999 A 999"}, {"99 99 99 99 A 99 9"}, {"99 999999 A 99 9"}};

constexpr auto kContext = phrases(
    "rentenversicherungsnummer", "rentenversicherung", "sozialversicherungsnummer", "sozialversicherung", "rvnr", "sv nummer", "sv-nummer", "versicherungsnummer",
    "german social security", "social security", "jaminan sosial jerman");
}  // namespace

Recognizer de_social_security() {
  return {
      .type = EntityType::kDeSocialSecurity,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, insurance},
      .confidence = {.alone = 0.9, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
