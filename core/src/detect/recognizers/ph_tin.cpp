// Taxpayer identification numbers of the Philippines: nine digits, the last a check digit (weights 9 … 2, modulo 11), and often a branch.
//
//   000-123-456 · 000-123-456-000 · 000-123-456-00000
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> tin(const Number& number) {
  if (!checks::is_ph_tin(number.digits())) return std::nullopt;
  const std::string_view usual = number.size == 9 ? "333" : number.size == 12 ? "3333" : "3335";
  Match match = as_written(number, usual, "-", -0.4);
  if (number.size == 9) match.alone -= 0.15;  // Canada writes its numbers the same way
  return match;
}

constexpr auto kContext = phrases(
    "tin", "tin no", "tin number", "bir", "bir tin", "taxpayer identification", "taxpayer id", "tax id", "rdo", "philippine tin", "nomor pajak filipina",
    "npwp filipina");
}  // namespace

Recognizer ph_tin() {
  return {
      .type = EntityType::kPhTin,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({9, 12, 14}), tin},
      .confidence = {.alone = 0.62, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
