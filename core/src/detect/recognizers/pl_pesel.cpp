// PESEL, the number of every person in Poland: date of birth with the century in the month, serial, check digit.
//
//   44051401359
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> pesel(const Number& number) {
  if (!checks::is_pl_pesel(number.digits())) return std::nullopt;
  return Match{number.span(), 0, unbroken(number) ? 0.0 : -0.4};
}

constexpr auto kContext = phrases("pesel", "pesel no", "nr pesel", "numer pesel", "polish id", "polish national id", "identitas polandia",
                                         "id polandia", "ktp polandia");
}  // namespace

Recognizer pl_pesel() {
  return {
      .type = EntityType::kPlPesel,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({11}), pesel},
      .confidence = {.alone = 0.6, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
