// Medicare cards of Australia: eight digits (the first 2 to 6), check digit, issue, and sometimes the person's place on the card.
//
//   2123 45670 1
#include "detect/checks/africa_oceania.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> medicare(const Number& number) {
  if (!checks::is_au_medicare(number.digits())) return std::nullopt;
  return as_written(number, "451", " -", -0.35);
}

constexpr auto kContext = phrases(
    "medicare", "medicare card", "medicare no", "medicare number", "medicare card number", "australian medicare", "kartu medicare", "nomor medicare");
}  // namespace

Recognizer au_medicare() {
  return {
      .type = EntityType::kAuMedicare,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({10, 11}), medicare},
      .confidence = {.alone = 0.6, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
