// Bank account numbers. Neither form nor check digit is common to banks, so words must say so; a bank's usual length then adds to it.
//
//   BCA 10 · Mandiri 13 · BNI 10 · BRI 15 · BSI 10 · BTN 16 · CIMB 13 · Danamon 10 · Permata 10 · OCBC 12 · Jago 12
//   123-456-7890 · 123-00-1234567-8 (Mandiri) · 0012-01-012345-50-1 (BRI) · abroad 6 to 17 digits
#include <algorithm>

#include "detect/lexicon/nearby.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
// Amounts ("1.500.000.000"), dates and times are written in groups too.
bool is_account_shape(const Number& number) {
  const std::string groups = group_lengths(number.run, number.size);
  if (groups.empty() || number.broken_by_line()) return false;
  bool dotted = false;
  for (std::size_t i = 1; i < number.size; ++i) dotted = dotted || number.separator(i) == '.';
  if (dotted && groups.size() > 2 && groups.find_first_not_of('3', 1) == std::string::npos) return false;
  if (groups.size() >= 5 && groups.find_first_not_of('2') == std::string::npos) return true;  // dictated in pairs
  if (groups.starts_with("422") || groups.starts_with("224") || groups.starts_with("222")) return false;
  return groups.size() <= 6 && std::count(groups.begin(), groups.end(), '1') <= 2;
}

// "Rp 1500000000", "USD 12000": money.
bool is_amount(const Number& number) {
  std::size_t at = number.span().begin;
  while (at > 0 && (number.text[at - 1] == ' ' || number.text[at - 1] == '.')) --at;
  const std::string_view before = number.text.substr(at - std::min<std::size_t>(at, 3), std::min<std::size_t>(at, 3));
  for (const std::string_view sign : {"Rp", "rp", "RP", "$", "IDR", "USD", "SGD", "EUR", "\u20ac", "\u00a3"}) {
    if (before.ends_with(sign)) return true;
  }
  return false;
}

// "+62 …" is a telephone's, "TKT-338593" a ticket's.
bool hangs_on_a_sign(const Number& number) {
  const std::size_t begin = number.span().begin;
  if (begin == 0) return false;
  const char before = number.text[begin - 1];
  return before == '+' || before == '#' || (begin > 1 && (before == '-' || before == '/' || before == '_') && is_letter_at(number.text, begin - 2)) || (before == '(' && begin > 1 && number.text[begin - 2] == '+');
}

constexpr auto kContext = phrases("rekening", "rek", "norek", "no rek", "no rekening", "nomor rekening", "nomer rekening", "no. rek", "nomor rek", "transfer ke", "tf ke", "trf ke", "transfer via", "transferan", "ditransfer ke", "transfer saya ke", "refund ke", "kirim ke rekening", "virtual account", "va", "nomor va", "no va",
                                         "bca", "mandiri", "bni", "bri", "bsi", "btn", "cimb", "cimb niaga", "danamon", "permata", "ocbc", "ocbc nisp", "muamalat", "bukopin", "bank jago", "jago", "maybank", "panin", "bank mega", "btpn", "jenius", "seabank", "bjb", "bank dki",
                                         "uob", "hsbc", "account number", "account no", "acct no", "acct", "to account", "into account", "from account", "account is", "my account", "bank account", "a/c", "acc no", "acc number", "iban", "routing number", "sort code", "beneficiary account", "saving account", "savings account",
                                         "checking account", "bank account number", "dbs", "posb", "kontonummer", "rekeningnummer");
constexpr auto kAgainst = phrases("hp", "no hp", "wa", "no wa", "whatsapp", "telp", "telepon", "tlp", "phone", "mobile", "hubungi", "call", "npwp", "nik", "ktp", "kartu kredit", "credit card", "nominal", "sebesar", "sejumlah", "senilai");
constexpr auto kSayAccount = phrases("rekening", "rek", "norek", "no rek", "no rekening", "nomor rekening", "nomer rekening", "account number", "account no", "acct no", "acct number", "bank account", "acc no", "acc number", "a/c no", "checking account", "savings account",
                                            "saving account", "kontonummer", "rekeningnummer", "bank account number", "acct");
std::optional<Match> account(const Number& number, const SoughtPhrases& words) {
  const std::string_view digits = number.digits();
  if (!is_account_shape(number) || is_amount(number) || hangs_on_a_sign(number) || digits.find_first_not_of(digits[0]) == std::string_view::npos) return std::nullopt;
  return is_said(number.text, number.span(), 40, words) ? std::optional(Match{number.span()}) : std::nullopt;
}
std::optional<Match> account_of_a_bank(const Number& number) { return account(number, kContext); }
std::optional<Match> stated(const Number& number) { return account(number, kSayAccount); }

// "Account #39182207", "account 3918220731": nothing stands between, for a customer may have an account of another kind.
constexpr auto kAccount = phrases("account");
TIRAI_ONCE std::optional<Match> numbered(const Number& number) {
  const ByteSpan span = number.span();
  const auto word = phrase_before(number.text, span.begin, 11, kAccount);
  if (!word || span.begin - word->end > 3 || span.size() != number.size) return std::nullopt;
  const char sign = number.text[span.begin - 1];
  const bool follows = sign == '#' || sign == ' ' || sign == '(' || sign == ':';
  return follows && number.size >= (sign == '#' ? 8 : 10) ? std::optional(Match{span}) : std::nullopt;
}
}  // namespace

Recognizer bank_account() {
  return {.type = EntityType::kBankAccount, .pack = Pack::kCoreId, .candidate = Numbers{lengths_from(10, 18), account_of_a_bank}, .confidence = {.alone = 0.1, .with_context = 0.88}, .context = kContext, .against = kAgainst};
}
Recognizer bank_account_stated() {
  return {.type = EntityType::kBankAccount, .pack = Pack::kCoreId, .candidate = Numbers{lengths_from(6, 17), stated}, .confidence = {.alone = 0.05, .with_context = 0.92}, .context = kSayAccount, .against = kAgainst};
}
Recognizer bank_account_numbered() {
  return {.type = EntityType::kBankAccount, .pack = Pack::kCoreId, .candidate = Numbers{lengths_from(8, 17), numbered}, .confidence = {.alone = 0.05, .with_context = 0.85}, .context = kAccount, .against = kAgainst};
}

}  // namespace tirai::recognition
