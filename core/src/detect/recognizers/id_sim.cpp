// SIM (surat izin mengemudi), the Indonesian driving licence: 12 digits that begin with year and month (of birth), or 14 as 4-4-6 since 2019.
// No published check; a word must say so. "SIM" is a phone's card too.
#include "detect/checks/indonesia.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> sim(const Number& number) {
  const int month = two(number.digits(), 2);
  const auto shape = number.shape();
  if (shape.count == 0 || number.broken_by_line()) return std::nullopt;
  if (number.size == 12 && (month < 1 || month > 12)) return std::nullopt;
  for (const std::string_view usual : {"0", "444", "48", "446", "4422", "84"}) {
    if (shape.view() == usual) return Match{number.span()};
  }
  return Match{number.span(), -0.1};
}

constexpr auto kContext = phrases("sim", "no sim", "nomor sim", "sim a", "sim b", "sim b1", "sim b2", "sim b1 umum", "sim b2 umum", "sim c", "sim d", "surat izin mengemudi", "driving licence", "driving license", "driver license", "driver's license",
                                         "driver s license", "driver's licence", "driver s licence", "nomor surat izin mengemudi");
constexpr auto kAgainst = phrases("sim card", "kartu sim", "simcard", "iccid", "msisdn", "hp", "no hp", "wa", "whatsapp");
}  // namespace

Recognizer id_sim() {
  return {.type = EntityType::kIdSim, .pack = Pack::kCoreId, .candidate = Numbers{lengths({12, 14}), sim}, .confidence = {.alone = 0.1, .with_context = 0.9}, .context = kContext, .against = kAgainst};
}

}  // namespace tirai::recognition
