// T.C. kimlik numarası, the identity number of Turkey: eleven digits, the last two are checks over the odd and the even places.
//
//   10000000146
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> national_id(const Number& number) {
  if (!checks::is_tr_national_id(number.digits())) return std::nullopt;
  return as_written(number, "3332", " ", 0);
}

constexpr auto kContext = phrases(
    "tc kimlik", "t.c. kimlik", "tc kimlik no", "kimlik no", "kimlik numarası", "kimlik numarasi", "tckn", "tc no", "nüfus cüzdanı", "turkish id", "turkish national id",
    "türk kimlik", "national id", "identitas turki",
    "id turki", "ktp turki");
}  // namespace

Recognizer tr_national_id() {
  return {
      .type = EntityType::kTrNationalId,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({11}), national_id},
      .confidence = {.alone = 0.62, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
