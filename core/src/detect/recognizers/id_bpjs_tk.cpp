// BPJS Ketenagakerjaan, Indonesian employment insurance: the KPJ number has 11 digits. A word must say so; a phone number has as many.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> kpj(const Number& number) {
  if (number.shape().count == 0 || number.broken_by_line()) return std::nullopt;
  return Match{number.span()};
}

constexpr auto kContext = phrases("kpj", "no kpj", "nomor kpj", "jamsostek", "bpjamsostek", "bpjs tk", "bpjstk", "bpjs ketenagakerjaan", "ketenagakerjaan", "jht", "jaminan hari tua", "kartu peserta jamsostek", "employment insurance");
constexpr auto kAgainst = phrases("hp", "no hp", "wa", "telp", "telepon", "whatsapp");
}  // namespace

Recognizer id_bpjs_tk() {
  return {.type = EntityType::kIdBpjsTk, .pack = Pack::kCoreId, .candidate = Numbers{lengths({11}), kpj}, .confidence = {.alone = 0.1, .with_context = 0.96}, .context = kContext, .against = kAgainst};
}

}  // namespace tirai::recognition
