// One pass over the text. Most bytes are looked up in a table and passed by; at a digit or an at sign the recognizers are asked,
// and at the beginning of a word the known values.
#include "tirai/detect.h"

#include <algorithm>
#include <array>

#include "detect/context.h"
#include "detect/known_values.h"
#include "detect/recognizer.h"
#include "detect/settle.h"
#include "text/utf8.h"

namespace tirai {
namespace {
using recognition::Candidate;
using recognition::DigitRun;
using recognition::Match;
using recognition::Place;
using recognition::Recognizer;

constexpr std::size_t kFewestDigits = 6;        // no known number has fewer
constexpr double kHangingWeight = -0.3;         // ORD-0812345678
constexpr double kAgainstWeight = -0.3;         // resi 081234567890
constexpr double kFollowingWeight = -0.18;      // [4111] 1111 1111 1111 2025: the groups before it are likely its own
constexpr std::size_t kAgainstReach = 20;
constexpr double kKnownConfidence = 1.0;

enum Mark : std::uint8_t { kNothing = 0, kDigit = 1, kAtSign = 2, kWord = 4 };

class Scanner {
 public:
  Scanner(std::string_view text, const KnownValues& known, const Thresholds& thresholds) : text_(text), known_(known), thresholds_(thresholds) {
    for (int digit = '0'; digit <= '9'; ++digit) marks_[static_cast<std::size_t>(digit)] |= kDigit;
    marks_['@'] |= kAtSign;
    marks_[0xEF] |= kDigit;  // full-width digits are EF BC 90 to 99
    if (known.empty()) return;
    const auto first = recognition::first_bytes(known);
    for (std::size_t byte = 0; byte < first.size(); ++byte) marks_[byte] |= first[byte] ? kWord : kNothing;
  }

  std::vector<Detection> run() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const std::uint8_t mark = marks_[static_cast<std::uint8_t>(text_[at])];
      if (mark == kNothing) continue;
      if ((mark & kWord) != 0) word(at);
      if ((mark & kAtSign) != 0) ask(Candidate::kAtSign, {text_, at, no_digits_});
      if ((mark & kDigit) != 0) at = digits(at);
    }
    return std::move(found_);
  }

 private:
  // Answers the last byte of what need not be looked at again.
  std::size_t digits(std::size_t at) {
    const text::Character first = text::character_at(text_, at);
    if (recognition::digit_value(first.code) < 0) return at;
    const std::size_t last = group_last(at);
    if (!recognition::stands_free(text_, at)) return last;
    const DigitRun run = recognition::read_digits(text_, at);
    if (run.count < kFewestDigits) return last;
    if (!known_.empty()) {
      if (const auto match = recognition::known_digits_at(text_, run, known_)) add_known(*match);
    }
    ask(Candidate::kDigit, {text_, at, run});
    return last;
  }

  // The last byte of the unbroken digits from `at`; a known value may begin inside no number.
  std::size_t group_last(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size()) {
      const text::Character next = text::character_at(text_, end);
      if (recognition::digit_value(next.code) < 0) break;
      end += next.size;
    }
    return end - 1;
  }

  void word(std::size_t at) {
    if (at > 0 && text::is_word_character(text::character_before(text_, at).code)) return;
    if (const auto match = recognition::known_text_at(text_, at, known_)) add_known(*match);
  }

  void add_known(const recognition::KnownMatch& match) {
    found_.push_back({known_.values()[match.value].type, match.span, kKnownConfidence, match.value});
  }

  void ask(Candidate candidate, const Place& place) {
    for (const Recognizer& recognizer : recognition::recognizers()) {
      if (recognizer.candidate != candidate) continue;
      if (const auto match = recognizer.match(place)) judge(recognizer, *match, candidate == Candidate::kDigit);
    }
  }

  void judge(const Recognizer& recognizer, const Match& match, bool number) {
    const bool context = recognition::has_context(text_, match.span, recognizer.context);
    double confidence = (context ? recognizer.confidence.with_context : recognizer.confidence.alone) + match.weight;
    if (number) confidence += doubt(recognizer, match.span, context);
    if (confidence < thresholds_.at_least[static_cast<std::size_t>(recognizer.type)]) return;
    found_.push_back({recognizer.type, match.span, std::clamp(confidence, 0.0, 1.0), std::nullopt});
  }

  // What around a number speaks against it. Nobody groups an order number like a card, so words before one count for unbroken digits alone.
  double doubt(const Recognizer& recognizer, ByteSpan span, bool context) const {
    const std::string_view value = text_.substr(span.begin, span.size());
    const bool unbroken = value.find_first_not_of("0123456789") == std::string_view::npos;
    double weight = 0;
    if (unbroken && !context && recognition::has_word_before(text_, span, kAgainstReach, recognizer.against)) weight += kAgainstWeight;
    if (recognition::hangs_on_a_word(text_, span.begin)) weight += kHangingWeight;
    if (!unbroken && recognition::follows_a_group(text_, span.begin)) weight += kFollowingWeight;
    return weight;
  }

  std::string_view text_;
  const KnownValues& known_;
  const Thresholds& thresholds_;
  std::array<std::uint8_t, 256> marks_{};
  DigitRun no_digits_;
  std::vector<Detection> found_;
};
}  // namespace

std::vector<Detection> detect(std::string_view text, const KnownValues& known, const Thresholds& thresholds) {
  std::vector<Detection> found = Scanner(text, known, thresholds).run();
  if (found.empty()) return {};
  return recognition::settle(text, std::move(found));
}

}  // namespace tirai
