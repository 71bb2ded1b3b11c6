#include "detect/checks/americas.h"

#include <algorithm>
#include <array>

#include "detect/checks/sums.h"

namespace tirai::checks {

bool is_us_ssn(std::string_view value) {
  if (!is_number(value, 9) || value[0] == '9' || all_same(value)) return false;
  if (value.starts_with("000") || value.starts_with("666") || value.substr(3, 2) == "00" || value.substr(5) == "0000") return false;
  return value != "078051120" && value != "123456789" && value != "457555462";  // a wallet's insert, a sequence, an advertisement
}

bool is_us_itin(std::string_view value) {
  if (!is_number(value, 9) || value[0] != '9') return false;
  const int group = number_at(value, 3, 2);
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 92) || group >= 94;
}

bool is_us_ein(std::string_view value) {
  if (!is_number(value, 9) || all_same(value)) return false;
  const int prefix = number_at(value, 0, 2);
  constexpr std::pair<int, int> kCampus[] = {{1, 6}, {10, 16}, {20, 27}, {30, 48}, {50, 68}, {71, 77}, {80, 88}, {90, 95}, {98, 99}};
  return std::any_of(std::begin(kCampus), std::end(kCampus), [&](auto range) { return prefix >= range.first && prefix <= range.second; });
}

// 1EG4-TE5-MK73; letters that look like digits are not used.
bool is_us_mbi(std::string_view value) {
  constexpr std::string_view kShape = "9AX9AX9AA99";
  if (!has_shape(value, kShape) || value[0] == '0') return false;
  return value.find_first_of("SLOIBZ") == std::string_view::npos;
}

bool is_us_npi(std::string_view value) {
  if (!is_number(value, 10) || (value[0] != '1' && value[0] != '2') || all_same(value.substr(0, 9))) return false;
  std::array<char, 15> whole{'8', '0', '8', '4', '0'};
  std::copy(value.begin(), value.end(), whole.begin() + 5);
  return passes_luhn({whole.data(), whole.size()});
}

// The first two digits are a Federal Reserve district, or one of the ranges for thrifts, electronic and government transactions.
bool is_aba_routing(std::string_view value) {
  if (!is_number(value, 9) || all_same(value)) return false;
  const int district = number_at(value, 0, 2);
  if (!(district <= 12 || (district >= 21 && district <= 32) || (district >= 61 && district <= 72) || district == 80)) return false;
  return weighted_sum(value, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

// Each entry: letters, fewest digits, most digits, letters behind.
bool is_us_driver_license(std::string_view value) {
  struct Pattern {
    std::uint8_t letters, fewest, most, behind;
  };
  constexpr Pattern kStates[] = {{1, 1, 14, 0}, {1, 18, 18, 0}, {2, 2, 7, 0}, {1, 6, 6, 1}, {2, 6, 6, 1}, {0, 6, 10, 0}, {0, 12, 14, 0}, {0, 16, 16, 0}, {0, 7, 9, 1}, {0, 8, 8, 2}};
  const auto digit_at = std::find_if(value.begin(), value.end(), is_digit);
  const auto behind_at = std::find_if(digit_at, value.end(), is_upper);
  const std::size_t letters = static_cast<std::size_t>(digit_at - value.begin()), digits = static_cast<std::size_t>(behind_at - digit_at);
  const std::size_t behind = static_cast<std::size_t>(value.end() - behind_at);
  if (std::any_of(behind_at, value.end(), is_digit)) {
    return has_shape(value, "99AAA99999") || has_shape(value, "99AAA999999") || has_shape(value, "999AA9999") || has_shape(value, "A9A9A") ||
           has_shape(value, "AAA99AA999") || has_shape(value, "AAAAA999AA9A") || has_shape(value, "AAAAAAA999XX");
  }
  if (!std::all_of(value.begin(), digit_at, is_upper)) return false;
  return std::any_of(std::begin(kStates), std::end(kStates), [&](const Pattern& state) {
    return letters == state.letters && digits >= state.fewest && digits <= state.most && behind == state.behind;
  });
}

bool is_ca_sin(std::string_view value) { return is_number(value, 9) && value[0] != '0' && value[0] != '8' && !all_same(value) && passes_luhn(value); }

namespace {
// The check digit over `value` with weights that go up from 2, from the right, and begin again after `highest`.
int brazilian_check(std::string_view value, int highest) {
  int sum = 0, weight = 2;
  for (auto it = value.rbegin(); it != value.rend(); ++it) {
    sum += weight * (*it - '0');  // a letter counts as its ASCII code minus 48
    weight = weight == highest ? 2 : weight + 1;
  }
  return sum % 11 < 2 ? 0 : 11 - sum % 11;
}
}  // namespace

bool is_br_cpf(std::string_view value) {
  return is_number(value, 11) && !all_same(value) && brazilian_check(value.substr(0, 9), 11) == value[9] - '0' && brazilian_check(value.substr(0, 10), 11) == value[10] - '0';
}

bool is_br_cnpj(std::string_view value) {
  return has_shape(value, "XXXXXXXXXXXX99") && !all_same(value) && value.substr(8, 4) != "0000" && brazilian_check(value.substr(0, 12), 9) == value[12] - '0' &&
         brazilian_check(value.substr(0, 13), 9) == value[13] - '0';
}

}  // namespace tirai::checks
