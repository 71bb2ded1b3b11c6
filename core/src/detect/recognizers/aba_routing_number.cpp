// ABA routing numbers of banks of the United States: nine digits, weights 3 7 1, sum 0 modulo 10; the first two are a Federal Reserve district.
//
//   121000358 · 0711-0130-7
#include "detect/checks/americas.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> routing_number(const Number& number) {
  if (!checks::is_aba_routing(number.digits())) return std::nullopt;
  return as_written(number, "441", "-", -0.4);
}

constexpr auto kContext = phrases(
    "aba", "aba number", "aba routing", "routing", "routing number", "routing no", "routing transit", "rtn", "transit number", "bank routing", "wire routing", "ach routing",
    "nomor routing", "kode routing");
}  // namespace

Recognizer aba_routing_number() {
  return {
      .type = EntityType::kAbaRoutingNumber,
      .pack = Pack::kUsCa,
      .candidate = Numbers{lengths({9}), routing_number},
      .confidence = {.alone = 0.6, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
