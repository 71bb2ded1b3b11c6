// A text word by word, as names and addresses are read.
#pragma once

#include <optional>
#include <string_view>

#include "detect/lexicon/lexicon.h"
#include "text/ascii.h"
#include "tirai/text.h"

namespace tirai::recognition {

using text::is_digit;
using text::same_word;

/// Letters, with single hyphens and apostrophes between letters: "O'Brien", "Al-Ghazali".
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t letters = 0;
  bool capital = false;    ///< its first letter is a capital
  bool all_capital = false;
  std::uint8_t kinds = kUnknownWord;
  [[nodiscard]] bool is(std::uint8_t any) const { return (kinds & any) != 0; }
  [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// The word that begins at `at`, or nothing if no letter stands there. Of at most 40 letters: no name has a longer word.
[[nodiscard]] std::optional<Word> word_at(std::string_view text, std::size_t at);

/// The end of the spaces (inside a line) from `at`, at most `most` of them.
[[nodiscard]] std::size_t skip_spaces(std::string_view text, std::size_t at, std::size_t most = 3);

/// Skips what stands between a label and its value: spaces, colon, equals sign, quotation marks, table bars, stars, and one line break after a
/// colon or a bar. At most 24 bytes.
[[nodiscard]] std::size_t skip_label_end(std::string_view text, std::size_t at);

/// Whether `word` is one of the space-separated `words`, in any letter case of ASCII.
[[nodiscard]] bool is_one_of(std::string_view word, std::string_view words);

[[nodiscard]] bool is_letter_at(std::string_view text, std::size_t at);

}  // namespace tirai::recognition
