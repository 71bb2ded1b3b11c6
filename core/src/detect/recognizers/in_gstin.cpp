// GSTIN, the goods and services tax number of India: state, PAN, entity, Z, check character (Luhn modulo 36).
//
//   27 AAPFU0939F 1 Z V
#include "detect/checks/asia.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// The shape alone is so rare that a wrong check character next to the word is a typing mistake.
std::optional<Match> gstin(const Code& code) {
  const std::string_view value = code.characters();
  if (checks::is_in_gstin(value)) return Match{code.span()};
  return checks::is_in_gstin_shape(value) ? std::optional(Match{code.span(), -0.43, -0.1}) : std::nullopt;
}

constexpr Shape kShapes[] = {{"99 AAAAA 9999 AX AX"}, {"99AAAAA9999AXAX"}};

constexpr auto kContext = phrases("gstin", "gst", "gst no", "gst number", "gstin no", "gstin number", "gst registration", "tax invoice gst", "pajak gst india");
}  // namespace

Recognizer in_gstin() {
  return {
      .type = EntityType::kInGstin,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, gstin},
      .confidence = {.alone = 0.93, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
