// National insurance numbers of the United Kingdom: two letters, six digits, A to D.
//
//   AA 12 34 56 B      neither D F I Q U V among the letters, nor O second, nor BG GB KN NK NT TN ZZ
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nino(const Code& code) {
  constexpr std::uint64_t kInside = 0b010101010;  // pairs stay together, unless each character is apart
  if (!checks::is_uk_nino(code.characters()) || ((code.run.separated & kInside) != 0 && !each_apart(code))) return std::nullopt;
  const auto is_small = [](char letter) { return letter >= 'a'; };
  const bool apart = code.separator(8) == ' ' && code.separator(2) != ' ';
  if (apart && is_small(code.written().front()) != is_small(code.written().back())) return std::nullopt;  // "PH-88-1290 d pa": the next word
  return Match{code.span(), 0, code.in_capitals() ? 0.0 : -0.25};
}

constexpr Shape kShapes[] = {{"A A 9 9 9 9 9 9 A"}};

constexpr auto kContext = phrases(
    "nino", "ni no", "ni number", "national insurance", "national insurance number", "national insurance no", "insurance number", "asuransi nasional inggris",
    "nomor asuransi nasional");
}  // namespace

Recognizer uk_nino() {
  return {
      .type = EntityType::kUkNino,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, nino},
      .confidence = {.alone = 0.85, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
