// NRIC and FIN, the identity numbers of Singapore: a letter, seven digits and a check letter.
//
//   S 1 2 3 4 5 6 7 D      S, T citizens and residents of before and from 2000 · F, G foreigners · M foreigners from 2022
//
// Weights 2 7 6 5 4 3 2; T and G add 4, M adds 3; the sum modulo 11 picks the letter of the series' table.
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// Beside the word a wrong check letter is a typing mistake, but one that a strict policy alone wants to hear of.
std::optional<Match> nric(const Code& code) {
  const std::string_view characters = code.characters();
  if (std::string_view("STFGM").find(characters[0]) == std::string_view::npos) return std::nullopt;
  constexpr std::uint64_t kInside = 0b011111100;  // no digit apart from another, unless each is
  if ((code.run.separated & kInside) != 0 && !each_apart(code)) return std::nullopt;
  const bool valid = checks::is_sg_nric_fin(characters);
  return Match{code.span(), (code.in_capitals() || code.unbroken() ? 0.0 : -0.3) - (valid ? 0.0 : 0.6)};
}

constexpr Shape kShapes[] = {{"A 9 9 9 9 9 9 9 A"}};
constexpr auto kContext = phrases("nric", "fin", "nric no", "fin no", "ic", "ic number", "identity card", "singapore id", "work permit", "employment pass",
                                         "ktp singapura", "id singapura", "ic singapura");
}  // namespace

Recognizer sg_nric_fin() {
  return {
      .type = EntityType::kSgNricFin,
      .pack = Pack::kSgMy,
      .candidate = Codes{kShapes, nric},
      .confidence = {.alone = 0.85, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
