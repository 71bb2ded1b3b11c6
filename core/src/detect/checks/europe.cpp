#include "detect/checks/europe.h"

#include <array>

#include "detect/checks/dates.h"
#include "detect/checks/sums.h"

namespace tirai::checks {

// Sex, year, month, department, commune, order, key. Months of people without a known one: 13, 20 to 42, 50 to 99.
bool is_fr_nir(std::string_view value) {
  if (value.size() != 15 || std::string_view("123478").find(value[0]) == std::string_view::npos) return false;
  std::array<char, 13> body{};
  for (std::size_t i = 0; i < 13; ++i) body[i] = value[i];
  if (value.substr(5, 2) == "2A") body[6] = '9', body[5] = '1';
  if (value.substr(5, 2) == "2B") body[6] = '8', body[5] = '1';
  if (!all_digits({body.data(), 13}) || !all_digits(value.substr(13)) || value.substr(5, 2) == "00") return false;
  const int month = number_at(value, 3, 2);
  if (month == 0 || (month > 13 && month < 20) || (month > 42 && month < 50)) return false;
  return 97 - mod97({body.data(), 13}) == number_at(value, 13, 2);
}

namespace {
constexpr std::string_view kSpanish = "TRWAGMYFPDXBNJZSQVHLCKE";
}

bool is_es_dni(std::string_view value) {
  if (!has_shape(value, "99999999A") && !has_shape(value, "9999999A")) return false;
  return value.back() == kSpanish[static_cast<std::size_t>(number_at(value, 0, value.size() - 1)) % 23];
}

bool is_es_nie(std::string_view value) {
  if (!has_shape(value, "A9999999A") || value[0] < 'X') return false;
  return value.back() == kSpanish[static_cast<std::size_t>((value[0] - 'X') * 10'000'000 + number_at(value, 1, 7)) % 23];
}

bool is_es_nif_of_others(std::string_view value) {
  return has_shape(value, "A9999999A") && value[0] >= 'K' && value[0] <= 'M' && value.back() == kSpanish[static_cast<std::size_t>(number_at(value, 1, 7)) % 23];
}

// The check is a digit or a letter; which form of company has which is told differently, so either holds.
bool is_es_cif(std::string_view value) {
  if (!has_shape(value, "A9999999X") || std::string_view("ABCDEFGHJNPQRSUVW").find(value[0]) == std::string_view::npos) return false;
  int sum = 0;
  for (std::size_t i = 1; i < 8; ++i) {
    const int digit = (value[i] - '0') * (i % 2 == 1 ? 2 : 1);
    sum += digit / 10 + digit % 10;
  }
  const int check = (10 - sum % 10) % 10;
  return value[8] == "JABCDEFGHI"[check] || value[8] == '0' + check;
}

namespace {
constexpr std::string_view kDigitLetters = "LMNPQRSTUV";  // stand for 0 to 9 where two people would share a code

int italian_digit(char c) { return is_digit(c) ? c - '0' : static_cast<int>(kDigitLetters.find(c)); }
}  // namespace

bool is_it_fiscal_code_shape(std::string_view value) {
  if (!has_shape(value, "AAAAAAXXAXXAXXXA")) return false;
  for (const std::size_t at : {6, 7, 9, 10, 12, 13, 14}) {
    if (!is_digit(value[at]) && kDigitLetters.find(value[at]) == std::string_view::npos) return false;
  }
  const int day = italian_digit(value[9]) * 10 + italian_digit(value[10]);
  const std::size_t month = std::string_view("ABCDEHLMPRST").find(value[8]);
  const int year = italian_digit(value[6]) * 10 + italian_digit(value[7]);
  return month != std::string_view::npos && is_short_date(year, static_cast<int>(month) + 1, day > 40 ? day - 40 : day);
}

bool is_it_fiscal_code(std::string_view value) {
  if (!is_it_fiscal_code_shape(value)) return false;
  constexpr std::uint8_t kOddDigit[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  constexpr std::uint8_t kOddLetter[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  int sum = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    const bool digit = is_digit(value[i]);
    const int place = value[i] - (digit ? '0' : 'A');
    sum += i % 2 == 1 ? place : digit ? kOddDigit[place] : kOddLetter[place];
  }
  return value[15] == 'A' + sum % 26;
}

// Seven of serial, three of the office, Luhn.
bool is_it_vat_code(std::string_view value) {
  if (!is_number(value, 11) || number_at(value, 0, 7) == 0) return false;
  const int office = number_at(value, 7, 3);
  return ((office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999) && passes_luhn(value);
}

bool is_nl_bsn(std::string_view value) {
  return is_number(value, 9) && !all_same(value) && (weighted_sum(value, {9, 8, 7, 6, 5, 4, 3, 2}) - (value[8] - '0')) % 11 == 0;
}

// The century is added to the month: 1800s 80, 1900s 0, 2000s 20, 2100s 40, 2200s 60.
bool is_pl_pesel(std::string_view value) {
  if (!is_number(value, 11)) return false;
  constexpr int kCentury[] = {1900, 2000, 2100, 2200, 1800};
  const int month = number_at(value, 2, 2);
  if (!is_date(kCentury[month / 20] + number_at(value, 0, 2), month % 20, number_at(value, 4, 2))) return false;
  return (10 - weighted_sum(value, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10 == value[10] - '0';
}

// Day plus 60: a coordination number, for people who never lived there.
bool is_se_personnummer(std::string_view value) {
  if (!is_number(value, 10) && !is_number(value, 12)) return false;
  const std::string_view last = value.substr(value.size() - 10);
  const int century = value.size() == 12 ? number_at(value, 0, 2) : 0;
  if (value.size() == 12 && (century < 18 || century > 20)) return false;
  const int year = number_at(last, 0, 2), month = number_at(last, 2, 2);
  const int day = number_at(last, 4, 2) > 60 ? number_at(last, 4, 2) - 60 : number_at(last, 4, 2);
  return (century != 0 ? is_date(century * 100 + year, month, day) : is_short_date(year, month, day)) && passes_luhn(last);
}

// The third digit is at least 2, so no month: nothing is both this and a personnummer. In registers 16 stands before it.
bool is_se_organisationsnummer(std::string_view value) {
  if (is_number(value, 12) && value.starts_with("16")) value.remove_prefix(2);
  return is_number(value, 10) && value[0] != '0' && value[0] != '4' && value[2] >= '2' && passes_luhn(value);
}

bool is_fi_personal_identity_code(std::string_view value) {
  if (value.size() != 11 || !all_digits(value.substr(0, 6)) || !all_digits(value.substr(7, 3))) return false;
  const char sign = value[6];
  const bool last_century = sign == '-' || (sign >= 'U' && sign <= 'Y');
  const int century = sign == '+' ? 1800 : last_century ? 1900 : sign >= 'A' && sign <= 'F' ? 2000 : 0;
  if (century == 0 || !is_date(century + number_at(value, 4, 2), number_at(value, 2, 2), number_at(value, 0, 2)) || number_at(value, 7, 3) < 2) return false;
  return value[10] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[(number_at(value, 0, 6) * 1000 + number_at(value, 7, 3)) % 31];
}

}  // namespace tirai::checks
