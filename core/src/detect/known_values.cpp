#include "detect/known_values.h"

#include <algorithm>
#include <tuple>

#include "detect/phrase_list.h"
#include "detect/word_key.h"
#include "sorting.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai {
namespace {
using Variant = KnownValues::Variant;
constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 256;
constexpr std::size_t kFewestDigits = 6;

// Words that stand in names and everywhere else: a name's part that is one of them is not looked for alone.
constexpr auto kStopWords = recognition::phrases(
    "ada",   "admin", "agus",  "and",   "anda",  "bagus", "bapak",   "bin",   "binti", "bisa",   "bpk",  "bulan", "customer", "dan",    "dari",  "dear",
    "dengan", "der",  "dia",   "dwi",   "for",   "haji",  "hajah",   "halo",  "hari",  "helpdesk", "her", "his",  "ibu",      "indah",  "ini",   "itu",
    "januari", "juni", "juli", "kak",   "kami",  "kasih", "kita",    "malam", "maret", "mas",    "mau",  "mbak",  "mega",     "mei",    "miss",  "mrs",
    "nama",  "name",  "nur",   "nya",   "pagi",  "pak",   "pelanggan", "putra", "putri", "raya", "saya", "sdr",   "sdri",     "selamat", "siang", "sore",
    "sudah", "support", "terima", "the", "tidak", "tri",  "tuan",    "untuk", "user",  "van",    "von",  "yang",  "you",      "your");

bool is_space_like(char32_t code) { return text::is_space(code) || code == '\n' || code == '\r'; }
bool is_word_at(std::string_view text, std::size_t at) { return text::is_word_character(text::character_at(text, at).code); }

// Letters lower case, spaces one, invisible characters none, nothing but a word at either end.
std::string fold(std::string_view value) {
  std::string out;
  std::size_t end = 0;  // after the last word character
  for (std::size_t at = 0; at < value.size();) {
    const text::Character next = text::character_at(value, at);
    at += next.size;
    if (text::is_ignorable(next.code)) continue;
    const bool space = is_space_like(next.code) || next.code == 0;
    const bool word = !space && (text::is_word_character(next.code) || next.code > 0x206F);
    if (out.empty() && !word) continue;
    if (space && out.back() == ' ') continue;
    text::append_utf8(out, space ? U' ' : text::to_lower(next.code));
    if (word) end = out.size();
  }
  out.resize(end);
  return out;
}

// Of a value that is too long, the words that fit: its beginning is found, the rest of the sentence around it may be anything.
std::string_view shortened(std::string_view value) {
  if (value.size() <= kLongest) return value;
  const std::size_t space = value.substr(0, kLongest).find_last_of(" \t\n");
  return value.substr(0, space == std::string_view::npos ? kLongest : space);
}

// The digits of a value that is a number however it is grouped, or empty.
std::string digits_of(std::string_view value) {
  std::string digits;
  for (std::size_t at = 0; at < value.size();) {
    const text::Character next = text::character_at(value, at);
    at += next.size;
    if (const int digit = recognition::digit_value(next.code); digit >= 0) digits += static_cast<char>('0' + digit);
    else if (text::is_word_character(next.code)) return {};
  }
  return digits.size() >= kFewestDigits && digits.size() <= recognition::DigitRun::kMost ? digits : std::string();
}

// +62, 62, 0 and nothing before the same number.
void add_digits(std::vector<Variant>& variants, std::string_view digits, bool phone, std::uint32_t value) {
  variants.push_back({std::string(digits), value, true});
  if (!phone) return;
  if (digits.starts_with("00")) digits.remove_prefix(2);
  if (digits.starts_with("62")) digits.remove_prefix(2);
  if (digits.starts_with("0")) digits.remove_prefix(1);
  if (digits.size() < kFewestDigits) return;
  for (const std::string_view prefix : {"", "0", "62", "620", "0062"}) variants.push_back({std::string(prefix).append(digits), value, true});
}

// A name that is also a word ("Indah", "Dan") is a name behind one of these.
constexpr auto kHonorifics = recognition::phrases("bapak", "bpk", "bpk.", "pak", "ibu", "bu", "mas", "mbak", "kak", "sdr", "sdr.", "sdri", "sdri.", "tuan", "nyonya", "ny.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss");

bool is_common(std::string_view name) { return recognition::PhraseList(kStopWords).holds(name); }

std::ptrdiff_t letters_of(std::string_view name) { return std::count_if(name.begin(), name.end(), [](char c) { return (c & 0xC0) != 0x80; }); }

void add_name(std::vector<Variant>& variants, std::string_view name, std::uint32_t value) {
  if (letters_of(name) < static_cast<std::ptrdiff_t>(kShortest)) return;
  const bool common = is_common(name);
  if (!common) variants.push_back({std::string(name), value, false});
  for (const std::string_view honorific : recognition::PhraseList(kHonorifics)) {
    if (common) variants.push_back({std::string(honorific).append(" ").append(name), value, true});
  }
}

// "S. Rahayu", "Siti R.": the first and the last of several names, one of them short.
void add_initials(std::vector<Variant>& variants, std::string_view first, std::string_view last, std::uint32_t value) {
  const auto initial = [](std::string_view name) { return std::string(name.substr(0, text::character_at(name, 0).size)); };
  if (letters_of(last) >= static_cast<std::ptrdiff_t>(kShortest)) variants.push_back({initial(first) + ". " + std::string(last), value, false});
  if (letters_of(first) >= static_cast<std::ptrdiff_t>(kShortest)) variants.push_back({std::string(first) + " " + initial(last), value, false});
}

void add_names(std::vector<Variant>& variants, std::string_view folded, std::uint32_t value) {
  std::vector<std::string_view> names;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    std::string_view name = folded.substr(at, end - at);
    at = end + 1;
    while (!name.empty() && !text::is_word_character(text::character_before(name, name.size()).code)) name.remove_suffix(1);
    if (!name.empty()) names.push_back(name);
  }
  for (const std::string_view name : names) {
    if (names.size() > 1 || is_common(name)) add_name(variants, name, value);
  }
  if (names.size() > 1) add_initials(variants, names.front(), names.back(), value);
}

}  // namespace

KnownValues::KnownValues(std::vector<KnownValue> values) : values_(std::move(values)) {
  for (std::uint32_t i = 0; i < values_.size(); ++i) {
    std::string folded = fold(shortened(values_[i].value));
    if (std::count_if(folded.begin(), folded.end(), [](char c) { return (c & 0xC0) != 0x80; }) < static_cast<std::ptrdiff_t>(kShortest)) continue;
    if (const std::string digits = digits_of(values_[i].value); !digits.empty()) {
      add_digits(variants_, digits, values_[i].type == EntityType::kPhoneNumber, i);
      continue;
    }
    if (values_[i].type == EntityType::kPerson) add_names(variants_, folded, i);
    const bool word = values_[i].type == EntityType::kPerson && is_common(folded);
    if (!word) variants_.push_back({std::move(folded), i, true});
  }
  const auto order = [](const Variant& a, const Variant& b) {
    return std::tie(a.folded, b.whole, a.value) < std::tie(b.folded, a.whole, b.value);
  };
  sort_by(variants_.begin(), variants_.end(), order);
  const auto same = [](const Variant& a, const Variant& b) { return a.folded == b.folded; };
  variants_.erase(std::unique(variants_.begin(), variants_.end(), same), variants_.end());
  for (const Variant& variant : variants_) filter_.add(recognition::known_key(variant.folded, 0));
}

namespace recognition {
namespace {
// The variants that agree with the text so far, narrowed byte by byte; they are sorted, so they are neighbours.
class Narrowing {
 public:
  explicit Narrowing(const std::vector<Variant>& variants) : first_(variants.begin()), last_(variants.end()) {}
  bool add(char byte) {
    const auto before = [this](const Variant& variant, unsigned char wanted) { return at(variant) < wanted; };
    const auto after = [this](unsigned char wanted, const Variant& variant) { return wanted < at(variant); };
    const auto wanted = static_cast<unsigned char>(byte);
    first_ = std::lower_bound(first_, last_, wanted, before);
    last_ = std::upper_bound(first_, last_, wanted, after);
    ++depth_;
    return first_ != last_;
  }
  /// The variant that is exactly what was added: it sorts before those it begins.
  [[nodiscard]] const Variant* complete() const { return first_ != last_ && first_->folded.size() == depth_ ? &*first_ : nullptr; }

 private:
  [[nodiscard]] int at(const Variant& variant) const { return depth_ < variant.folded.size() ? static_cast<unsigned char>(variant.folded[depth_]) : -1; }
  std::vector<Variant>::const_iterator first_;
  std::vector<Variant>::const_iterator last_;
  std::size_t depth_ = 0;
};

bool word_ends(std::string_view text, std::size_t at) {
  while (at < text.size() && text::is_ignorable(text::character_at(text, at).code)) at += text::character_at(text, at).size;
  return at >= text.size() || !is_word_at(text, at);
}
}  // namespace

std::optional<KnownMatch> known_text_at(std::string_view text, std::size_t begin, const KnownValues& known) {
  Narrowing narrowing(known.variants());
  std::optional<KnownMatch> best;
  bool spaced = false;
  for (std::size_t at = begin; at < text.size();) {
    if (text::is_alnum(text[at])) {
      spaced = false;
      if (!narrowing.add(text::lower(text[at++]))) break;
    } else {
      const text::Character next = text::character_at(text, at);
      if (next.code == 0) break;  // another text begins
      const bool space = is_space_like(next.code);
      at += next.size;
      if (text::is_ignorable(next.code) || (space && spaced)) continue;
      spaced = space;
      std::string folded;
      text::append_utf8(folded, space ? U' ' : text::to_lower(next.code));
      if (!std::all_of(folded.begin(), folded.end(), [&](char byte) { return narrowing.add(byte); })) break;
    }
    const Variant* variant = narrowing.complete();
    if (variant != nullptr && (variant->whole || text::is_upper(text::character_at(text, begin).code)) && word_ends(text, at)) best = KnownMatch{{begin, at}, variant->value};
  }
  return best;
}

std::optional<KnownMatch> known_digits_at(std::string_view text, const DigitRun& run, const KnownValues& known) {
  Narrowing narrowing(known.variants());
  std::optional<KnownMatch> best;
  for (std::size_t n = 1; n <= run.count; ++n) {
    if (!narrowing.add(run.digit[n - 1])) break;
    const Variant* variant = narrowing.complete();
    if (variant != nullptr && run.may_end(n)) best = KnownMatch{run.span(n), variant->value};
  }
  if (best && best->span.begin > 0 && text[best->span.begin - 1] == '+') --best->span.begin;
  return best;
}

}  // namespace recognition

}  // namespace tirai
