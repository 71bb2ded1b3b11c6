// MyKad, the identity number of Malaysia: date of birth, place of birth, serial; the last digit is odd for a man.
//
//   770305-02-1234
#include "detect/checks/asia.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nric(const Number& number) {
  if (!checks::is_my_nric(number.digits())) return std::nullopt;
  return as_written(number, "624", " -", -0.5);
}

constexpr auto kContext = phrases(
    "mykad", "my kad", "ic no", "ic number", "nric", "no kp", "kad pengenalan", "no kad pengenalan", "kp", "malaysian ic", "malaysia ic", "ic malaysia", "ic", "nombor ic",
    "identity card",
    "id malaysia", "ktp malaysia");
}  // namespace

Recognizer my_nric() {
  return {
      .type = EntityType::kMyNric,
      .pack = Pack::kSgMy,
      .candidate = Numbers{lengths({12}), nric},
      .confidence = {.alone = 0.8, .with_context = 0.96},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
