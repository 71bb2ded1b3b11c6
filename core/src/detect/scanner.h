// One reading of a normalised text: what was said, and at every place where a value can begin, who recognizes it.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "detect/context.h"
#include "detect/plan.h"
#include "detect/starts.h"
#include "tirai/detect.h"
#include "text/apart.h"

namespace tirai::recognition {

class Scanner {
 public:
  /// `text` is normalised, `starts` are its own. All arguments outlive the scanner.
  Scanner(std::string_view text, const Starts& starts, const KnownValues& known, const Thresholds& thresholds, const Wanted& wanted);
  /// Everything found, in no order, overlaps and all.
  [[nodiscard]] TIRAI_APART("scan") std::vector<Detection> run();

 private:
  enum class Kind : std::uint8_t { kNumber, kCode, kOther };

  void visit_places();
  void visit_known(std::size_t at);
  TIRAI_APART("visit_digits") void visit_digits(std::size_t at);
  void visit_sign(std::size_t at);
  void visit_capital(std::size_t at);
  TIRAI_APART("visit_announced") void visit_announced();

  TIRAI_APART("ask_numbers") void ask_numbers(const DigitRun& run, const RecognizerSet& wanted);
  TIRAI_APART("ask_at_digits") void ask_at_digits(const Place& place, const RecognizerSet& wanted);
  TIRAI_APART("ask_codes") void ask_codes(std::size_t digit, const RecognizerSet& wanted);
  [[nodiscard]] bool leads_to_code(std::size_t at) const;
  TIRAI_APART("ask_code") void ask_code(std::size_t begin, const RecognizerSet& wanted);
  TIRAI_APART("ask_prefixes") void ask_prefixes(std::size_t at);
  TIRAI_APART("ask_said") void ask_said(std::size_t index, RecognizerSet& asked);
  void ask_behind(const Said& said, std::size_t recognizer);
  void found_until(std::size_t recognizer, ByteSpan span) { read_until_[recognizer] = span.begin + span.size() / 2; }
  [[nodiscard]] bool not_given(std::size_t index, const Said& said) const;
  [[nodiscard]] bool a_digit_follows(const Said& said) const;

  [[nodiscard]] RecognizerSet worth_asking(std::size_t at) { return wanted_.on & (wanted_.alone | context_.within_reach(at)); }
  /// Reports the match if it is sure enough; whether it was.
  TIRAI_APART("judge") bool judge(std::size_t recognizer, const Match& match, Kind kind, const RecognizerSet& rivals);
  [[nodiscard]] double doubt(std::size_t recognizer, ByteSpan span, Kind kind, const Near& near) const;
  [[nodiscard]] bool follows_its_like(EntityType type, std::size_t begin) const;
  void add_known(ByteSpan span, std::uint32_t value);

  std::string_view text_;
  const KnownValues& known_;
  const Thresholds& thresholds_;
  const Plan& plan_;
  const PhraseTable& table_;
  std::span<const Recognizer> all_;
  const Wanted& wanted_;
  const Starts& starts_;
  Context context_;
  DigitRun no_digits_;
  std::vector<Detection> found_;
  // By recognizer: what begins inside the first half of what it found last is a part of that. Else a text of "Jl. Jl. Jl." is read over and over.
  std::array<std::size_t, kMostRecognizers> read_until_{};
};

}  // namespace tirai::recognition
