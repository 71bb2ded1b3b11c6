// Digits as people write them: in groups, between spaces, hyphens, dots and brackets, full-width, with invisible characters inside.
// A run keeps where each digit stood in the text, so whatever it takes to read them, the span is exact.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "tirai/text.h"

namespace tirai::recognition {

struct DigitRun {
  static constexpr std::size_t kMost = 24;
  // Only the first `count` of each are written: a run is made for every number of a page.
  std::array<char, kMost> digit;
  std::array<std::size_t, kMost> begin;
  std::array<std::size_t, kMost> end;
  /// What stands before digit i: 0 nothing, or one of " -./()" and "\n" for a line break; the first is 0.
  std::array<char, kMost> separator;
  std::uint32_t spaced = 0;  ///< bit i: what stands before digit i has a space in it
  std::size_t count = 0;
  bool closed = true;  ///< nothing that would continue the number follows the last digit

  [[nodiscard]] std::string_view digits(std::size_t first, std::size_t n) const { return {digit.data() + first, n}; }
  [[nodiscard]] bool group_ends(std::size_t n) const { return n == count ? closed : separator[n] != 0; }
  /// Whether a value may end after the first `n` digits: a group ends, and no hyphen or dot without a space leads on to more digits
  /// ("3273014507900003. 2 hari", "3273014507900003 - 22/11" end; "3273014507900003-22" does not).
  [[nodiscard]] bool may_end(std::size_t n) const {
    if (n == 0 || n > count) return false;
    return n == count ? closed : separator[n] != 0 && ((separator[n] != '-' && separator[n] != '.') || (spaced >> n & 1) != 0);
  }
  [[nodiscard]] ByteSpan span(std::size_t n) const { return {begin[0], end[n - 1]}; }
  /// The lengths of the groups of the first `n` digits, a decimal digit each ("4444"); "" if one is longer than nine, or a bracket or "/" stands between.
  struct Shape {
    std::array<char, kMost> lengths{};
    std::size_t count = 0;
    [[nodiscard]] std::string_view view() const { return {lengths.data(), count}; }
  };
  [[nodiscard]] Shape shape(std::size_t n) const;
};

/// Reads at most DigitRun::kMost digits from `begin`, which is a digit.
[[nodiscard]] DigitRun read_digits(std::string_view text, std::size_t begin);

/// 0 to 9 for an ASCII or full-width digit, else -1.
[[nodiscard]] int digit_value(char32_t code);

/// Whether a number may begin at `at`: no letter or digit before it, and no hyphen or dot after a digit before it.
[[nodiscard]] bool stands_free(std::string_view text, std::size_t at);

/// Whether `at` hangs on a word by "-", "_", "/" or "#", as in ORD-0812345678: likely part of a reference.
[[nodiscard]] bool hangs_on_a_word(std::string_view text, std::size_t at);

/// Whether a digit and one space stand right before `at`, which is a digit.
[[nodiscard]] bool follows_a_group(std::string_view text, std::size_t at);

[[nodiscard]] bool passes_luhn(std::string_view digits);

}  // namespace tirai::recognition
