// Personalausweis, the identity card of Germany: nine characters, the first the issuing office's letter L M N P R T V W X Y; until 2010 T and eight digits.
//
//   L01X00T44
#include <algorithm>

#include "detect/checks/europe.h"
#include "detect/checks/sums.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// As ICAO Doc 9303 writes a document's number: no vowels, no letters that look like digits, a check digit (weights 7 3 1).
std::optional<Match> card(const Code& code) {
  const std::string_view value = code.characters();
  const double alone = code.in_capitals() && std::count_if(value.begin(), value.end(), checks::is_upper) > 1 ? 0.0 : -0.25;
  const bool passport_series = value[0] < 'L';
  if (checks::is_de_document(value)) return Match{code.span(), passport_series ? -0.05 : 0.0, alone};
  return checks::has_shape(value, "A99999999") && value[0] == 'T' ? std::optional(Match{code.span(), -0.2, -0.3}) : std::nullopt;
}

constexpr Shape kShapes[] = {{"AXXXXXXX9"}};

constexpr std::string_view kContext[] = {
    "personalausweis", "personalausweisnummer", "ausweisnummer", "ausweis nr", "ausweis", "perso", "german id", "german id card", "id card", "identity card", "npa",
    "kartu identitas jerman"};
}  // namespace

Recognizer de_id_card() {
  return {
      .type = EntityType::kDeIdCard,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, card},
      .confidence = {.alone = 0.58, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
