// EPIC, the card of a voter in India: three letters and seven digits; newer ones end in a Luhn digit.
//
//   WKH1186253
#include "detect/checks/sums.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> epic(const Code& code) {
  return Match{code.span(), checks::passes_luhn(code.characters().substr(3)) ? 0.0 : -0.2, code.in_capitals() ? 0.0 : -0.15};
}

constexpr Shape kShapes[] = {{"AAA 9999999"}};

constexpr auto kContext = phrases(
    "voter", "voter id", "voter card", "voter id card", "epic", "epic no", "epic number", "election card", "electoral photo", "elector", "kartu pemilih india", "मतदाता");
}  // namespace

Recognizer in_voter() {
  return {
      .type = EntityType::kInVoter,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, epic},
      .confidence = {.alone = 0.45, .with_context = 0.93},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
