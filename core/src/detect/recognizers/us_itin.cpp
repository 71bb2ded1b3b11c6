// Individual taxpayer identification numbers of the United States: a 9 where a social security number has its area, and a group of the revenue service.
//
//   912-90-3456      groups 50 to 65, 70 to 88, 90 to 92, 94 to 99
#include "detect/checks/americas.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> itin(const Number& number) {
  if (!checks::is_us_itin(number.digits())) return std::nullopt;
  return as_written(number, "324", "-", -0.55);
}

constexpr auto kContext = phrases(
    "itin", "itin number", "individual taxpayer", "taxpayer identification", "taxpayer id", "tax id", "us tax id", "nomor pajak amerika", "nomor wajib pajak",
    "npwp amerika");
}  // namespace

Recognizer us_itin() {
  return {
      .type = EntityType::kUsItin,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({9}), itin},
      .confidence = {.alone = 0.8, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
