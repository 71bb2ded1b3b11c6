#include "detect/checks/africa_oceania.h"

#include "detect/checks/dates.h"
#include "detect/checks/sums.h"

namespace tirai::checks {

bool is_au_tfn(std::string_view value) {
  if (!all_digits(value) || all_same(value)) return false;
  if (value.size() == 8) return weighted_sum(value, {10, 7, 8, 4, 6, 3, 5, 1}) % 11 == 0;
  return value.size() == 9 && weighted_sum(value, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0;
}

// One is taken from the first digit: its weight is 10.
bool is_au_abn(std::string_view value) {
  return is_number(value, 11) && value[0] != '0' && (weighted_sum(value, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0;
}

bool is_au_acn(std::string_view value) {
  return is_number(value, 9) && !all_same(value) && (10 - weighted_sum(value, {8, 7, 6, 5, 4, 3, 2, 1}) % 10) % 10 == value[8] - '0';
}

bool is_au_medicare(std::string_view value) {
  if ((!is_number(value, 10) && !is_number(value, 11)) || value[0] < '2' || value[0] > '6' || value[9] == '0') return false;
  return weighted_sum(value, {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == value[8] - '0';
}

// Date of birth, four of sex and serial, citizenship (citizen, resident, refugee), 8 or 9, Luhn.
bool is_za_id_number(std::string_view value) {
  if (!is_number(value, 13) || value[10] > '2' || (value[11] != '8' && value[11] != '9')) return false;
  return is_short_date(number_at(value, 0, 2), number_at(value, 2, 2), number_at(value, 4, 2)) && passes_luhn(value);
}

bool is_ng_nin(std::string_view value) { return is_number(value, 11) && !all_same(value) && passes_verhoeff(value); }

}  // namespace tirai::checks
