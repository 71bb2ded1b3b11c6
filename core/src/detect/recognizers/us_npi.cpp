// National provider identifiers of the United States: ten digits, the first 1 or 2, Luhn with 80840 before them.
//
//   1234567893 · 1234-567-893
#include "detect/checks/americas.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> npi(const Number& number) {
  if (!checks::is_us_npi(number.digits())) return std::nullopt;
  return as_written(number, "433", " -", -0.35);
}

constexpr auto kContext = phrases(
    "npi", "npi number", "npi no", "national provider", "provider id", "provider identifier", "provider number", "taxonomy", "nomor npi", "dokter npi");
}  // namespace

Recognizer us_npi() {
  return {
      .type = EntityType::kUsNpi,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({10}), npi},
      .confidence = {.alone = 0.6, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
