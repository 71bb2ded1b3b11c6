// Identity numbers of Thailand: kind of person, province of registration, serial, check digit modulo 11.
//
//   1-2345-67890-12-1
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// Some provinces' numbers were never used: then the number needs its usual groups or its word.
std::optional<Match> tnin(const Number& number) {
  if (!checks::is_th_tnin(number.digits())) return std::nullopt;
  Match match = as_written(number, "14521", " -", -0.5);
  if (!checks::is_th_province(number.digits().substr(1, 2))) match.weight -= 0.1;
  return match;
}

constexpr auto kContext = phrases(
    "thai id", "thai national id", "thai id number", "thai citizen", "tnin", "thailand id", "national id", "citizen id", "บัตรประชาชน", "เลขบัตรประชาชน", "รหัสปชช",
    "เลขประจำตัว", "ktp thailand", "id thailand", "identitas thailand");
}  // namespace

Recognizer th_tnin() {
  return {
      .type = EntityType::kThTnin,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({13}), tnin},
      .confidence = {.alone = 0.85, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
