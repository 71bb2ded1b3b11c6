// Driver numbers of Great Britain: surname padded with 9s, decade, month (a woman's plus 50), day, year, initials, three of the agency's.
//
//   MORGA 657054 SM9IJ
#include "detect/checks/europe.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> driver(const Code& code) {
  if (!checks::is_uk_driving_licence(code.characters())) return std::nullopt;
  return Match{code.span(), 0, code.in_capitals() ? 0.0 : -0.2};
}

constexpr Shape kShapes[] = {{"AXXXX 999999 XX9AA"}, {"AAAAA 999999 XX9AA"}};

constexpr auto kContext = phrases("driving licence", "driving license", "driver number", "driver licence", "licence number", "licence no", "licence", "dvla", "sim inggris",
                                         "sim uk", "sim britania");
}  // namespace

Recognizer uk_driving_licence() {
  return {
      .type = EntityType::kUkDrivingLicence,
      .pack = Pack::kEuUk,
      .candidate = Codes{kShapes, driver},
      .confidence = {.alone = 0.85, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
