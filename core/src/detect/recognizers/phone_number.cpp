// Phone numbers: E.164 with "+", the national forms of Indonesia and, in the groups people write there, of other countries; and any number a word
// says is a telephone's.
//
//   +62 812-3456-7890   0062 812 …   62812…   0812 3456 7890        mobile: 8, operator, 9 to 12 digits without the prefix
//   +62 21 555 1234     (021) 555 1234    021-5551234               fixed line: area code, 5 to 8 digits
//
// Not personal and never found: short codes (110, 14xxx, 1500xxx) and 0800, 0804, 0807, 0809.
#include <algorithm>
#include <string>

#include "detect/checks/phone_plans.h"
#include "detect/lexicon/nearby.h"
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

bool begins_with_any(std::string_view digits, PhraseList prefixes) {
  return prefixes.any([&](std::string_view prefix) { return digits.starts_with(prefix); });
}

// Operators' prefixes in use; the others of 8xx may be assigned tomorrow, so they only count less.
constexpr auto kMobile = phrases("811", "812", "813", "814", "815", "816", "817", "818", "819", "821", "822", "823", "831", "832", "833", "838",
                                        "851", "852", "853", "855", "856", "857", "858", "859", "877", "878", "881", "882", "883", "884", "885", "886",
                                        "887", "888", "889", "895", "896", "897", "898", "899");
constexpr auto kShortAreas = phrases("21", "22", "24", "31", "61");
constexpr auto kAreas = phrases("251", "254", "263", "271", "274", "281", "291", "321", "341", "351", "361", "370", "380", "411",
                                       "431", "451", "511", "541", "542", "561", "711", "721", "741", "751", "761", "778");

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

std::optional<double> foreign_weight(std::string_view number) {
  const Fit fit = international_fit(number);
  return fit == Fit::kNone ? std::nullopt : std::optional(fit == Fit::kExact ? 0.0 : -0.1);
}

std::optional<double> weight_of(const Place& place, const Prefix& prefix, std::size_t n) {
  const DigitRun& run = place.digits;
  if (n <= prefix.digits) return std::nullopt;
  const std::string_view number = run.digits(prefix.digits, n - prefix.digits);
  if (prefix.kind == Prefix::Kind::kInternational) return foreign_weight(number);
  const std::size_t area = prefix.digits + (begins_with_any(number, kShortAreas) ? 2 : 3);
  const bool apart = number[0] != '8' && area < n && (run.separator[area] != 0 || prefix.kind == Prefix::Kind::kIndonesia);
  auto weight = national_weight(number, apart);
  if (!weight || (number[0] != '8' && follows_a_group(place.text, place.at))) return std::nullopt;
  if (prefix.kind == Prefix::Kind::kIndonesiaBare) *weight -= number[0] == '8' ? 0.05 : 0.3;
  if (prefix.digits == 4 && number[0] != '8' && run.separator[4] == 0) *weight -= 0.3;  // 0062 in an unbroken number may be anything
  if (prefix.kind == Prefix::Kind::kIndonesiaBare && n < run.count && run.separator[n] != '\n' && run.separator[n] != '/') return std::nullopt;  // "6221 5838 6656 3721"
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

constexpr auto kContext = phrases("hp", "no hp", "nohp", "telp", "tlp", "tel", "telepon", "telpon", "wa", "whatsapp", "hubungi", "nomor saya", "kontak",
                                         "handphone", "ponsel", "phone", "mobile", "call", "contact", "cell", "sms", "fax", "nomor hp", "no wa", "no telp");
constexpr auto kAgainst = phrases("resi", "awb", "tracking", "invoice", "inv", "faktur", "order", "pesanan", "transaksi", "trx", "ref", "referensi",
                                         "sku", "ean", "barcode", "isbn", "imei", "rekening", "norek", "rek", "va", "virtual account", "bpjs", "serial", "seri", "meter", "meteran", "no meter", "nomor meter", "meter number", "kwh", "id pelanggan", "customer id");
// --- national forms of other countries -------------------------------------------------------------------------------

// What ten or eleven digits without trunk prefix weigh: North America, India, Brazil, Singapore.
std::optional<double> abroad_weight(std::string_view digits, std::string_view shape, const DigitRun& run, bool bracketed) {
  const bool blanks = std::all_of(run.separator.begin(), run.separator.begin() + static_cast<std::ptrdiff_t>(digits.size()), [](char c) { return c == 0 || c == ' '; });
  if (digits.size() == 11 && digits[0] == '1' && is_north_american(digits.substr(1)) && shape == "1334") return 0.0;
  if (is_north_american(digits) && shape == "334") return blanks ? -0.15 : 0.0;
  if (digits.size() == 10 && digits[0] >= '6' && shape == "55") return -0.15;
  if ((digits.size() == 11 && shape == "254") || (digits.size() == 10 && shape == "244")) return run.separator[2] == '(' && bracketed ? std::optional(0.0) : std::nullopt;  // "(11) 98765-4321", but "10 (19045.4046)"
  if (digits.size() == 8 && shape == "44" && std::string_view("3689").find(digits[0]) != std::string_view::npos) return -0.2;
  return std::nullopt;
}

std::optional<Match> abroad_at(const Place& place) {
  const DigitRun& run = place.digits;
  bool plus = false;
  const std::size_t begin = sign_begin(place.text, place.at, plus);
  if (plus || follows_a_group(place.text, place.at)) return std::nullopt;
  for (std::size_t n = std::min<std::size_t>(run.count, 12); n >= 8; --n) {
    if (!run.may_end(n)) continue;
    const bool goes_on = n < run.count && run.separator[n] == ' ' && n + 1 < run.count && run.separator[n + 1] == 0;
    const std::string shape = group_lengths(run, n);
    if (shape.empty() || shape.size() > 6 || goes_on) continue;
    const std::string_view digits = run.digits(0, n);
    const bool trunk = digits[0] == '0';
    if (trunk && trunk_fit(digits, shape) == Fit::kExact) return Match{{begin, run.end[n - 1]}};
    const auto weight = trunk ? std::nullopt : abroad_weight(digits, shape, run, begin < place.at);
    if (weight) return Match{{begin, run.end[n - 1]}, *weight};
  }
  return std::nullopt;
}

// --- any number that a word right before says is a telephone's -------------------------------------------------------

constexpr auto kSayPhone = phrases("hp", "no hp", "nohp", "nomor hp", "telp", "tlp", "tel", "telepon", "telpon", "wa", "whatsapp", "handphone", "ponsel", "phone", "phone number", "telephone", "mobile", "mobile number", "cell", "cellphone", "kontak",
                                          "contact number", "callback number", "nomor saya", "my number", "nomor wa", "no telp", "no tlp", "nomor telepon", "fax", "landline", "whatsapp number", "nomor kontak");
bool is_service(std::string_view digits) {
  if ((digits.size() == 7 && digits.starts_with("150")) || (digits[0] == '0' && digits.size() > 7 && digits.substr(3, 4) == "1500")) return true;  // call centres of Indonesia
  for (const std::string_view free : {"0800", "0804", "0807", "0809", "1800", "1300", "00800"}) {
    if (digits.starts_with(free)) return true;
  }
  return false;
}

std::optional<Match> stated(const Number& number) {
  const ByteSpan span = number.span();
  if (is_service(number.digits()) || number.broken_by_line() || !is_said(number.text, span, 36, kSayPhone)) return std::nullopt;
  const std::string shape = group_lengths(number.run, number.size);
  if (shape.empty() || shape.size() > 6 || shape.starts_with("422") || shape == "224" || (number.size > 6 && shape.size() > 2 && number.separator(number.size - 3) == '.' && shape.back() == '3')) return std::nullopt;
  bool plus = false;
  return Match{{sign_begin(number.text, span.begin, plus), span.end}};
}
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

Recognizer phone_number_abroad() {
  return {.type = EntityType::kPhoneNumber, .candidate = AtDigits{.fewest = 8, .match = abroad_at}, .confidence = {.alone = 0.6, .with_context = 0.9}, .context = kContext, .against = kAgainst};
}
Recognizer phone_number_stated() {
  return {.type = EntityType::kPhoneNumber, .candidate = Numbers{lengths_from(7, 13), stated}, .confidence = {.alone = 0.1, .with_context = 0.8}, .context = kSayPhone};
}

}  // namespace tirai::recognition
