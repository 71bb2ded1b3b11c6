// Henkilötunnus of Finland: date of birth, the century's sign, serial, check character modulo 31.
//
//   131052-308T      - U V W X Y the 1900s · A B C D E F the 2000s · + the 1800s
#include <algorithm>
#include <array>

#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// The sign of the century may be a separator: it is put back.
std::optional<Match> identity_code(const Code& code) {
  std::array<char, 11> value{};
  const std::string_view characters = code.characters();
  std::copy_n(characters.begin(), 6, value.begin());
  std::copy(characters.begin() + 6, characters.end(), value.end() - static_cast<std::ptrdiff_t>(characters.size() - 6));
  if (characters.size() == 10) value[6] = code.separator(6);
  const bool broken_elsewhere = code.written().size() != 11;
  if (broken_elsewhere || !checks::is_fi_personal_identity_code({value.data(), value.size()})) return std::nullopt;
  return Match{code.span()};
}

constexpr Shape kShapes[] = {{"999999 999X"}, {"999999A999X"}};

constexpr auto kContext = phrases(
    "henkilötunnus", "henkilotunnus", "hetu", "henkilötunnukseni", "personbeteckning", "finnish id", "finnish personal", "personal identity code", "identitas finlandia",
    "id finlandia", "ktp finlandia");
}  // namespace

Recognizer fi_personal_identity_code() {
  return {
      .type = EntityType::kFiPersonalIdentityCode,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, identity_code},
      .confidence = {.alone = 0.9, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
