// Personnummer of Sweden: date of birth, serial, Luhn over the last ten digits. A day plus 60: a coordination number.
//
//   880320-0016 · 19880320-0016
#include "detect/checks/europe.h"
#include "detect/checks/sums.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> personnummer(const Number& number) {
  if (!checks::is_se_personnummer(number.digits())) return std::nullopt;
  // Twelve digits are a time stamp as likely, unless the last four are no time of day.
  const bool time_of_day = checks::number_at(number.digits(), number.size - 4, 2) < 24 && checks::number_at(number.digits(), number.size - 2, 2) < 60;
  return as_written(number, number.size == 10 ? "64" : "84", "-", number.size == 12 && !time_of_day ? -0.25 : -0.45);
}

constexpr std::string_view kContext[] = {
    "personnummer", "person nr", "personnr", "pnr", "samordningsnummer", "swedish id", "swedish personal", "personal identity", "personal number", "identity code", "id code",
    "identitas swedia",
    "id swedia", "ktp swedia"};
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
