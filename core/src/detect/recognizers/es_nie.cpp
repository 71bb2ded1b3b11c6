// NIE, the number of foreigners in Spain: X, Y or Z, seven digits and the letter of a DNI.
//
//   X-2482300-W
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nie(const Code& code) {
  constexpr std::uint64_t kInside = 0b011111100;  // no digit apart from another, unless each is
  if (!checks::is_es_nie(code.characters()) || ((code.run.separated & kInside) != 0 && !each_apart(code))) return std::nullopt;
  return Match{code.span(), 0, code.in_capitals() ? 0.0 : -0.2};
}

constexpr Shape kShapes[] = {{"A 9 9 9 9 9 9 9 A"}};

constexpr auto kContext = phrases(
    "nie", "nie no", "número de extranjero", "identificación de extranjero", "identificacion de extranjero", "extranjero", "foreigner identity", "spanish foreigner",
    "identitas orang asing spanyol");
}  // namespace

Recognizer es_nie() {
  return {
      .type = EntityType::kEsNie,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, nie},
      .confidence = {.alone = 0.9, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
