// Company numbers of Australia: nine digits, weights 8 … 1, modulo 10.
//
//   004 085 616
#include "detect/checks/africa_oceania.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> acn(const Number& number) {
  if (!checks::is_au_acn(number.digits())) return std::nullopt;
  return as_written(number, "333", " ", -0.35);
}

constexpr auto kContext = phrases("acn", "a.c.n", "acn no", "australian company", "australian company number", "company number", "asic", "nomor perusahaan australia");
}  // namespace

Recognizer au_acn() {
  return {
      .type = EntityType::kAuAcn,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({9}), acn},
      .confidence = {.alone = 0.52, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
