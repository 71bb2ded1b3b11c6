// Resident registration numbers of Korea: date of birth, century and sex (1 to 4), six digits. Those given until October 2020 end in a check digit,
// newer ones do not: it speaks for a number, never against it.
//
//   960121-1021413
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> rrn(const Number& number) {
  if (!checks::is_kr_rrn_shape(number.digits())) return std::nullopt;
  const bool checked = checks::passes_kr_rrn_check(number.digits());
  Match match = as_written(number, "67", "-", checked ? -0.3 : -0.45);
  if (!checked) match.weight -= 0.05;
  return match;
}

constexpr auto kContext = phrases(
    "rrn", "rrn no", "resident registration", "resident registration number", "korean id", "korean rrn", "korea id", "jumin", "주민등록번호", "주민번호", "신분증", "본인인증",
    "identitas korea",
    "id korea", "ktp korea");
}  // namespace

Recognizer kr_rrn() {
  return {
      .type = EntityType::kKrRrn,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({13}), rrn},
      .confidence = {.alone = 0.75, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
