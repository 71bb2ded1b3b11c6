// Business registration numbers of Korea: tax office, form of business, serial, check digit.
//
//   116-82-00276
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> brn(const Number& number) {
  if (!checks::is_kr_brn(number.digits())) return std::nullopt;
  return as_written(number, "325", "-", -0.5);
}

constexpr auto kContext = phrases(
    "brn", "brn no", "business registration", "business registration number", "korean business", "korean company", "사업자등록번호", "사업자번호", "사업자 등록번호", "registrasi usaha korea");
}  // namespace

Recognizer kr_brn() {
  return {
      .type = EntityType::kKrBrn,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({10}), brn},
      .confidence = {.alone = 0.78, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
