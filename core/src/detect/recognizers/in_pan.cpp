// PAN, the tax number of India: five letters, four digits, a letter. The fourth letter names the kind of holder (P a person, C a company …).
//
//   A C U P A 7 0 8 5 R
#include "detect/checks/asia.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> pan(const Code& code) {
  const double alone = code.in_capitals() ? 0.0 : -0.4;
  if (checks::is_in_pan(code.characters())) return Match{code.span(), 0, alone};
  return Match{code.span(), -0.4, alone};  // no such holder
}

constexpr Shape kShapes[] = {{"AAAAA9999A"}};

constexpr auto kContext = phrases("pan", "pan no", "pan number", "pan card", "permanent account", "permanent account number", "income tax", "pancard", "nomor pajak india",
                                         "npwp india");
}  // namespace

Recognizer in_pan() {
  return {
      .type = EntityType::kInPan,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, pan},
      .confidence = {.alone = 0.68, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
