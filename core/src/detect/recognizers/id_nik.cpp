// NIK (nomor induk kependudukan), the identity number of every person in Indonesia: 16 digits
//
//   3 1 7 1 0 1 | 4 5 0 8 9 0 | 0 0 0 2
//   PP  RR  SS    DD  MM  YY    NNNN        province, regency, district · birth date, a woman's day plus 40 · serial from 1
//
// There is no check digit. A NIK keeps the code of where it was first registered, so codes of before a province was split still occur:
// any regency code of the lenient range counts, with less confidence.
#include "detect/checks/indonesia.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
bool is_usual_shape(std::string_view shape) {
  for (const std::string_view usual : {"0", "4444", "664", "22264", "222664", "2222224", "62224", "88"}) {
    if (shape == usual) return true;
  }
  return false;
}

std::optional<Match> nik(const Number& number) {
  const Region region = nik_region(number.digits());
  if (region == Region::kNone) return std::nullopt;
  const auto shape = number.shape();
  if (shape.count == 0 && !number.broken_by_line()) return std::nullopt;  // a bracket or "/" between
  const double odd = is_usual_shape(shape.view()) ? 0.0 : -0.45;
  return Match{number.span(), (region == Region::kKnown ? 0.0 : -0.2) + odd};
}

constexpr auto kContext = phrases("nik", "ktp", "e-ktp", "ektp", "no ktp", "nomor induk", "identitas", "id card", "identity card",
                                         "identity number", "national id", "id number");
}  // namespace

Recognizer id_nik() {
  return {
      .type = EntityType::kIdNik,
      .candidate = Numbers{lengths({16}), nik},
      .confidence = {.alone = 0.85, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
