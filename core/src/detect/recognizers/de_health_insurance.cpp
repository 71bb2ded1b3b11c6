// Krankenversichertennummer of Germany: a letter, eight digits, check digit (the letter counts as its two-digit place in the alphabet).
//
//   A123456780
#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> insured(const Code& code) {
  if (!checks::is_de_health_insurance(code.characters())) return std::nullopt;
  return Match{code.span(), 0, code.in_capitals() ? 0.0 : -0.2};
}

constexpr Shape kShapes[] = {{"A999999999"}, {"A 999 999 999"}};

constexpr auto kContext = phrases(
    "krankenversicherung", "krankenversicherungsnummer", "krankenversichertennummer", "versichertennummer", "krankenkasse", "krankenkassennummer", "kvnr", "kv nummer", "egk", "egk-nummer", "gesundheitskarte",
    "german health insurance", "health insurance", "asuransi kesehatan jerman");
}  // namespace

Recognizer de_health_insurance() {
  return {
      .type = EntityType::kDeHealthInsurance,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, insured},
      .confidence = {.alone = 0.45, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
