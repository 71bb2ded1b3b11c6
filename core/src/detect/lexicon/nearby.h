// The secret figures behind or before a word that announces them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "detect/digits.h"
#include "detect/phrase_list.h"
#include "tirai/text.h"

namespace tirai::recognition {

/// How many digits the figures may have, and whether they may stand in two groups ("482 913").
struct Figures {
  std::size_t least = 4;
  std::size_t most = 8;
  bool halves = false;
};

/// The figures ahead of `at`: behind words, colons and brackets, but no sentence end and no other number, within `reach` bytes.
[[nodiscard]] std::optional<ByteSpan> figures_ahead(std::string_view text, std::size_t at, std::size_t reach, Figures wanted);

/// The figures that end before `end` with one of `links` (lower case, e.g. "is your") alone between, or only a hyphen, bracket or colon: "482913 is your OTP".
[[nodiscard]] std::optional<ByteSpan> figures_behind(std::string_view text, std::size_t end, PhraseList links, Figures wanted);

/// The lengths of the groups of the first `n` digits, as characters from '0' on (ten is ':'), brackets counting like blanks; "" where a slash or a line
/// break stands between.
[[nodiscard]] std::string group_lengths(const DigitRun& run, std::size_t n);

/// Whether one of `words` (context phrases) says what stands at `span`: before it, within `reach` bytes of the same sentence and no number between; or
/// right behind it ("… is my account number", "… (BCA)").
[[nodiscard]] bool is_said(std::string_view text, ByteSpan span, std::size_t reach, const SoughtPhrases& words);

/// Whether nothing but courtesy and whose it is stands there: "saya ya kak".
[[nodiscard]] bool is_courtesy(std::string_view words);

/// Where the answer begins to a question that ends at `sign`: on the next line, behind who gives it ("10:03 Customer: "). 0 if no line follows.
[[nodiscard]] std::size_t answer_at(std::string_view text, std::size_t sign);

/// Where the line above ends that asks for what stands at `at`, or 0: `at` begins its line or only who speaks stands before it. A question without its sign
/// ("mohon sebutkan kodenya") counts in a conversation alone: behind a time ("[10:22] Rina: ") or a customer ("Pelanggan: ").
[[nodiscard]] std::size_t asked_at(std::string_view text, std::size_t at);

}  // namespace tirai::recognition
