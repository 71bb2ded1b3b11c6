// Social security numbers of the United States: area, group, serial.
//
//   536-90-4399      area not 000, 666 or 9xx · group not 00 · serial not 0000
//
// There is no check digit, so nine digits in one piece need the word.
#include "detect/checks/americas.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> ssn(const Number& number) {
  if (!checks::is_us_ssn(number.digits())) return std::nullopt;
  Match match = as_written(number, "324", "- .", -0.55);
  if (number.separator(3) != '-' && match.alone == 0) match.alone = -0.15;
  return match;
}

constexpr auto kContext = phrases(
    "ssn", "ssn no", "my social", "social", "ssn number", "social security", "social security number", "social security no", "soc sec", "social security id",
    "nomor jaminan sosial", "jaminan sosial");
}  // namespace

Recognizer us_ssn() {
  return {
      .type = EntityType::kUsSsn,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({9}), ssn},
      .confidence = {.alone = 0.75, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
