// Phone numbers: E.164 with "+", and the national forms of Indonesia.
//
//   +62 812-3456-7890   0062 812 …   62812…   0812 3456 7890        mobile: 8, operator, 9 to 12 digits without the prefix
//   +62 21 555 1234     (021) 555 1234    021-5551234               fixed line: area code, 5 to 8 digits
//
// Not personal and never found: short codes (110, 14xxx, 1500xxx) and 0800, 0804, 0807, 0809.
#include <algorithm>

#include "detect/recognizers.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
// The digits before the national number, and how they are written.
struct Prefix {
  std::size_t digits = 0;
  std::size_t begin = 0;  ///< of the whole number in the text: a "+" or "(" before the first digit belongs to it
  enum class Kind { kNone, kInternational, kIndonesia, kIndonesiaBare, kTrunk } kind = Kind::kNone;
};

// "+", "(+" or "(" right before the digits.
std::size_t sign_begin(std::string_view text, std::size_t at, bool& plus) {
  std::size_t begin = at;
  while (at > 0) {
    const text::Character before = text::character_before(text, at);
    at -= before.size;
    if (text::is_ignorable(before.code)) continue;
    if ((before.code == '+' || before.code == 0xFF0B) && !plus) {
      plus = true;
    } else if (before.code != '(') {
      break;
    }
    begin = at;
    if (before.code == '(') break;
  }
  return begin;
}

Prefix prefix_of(const Place& place) {
  const DigitRun& run = place.digits;
  bool plus = false;
  Prefix prefix{.begin = sign_begin(place.text, place.at, plus)};
  const std::string_view all = run.digits(0, run.count);
  const bool indonesia = all.starts_with("62") && (plus || run.separator[1] == 0);
  if (plus && prefix.begin > 0 && text::is_word_character(text::character_before(place.text, prefix.begin).code)) return prefix;
  if (indonesia) {
    prefix.digits = all.substr(2, 1) == "0" ? 3 : 2;  // "+62 (0)812"
    prefix.kind = plus ? Prefix::Kind::kIndonesia : Prefix::Kind::kIndonesiaBare;
  } else if (!plus && all.starts_with("0062")) {
    prefix.digits = 4;
    prefix.kind = Prefix::Kind::kIndonesia;
  } else if (plus && all[0] != '0') {
    prefix.kind = Prefix::Kind::kInternational;
  } else if (!plus && all[0] == '0' && run.count > 1 && run.separator[1] != '.') {  // 0.812… is a fraction
    prefix.digits = 1;
    prefix.kind = Prefix::Kind::kTrunk;
  }
  return prefix;
}

bool begins_with_any(std::string_view digits, std::span<const std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) { return digits.starts_with(prefix); });
}

// Operators' prefixes in use; the others of 8xx may be assigned tomorrow, so they only count less.
constexpr std::string_view kMobile[] = {"811", "812", "813", "814", "815", "816", "817", "818", "819", "821", "822", "823", "831", "832", "833", "838",
                                        "851", "852", "853", "855", "856", "857", "858", "859", "877", "878", "881", "882", "883", "884", "885", "886",
                                        "887", "888", "889", "895", "896", "897", "898", "899"};
constexpr std::string_view kShortAreas[] = {"21", "22", "24", "31", "61"};
constexpr std::string_view kAreas[] = {"251", "254", "263", "271", "274", "281", "291", "321", "341", "351", "361", "370", "380", "411",
                                       "431", "451", "511", "541", "542", "561", "711", "721", "741", "751", "761", "778"};

// What a national number (without 0 or 62) weighs, or nothing if it is none. `apart`: a bracket or separator follows the area code.
std::optional<double> national_weight(std::string_view number, bool apart) {
  if (number.size() < 8) return std::nullopt;
  if (number[0] == '8') {
    if (number[1] == '0' || number[1] == '4' || number.size() < 9 || number.size() > 12) return std::nullopt;
    return begins_with_any(number, kMobile) ? 0.0 : -0.15;
  }
  if (number[0] < '2' || number[0] == '8') return std::nullopt;
  const std::size_t area = begins_with_any(number, kShortAreas) ? 2 : 3;
  const std::string_view local = number.substr(area);
  if (area == 2 ? local.size() < 7 || local.size() > 8 : local.size() < 5 || local.size() > 8) return std::nullopt;
  if (local.starts_with("1500") || local.starts_with("14") || local[0] < '2') return std::nullopt;
  if (apart) return -0.05;
  return area == 2 || begins_with_any(number, kAreas) ? -0.2 : -0.35;
}

// Numbers of other countries: E.164 lengths, and the exact shape where the country is close or common.
std::optional<double> foreign_weight(std::string_view number) {
  if (number.size() < 8 || number.size() > 15) return std::nullopt;
  if (number.starts_with("65")) return number.size() == 10 && (number[2] == '3' || number[2] == '6' || number[2] >= '8') ? std::optional(0.0) : std::nullopt;
  if (number.starts_with("60")) return number.size() >= 10 && number.size() <= 12 ? std::optional(0.0) : std::nullopt;
  if (number[0] == '1') return number.size() == 11 && number[1] >= '2' && number[4] >= '2' ? std::optional(0.0) : std::nullopt;
  return -0.1;
}

std::optional<double> weight_of(const Place& place, const Prefix& prefix, std::size_t n) {
  const DigitRun& run = place.digits;
  if (n <= prefix.digits) return std::nullopt;
  const std::string_view number = run.digits(prefix.digits, n - prefix.digits);
  if (prefix.kind == Prefix::Kind::kInternational) return foreign_weight(number);
  const std::size_t area = prefix.digits + (begins_with_any(number, kShortAreas) ? 2 : 3);
  const bool apart = number[0] != '8' && area < n && (run.separator[area] != 0 || prefix.kind == Prefix::Kind::kIndonesia);
  auto weight = national_weight(number, apart);
  if (!weight) return weight;
  if (prefix.kind == Prefix::Kind::kIndonesiaBare) *weight -= number[0] == '8' ? 0.05 : 0.3;
  // "08 12 34…" and dates: nobody cuts the prefix itself, but for a "0" or "62" alone.
  for (std::size_t i = prefix.digits + 1; i < prefix.digits + 2; ++i) *weight -= run.separator[i] != 0 ? 0.4 : 0;
  return weight;
}

// The groups that belong together: of at least two digits, and once the number is one, only with the separator it has so far.
std::optional<Match> phone_at(const Place& place) {
  const DigitRun& run = place.digits;
  const Prefix prefix = prefix_of(place);
  if (prefix.kind == Prefix::Kind::kNone) return std::nullopt;
  std::optional<Match> best;
  char usual = 0;
  std::size_t group_begin = 0;
  for (std::size_t n = 1; n <= std::min<std::size_t>(run.count, 17); ++n) {
    if (!run.group_ends(n)) continue;
    if (group_begin > 0) {
      if (run.separator[group_begin] == '\n' || run.separator[group_begin] == '/') break;
      if (best && (n - group_begin < 2 || run.separator[group_begin] != usual)) break;
      usual = run.separator[group_begin];
    }
    group_begin = n;
    const auto weight = run.may_end(n) || n == run.count ? weight_of(place, prefix, n) : std::nullopt;
    if (weight && run.may_end(n)) best = Match{{prefix.begin, run.end[n - 1]}, *weight};
  }
  return best;
}

constexpr std::string_view kContext[] = {"hp", "no hp", "nohp", "telp", "tlp", "tel", "telepon", "telpon", "wa", "whatsapp", "hubungi", "nomor saya", "kontak",
                                         "handphone", "ponsel", "phone", "mobile", "call", "contact", "cell", "sms", "fax", "nomor hp", "no wa", "no telp"};
constexpr std::string_view kAgainst[] = {"resi", "awb", "tracking", "invoice", "inv", "faktur", "order", "pesanan", "transaksi", "trx", "ref", "referensi",
                                         "sku", "ean", "barcode", "isbn", "imei", "rekening", "norek", "rek", "va", "virtual account", "bpjs", "serial", "seri"};
}  // namespace

Recognizer phone_number() {
  return {
      .type = EntityType::kPhoneNumber,
      .candidate = AtDigits{.fewest = 8, .match = phone_at},
      .confidence = {.alone = 0.75, .with_context = 0.95},
      .context = kContext,
      .against = kAgainst,
  };
}

}  // namespace tirai::recognition
