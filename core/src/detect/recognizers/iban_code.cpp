// IBAN (ISO 13616): country, two check digits (MOD 97-10), and the account as the country writes it.
//
//   DE89 3704 0044 0532 0130 00 · GB29NWBK60161331926819
//
// Indonesia, Singapore, the United States and Australia have none.
#include <algorithm>

#include "detect/checks/iban.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
// Written in capitals, all small, or with the first letter alone a capital as telephones do.
bool is_one_case(std::string_view written) {
  const bool lower = std::any_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return !lower || std::none_of(written.begin() + 1, written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<Match> iban(const Code& code) {
  const CodeRun& run = code.run;
  if (run.separator[1] != 0 && (run.separator[2] == 0 || run.separator[3] == 0)) return std::nullopt;  // each character apart, or none of the first four
  const auto length = checks::iban_length({run.character.data(), 2});
  if (!length || *length > run.count || !(*length == run.count ? run.closed : run.separator[*length] != 0)) return std::nullopt;
  const Code whole{code.text, run, *length};
  if (!checks::is_iban(whole.characters()) || !is_one_case(whole.written())) return std::nullopt;
  const bool national = checks::passes_national_check(whole.characters());
  return Match{whole.span(), national ? 0.0 : -0.25, (national ? 0.0 : -0.25) - (whole.in_capitals() ? 0.0 : 0.1)};
}

constexpr Shape kShapes[] = {{"AA99 XXXX XXXX XXX", 34}, {"A A 9 9 X X X X X X X X X X X", 34}};

constexpr auto kContext = phrases(
    "iban", "iban no", "iban number", "bank account", "account number", "account", "kontonummer", "konto", "compte", "cuenta", "conto", "rekening", "no rek", "bic", "swift",
    "transfer");
}  // namespace

Recognizer iban_code() {
  return {
      .type = EntityType::kIbanCode,
      .pack = Pack::kCoreId,
      .candidate = Codes{kShapes, iban},
      .confidence = {.alone = 0.93, .with_context = 0.99},
      .context = kContext,
  };
}

}  // namespace tirai::recognition
