#include "detect/scanner.h"

#include <algorithm>
#include <array>

#include "detect/known_values.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr double kHangingWeight = -0.3;     // ORD-0812345678
constexpr double kAgainstWeight = -0.3;     // resi 081234567890
constexpr double kFollowingWeight = -0.18;  // [4111] 1111 1111 1111 2025: the groups before it are likely its own
constexpr double kFartherWeight = -0.15;    // a rival's phrase stands nearer
constexpr double kKnownConfidence = 1.0;
constexpr std::size_t kLongestToken = 64;
constexpr std::size_t kLongestGroup = 5;   // letters of a code before its first digit: MORGA 657054 SM9IJ

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alnum(char c) { return is_digit(c) || is_letter(c); }
bool word_before(std::string_view text, std::size_t at) { return at > 0 && text::is_word_character(text::character_before(text, at).code); }
}  // namespace

Scanner::Scanner(std::string_view text, const KnownValues& known, const Thresholds& thresholds)
    : text_(text), known_(known), thresholds_(thresholds), plan_(plan()), table_(phrase_table()), all_(recognizers()), context_(text, heard_, table_) {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const double least = thresholds.at_least[static_cast<std::size_t>(all_[i].type)];
    on_[i] = std::max(all_[i].confidence.alone, all_[i].confidence.with_context) >= least;
    alone_[i] = all_[i].confidence.alone >= least;
  }
}

std::vector<Detection> Scanner::run() {
  listen();
  visit_places();
  visit_announced();
  return std::move(found_);
}

// Every phrase of the text. Where no spaces are written between words, each character may begin one.
void Scanner::listen() {
  for (std::size_t at = 0; at < text_.size(); ++at) {
    const char c = text_[at];
    if (!is_letter(c) && (c & 0xC0) != 0xC0) continue;
    if (!text::is_word_character(text::character_at(text_, at).code) || !word_before(text_, at)) {
      const std::uint32_t key = PhraseTable::key_at(text_, at);
      if (table_.may_begin(key)) table_.hear(text_, at, key, heard_);
    }
    while (is_letter(c) && at + 1 < text_.size() && is_letter(text_[at + 1])) ++at;
  }
}

void Scanner::visit_places() {
  std::array<bool, 256> known_first{};
  if (!known_.empty()) known_first = first_bytes(known_);
  for (std::size_t at = 0; at < text_.size(); ++at) {
    const char c = text_[at];
    if (known_first[static_cast<std::uint8_t>(c)] && !word_before(text_, at)) visit_word(at);
    if (at + 1 < text_.size() && plan_.may_begin_prefix(c, text_[at + 1]) && !word_before(text_, at)) ask_prefixes(at);
    if (c >= 'A' && c <= 'Z' && !word_before(text_, at)) visit_capital(at);
    if (c == '@' || c == ':') visit_sign(at);
    if (is_digit(c)) at = visit_digits(at);
  }
}

void Scanner::visit_word(std::size_t at) {
  if (const auto match = known_text_at(text_, at, known_)) add_known(match->span, match->value);
}

// Answers the last byte of the group: what need not be looked at again.
std::size_t Scanner::visit_digits(std::size_t at) {
  const std::size_t last = group_last(at);
  ask_codes(at);
  if (!stands_free(text_, at)) return last;
  const DigitRun run = read_digits(text_, at);
  if (!known_.empty()) {
    if (const auto match = known_digits_at(text_, run, known_)) add_known(match->span, match->value);
  }
  const RecognizerSet wanted = worth_asking(at);
  ask_numbers(run, wanted);
  ask_at({text_, at, run}, wanted & plan_.at_digits);
  return last;
}

std::size_t Scanner::group_last(std::size_t at) const {
  while (at + 1 < text_.size() && is_digit(text_[at + 1])) ++at;
  return at;
}

void Scanner::visit_sign(std::size_t at) {
  const RecognizerSet& asked = text_[at] == '@' ? plan_.at_sign : plan_.at_colon;
  if (text_[at] == ':' && (at + 1 == text_.size() || (!is_alnum(text_[at + 1]) && text_[at + 1] != ':'))) return;
  ask_at({text_, at, no_digits_}, asked & worth_asking(at));
}

void Scanner::visit_capital(std::size_t at) {
  for_each(plan_.at_capitals & on_, [&](std::size_t i) {
    if (const auto match = std::get_if<AtCapitals>(&all_[i].candidate)->match({text_, at, no_digits_})) judge(i, *match, Kind::kOther, {});
  });
}

void Scanner::ask_numbers(const DigitRun& run, const RecognizerSet& wanted) {
  RecognizerSet left = wanted;
  for (std::size_t n = run.count; n > 0; --n) {
    if (!run.may_end(n)) continue;
    for_each(plan_.by_length[n] & left, [&](std::size_t i) {
      const Number number{text_, run, n};
      const auto match = std::get_if<Numbers>(&all_[i].candidate)->match(number);
      if (!match) return;
      left.reset(i);
      judge(i, *match, Kind::kNumber, plan_.by_length[n] | plan_.at_digits);
    });
  }
}

void Scanner::ask_at(const Place& place, const RecognizerSet& wanted) {
  for_each(wanted, [&](std::size_t i) {
    if (const auto* sign = std::get_if<AtSign>(&all_[i].candidate)) {
      if (const auto match = sign->match(place)) judge(i, *match, Kind::kOther, {});
    } else if (const auto* digits = std::get_if<AtDigits>(&all_[i].candidate); digits != nullptr && place.digits.count >= digits->fewest) {
      if (const auto match = digits->match(place)) judge(i, *match, Kind::kNumber, plan_.at_digits | plan_.by_length[std::min(place.digits.count, DigitRun::kMost)]);
    }
  });
}

// A code begins with the word that holds its first digit, or with up to two short groups of letters before it ("B 1234 XYZ", "RSS MRA 85T10…").
void Scanner::ask_codes(std::size_t digit) {
  std::size_t begin = digit;
  while (begin > 0 && is_letter(text_[begin - 1])) {
    if (digit - --begin > kLongestToken) return;
  }
  if (word_before(text_, begin)) return;
  const RecognizerSet wanted = plan_.codes & worth_asking(digit);
  if (wanted.none()) return;
  ask_code(begin, wanted);
  for (int groups = 0; groups < 2 && begin >= 2; ++groups) {
    std::size_t first = begin - 1;
    if (text_[first] != ' ' && text_[first] != '-' && text_[first] != '.') return;
    while (first > 0 && is_letter(text_[first - 1]) && begin - first <= kLongestGroup) --first;
    const std::size_t letters = begin - 1 - first;
    if (letters == 0 || letters > kLongestGroup || (plan_.leading_letters >> letters & 1) == 0 || word_before(text_, first)) return;
    ask_code(first, wanted);
    begin = first;
  }
}

void Scanner::ask_code(std::size_t begin, const RecognizerSet& wanted) {
  const CodeRun run = read_code(text_, begin);
  RecognizerSet left = wanted;
  for (const Plan::ShapeOf& one : plan_.shapes) {
    if (!left[one.recognizer]) continue;
    const auto size = one.shape.fits(run);
    if (!size) continue;
    const auto match = std::get_if<Codes>(&all_[one.recognizer].candidate)->match({text_, run, *size});
    if (!match) continue;
    left.reset(one.recognizer);
    judge(one.recognizer, *match, Kind::kCode, plan_.codes);
  }
}

void Scanner::ask_prefixes(std::size_t at) {
  const std::string_view rest = text_.substr(at, 64);
  RecognizerSet left = worth_asking(at);
  const auto less = [](const Plan::PrefixOf& one, std::string_view wanted) { return one.prefix < wanted; };
  for (auto one = std::lower_bound(plan_.prefixes.begin(), plan_.prefixes.end(), rest.substr(0, 2), less);
       one != plan_.prefixes.end() && one->prefix.substr(0, 2) == rest.substr(0, 2); ++one) {
    if (!left[one->recognizer] || !rest.starts_with(one->prefix)) continue;
    const auto match = std::get_if<Prefixes>(&all_[one->recognizer].candidate)->match({text_, at, no_digits_});
    if (!match) continue;
    left.reset(one->recognizer);
    judge(one->recognizer, *match, Kind::kOther, {});
  }
}

void Scanner::visit_announced() {
  RecognizerSet asked;
  for (std::size_t i = 0; i < heard_.size(); ++i) {
    if (i == 0 || heard_[i].begin != heard_[i - 1].begin) asked.reset();
    if (table_[heard_[i].phrase].announces.any()) ask_said(i, asked);
  }
}

void Scanner::ask_said(std::size_t index, RecognizerSet& asked) {
  const Heard& heard = heard_[index];
  const RecognizerSet wanted = on_ & table_[heard.phrase].announces & ~asked;
  asked |= wanted;
  if (wanted.none()) return;
  const Announced announced = behind_phrase(text_, heard.end);
  const bool digit = announced.at < text_.size() && is_digit(text_[announced.at]);
  const bool negated = !digit && context_.negated(index);
  for_each(wanted, [&](std::size_t i) {
    const auto& phrases = *std::get_if<Phrases>(&all_[i].candidate);
    if (negated && phrases.negatable) return;
    const Said said{text_, {heard.begin, heard.end}, announced.at, announced.linked};
    if (const auto match = phrases.match(said)) judge(i, *match, Kind::kOther, {});
  });
}

void Scanner::judge(std::size_t recognizer, const Match& match, Kind kind, const RecognizerSet& rivals) {
  const Recognizer& asked = all_[recognizer];
  const Near near = context_.near(match.span, rivals);
  double base = asked.confidence.alone + match.alone;
  if (near.context[recognizer]) base = std::max(base, asked.confidence.with_context + (near.nearest[recognizer] ? 0 : kFartherWeight));
  const double confidence = base + match.weight + doubt(recognizer, match.span, kind, near);
  if (confidence < thresholds_.at_least[static_cast<std::size_t>(asked.type)]) return;
  found_.push_back({asked.type, match.span, std::clamp(confidence, 0.0, 1.0), std::nullopt, match.subtype});
}

// What around a number speaks against it. Nobody groups an order number like a card, so words before one count for unbroken values alone.
double Scanner::doubt(std::size_t recognizer, ByteSpan span, Kind kind, const Near& near) const {
  if (kind == Kind::kOther) return 0;
  const std::string_view value = text_.substr(span.begin, span.size());
  const bool unbroken = std::all_of(value.begin(), value.end(), is_alnum);
  double weight = 0;
  if (unbroken && !near.context[recognizer] && (near.against[recognizer] || near.reference)) weight = kAgainstWeight;
  if (hangs_on_a_word(text_, span.begin)) weight = std::min(weight, kHangingWeight);
  if (kind == Kind::kNumber && !unbroken && follows_a_group(text_, span.begin)) weight += kFollowingWeight;
  return weight;
}

void Scanner::add_known(ByteSpan span, std::uint32_t value) { found_.push_back({known_.values()[value].type, span, kKnownConfidence, value}); }

}  // namespace tirai::recognition
