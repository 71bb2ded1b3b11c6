// NIR, the social security number of France: sex, year, month, department, commune, serial, key (97 minus the rest by 97; 2A counts 19, 2B 18).
//
//   1 85 05 78 006 084 91
#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nir(const Code& code) {
  if (!checks::is_fr_nir(code.characters())) return std::nullopt;
  const bool temporary = code.characters()[0] > '2';  // rare, and a card may begin so
  return Match{code.span(), 0, temporary && code.unbroken() ? -0.25 : 0.0};
}

constexpr Shape kShapes[] = {{"9 99 99 9X 999 999 99"}};

constexpr auto kContext = phrases(
    "nir", "numéro de sécurité sociale", "numero de securite sociale", "sécurité sociale", "securite sociale", "carte vitale", "numéro insee", "insee", "assuré",
    "french social security", "social security", "jaminan sosial prancis",
    "id prancis", "nomor jaminan sosial prancis");
}  // namespace

Recognizer fr_nir() {
  return {
      .type = EntityType::kFrNir,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, nir},
      .confidence = {.alone = 0.9, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
