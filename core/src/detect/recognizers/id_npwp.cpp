// NPWP, the Indonesian tax number.
//
//   0 9 . 2 5 4 . 2 9 4 . 3 - 4 0 7 . 0 0 0      old form: kind, serial, Luhn check digit over the first eight, tax office, branch
//   16 digits (PMK 112/2022)                     a NIK, or 0 and the old form
//   22 digits                                    NITKU: the 16 and six of the place of business
#include "detect/checks/indonesia.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
bool is_old(std::string_view digits) { return passes_luhn(digits.substr(0, 9)) && digits.substr(0, 8) != "00000000"; }
bool is_new(std::string_view digits) { return (digits[0] == '0' && is_old(digits.substr(1))) || nik_region(digits) != Region::kNone; }

// Punctuated as the card has it, nothing else looks like it.
std::optional<Match> printed(const Number& number) {
  if (!is_old(number.digits()) || number.shape().view() != "233133") return std::nullopt;
  return Match{number.span()};
}

std::optional<Match> any(const Number& number) {
  const std::string_view digits = number.digits();
  if (number.shape().count == 0 || number.broken_by_line()) return std::nullopt;
  return (number.size == 15 ? is_old(digits) : is_new(digits.substr(0, 16))) ? std::optional(Match{number.span()}) : std::nullopt;
}

constexpr auto kContext = phrases("npwp", "no npwp", "nomor npwp", "npwp16", "nitku", "pajak", "wajib pajak", "faktur pajak", "tax id", "tax number", "taxpayer", "taxpayer number", "tin", "djp", "spt", "pokok wajib pajak");
}  // namespace

Recognizer id_npwp() {
  return {.type = EntityType::kIdNpwp, .pack = Pack::kCoreId, .candidate = Numbers{lengths({15}), printed}, .confidence = {.alone = 0.9, .with_context = 0.99}, .context = kContext};
}
Recognizer id_npwp_unpunctuated() {
  return {.type = EntityType::kIdNpwp, .pack = Pack::kCoreId, .candidate = Numbers{lengths({15, 16, 22}), any}, .confidence = {.alone = 0.2, .with_context = 0.97}, .context = kContext};
}

}  // namespace tirai::recognition
