// The arithmetic that check digits are made of. Values come without separators, letters in upper case; whatever else is in them fails.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "text/ascii.h"

namespace tirai::checks {

using text::is_digit;
[[nodiscard]] constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr int value_of(char c) { return is_digit(c) ? c - '0' : c - 'A' + 10; }  ///< 0 to 9, A = 10 to Z = 35

[[nodiscard]] bool all_digits(std::string_view text);              ///< and not empty
[[nodiscard]] bool is_number(std::string_view text, std::size_t n);  ///< exactly `n` digits
[[nodiscard]] bool all_same(std::string_view text);

/// Whether `text` is one character of each class: 9 a digit, A a letter, X either; anything else stands for itself.
[[nodiscard]] bool has_shape(std::string_view text, std::string_view shape);

[[nodiscard]] int number_at(std::string_view digits, std::size_t at, std::size_t n);  ///< the `n` digits at `at`
/// Σ weight · digit over as many digits as there are weights.
[[nodiscard]] int weighted_sum(std::string_view digits, std::initializer_list<std::uint8_t> weights);

/// ISO/IEC 7812-1 annex B: doubles every second digit from the right; the last digit is the check digit.
[[nodiscard]] bool passes_luhn(std::string_view digits);
/// The same over 0-9A-Z, as GSTN uses it.
[[nodiscard]] bool passes_luhn36(std::string_view text);
/// ISO/IEC 7064, MOD 97-10: the number read with A = 10 to Z = 35, modulo 97; -1 if another character is in it.
[[nodiscard]] int mod97(std::string_view text);
/// ISO/IEC 7064, MOD 11,10.
[[nodiscard]] bool passes_mod11_10(std::string_view digits);
/// Verhoeff 1969: the dihedral group of order ten; the last digit is the check digit.
[[nodiscard]] bool passes_verhoeff(std::string_view digits);

}  // namespace tirai::checks
