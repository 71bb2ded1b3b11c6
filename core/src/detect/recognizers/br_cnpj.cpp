// CNPJ, the number of every company in Brazil: root, branch and two check digits. Since July 2026 root and branch may hold letters.
//
//   16.727.230/0001-97 · 12.ABC.345/01DE-35
#include "detect/checks/americas.h"
#include "detect/checks/sums.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> cnpj(const Code& code) {
  const std::string_view value = code.characters();
  if (!checks::is_br_cnpj(value)) return std::nullopt;
  const bool punctuated = code.separator(2) != 0 && code.separator(5) != 0 && code.separator(8) != 0 && code.separator(12) != 0;
  if (checks::all_digits(value)) return Match{code.span(), 0, punctuated ? 0.0 : -0.3};
  // Two check digits hold for one of a hundred words with a number behind.
  if (!punctuated && !code.unbroken()) return std::nullopt;
  return Match{code.span(), 0, punctuated && code.separator(12) == '-' ? 0.0 : -0.5};
}

constexpr Shape kShapes[] = {{"XX XXX XXX XXXX 99"}};

constexpr auto kContext = phrases("cnpj", "cnpj no", "cadastro nacional", "brazilian company", "razão social", "nomor cnpj", "perusahaan brasil");
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
