#include "detect/scanner.h"

#include <algorithm>
#include <array>

#include "detect/known_values.h"
#include "detect/lexicon/nearby.h"
#include "text/ascii.h"
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

using text::is_alnum;
using text::is_digit;
using text::is_letter;
bool word_before(std::string_view text, std::size_t at) { return at > 0 && text::is_word_character(text::character_before(text, at).code); }

// The token that begins at `at`.
bool holds_a_digit(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 32), token = rest.substr(0, rest.find_first_of(std::string_view(" \n\0", 3)));
  return std::any_of(token.begin(), token.end(), is_digit);
}
}  // namespace

Scanner::Scanner(std::string_view text, const Starts& starts, const KnownValues& known, const Thresholds& thresholds, const Wanted& wanted)
    : text_(text), known_(known), thresholds_(thresholds), plan_(plan()), table_(phrase_table()), all_(recognizers()), wanted_(wanted), starts_(starts), context_(text, starts.heard, table_) {}

std::vector<Detection> Scanner::run() {
  visit_places();
  visit_announced();
  return std::move(found_);
}

void Scanner::visit_places() {
  for (const Start& start : starts_.places) {
    if ((start.what & Start::kKnown) != 0) visit_known(start.at);
    if ((start.what & Start::kPrefix) != 0) ask_prefixes(start.at);
    if ((start.what & Start::kCapital) != 0) visit_capital(start.at);
    if ((start.what & Start::kSign) != 0) visit_sign(start.at);
    if ((start.what & Start::kDigits) != 0) visit_digits(start.at);
  }
}

void Scanner::visit_known(std::size_t at) {
  if (const auto match = known_text_at(text_, at, known_)) add_known(match->span, match->value);
}

void Scanner::visit_digits(std::size_t at) {
  const RecognizerSet wanted = worth_asking(at);
  const bool may_be_known = known_.filter().has(known_key(text_, at));
  ask_codes(at, wanted);
  if (!word_before(text_, at)) {
    if (may_be_known) visit_known(at);
    if (plan_.digit_prefixes) ask_prefixes(at);
  }
  if (!stands_free(text_, at)) return;
  const DigitRun run = read_digits(text_, at);
  if (may_be_known) {
    if (const auto match = known_digits_at(text_, run, known_)) add_known(match->span, match->value);
  }
  ask_numbers(run, wanted);
  ask_at_digits({text_, at, run}, wanted & plan_.at_so_many_digits[run.count]);
}

void Scanner::visit_sign(std::size_t at) {
  const RecognizerSet& asked = text_[at] == '@' ? plan_.at_sign : plan_.at_colon;
  if (text_[at] == ':' && (at + 1 == text_.size() || (!is_alnum(text_[at + 1]) && text_[at + 1] != ':'))) return;
  (asked & worth_asking(at)).for_each([&](std::size_t i) {
    if (const auto match = std::get_if<AtSign>(&all_[i].candidate)->match({text_, at, no_digits_})) judge(i, *match, Kind::kOther, {});
  });
}

void Scanner::visit_capital(std::size_t at) {
  (plan_.at_capitals & wanted_.on).for_each([&](std::size_t i) {
    if (at < read_until_[i]) return;
    const auto match = std::get_if<AtCapitals>(&all_[i].candidate)->match({text_, at, no_digits_});
    if (match && judge(i, *match, Kind::kOther, {})) found_until(i, match->span);
  });
}

void Scanner::ask_numbers(const DigitRun& run, const RecognizerSet& wanted) {
  RecognizerSet left = wanted;
  for (std::size_t n = run.count; n > 0; --n) {
    if (!run.may_end(n)) continue;
    (plan_.by_length[n] & left).for_each([&](std::size_t i) {
      const Number number{text_, run, n};
      const auto match = std::get_if<Numbers>(&all_[i].candidate)->match(number);
      if (!match) return;
      left.reset(i);
      judge(i, *match, Kind::kNumber, plan_.by_length[n] | plan_.at_digits);
    });
  }
}

void Scanner::ask_at_digits(const Place& place, const RecognizerSet& wanted) {
  wanted.for_each([&](std::size_t i) {
    if (const auto match = std::get_if<AtDigits>(&all_[i].candidate)->match(place)) judge(i, *match, Kind::kNumber, plan_.at_digits | plan_.by_length[place.digits.count]);
  });
}

// A code begins with the word that holds its first digit, or with up to two short groups of letters before it ("B 1234 XYZ", "RSS MRA 85T10…").
void Scanner::ask_codes(std::size_t digit, const RecognizerSet& wanted) {
  std::size_t begin = digit;
  while (begin > 0 && is_letter(text_[begin - 1])) {
    if (digit - --begin > kLongestToken) return;
  }
  if (word_before(text_, begin)) return;
  if (begin < digit || leads_to_code(digit)) ask_code(begin, wanted);
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

// Whether the digits may be a code: a letter follows them, or a separator and as many letters as some shape has there ("12345678Z", "27 AAPFU 0939"), or
// they are many.
bool Scanner::leads_to_code(std::size_t at) const {
  constexpr int kMostGroups = 16, kMostBeforeLetters = 6;  // MAC: 12-34-56-78-90-AB
  std::size_t digits = 0;
  for (int groups = 0; groups < kMostGroups; ++groups) {
    const std::size_t group = at;
    while (at < text_.size() && is_digit(text_[at])) ++at;
    digits += at - group;
    if (digits >= plan_.fewest_code_digits) return true;
    if (at >= text_.size() || is_letter(text_[at])) return at < text_.size();
    if (std::string_view(" -./:+\r\n\t").find(text_[at++]) == std::string_view::npos) return false;
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\n' || text_[at] == '\t')) ++at;
    std::size_t letters = 0;
    while (letters <= kLongestGroup && at + letters < text_.size() && is_letter(text_[at + letters])) ++letters;
    if (letters > 0 && groups == 0) return (plan_.letters_behind[digits] >> letters & 1) != 0;
    if (letters > 0) return letters <= 4 && groups < kMostBeforeLetters;
    if (at >= text_.size() || !is_digit(text_[at])) return false;
  }
  return false;
}

void Scanner::ask_code(std::size_t begin, const RecognizerSet& wanted) {
  RecognizerSet left = wanted & plan_.codes;
  if (!left.any()) return;
  CodeRun run(begin);
  run.read(text_, CodeOutline::kMost);
  const CodeOutline first(run);
  std::array<const Plan::ShapeOf*, Plan::kMostShapes> fitting;
  std::size_t count = 0, longest = 0;
  for (const Plan::ShapeOf& one : plan_.shapes[first.digits & ((1u << CompiledShape::kKeyBits) - 1)]) {
    if (!one.outline.may_fit(first) || !left[one.recognizer]) continue;
    fitting[count++] = &one;
    longest = std::max(longest, plan_.compiled_shapes[one.shape].longest());
  }
  if (count == 0) return;
  run.read(text_, longest + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const Plan::ShapeOf& one = *fitting[i];
    if (!left[one.recognizer]) continue;
    const auto size = plan_.compiled_shapes[one.shape].fits(run);
    if (!size) continue;
    const auto match = std::get_if<Codes>(&all_[one.recognizer].candidate)->match({text_, run, *size});
    if (!match) continue;
    left.reset(one.recognizer);
    judge(one.recognizer, *match, Kind::kCode, plan_.codes);
  }
}

// Two letters begin too many words: they count where at most one more letter stands right behind them.
void Scanner::ask_prefixes(std::size_t at) {
  if (text_.size() - at < 2) return;
  const std::size_t pair = Plan::pair_of(text_.data() + at);
  if (plan_.prefix_pairs[pair] == plan_.prefix_pairs[pair + 1]) return;
  const std::string_view rest = text_.substr(at, 64);
  RecognizerSet left;
  bool asked = false;
  for (std::size_t i = plan_.prefix_pairs[pair]; i < plan_.prefix_pairs[pair + 1]; ++i) {
    const Plan::PrefixOf& one = plan_.prefixes[i];
    if (!rest.starts_with(one.prefix)) continue;
    if (one.prefix.size() == 2 && rest.size() > 3 && is_letter(one.prefix[0]) && is_letter(one.prefix[1]) && is_letter(rest[2]) && is_letter(rest[3])) continue;
    if (!asked) left = worth_asking(at);
    asked = true;
    if (!left[one.recognizer]) continue;
    const auto match = std::get_if<Prefixes>(&all_[one.recognizer].candidate)->match({text_, at, no_digits_});
    if (!match) continue;
    left.reset(one.recognizer);
    judge(one.recognizer, *match, Kind::kOther, {});
  }
}

void Scanner::visit_announced() {
  RecognizerSet asked;
  for (std::size_t i = 0; i < starts_.heard.size(); ++i) {
    if (i == 0 || starts_.heard[i].begin != starts_.heard[i - 1].begin) asked = {};
    if (starts_.heard[i].is(Heard::kAnnounces)) ask_said(i, asked);
  }
}

// Nobody is asked twice at one word.
void Scanner::ask_said(std::size_t index, RecognizerSet& asked) {
  const Heard& heard = starts_.heard[index];
  const Said said{text_, {heard.begin, heard.end}};
  if (const std::uint8_t only = table_.only_asked(heard.phrase); only != PhraseTable::kSeveral) {
    if (!wanted_.on[only] || asked[only]) return;
    asked.set(only);
    if (!plan_.negatable[only] || !not_given(index, said)) ask_behind(said, only);
    return;
  }
  const RecognizerSet wanted = wanted_.on & (table_[heard.phrase].announces - asked);
  asked |= wanted;
  const bool kept = (wanted & plan_.negatable).any() && not_given(index, said);
  (kept ? wanted - plan_.negatable : wanted).for_each([&](std::size_t i) { ask_behind(said, i); });
}

void Scanner::ask_behind(const Said& said, std::size_t recognizer) {
  if (said.phrase.begin < read_until_[recognizer]) return;
  const auto match = std::get_if<Phrases>(&all_[recognizer].candidate)->match(said);
  if (match && judge(recognizer, *match, Kind::kOther, {})) found_until(recognizer, match->span);
}

bool Scanner::not_given(std::size_t index, const Said& said) const { return context_.negated(index) && !a_digit_follows(said); }

bool Scanner::a_digit_follows(const Said& said) const {
  std::size_t at = said.value().at;
  if (holds_a_digit(text_, at)) return true;  // "I reset it, and the new password is Spring-Rain-82", "password saya Rahasia@99 salah terus"
  if (at < text_.size() && text_[at] == '?') at = answer_at(text_, at);  // "boleh minta kode CVV?": asks for it
  return at > 0 && at < text_.size() && is_digit(text_[at]);
}

bool Scanner::judge(std::size_t recognizer, const Match& match, Kind kind, const RecognizerSet& rivals) {
  const Recognizer& asked = all_[recognizer];
  if (text_.substr(match.span.begin, match.span.size()).find('\0') != std::string_view::npos) return false;  // INVARIANT: no value crosses it, whatever a recognizer says
  const bool heeds = kind != Kind::kOther || !asked.context.empty();  // what is near, for or against it
  const Near near = heeds ? context_.near(match.span, rivals) : Near{};
  double base = asked.confidence.alone + match.alone;
  if (near.context[recognizer]) base = std::max(base, asked.confidence.with_context + (near.nearest[recognizer] ? 0 : kFartherWeight));
  const double confidence = base + match.weight + doubt(recognizer, match.span, kind, near);
  if (confidence < thresholds_.at_least[static_cast<std::size_t>(asked.type)]) return false;
  found_.push_back({asked.type, match.span, std::clamp(confidence, 0.0, 1.0), std::nullopt, match.subtype});
  return true;
}

// What around a number speaks against it. Nobody groups an order number like a card, so words before one count for unbroken values alone.
double Scanner::doubt(std::size_t recognizer, ByteSpan span, Kind kind, const Near& near) const {
  if (kind == Kind::kOther) return 0;
  const std::string_view value = text_.substr(span.begin, span.size());
  const bool unbroken = std::all_of(value.begin(), value.end(), is_alnum);
  double weight = 0;
  if (unbroken && !near.context[recognizer] && (near.against[recognizer] || near.reference)) weight = kAgainstWeight;
  if (hangs_on_a_word(text_, span.begin) && !follows_its_like(all_[recognizer].type, span.begin)) weight = std::min(weight, kHangingWeight);
  if (kind == Kind::kNumber && !unbroken && follows_a_group(text_, span.begin)) weight += kFollowingWeight;
  return weight;
}

// "0812…/0813…": two of them, one character between. The second hangs on no word, whether the first is masked or not.
bool Scanner::follows_its_like(EntityType type, std::size_t begin) const {
  constexpr std::size_t kLatest = 8;
  const auto latest = found_.end() - static_cast<std::ptrdiff_t>(std::min(kLatest, found_.size()));
  return std::any_of(latest, found_.end(), [&](const Detection& one) { return one.type == type && one.span.end + 1 == begin; });
}

void Scanner::add_known(ByteSpan span, std::uint32_t value) { found_.push_back({known_.values()[value].type, span, kKnownConfidence, value}); }

}  // namespace tirai::recognition
