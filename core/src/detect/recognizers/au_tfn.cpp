// Tax file numbers of Australia: nine digits (eight of before 1989), weights 1 4 3 7 5 8 6 9 10, sum 0 modulo 11.
//
//   123 456 782
#include "detect/checks/africa_oceania.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> tfn(const Number& number) {
  if (!checks::is_au_tfn(number.digits())) return std::nullopt;
  Match match = as_written(number, number.size == 9 ? "333" : "233", " ", -0.35);
  if (number.size == 8 || number.digits()[0] == '0') match.alone -= 0.1;  // a company's number begins with 0 more often
  return match;
}

constexpr auto kContext = phrases("tfn", "tfn no", "tax file", "tax file number", "tax file no", "australian tax", "ato", "nomor pajak australia",
                                         "npwp australia");
}  // namespace

Recognizer au_tfn() {
  return {
      .type = EntityType::kAuTfn,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({8, 9}), tfn},
      .confidence = {.alone = 0.52, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
