// Card numbers (ISO/IEC 7812): 13 to 19 digits, the last one a Luhn check digit, the first ones an issuer's (IIN).
// People type them in groups, so spaces, hyphens and dots are allowed between digits.
#include <algorithm>

#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
struct Issuer {
  std::uint32_t first;  // range of the leading digits ...
  std::uint32_t last;   // ... as many as these numbers have
  std::uint8_t shortest;
  std::uint8_t longest;
  bool usual;  // a number of this length is a card more often than anything else
};
// Visa, Mastercard, American Express, Diners Club, Discover, JCB, UnionPay, Maestro, Mir, RuPay, Dankort, UATP; domestic debit cards of Indonesia share 6.
constexpr Issuer kIssuers[] = {
    {4, 4, 16, 16, true},          {4, 4, 13, 13, false},         {4, 4, 18, 19, false},         {51, 55, 16, 16, true},
    {2221, 2720, 16, 16, true},    {34, 34, 15, 15, true},        {37, 37, 15, 15, true},        {300, 305, 14, 14, true},
    {36, 36, 14, 14, true},        {38, 39, 14, 14, true},        {300, 305, 16, 16, true},      {300, 305, 17, 19, false},     {36, 36, 16, 19, false},
    {38, 39, 16, 19, false},       {6011, 6011, 16, 16, true},    {644, 649, 16, 16, true},      {65, 65, 16, 16, true},
    {6011, 6011, 19, 19, false},   {644, 649, 19, 19, false},     {65, 65, 19, 19, false},       {2131, 2131, 15, 15, true},
    {1800, 1800, 15, 15, true},    {3528, 3589, 16, 16, true},    {3528, 3589, 17, 19, false},   {62, 62, 16, 16, true},
    {62, 62, 19, 19, true},        {62, 62, 14, 18, false},       {81, 82, 16, 16, false},       {81, 81, 14, 19, false},       {5019, 5019, 16, 16, true},    {5000, 5099, 13, 19, false},
    {56, 58, 13, 19, false},       {60, 69, 16, 16, true},        {6, 6, 13, 19, false},         {2200, 2204, 16, 16, true},
    {2200, 2204, 17, 19, false},   {508, 508, 16, 16, false},    {1, 1, 15, 15, false},
};

const Issuer* issuer_of(std::string_view digits) {
  std::uint32_t leading[5] = {};  // the number that the first digits are, by how many
  for (std::size_t i = 1; i < std::size(leading); ++i) leading[i] = leading[i - 1] * 10 + static_cast<std::uint32_t>(digits[i - 1] - '0');
  const auto found = std::find_if(std::begin(kIssuers), std::end(kIssuers), [&](const Issuer& issuer) {
    const std::uint32_t number = leading[issuer.first < 10 ? 1 : issuer.first < 100 ? 2 : issuer.first < 1000 ? 3 : 4];
    return number >= issuer.first && number <= issuer.last && digits.size() >= issuer.shortest && digits.size() <= issuer.longest;
  });
  return found == std::end(kIssuers) ? nullptr : found;
}

// As cards are printed, or in one piece ("0" stands for a single group of more than nine).
bool is_printed_shape(std::string_view shape) {
  for (const std::string_view usual : {"0", "4444", "465", "464", "4443", "44443", "4441", "88", "22222222", "22222221"}) {
    if (shape == usual) return true;
  }
  return false;
}

// An unusual shape or length, or a line break but between fours, needs a word that speaks for it.
std::optional<Match> card(const Number& number) {
  const Issuer* issuer = passes_luhn(number.digits()) ? issuer_of(number.digits()) : nullptr;
  if (issuer == nullptr) return std::nullopt;
  const auto shape = number.shape();
  if (shape.count == 0 && !number.broken_by_line()) return std::nullopt;
  // Nobody else groups a number like a card whose issuer and check digit hold, too.
  const double alone = issuer->usual && shape.count > 2 && is_printed_shape(shape.view()) ? 0.0 : -0.2;
  return Match{number.span(), (issuer->usual ? 0.0 : -0.3) + (is_printed_shape(shape.view()) ? 0.0 : -0.3), alone};
}

constexpr auto kContext = phrases("card", "cards", "credit", "debit", "kartu kredit", "kartu debit", "kartu atm", "nomor kartu", "no kartu", "kartu saya", "cc",
                                         "visa", "mastercard", "master card", "amex", "american express", "jcb", "unionpay", "gpn", "cvv", "cvc", "pan");
constexpr auto kAgainst = phrases("resi", "awb", "tracking", "imei", "isbn", "ean", "barcode", "sku", "invoice", "inv", "faktur", "order", "pesanan",
                                         "transaksi", "trx", "ref", "referensi", "reference", "virtual account", "va", "iccid", "timestamp", "seri", "serial");
}  // namespace

Recognizer credit_card() {
  return {
      .type = EntityType::kCreditCard,
      .candidate = Numbers{lengths_from(13, 19), card},
      .confidence = {.alone = 0.9, .with_context = 0.95},
      .context = kContext,
      .against = kAgainst,
  };
}

}  // namespace tirai::recognition
