// Social insurance numbers of Canada: nine digits, Luhn, the first neither 0 nor 8.
//
//   130 692 544 · 130-692-544
#include "detect/checks/americas.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> sin(const Number& number) {
  if (!checks::is_ca_sin(number.digits())) return std::nullopt;
  return as_written(number, "333", " -", -0.4);
}

constexpr auto kContext = phrases(
    "sin number", "sin no", "s.i.n.", "my sin", "social insurance", "social insurance number", "sin", "nas", "numéro d'assurance sociale", "assurance sociale",
    "nomor asuransi sosial",
    "jaminan sosial kanada");
}  // namespace

Recognizer ca_sin() {
  return {
      .type = EntityType::kCaSin,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({9}), sin},
      .confidence = {.alone = 0.62, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
