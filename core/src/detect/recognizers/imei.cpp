// IMEI (3GPP TS 23.003): 15 digits, 8 of the model, 6 of the device, a Luhn check digit; IMEISV has 16, the last two its software's and no check.
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
bool is_usual(std::string_view shape) {
  for (const std::string_view usual : {"0", "2661", "26610", "22661", "861", "6261", "2662", "555", "3333", "4443"}) {
    if (shape == usual) return true;
  }
  return false;
}

// The first two digits name who reports models: 35 and 86 for nearly every telephone sold.
std::optional<Match> imei15(const Number& number) {
  const std::string_view digits = number.digits();
  if (!passes_luhn(digits) || digits.substr(0, 8) == "00000000" || number.shape().count == 0) return std::nullopt;
  const bool common = digits.starts_with("35") || digits.starts_with("86") || digits.starts_with("01");
  return Match{number.span(), (common ? 0.0 : -0.1) + (is_usual(number.shape().view()) ? 0.0 : -0.1)};
}
std::optional<Match> imei16(const Number& number) {
  const std::string_view digits = number.digits();
  if (!(digits.starts_with("35") || digits.starts_with("86") || digits.starts_with("01")) || number.shape().count == 0) return std::nullopt;
  return Match{number.span()};
}

constexpr auto kContext = phrases("imei", "imei1", "imei2", "imei 1", "imei 2", "nomor imei", "no imei", "imeisv", "imei number", "device id");
}  // namespace

Recognizer imei() {
  return {.type = EntityType::kImei, .pack = Pack::kCoreId, .candidate = Numbers{lengths({15}), imei15}, .confidence = {.alone = 0.55, .with_context = 0.97}, .context = kContext};
}
Recognizer imeisv() {
  return {.type = EntityType::kImei, .pack = Pack::kCoreId, .candidate = Numbers{lengths({16}), imei16}, .confidence = {.alone = 0.1, .with_context = 0.8}, .context = kContext};
}

}  // namespace tirai::recognition
