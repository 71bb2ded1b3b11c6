// Aadhaar, the identity number of India: twelve digits, the first 2 to 9, Verhoeff, never a palindrome.
//
//   2341 2341 2346 · 2341:2341:2346
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> aadhaar(const Number& number) {
  if (!checks::is_in_aadhaar(number.digits())) return std::nullopt;
  return as_written(number, "444", " -", -0.45);
}

// A colon separates no digits of a number elsewhere, so it is read as a code.
std::optional<Match> with_colons(const Code& code) {
  if (code.separator(4) != ':' || code.separator(8) != ':' || !checks::is_in_aadhaar(code.characters())) return std::nullopt;
  const std::size_t begin = code.span().begin;
  return begin > 0 && code.text[begin - 1] == ':' ? std::nullopt : std::optional(Match{code.span()});
}

constexpr Shape kShapes[] = {{"9999 9999 9999"}};

constexpr auto kContext = phrases("aadhaar", "aadhar", "adhaar", "aadhaar no", "aadhaar number", "aadhaar card", "uidai", "uid number", "uid", "आधार", "identitas india",
                                         "id india", "ktp india");
}  // namespace

Recognizer in_aadhaar() {
  return {
      .type = EntityType::kInAadhaar,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({12}), aadhaar},
      .confidence = {.alone = 0.85, .with_context = 0.98},
      .context = kContext,
  };
}

Recognizer in_aadhaar_with_colons() {
  return {
      .type = EntityType::kInAadhaar,
      .pack = Pack::kApac,
      .candidate = Codes{kShapes, with_colons},
      .confidence = {.alone = 0.8, .with_context = 0.98},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
