// Codes: letters and digits as people write them, in groups or in one piece. A run keeps where each character stood.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "tirai/text.h"

namespace tirai::recognition {

/// What a code looks like: 'A' a letter, '9' a digit, 'X' either, and a blank where a separator (one of " -./:+", or a line break) may stand
/// or not. "AA 99 99 99 A" is also "AA999999A". With `longest`, the last character may repeat up to that many characters in all; blanks count for none.
/// Where no blank is, no separator may be. Lower case letters are read as capitals.
struct Shape {
  std::string_view pattern;
  std::size_t longest = 0;
  bool lettered = false;  ///< digits alone are none: some X is a letter
};

/// The letters and digits from one place on, capitals, at most kMost; read as far as somebody asked for.
struct CodeRun {
  static constexpr std::size_t kMost = 40;
  std::array<char, kMost> character;
  std::array<std::size_t, kMost> begin;  ///< in the text
  std::array<char, kMost> separator;     ///< what stands before character i: 0 nothing, or one of " -./:+" and "\n"; the first is 0
  std::uint64_t digits = 0;              ///< bit i: character i is a digit, not a letter
  std::uint64_t separated = 0;           ///< bit i: a separator stands before character i
  std::size_t count = 0;
  bool closed = true;  ///< no letter or digit follows the last character

  /// `at` is where an ASCII letter or digit stands.
  explicit CodeRun(std::size_t at) : next_(at) {}
  /// Reads on, up to `most` characters in all; the same text each time.
  void read(std::string_view text, std::size_t most);

 private:
  std::size_t next_;         // what was not read yet
  char next_separator_ = 0;  // that stands before it
  bool ended_ = false;       // no more of it follows
};

/// A code of exactly `size` characters in one of the wanted shapes, which stands free in the text.
struct Code {
  std::string_view text;
  const CodeRun& run;
  std::size_t size = 0;
  [[nodiscard]] std::string_view characters() const { return {run.character.data(), size}; }  ///< capitals and digits, no separators
  [[nodiscard]] ByteSpan span() const { return {run.begin[0], run.begin[size - 1] + 1}; }
  [[nodiscard]] std::string_view written() const { return text.substr(span().begin, span().size()); }  ///< as it stands in the text
  [[nodiscard]] char separator(std::size_t before_character) const { return run.separator[before_character]; }
  [[nodiscard]] bool unbroken() const { return (run.separated & ((std::uint64_t{1} << size) - 1)) == 0; }
  [[nodiscard]] bool in_capitals() const;  ///< no lower case letter as written
};

/// What the first characters of a run say, a bit each. Most codes are told by it.
struct CodeOutline {
  static constexpr std::size_t kMost = 10;
  explicit CodeOutline(const CodeRun& first);  ///< of kMost characters, or of all
  std::uint32_t digits, separated, read, ends;
};

/// A shape made ready for comparing: a few bit operations each.
class CompiledShape {
 public:
  explicit CompiledShape(const Shape& shape);
  /// What CodeOutline::kMost characters have in this shape.
  struct Outline {
    std::uint32_t digit, letter, joined, ends;
    /// Whether a run that begins so may have the shape.
    [[nodiscard]] bool may_fit(const CodeOutline& first) const {
      const std::uint32_t wrong = (digit & ~first.digits) | (letter & first.digits) | (joined & first.separated);
      return (wrong & first.read) == 0 && (ends & first.ends) != 0;
    }
  };
  [[nodiscard]] Outline outline() const;
  /// The most characters of `run` that have this shape and end where a group ends.
  [[nodiscard]] std::optional<std::size_t> fits(const CodeRun& run) const;
  static constexpr std::size_t kKeyBits = 8;
  /// Of the first kKeyBits characters of a run of this shape, those that are digits, and those that may be digits or not.
  struct Keys {
    std::uint64_t digits, either;
  };
  [[nodiscard]] Keys keys() const;
  [[nodiscard]] std::size_t shortest() const { return shortest_; }
  [[nodiscard]] std::size_t longest() const { return longest_; }
  [[nodiscard]] std::size_t leading_letters() const { return leading_letters_; }  ///< before the first digit or X, when a separator may follow them; else 0

 private:
  std::uint64_t digit_ = 0;      // must be a digit
  std::uint64_t letter_ = 0;     // must be a letter
  std::uint64_t separable_ = 0;  // a separator may stand before
  std::size_t shortest_ = 0;
  std::size_t longest_ = 0;
  std::size_t leading_letters_ = 0;
};

}  // namespace tirai::recognition
