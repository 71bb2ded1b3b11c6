// Medicare beneficiary identifiers of the United States: eleven places, each a digit or a letter by rule, never S L O I B Z.
//
//   1 E G 4 - T E 5 - M K 7 3
#include "detect/checks/americas.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> mbi(const Code& code) {
  if (!checks::is_us_mbi(code.characters())) return std::nullopt;
  return Match{code.span(), 0, !code.unbroken() ? 0.0 : code.in_capitals() ? -0.2 : -0.5};
}

constexpr Shape kShapes[] = {{"9AX9 AX9 AA99"}};

constexpr auto kContext = phrases("mbi", "medicare", "medicare id", "medicare number", "medicare beneficiary", "beneficiary", "cms", "hicn", "medicaid", "nomor medicare");
}  // namespace

Recognizer us_mbi() {
  return {
      .type = EntityType::kUsMbi,
      .pack = Pack::kUsCa,
      .candidate = Codes{kShapes, mbi},
      .confidence = {.alone = 0.8, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
