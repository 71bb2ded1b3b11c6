// Identity numbers of South Africa: date of birth, sex and serial, citizenship, 8 or 9, Luhn.
//
//   8 0 0 1 0 1 | 5 0 0 9 | 0 8 7
#include "detect/checks/africa_oceania.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> id_number(const Number& number) {
  if (!checks::is_za_id_number(number.digits())) return std::nullopt;
  return Match{number.span(), unbroken(number) || grouped(number, "643", " ") || grouped(number, "6421", " ") ? 0.0 : -0.3};
}

constexpr auto kContext = phrases(
    "id number", "id no", "identity number", "south african id", "sa id", "rsa id", "id document", "identiteitsnommer", "id nommer", "permanent resident", "refugee id",
    "nomor identitas",
    "id afrika selatan", "ktp afrika selatan");
}  // namespace

Recognizer za_id_number() {
  return {
      .type = EntityType::kZaIdNumber,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({13}), id_number},
      .confidence = {.alone = 0.78, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
