#include <algorithm>
#include <array>

#include "detect/checks/dates.h"
#include "detect/checks/europe.h"
#include "detect/checks/sums.h"

namespace tirai::checks {

// Among the first ten digits exactly one stands twice or three times, and then never three in a row.
bool is_de_tax_id(std::string_view value) {
  if (!is_number(value, 11) || value[0] == '0' || !passes_mod11_10(value)) return false;
  std::array<int, 10> times{};
  for (const char digit : value.substr(0, 10)) ++times[static_cast<std::size_t>(digit - '0')];
  if (std::count_if(times.begin(), times.end(), [](int n) { return n > 1; }) != 1 || *std::max_element(times.begin(), times.end()) > 3) return false;
  for (std::size_t i = 2; i < 10; ++i) {
    if (value[i] == value[i - 1] && value[i] == value[i - 2]) return false;
  }
  return true;
}

namespace {
// The letter becomes its two-digit place in the alphabet; every product counts by the sum of its digits.
int german_sum(std::string_view value, std::size_t letter_at, std::initializer_list<std::uint8_t> weights) {
  std::array<char, 16> digits{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < value.size() && count + 2 < digits.size(); ++i) {
    const int place = value[i] - 'A' + 1;
    if (i == letter_at) digits[count++] = static_cast<char>('0' + place / 10);
    digits[count++] = i == letter_at ? static_cast<char>('0' + place % 10) : value[i];
  }
  int sum = 0;
  std::size_t at = 0;
  for (const std::uint8_t weight : weights) {
    const int product = weight * (digits[at++] - '0');
    sum += product / 10 + product % 10;
  }
  return sum;
}
}  // namespace

// Area of the insurance, day (plus 50 where the plain numbers ran out), month, year, initial of the name at birth, serial, check.
bool is_de_social_security(std::string_view value) {
  if (!has_shape(value, "99999999A999")) return false;
  const int day = number_at(value, 2, 2);
  if (day > 31 && day < 51) return false;
  if (!is_short_date(number_at(value, 6, 2), number_at(value, 4, 2), day > 50 ? day - 50 : day)) return false;
  return german_sum(value, 8, {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1}) % 10 == value[11] - '0';
}

bool is_de_document(std::string_view value) {
  const bool shaped = has_shape(value, "AXXXXXXX9") || has_shape(value, "AXXXXXXXX9");
  if (!shaped || value.find_first_of(kNotInDocuments) != std::string_view::npos) return false;
  int sum = 0;
  for (std::size_t i = 0; i + 1 < value.size(); ++i) sum += value_of(value[i]) * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
  return sum % 10 == value.back() - '0';
}

bool is_de_health_insurance(std::string_view value) {
  return has_shape(value, "A999999999") && german_sum(value, 0, {1, 2, 1, 2, 1, 2, 1, 2, 1, 2}) % 10 == value[9] - '0';
}

}  // namespace tirai::checks
