// Mobile numbers of the Philippines: 9 and nine digits, after 0 or +63.
//
//   +63 917 123 4567 · 0917-123-4567 · 0 (917) 123 4567
#include "detect/grouping.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// Where the number begins: a "+" or a bracket right before the digits belongs to it.
std::size_t begin_of(const Number& number, bool& plus) {
  std::size_t begin = number.span().begin;
  for (const char sign : {'+', '('}) {
    if (begin == 0 || number.text[begin - 1] != sign) continue;
    plus = plus || sign == '+';
    --begin;
  }
  return begin;
}

std::optional<Match> mobile(const Number& number) {
  const std::string_view digits = number.digits();
  const bool trunk = digits.starts_with("09"), international = digits.starts_with("639") || digits.starts_with("6309") || digits.starts_with("00639");
  const std::size_t national = number.size - (trunk ? 1 : digits.starts_with("639") ? 2 : 4);
  if ((!trunk && !international) || national != 10 || digits.substr(number.size - 10).starts_with("90000")) return std::nullopt;
  const std::string_view written = number.text.substr(number.span().begin, number.span().size());
  if (written.find_first_of("/\n") != std::string_view::npos) return std::nullopt;
  if (trunk && number.separator(3) != 0) return std::nullopt;  // "090-1234-5678" is Japan's
  bool plus = false;
  const std::size_t begin = begin_of(number, plus);
  if (plus && trunk) return std::nullopt;
  const double alone = plus || digits[0] == '0' ? trunk ? -0.18 : 0.0 : -0.3;
  const bool cut = number.separator(1) != 0 && number.separator(1) != '(';  // "0.9.8 (1999-06-26": nobody cuts the trunk digit off but before a bracket
  return Match{{begin, number.span().end}, cut ? -0.3 : 0.0, cut ? alone - 0.3 : alone};
}

constexpr auto kContext = phrases(
    "mobile", "mobile no", "mobile number", "cellphone", "cell", "cp no", "cp number", "phone", "phone number", "contact number", "telepono", "numero", "numero ng telepono",
    "tawag", "text", "viber", "sms", "whatsapp", "wa", "hp", "no hp", "gcash", "smart", "globe", "nomor filipina");
}  // namespace

Recognizer ph_mobile_number() {
  return {
      .type = EntityType::kPhMobileNumber,
      .pack = Pack::kApac,
      .candidate = Numbers{lengths({11, 12, 13, 14}), mobile},
      .confidence = {.alone = 0.9, .with_context = 0.97},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
