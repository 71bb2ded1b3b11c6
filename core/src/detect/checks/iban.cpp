#include "detect/checks/iban.h"

#include <algorithm>
#include <array>

#include "detect/checks/sums.h"

namespace tirai::checks {
namespace {
// The account as runs of a length and a kind: n digits, a letters, c letters or digits. From the IBAN registry.
struct Country {
  char code[3];
  char account[14];
};
constexpr Country kCountries[] = {
    {"AD", "8n12c"},  {"AE", "19n"},    {"AL", "8n16c"},   {"AT", "16n"},   {"AZ", "4a20c"},   {"BA", "16n"},    {"BE", "12n"},      {"BG", "4a6n8c"},
    {"BH", "4a14c"},  {"BI", "23n"},    {"BR", "23n1a1c"}, {"BY", "4c4n16c"}, {"CH", "5n12c"}, {"CR", "18n"},    {"CY", "8n16c"},    {"CZ", "20n"},
    {"DE", "18n"},    {"DJ", "23n"},    {"DK", "14n"},     {"DO", "4c20n"}, {"EE", "16n"},     {"EG", "25n"},    {"ES", "20n"},      {"FI", "14n"},
    {"FK", "2a12n"},  {"FO", "14n"},    {"FR", "10n11c2n"}, {"GB", "4a14n"}, {"GE", "2a16n"},  {"GI", "4a15c"},  {"GL", "14n"},      {"GR", "7n16c"},
    {"GT", "4c20c"},  {"HN", "4a20n"}, {"HR", "17n"},    {"HU", "24n"},     {"IE", "4a14n"}, {"IL", "19n"},     {"IQ", "4a15n"},  {"IS", "22n"},      {"IT", "1a10n12c"},
    {"JO", "4a4n18c"}, {"KW", "4a22c"}, {"KZ", "3n13c"},   {"LB", "4n20c"}, {"LC", "4a24c"},   {"LI", "5n12c"},  {"LT", "16n"},      {"LU", "3n13c"},
    {"LV", "4a13c"},  {"LY", "21n"},    {"MC", "10n11c2n"}, {"MD", "2c18c"}, {"ME", "18n"},    {"MK", "3n10c2n"}, {"MN", "16n"},     {"MR", "23n"},
    {"MT", "4a5n18c"}, {"MU", "4a19n3a"}, {"NI", "4a20n"}, {"NL", "4a10n"}, {"NO", "11n"},     {"OM", "3n16c"},  {"PK", "4a16c"},    {"PL", "24n"},
    {"PS", "4a21c"},  {"PT", "21n"},    {"QA", "4a21c"},   {"RO", "4a16c"}, {"RS", "18n"},     {"RU", "14n15c"}, {"SA", "2n18c"},    {"SC", "4a20n3a"},
    {"SD", "14n"},    {"SE", "20n"},    {"SI", "15n"},     {"SK", "20n"},   {"SM", "1a10n12c"}, {"SO", "19n"},   {"ST", "21n"},      {"SV", "4a20n"},
    {"TL", "19n"},    {"TN", "20n"},    {"TR", "6n16c"},   {"UA", "6n19c"}, {"VA", "18n"},     {"VG", "4a16n"},  {"XK", "16n"},      {"YE", "4a4n18c"},
};

// Of two characters at least.
const Country* country_of(std::string_view value) {
  const auto found = std::find_if(std::begin(kCountries), std::end(kCountries), [&](const Country& one) { return value[0] == one.code[0] && value[1] == one.code[1]; });
  return found == std::end(kCountries) ? nullptr : found;
}

// The length of the next run of `account`; moves on to its kind.
std::size_t run_length(const char*& account) {
  std::size_t length = 0;
  for (; is_digit(*account); ++account) length = length * 10 + static_cast<std::size_t>(*account - '0');
  return length;
}

bool fits(std::string_view value, const char* account) {
  std::size_t at = 4;
  while (*account != '\0') {
    const std::size_t end = at + run_length(account);
    const char kind = *account++;
    if (end > value.size()) return false;
    for (; at < end; ++at) {
      if (kind == 'n' ? !is_digit(value[at]) : kind == 'a' ? !is_upper(value[at]) : !is_digit(value[at]) && !is_upper(value[at])) return false;
    }
  }
  return at == value.size();
}

int mod_of(std::string_view digits, int by) {
  int rest = 0;
  for (const char digit : digits) rest = (rest * 10 + digit - '0') % by;
  return rest;
}

bool belgium(std::string_view account) {
  const int rest = mod_of(account.substr(0, 10), 97);
  return (rest == 0 ? 97 : rest) == number_at(account, 10, 2);
}

int spanish_digit(std::string_view ten) {
  const int check = 11 - weighted_sum(ten, {1, 2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11;
  return check == 11 ? 0 : check == 10 ? 1 : check;
}
bool spain(std::string_view account) {
  std::array<char, 10> bank{'0', '0'};
  std::copy_n(account.begin(), 8, bank.begin() + 2);
  return spanish_digit({bank.data(), 10}) == account[8] - '0' && spanish_digit(account.substr(10)) == account[9] - '0';
}

// RIB key; letters count 1 to 9 three times over, the last round from 2.
bool france(std::string_view account) {
  int rest = 0;
  for (const char c : account.substr(0, 21)) {
    const int digit = is_digit(c) ? c - '0' : c < 'S' ? (c - 'A') % 9 + 1 : c - 'S' + 2;
    rest = (rest * 10 + digit) % 97;
  }
  return 97 - rest * 100 % 97 == number_at(account, 21, 2);
}

// CIN: the odd and even tables of the fiscal code.
bool italy(std::string_view account) {
  constexpr std::uint8_t kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  int sum = 0;
  for (std::size_t i = 1; i < account.size(); ++i) {
    const int place = is_digit(account[i]) ? account[i] - '0' : account[i] - 'A';
    sum += i % 2 == 1 ? kOdd[place] : place;
  }
  return account[0] == 'A' + sum % 26;
}

bool norway(std::string_view account) { return (11 - weighted_sum(account, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 == account[10] - '0'; }
bool poland(std::string_view account) { return (10 - weighted_sum(account, {3, 9, 7, 1, 3, 9, 7}) % 10) % 10 == account[7] - '0'; }
bool portugal(std::string_view account) { return 98 - mod_of(account.substr(0, 19), 97) * 100 % 97 == number_at(account, 19, 2); }
}  // namespace

std::optional<std::size_t> iban_length(std::string_view country) {
  const Country* found = country.size() < 2 ? nullptr : country_of(country);
  if (found == nullptr) return std::nullopt;
  std::size_t length = 4;
  for (const char* account = found->account; *account != '\0'; ++account) length += run_length(account);
  return length;
}

bool is_iban(std::string_view value) {
  const Country* country = value.size() < 15 || value.size() > 34 ? nullptr : country_of(value);
  if (country == nullptr || !all_digits(value.substr(2, 2)) || !fits(value, country->account)) return false;
  std::array<char, 34> turned{};
  std::copy(value.begin() + 4, value.end(), turned.begin());
  std::copy_n(value.begin(), 4, turned.begin() + static_cast<std::ptrdiff_t>(value.size()) - 4);
  return mod97({turned.data(), value.size()}) == 1;
}

bool passes_national_check(std::string_view iban) {
  const std::string_view country = iban.substr(0, 2), account = iban.substr(4);
  if (country == "BE") return belgium(account);
  if (country == "ES") return spain(account);
  if (country == "FI") return passes_luhn(account);
  if (country == "FR" || country == "MC") return france(account);
  if (country == "IT" || country == "SM") return italy(account);
  if (country == "NO") return norway(account);
  if (country == "PL") return poland(account);
  if (country == "PT") return portugal(account);
  return true;
}

}  // namespace tirai::checks
