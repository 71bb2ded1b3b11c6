// Reisepass, the passport of Germany: nine characters, the first the issuing office's letter C F G H J K.
//
//   C01X00T41
#include <algorithm>

#include "detect/checks/europe.h"
#include "detect/checks/sums.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// As ICAO Doc 9303 writes a document's number: no vowels, no letters that look like digits. Its check digit (weights 7 3 1) is the ninth
// character or follows as a tenth, out of the machine-readable zone; what is printed on the face of the document may lack it.
std::optional<Match> passport(const Code& code) {
  const std::string_view value = code.characters();
  const bool several_letters = code.in_capitals() && std::count_if(value.begin(), value.end(), checks::is_upper) > 1;
  const double series = value[0] >= 'L' ? -0.05 : 0.0;
  if (checks::is_de_document(value)) return Match{code.span(), series, several_letters ? 0.0 : -0.25};
  if (value.size() != 9 || value.find_first_of(checks::kNotInDocuments) != std::string_view::npos) return std::nullopt;
  return Match{code.span(), series - 0.15, -0.4};
}

constexpr Shape kShapes[] = {{"AXXXXXXX9"}, {"AXXXXXXXX9"}};

constexpr auto kContext = phrases(
    "reisepass", "reisepassnummer", "passnummer", "pass nr", "pass-nr", "passport", "passport no", "passport number", "german passport", "paspor", "no paspor",
    "paspor jerman");
}  // namespace

Recognizer de_passport() {
  return {
      .type = EntityType::kDePassport,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, passport},
      .confidence = {.alone = 0.58, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
