// NIP, the number of a civil servant in Indonesia (BKN rule 22/2007): 18 digits
//
//   1 9 8 5 0 3 1 2 | 2 0 1 0 1 2 | 1 | 0 0 4
//   birth date        appointed     sex serial        contract staff (PPPK) have 21 and more in place of the month
#include "detect/checks/indonesia.h"
#include "detect/lexicon/dates.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
bool is_usual(std::string_view shape) {
  for (const std::string_view usual : {"0", "8613", "864", "84213", "8622", "4226213", "42242213", "44442", "666"}) {
    if (shape == usual) return true;
  }
  return false;
}

std::optional<Match> nip(const Number& number) {
  const std::string_view digits = number.digits();
  const int born = two(digits, 0) * 100 + two(digits, 2);
  const int appointed = two(digits, 8) * 100 + two(digits, 10);
  const int month = two(digits, 12);
  if (born < 1930 || born > 2015 || !is_date(born, two(digits, 4), two(digits, 6))) return std::nullopt;
  if (appointed < born + 15 || appointed > born + 65 || month < 1 || (month > 12 && (month < 21 || month > 32))) return std::nullopt;
  if ((digits[14] != '1' && digits[14] != '2') || digits.substr(15) == "000" || !is_usual(number.shape().view())) return std::nullopt;
  return Match{number.span(), month > 12 ? -0.05 : 0.0};
}

constexpr auto kContext = phrases("nip", "no nip", "nomor induk pegawai", "asn", "pns", "pppk", "nip baru", "pegawai negeri", "civil servant");
}  // namespace

Recognizer id_nip() {
  return {.type = EntityType::kIdNip, .pack = Pack::kCoreId, .candidate = Numbers{lengths({18}), nip}, .confidence = {.alone = 0.9, .with_context = 0.99}, .context = kContext};
}

}  // namespace tirai::recognition
