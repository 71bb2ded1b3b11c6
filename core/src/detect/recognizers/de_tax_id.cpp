// Steuerliche Identifikationsnummer, the tax number of every person in Germany: eleven digits. Among the first ten exactly one stands twice or three
// times; ISO 7064 MOD 11,10.
//
//   36 574 261 809
#include "detect/checks/europe.h"
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
std::optional<Match> tax_id(const Number& number) {
  if (!checks::is_de_tax_id(number.digits())) return std::nullopt;
  return as_written(number, "2333", " ", -0.35);
}

constexpr auto kContext = phrases(
    "steuer id", "steuer-id", "steuerid", "steueridentifikationsnummer", "steuer identifikationsnummer", "steuerliche identifikationsnummer", "idnr", "steuer idnr", "tin",
    "german tax id", "tax id", "pajak jerman",
    "npwp jerman", "nomor pajak jerman");
}  // namespace

Recognizer de_tax_id() {
  return {
      .type = EntityType::kDeTaxId,
      .pack = Pack::kEuUk,
      .candidate = Numbers{lengths({11}), tax_id},
      .confidence = {.alone = 0.78, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
