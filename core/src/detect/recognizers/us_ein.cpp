// Employer identification numbers of the United States: the prefix of a campus of the revenue service and seven digits, no check digit.
//
//   91-1144442
#include "detect/checks/americas.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> ein(const Number& number) {
  if (!checks::is_us_ein(number.digits())) return std::nullopt;
  return as_written(number, "27", "-", -0.25);
}

constexpr auto kContext = phrases(
    "ein", "ein number", "employer identification", "employer id", "federal tax id", "fein", "tax id", "tax id number", "business tax id", "company tax id", "nomor pajak perusahaan",
    "npwp perusahaan amerika");
}  // namespace

Recognizer us_ein() {
  return {
      .type = EntityType::kUsEin,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({9}), ein},
      .confidence = {.alone = 0.4, .with_context = 0.93},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
