// UEN, the number of every entity in Singapore, in three forms, each with a check letter.
//
//   53125226D      a business · 201434292D      a company of 2014 · T16RF0037C      another entity, its kind in two letters
#include "detect/checks/asia.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> uen(const Code& code) {
  if (!checks::is_sg_uen(code.characters())) return std::nullopt;
  return Match{code.span(), 0, code.in_capitals() && code.unbroken() ? 0.0 : -0.4};
}

constexpr Shape kShapes[] = {{"99999999 A"}, {"999999999 A"}, {"A99AA9999 A"}};

constexpr auto kContext = phrases(
    "uen", "uen no", "uen number", "unique entity number", "unique entity", "acra", "roc no", "business registration", "company registration", "gst reg no", "nomor uen",
    "perusahaan singapura");
}  // namespace

Recognizer sg_uen() {
  return {
      .type = EntityType::kSgUen,
      .pack = Pack::kSgMy,
      .candidate = Codes{kShapes, uen},
      .confidence = {.alone = 0.78, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
