// Partita IVA, the tax number of a business in Italy: seven of serial, three of the office, Luhn.
//
//   00743110157
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> vat_code(const Number& number) {
  if (!checks::is_it_vat_code(number.digits())) return std::nullopt;
  return as_written(number, "0", "-", 0.0);
}

constexpr auto kContext = phrases("partita iva", "p. iva", "p.iva", "p iva", "piva", "partita", "iva", "vat", "vat number", "vat no", "italian vat", "pajak italia",
                                         "npwp italia");
}  // namespace

Recognizer it_vat_code() {
  return {
      .type = EntityType::kItVatCode,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({11}), vat_code},
      .confidence = {.alone = 0.54, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
