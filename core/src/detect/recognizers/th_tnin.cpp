// Identity numbers of Thailand: kind of person, place of registration, serial, check digit modulo 11.
//
//   1-2345-67890-12-1
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> tnin(const Number& number) {
  if (!checks::is_th_tnin(number.digits())) return std::nullopt;
  return as_written(number, "14521", " -", -0.5);
}

constexpr std::string_view kContext[] = {
    "thai id", "thai national id", "thai id number", "thai citizen", "tnin", "thailand id", "national id", "citizen id", "บัตรประชาชน", "เลขบัตรประชาชน", "รหัสปชช",
    "เลขประจำตัว", "ktp thailand", "identitas thailand"};
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
