// KK (kartu keluarga), the family card's number: 16 digits like a NIK's, with the date of issue in place of the birth date. Nothing in it tells the two
// apart, so a word must.
#include "detect/checks/indonesia.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> kk(const Number& number) {
  const Region region = kk_region(number.digits());
  if (region == Region::kNone || number.shape().count == 0) return std::nullopt;
  return Match{number.span(), region == Region::kKnown ? 0.0 : -0.005};
}

constexpr auto kContext = phrases("kk", "no kk", "nomor kk", "kartu keluarga", "nomor kartu keluarga", "family card", "family card number", "nkk", "no. kk");
}  // namespace

Recognizer id_kk() {
  return {.type = EntityType::kIdKk, .pack = Pack::kCoreId, .candidate = Numbers{lengths({16}), kk}, .confidence = {.alone = 0.2, .with_context = 0.995}, .context = kContext};
}

}  // namespace tirai::recognition
