// BPJS Kesehatan, Indonesian health insurance (JKN, KIS): 13 digits that begin with 000.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> bpjs(const Number& number) {
  if (!number.digits().starts_with("000") || number.digits().starts_with("000000000") || number.shape().count == 0) return std::nullopt;
  return Match{number.span()};
}

constexpr auto kContext = phrases("bpjs", "bpjs kesehatan", "bpjs kes", "jkn", "kis", "kartu indonesia sehat", "jkn kis", "faskes", "no bpjs", "kartu bpjs", "askes", "peserta bpjs", "health insurance", "mobile jkn");
}  // namespace

Recognizer id_bpjs_kes() {
  return {.type = EntityType::kIdBpjsKes, .pack = Pack::kCoreId, .candidate = Numbers{lengths({13}), bpjs}, .confidence = {.alone = 0.45, .with_context = 0.95}, .context = kContext};
}

}  // namespace tirai::recognition
