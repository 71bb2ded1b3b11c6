// Indonesian passports: a letter and seven digits (A, B, C, E or X; diplomatic and service ones have others). No check digit outside the machine-readable
// lines; a word must say so.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> passport(const Code& code) {
  const bool usual = std::string_view("ABCEX").find(code.characters()[0]) != std::string_view::npos;
  return Match{code.span(), usual ? 0.0 : -0.1};
}
constexpr Shape kShapes[] = {{"A 9999999"}, {"A 999999"}};

constexpr auto kContext = phrases("paspor", "no paspor", "nomor paspor", "passpor", "pasport", "imigrasi", "e-paspor");
constexpr auto kEnglishContext = phrases("passport", "passport no", "passport number", "travel document");
}  // namespace

Recognizer id_passport() {
  return {.type = EntityType::kIdPassport, .pack = Pack::kCoreId, .candidate = Codes{kShapes, passport}, .confidence = {.alone = 0.2, .with_context = 0.95}, .context = kContext};
}
Recognizer id_passport_in_english() {
  return {.type = EntityType::kIdPassport, .pack = Pack::kCoreId, .candidate = Codes{kShapes, passport}, .confidence = {.alone = 0.2, .with_context = 0.86}, .context = kEnglishContext};
}

}  // namespace tirai::recognition
