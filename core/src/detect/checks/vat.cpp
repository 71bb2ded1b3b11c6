#include "detect/checks/vat.h"

#include <algorithm>
#include <array>

#include "detect/checks/dates.h"
#include "detect/checks/europe.h"
#include "detect/checks/sums.h"

namespace tirai::checks {
namespace {
using Number = std::string_view;

int digit(Number n, std::size_t at) { return n[at] - '0'; }

bool austria(Number n) {
  if (!has_shape(n, "U99999999")) return false;
  int sum = 4;
  for (std::size_t i = 1; i < 8; ++i) sum += i % 2 == 1 ? digit(n, i) : digit(n, i) * 2 / 10 + digit(n, i) * 2 % 10;
  return (10 - sum % 10) % 10 == digit(n, 8);
}

// Ten digits since 2008; the older nine had no leading 0.
bool belgium(Number n) {
  if (is_number(n, 9)) return n[0] != '0' && 97 - number_at(n, 0, 7) % 97 == number_at(n, 7, 2);
  return is_number(n, 10) && n[0] < '2' && number_at(n, 0, 8) != 0 && 97 - number_at(n, 0, 8) % 97 == number_at(n, 8, 2);
}

bool bulgarian_company(Number n) {
  int check = weighted_sum(n, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
  if (check == 10) check = weighted_sum(n, {3, 4, 5, 6, 7, 8, 9, 10}) % 11 % 10;
  return check == digit(n, 8);
}
// A citizen's, a foreigner's or another number.
bool bulgarian_person(Number n) {
  const int month = number_at(n, 2, 2);
  const int year = (month > 40 ? 2000 : month > 20 ? 1800 : 1900) + number_at(n, 0, 2);
  if (is_date(year, month % 20, number_at(n, 4, 2)) && weighted_sum(n, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == digit(n, 9)) return true;
  if (weighted_sum(n, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10 == digit(n, 9)) return true;
  const int other = 11 - weighted_sum(n, {4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
  return other != 10 && other % 11 == digit(n, 9);
}
bool bulgaria(Number n) { return (is_number(n, 9) && bulgarian_company(n)) || (is_number(n, 10) && bulgarian_person(n)); }

bool cyprus(Number n) {
  constexpr std::uint8_t kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  if (!has_shape(n, "99999999A") || n.starts_with("12")) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) sum += i % 2 == 0 ? kOdd[digit(n, i)] : digit(n, i);
  return n[8] == 'A' + sum % 26;
}

// Birth numbers: a woman's month plus 50, and plus 20 when a day ran out; nine digits until 1953.
bool birth_number(Number n) {
  const int year = number_at(n, 0, 2), month = number_at(n, 2, 2) % 50, day = number_at(n, 4, 2);
  if (n.size() == 9) return year <= 53 && is_date(1900 + year, month, day);
  const int rest = number_at(n, 0, 9) % 11;  // 10 was written as 0 until 1985
  const bool date = is_date((year < 54 ? 2000 : 1900) + year, month > 20 ? month - 20 : month, day);
  return date && (rest < 10 || (year >= 54 && year <= 85)) && rest % 10 == digit(n, 9);
}
bool czechia(Number n) {
  if (is_number(n, 8)) {
    const int check = (11 - weighted_sum(n, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return n[0] != '9' && (check == 0 ? 1 : check) % 10 == digit(n, 7);
  }
  if (is_number(n, 9) && n[0] == '6') {
    const int sum = weighted_sum(n.substr(1), {8, 7, 6, 5, 4, 3, 2}) % 11;
    return ((8 - (21 - sum) % 11) % 10 + 10) % 10 == digit(n, 8);
  }
  return (is_number(n, 9) || is_number(n, 10)) && birth_number(n);
}

bool germany(Number n) { return is_number(n, 9) && n[0] != '0' && passes_mod11_10(n); }
bool denmark(Number n) { return is_number(n, 8) && n[0] != '0' && weighted_sum(n, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0; }
bool estonia(Number n) { return is_number(n, 9) && weighted_sum(n, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0; }

// Nine digits; the oldest have eight and stand for nine with a leading 0.
bool greece(Number n) {
  if ((!is_number(n, 8) && !is_number(n, 9)) || all_same(n)) return false;
  int sum = 0;
  for (const char c : n.substr(0, n.size() - 1)) sum = sum * 2 + c - '0';
  return sum * 2 % 11 % 10 == n.back() - '0';
}

bool spain(Number n) { return n.size() == 9 && (is_es_dni(n) || is_es_nie(n) || is_es_nif_of_others(n) || is_es_cif(n)); }
bool finland(Number n) { return is_number(n, 8) && !all_same(n) && weighted_sum(n, {7, 9, 10, 5, 8, 4, 2, 1}) % 11 == 0; }

// Key and SIREN; the older key is two digits, the newer holds a letter (no I, no O) and counts in base 34.
bool france(Number n) {
  if (n.size() != 11 || !is_number(n.substr(2), 9)) return false;
  const Number siren = n.substr(2);
  if (!siren.starts_with("000") && !passes_luhn(siren)) return false;  // 000: Monaco
  if (all_digits(n.substr(0, 2))) return (number_at(siren, 0, 9) * 100LL + 12) % 97 == number_at(n, 0, 2);
  constexpr Number kKey = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const std::size_t first = kKey.find(n[0]), second = kKey.find(n[1]);
  if (first == Number::npos || second == Number::npos) return false;
  const int check = static_cast<int>(is_digit(n[0]) ? first * 24 + second - 10 : first * 34 + second - 100);
  return (number_at(siren, 0, 9) + 1 + check / 11) % 11 == check % 11;
}

bool britain(Number n) {
  if (is_number(n, 12)) n = n.substr(0, 9);  // with a branch
  if (!is_number(n, 9) || number_at(n, 0, 7) == 0) return false;
  const int rest = weighted_sum(n, {8, 7, 6, 5, 4, 3, 2, 10, 1}) % 97;
  return rest == 0 || rest == 42;
}

bool croatia(Number n) { return is_number(n, 11) && passes_mod11_10(n); }
bool hungary(Number n) { return is_number(n, 8) && !all_same(n) && weighted_sum(n, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0; }

// 1234567T, since 2013 a second letter; the oldest have a letter, + or * in the second place (only letters occur today).
bool ireland(Number n) {
  constexpr Number kLetters = "WABCDEFGHIJKLMNOPQRSTUV";
  int sum = 0;
  if (has_shape(n, "9A99999A")) {
    sum = weighted_sum(n.substr(2), {7, 6, 5, 4, 3}) + digit(n, 0) * 2;
  } else if (has_shape(n, "9999999A") || has_shape(n, "9999999AA")) {
    sum = weighted_sum(n, {8, 7, 6, 5, 4, 3, 2});
    const std::size_t second = n.size() == 9 ? kLetters.find(n[8]) : 0;
    if (second == Number::npos) return false;
    sum += 9 * static_cast<int>(second);
  } else {
    return false;
  }
  return n[7] == kLetters[static_cast<std::size_t>(sum % 23)];
}

bool lithuania(Number n) {
  if (!(is_number(n, 9) && n[7] == '1') && !(is_number(n, 12) && n[10] == '1')) return false;
  const auto sum = [&](std::size_t shift) {
    int total = 0;
    for (std::size_t i = 0; i + 1 < n.size(); ++i) total += static_cast<int>(1 + (i + shift) % 9) * digit(n, i);
    return total % 11;
  };
  return (sum(0) == 10 ? sum(2) % 10 : sum(0)) == digit(n, n.size() - 1);
}

bool luxembourg(Number n) { return is_number(n, 8) && number_at(n, 0, 6) != 0 && number_at(n, 0, 6) % 89 == number_at(n, 6, 2); }

bool latvia(Number n) {
  if (!is_number(n, 11)) return false;
  if (n[0] > '3') return weighted_sum(n, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3;
  const int check = (1 + weighted_sum(n, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9})) % 11 % 10;
  const int century = 1800 + digit(n, 6) * 100;
  return (n.starts_with("32") || is_date(century + number_at(n, 4, 2), number_at(n, 2, 2), number_at(n, 0, 2))) && check == digit(n, 10);
}

bool malta(Number n) { return is_number(n, 8) && n[0] != '0' && weighted_sum(n, {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0; }

// The company's or person's number, B and a serial; since 2020 a person's holds no citizen number and counts modulo 97.
// Leading zeros are often left out.
bool netherlands(Number n) {
  if (n.size() < 10 || n.size() > 12) return false;
  std::array<char, 14> whole{'N', 'L', '0', '0'};
  std::copy(n.begin(), n.end(), whole.end() - static_cast<std::ptrdiff_t>(n.size()));
  const Number full(whole.data() + 2, 12);
  if (!has_shape(full, "999999999B99") || number_at(full, 0, 9) == 0 || full.ends_with("00")) return false;
  return is_nl_bsn(full.substr(0, 9)) || mod97({whole.data(), whole.size()}) == 1;
}

bool poland(Number n) { return is_number(n, 10) && !all_same(n) && weighted_sum(n, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == digit(n, 9); }
bool portugal(Number n) { return is_number(n, 9) && n[0] != '0' && (11 - weighted_sum(n, {9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11 % 10 == digit(n, 8); }

// Two to ten digits, or a person's thirteen; both count from the right.
bool romania(Number n) {
  if (!all_digits(n) || n[0] == '0') return false;
  if (n.size() == 13) {
    const int month = number_at(n, 3, 2), day = number_at(n, 5, 2), check = weighted_sum(n, {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
    return is_short_date(number_at(n, 1, 2), month, day) && (check == 10 ? 1 : check) == digit(n, 12);
  }
  if (n.size() < 2 || n.size() > 10) return false;
  constexpr std::uint8_t kFromRight[] = {2, 3, 5, 7, 1, 2, 3, 5, 7};
  int sum = 0;
  for (std::size_t i = 0; i + 1 < n.size(); ++i) sum += kFromRight[i] * digit(n, n.size() - 2 - i);
  return sum * 10 % 11 % 10 == digit(n, n.size() - 1);
}

bool sweden(Number n) { return is_number(n, 12) && n.ends_with("01") && passes_luhn(n.substr(0, 10)) && number_at(n, 0, 9) != 0; }

bool slovenia(Number n) {
  if (!is_number(n, 8) || n[0] == '0') return false;
  const int check = 11 - weighted_sum(n, {8, 7, 6, 5, 4, 3, 2}) % 11;
  return check != 11 && check % 10 == digit(n, 7);
}

bool slovakia(Number n) {
  if (!is_number(n, 10) || n[0] == '0') return false;
  const bool company = Number("234789").find(n[2]) != Number::npos && (number_at(n, 0, 9) * 10LL + digit(n, 9)) % 11 == 0;
  return company || birth_number(n);
}

struct Country {
  char prefix[3];
  bool (*is_number)(Number);
};
constexpr Country kCountries[] = {
    {"AT", austria},   {"BE", belgium},    {"BG", bulgaria}, {"CY", cyprus},      {"CZ", czechia},    {"DE", germany},  {"DK", denmark}, {"EE", estonia},
    {"EL", greece},    {"ES", spain},      {"FI", finland},  {"FR", france},      {"GB", britain},    {"GR", greece},   {"HR", croatia}, {"HU", hungary},
    {"IE", ireland},   {"IT", is_it_vat_code}, {"LT", lithuania}, {"LU", luxembourg}, {"LV", latvia}, {"MT", malta},  {"NL", netherlands}, {"PL", poland},
    {"PT", portugal},  {"RO", romania},    {"SE", sweden},   {"SI", slovenia},    {"SK", slovakia},   {"XI", britain},
};

const Country* country_of(Number value) {
  const auto found = std::find_if(std::begin(kCountries), std::end(kCountries), [&](const Country& one) { return value[0] == one.prefix[0] && value[1] == one.prefix[1]; });
  return found == std::end(kCountries) ? nullptr : found;
}
}  // namespace

bool is_eu_vat(std::string_view value) {
  const Country* country = value.size() < 4 || value.size() > 15 ? nullptr : country_of(value);
  return country != nullptr && country->is_number(value.substr(2));
}

bool is_vat_prefix(std::string_view letters) { return letters.size() == 2 && country_of(letters) != nullptr; }

}  // namespace tirai::checks
