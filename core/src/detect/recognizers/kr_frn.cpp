// Registration numbers of foreigners in Korea: as a resident's, with 5 to 8 for century and sex. Numbers given since October 2020 have no check digit.
//
//   911124-5678906
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> frn(const Number& number) {
  if (!checks::is_kr_frn_shape(number.digits())) return std::nullopt;
  const bool checked = checks::passes_kr_frn_check(number.digits());
  Match match = as_written(number, "67", "-", checked ? -0.3 : -0.45);
  if (!checked) match.weight -= 0.05;
  return match;
}

constexpr auto kContext = phrases(
    "frn", "frn no", "foreigner registration", "foreign registration", "alien registration", "arc number", "korean frn", "외국인등록번호", "외국인 등록번호", "외국인번호",
    "registrasi orang asing korea");
}  // namespace

Recognizer kr_frn() {
  return {
      .type = EntityType::kKrFrn,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({13}), frn},
      .confidence = {.alone = 0.75, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
