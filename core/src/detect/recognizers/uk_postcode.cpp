// Postcodes of the United Kingdom: outward code (an area that exists, a district), inward code.
//
//   SW1A 1AA · M1 1AA · GIR 0AA
#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// In one piece it looks like any product code. "M1 8GB" is a computer.
std::optional<Match> postcode(const Code& code) {
  const std::string_view value = code.characters();
  if (!checks::is_uk_postcode(value)) return std::nullopt;
  const bool spaced = code.separator(value.size() - 3) == ' ' && code.written().size() == value.size() + 1;
  const bool memory = value.ends_with("GB") || value.ends_with("TB");
  return Match{code.span(), 0, spaced && !memory && code.in_capitals() ? 0.0 : -0.4};
}

constexpr Shape kShapes[] = {{"A9 9AA"}, {"A99 9AA"}, {"A9A 9AA"}, {"AA9 9AA"}, {"AA99 9AA"}, {"AA9A 9AA"}, {"AAA 9AA"}};

constexpr auto kContext = phrases("postcode", "post code", "postal code", "uk postcode", "zip code", "kode pos");
}  // namespace

Recognizer uk_postcode() {
  return {
      .type = EntityType::kUkPostcode,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, postcode},
      .confidence = {.alone = 0.56, .with_context = 0.9},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
