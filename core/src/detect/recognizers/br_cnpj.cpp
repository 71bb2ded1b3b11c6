// CNPJ, the number of every company in Brazil: root, branch and two check digits. Since July 2026 root and branch may hold letters.
//
//   16.727.230/0001-97 · 12.ABC.345/01DE-35
#include "detect/checks/americas.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> cnpj(const Code& code) {
  if (!checks::is_br_cnpj(code.characters())) return std::nullopt;
  return Match{code.span(), 0, code.unbroken() ? -0.3 : 0.0};
}

constexpr Shape kShapes[] = {{"XX XXX XXX XXXX 99"}};

constexpr std::string_view kContext[] = {"cnpj", "cnpj no", "cadastro nacional", "brazilian company", "razão social", "nomor cnpj", "perusahaan brasil"};
}  // namespace

Recognizer br_cnpj() {
  return {
      .type = EntityType::kBrCnpj,
      .pack = Pack::kUsCa,
      .candidate = Codes{kShapes, cnpj},
      .confidence = {.alone = 0.9, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
