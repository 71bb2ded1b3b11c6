#include "detect/checks/sums.h"

#include <algorithm>

namespace tirai::checks {

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }
bool is_number(std::string_view text, std::size_t n) { return text.size() == n && all_digits(text); }
bool all_same(std::string_view text) { return text.find_first_not_of(text.substr(0, 1)) == std::string_view::npos; }

bool has_shape(std::string_view text, std::string_view shape) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char kind) {
    if (kind == '9') return is_digit(c);
    if (kind == 'A') return is_upper(c);
    return kind == 'X' ? is_digit(c) || is_upper(c) : c == kind;
  });
}

int number_at(std::string_view digits, std::size_t at, std::size_t n) {
  int number = 0;
  for (const char digit : digits.substr(at, n)) number = number * 10 + (digit - '0');
  return number;
}

int weighted_sum(std::string_view digits, std::initializer_list<std::uint8_t> weights) {
  int sum = 0;
  std::size_t at = 0;
  for (const std::uint8_t weight : weights) sum += weight * (digits[at++] - '0');
  return sum;
}

bool passes_luhn(std::string_view digits) {
  if (!all_digits(digits)) return false;
  int sum = 0;
  bool doubled = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it, doubled = !doubled) {
    const int digit = *it - '0';
    sum += !doubled ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
  }
  return sum % 10 == 0;
}

bool passes_luhn36(std::string_view text) {
  int sum = 0;
  bool doubled = false;
  for (auto it = text.rbegin(); it != text.rend(); ++it, doubled = !doubled) {
    if (!is_digit(*it) && !is_upper(*it)) return false;
    const int value = value_of(*it) * (doubled ? 2 : 1);
    sum += value / 36 + value % 36;
  }
  return !text.empty() && sum % 36 == 0;
}

int mod97(std::string_view text) {
  int rest = 0;
  for (const char c : text) {
    if (!is_digit(c) && !is_upper(c)) return -1;
    const int value = value_of(c);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest;
}

bool passes_mod11_10(std::string_view digits) {
  if (!all_digits(digits)) return false;
  int product = 10;
  for (const char digit : digits.substr(0, digits.size() - 1)) {
    const int sum = (digit - '0' + product) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return (product + digits.back() - '0') % 10 == 1;
}

bool passes_verhoeff(std::string_view digits) {
  static constexpr char kTimes[10][11] = {"0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
                                          "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"};
  static constexpr char kTurn[8][11] = {"0123456789", "1576283094", "5803796142", "8916043527",
                                        "9453126870", "4286573901", "2793806415", "7046913258"};
  if (!all_digits(digits)) return false;
  int check = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    check = kTimes[check][kTurn[i % 8][digit] - '0'] - '0';
  }
  return check == 0;
}

}  // namespace tirai::checks
