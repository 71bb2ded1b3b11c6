// Personnummer of Sweden: date of birth, serial, Luhn over the last ten digits. A day plus 60: a coordination number.
//
//   880320-0016 · 19880320-0016
#include <algorithm>

#include "detect/checks/europe.h"
#include "detect/checks/sums.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr int kOrdersFrom = 2020;  // born in this year or later, few are customers

std::optional<Match> personnummer(const Number& number) {
  if (!checks::is_se_personnummer(number.digits())) return std::nullopt;
  // Twelve digits are a time stamp as likely, unless the last four are no time of day.
  const bool time_of_day = checks::number_at(number.digits(), number.size - 4, 2) < 24 && checks::number_at(number.digits(), number.size - 2, 2) < 60;
  Match match = as_written(number, number.size == 10 ? "64" : "84", "-", number.size == 12 && !time_of_day ? -0.25 : -0.45);
  // 20260214-0070: an order's day and number, one in ten of which passes Luhn, where nobody says that it is a child's personnummer.
  if (number.size == 12 && checks::number_at(number.digits(), 0, 4) >= kOrdersFrom) match.alone = std::min(match.alone, -0.45);
  return match;
}

constexpr auto kContext = phrases(
    "personnummer", "person nr", "personnr", "pnr", "samordningsnummer", "swedish id", "swedish personal", "personal identity", "personal number", "identity code", "id code",
    "identitas swedia",
    "id swedia", "ktp swedia");
}  // namespace

Recognizer se_personnummer() {
  return {
      .type = EntityType::kSePersonnummer,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({10, 12}), personnummer},
      .confidence = {.alone = 0.82, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
