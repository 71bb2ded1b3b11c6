// Business numbers of Australia: eleven digits; the first less one, weights 10 1 3 5 … 19, sum 0 modulo 89.
//
//   51 824 753 556
#include "detect/checks/africa_oceania.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> abn(const Number& number) {
  if (!checks::is_au_abn(number.digits())) return std::nullopt;
  return as_written(number, "2333", " ", -0.4);
}

constexpr auto kContext = phrases("abn", "abn no", "australian business", "australian business number", "business number", "nomor bisnis australia");
}  // namespace

Recognizer au_abn() {
  return {
      .type = EntityType::kAuAbn,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({11}), abn},
      .confidence = {.alone = 0.85, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
