// Aadhaar, the identity number of India: twelve digits, the first 2 to 9, Verhoeff, never a palindrome.
//
//   2341 2341 2346
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> aadhaar(const Number& number) {
  if (!checks::is_in_aadhaar(number.digits())) return std::nullopt;
  return as_written(number, "444", " -", -0.45);
}

constexpr std::string_view kContext[] = {"aadhaar", "aadhar", "adhaar", "aadhaar no", "aadhaar number", "aadhaar card", "uidai", "uid number", "uid", "आधार", "identitas india"};
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

}  // namespace tirai::recognition
