// Codice fiscale, the number of every person in Italy: surname, name, year, month, day (a woman's plus 40), place of birth, check letter.
// Letters may stand for digits where two people would share one.
//
//   RCC MNL 83S18 D969 H
#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// The shape alone is so rare that a wrong check letter next to the word is a typing mistake.
std::optional<Match> fiscal_code(const Code& code) {
  const std::string_view value = code.characters();
  const double alone = code.in_capitals() ? 0.0 : -0.1;
  if (checks::is_it_fiscal_code(value)) return Match{code.span(), 0, alone};
  return checks::is_it_fiscal_code_shape(value) ? std::optional(Match{code.span(), -0.43, alone - 0.1}) : std::nullopt;
}

constexpr Shape kShapes[] = {{"AAA AAA XXAXX AXXX A"}};

constexpr auto kContext = phrases(
    "codice fiscale", "cod fisc", "cod. fisc", "c.f.", "cf", "fiscal code", "codice", "tessera sanitaria", "italian tax code", "kode pajak italia",
    "id italia", "ktp italia");
}  // namespace

Recognizer it_fiscal_code() {
  return {
      .type = EntityType::kItFiscalCode,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, fiscal_code},
      .confidence = {.alone = 0.93, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
