// NRIC and FIN, the identity numbers of Singapore: a letter, seven digits and a check letter.
//
//   S 1 2 3 4 5 6 7 D      S, T citizens and residents of before and from 2000 · F, G foreigners · M foreigners from 2022
//
// Weights 2 7 6 5 4 3 2; T and G add 4, M adds 3; the sum modulo 11 picks the letter of the series' table.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
char check_letter(std::string_view code) {
  constexpr int kWeights[] = {2, 7, 6, 5, 4, 3, 2};
  int sum = code[0] == 'T' || code[0] == 'G' ? 4 : code[0] == 'M' ? 3 : 0;
  for (std::size_t i = 0; i < 7; ++i) sum += kWeights[i] * (code[i + 1] - '0');
  const std::string_view table = code[0] == 'S' || code[0] == 'T' ? "JZIHGFEDCBA" : code[0] == 'M' ? "XWUTRQPNJLK" : "XWUTRQPNMLK";
  return table[static_cast<std::size_t>(sum % 11)];
}

std::optional<Match> nric(const Code& code) {
  const std::string_view characters = code.characters();
  if (std::string_view("STFGM").find(characters[0]) == std::string_view::npos || characters[8] != check_letter(characters)) return std::nullopt;
  return Match{code.span(), code.in_capitals() || code.unbroken() ? 0.0 : -0.3};
}

constexpr Shape kShapes[] = {{"A 9999999 A"}};
constexpr std::string_view kContext[] = {"nric", "fin", "nric no", "fin no", "ic", "ic number", "identity card", "singapore id", "work permit", "employment pass"};
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
