// NHS numbers of England and Wales: ten digits, weights 10 … 2, 11 minus the rest; 10 is never a check digit.
//
//   943 476 5870
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> nhs(const Number& number) {
  const std::string_view digits = number.digits();
  if (!checks::is_uk_nhs(digits)) return std::nullopt;
  Match match = as_written(number, "334", " -", -0.5);
  const bool phone_like = digits[0] >= '2' && digits[3] >= '2';  // North American numbers are written the same way
  if (phone_like && number.separator(3) == '-') match.alone -= 0.15;
  return match;
}

constexpr auto kContext = phrases("nhs", "nhs no", "nhs number", "national health", "health service number", "patient number", "nomor nhs", "kesehatan inggris");
}  // namespace

Recognizer uk_nhs() {
  return {
      .type = EntityType::kUkNhs,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({10}), nhs},
      .confidence = {.alone = 0.66, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
