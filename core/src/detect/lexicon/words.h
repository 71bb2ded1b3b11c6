// A text word by word, as names and addresses are read.
#pragma once

#include <algorithm>
#include <cstdint>
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

/// Some words in lower case, single spaces between, and a sieve of them: most words that are none are told by one bit.
class Words {
 public:
  consteval Words(const char* words) : Words(std::string_view(words)) {}
  consteval Words(std::string_view words) : words_(words) {
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      sieve_.add(words.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  [[nodiscard]] bool may_hold(std::string_view word) const { return sieve_.may_hold(word); }
  [[nodiscard]] constexpr std::string_view all() const { return words_; }

 private:
  std::string_view words_;
  EndsSieve sieve_;
};

/// Whether `word` is one of the words, in any letter case of ASCII.
[[nodiscard]] bool is_one_of(std::string_view word, const Words& words);

/// The words of a literal, which stay where the compiler put them: `is_one_of<"jl jln gg">(word)`.
template <std::size_t kSize>
struct WordsLiteral {
  char text[kSize];
  consteval WordsLiteral(const char (&words)[kSize]) { std::copy_n(words, kSize, text); }
};
template <WordsLiteral kLiteral>
inline constexpr Words kWordsOf{std::string_view(kLiteral.text, sizeof(kLiteral.text) - 1)};
template <WordsLiteral kLiteral>
[[nodiscard]] bool is_one_of(std::string_view word) {
  return is_one_of(word, kWordsOf<kLiteral>);
}

[[nodiscard]] bool is_letter_at(std::string_view text, std::size_t at);

}  // namespace tirai::recognition
