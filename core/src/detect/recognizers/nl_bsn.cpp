// Burgerservicenummer of the Netherlands: nine digits, weights 9 … 2 and -1, sum 0 modulo 11.
//
//   1112.22.333
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> bsn(const Number& number) {
  if (!checks::is_nl_bsn(number.digits())) return std::nullopt;
  return as_written(number, "423", ".", -0.4);
}

constexpr auto kContext = phrases(
    "bsn", "bsn nummer", "bsn no", "burgerservicenummer", "burger service nummer", "sofinummer", "sofi nummer", "dutch bsn", "citizen service number", "nomor bsn",
    "id belanda", "ktp belanda");
}  // namespace

Recognizer nl_bsn() {
  return {
      .type = EntityType::kNlBsn,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({9}), bsn},
      .confidence = {.alone = 0.6, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
