#include "detect/checks/asia.h"

#include "detect/checks/dates.h"
#include "detect/checks/sums.h"

namespace tirai::checks {

// NRIC and FIN: the series adds to the sum, and chooses the table that the check letter comes from.
bool is_sg_nric_fin(std::string_view value) {
  if (!has_shape(value, "A9999999A")) return false;
  const char series = value[0];
  const int offset = series == 'S' || series == 'F' ? 0 : series == 'T' || series == 'G' ? 4 : series == 'M' ? 3 : -1;
  if (offset < 0) return false;
  const std::string_view table = series == 'S' || series == 'T' ? "JZIHGFEDCBA" : series == 'M' ? "XWUTRQPNJLK" : "XWUTRQPNMLK";
  return value[8] == table[static_cast<std::size_t>(weighted_sum(value.substr(1), {2, 7, 6, 5, 4, 3, 2}) + offset) % 11];
}

namespace {
// Two-letter kinds of entity of the third form: LP a limited partnership, FC a foreign company, SS a society ...
bool is_uen_entity(std::string_view kind) {
  constexpr std::string_view kKinds = "CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HS LL LP MB MC MD MH MM MQ NB NR PA PB PF RF RP SM SS TC TU VH XL ";
  for (std::size_t at = 0; at < kKinds.size(); at += 3) {
    if (kKinds.substr(at, 2) == kind) return true;
  }
  return false;
}

// R16RF0037F: every character counts as its place in this alphabet, which skips I and O.
bool is_other_uen(std::string_view value) {
  constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
  constexpr int kWeights[] = {4, 3, 5, 3, 10, 2, 2, 5, 7};
  if (!has_shape(value, "A99AA9999A") || (value[0] != 'R' && value[0] != 'S' && value[0] != 'T') || !is_uen_entity(value.substr(3, 2))) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) {
    const std::size_t place = kAlphabet.find(value[i]);
    if (place == std::string_view::npos) return false;
    sum += kWeights[i] * static_cast<int>(place);
  }
  return value[9] == kAlphabet[static_cast<std::size_t>(((sum - 5) % 11 + 11) % 11)];
}
}  // namespace

bool is_sg_uen(std::string_view value) {
  if (has_shape(value, "99999999A")) return value[8] == "XMKECAWLJDB"[weighted_sum(value, {10, 4, 9, 3, 8, 2, 7, 1}) % 11];
  if (has_shape(value, "999999999A")) {
    const int year = number_at(value, 0, 4);
    return year >= 1850 && year <= 2100 && value[9] == "ZKCMDNERGWH"[weighted_sum(value, {10, 8, 6, 4, 9, 7, 5, 3, 1}) % 11];
  }
  return is_other_uen(value);
}

bool is_my_nric(std::string_view value) {
  if (!is_number(value, 12)) return false;
  const int place = number_at(value, 6, 2);
  const bool known = (place >= 1 && place <= 16) || (place >= 21 && place <= 68) || place == 71 || place == 72 || place == 74 || (place >= 75 && place <= 79) ||
                     (place >= 82 && place <= 93) || place == 98 || place == 99;
  return known && is_short_date(number_at(value, 0, 2), number_at(value, 2, 2), number_at(value, 4, 2));
}

bool is_ph_tin(std::string_view value) {
  if (!is_number(value, 9) && !is_number(value, 12) && !is_number(value, 14)) return false;
  return !all_same(value.substr(0, 9)) && weighted_sum(value, {9, 8, 7, 6, 5, 4, 3, 2}) % 11 == value[8] - '0';
}

namespace {
bool passes_th_check(std::string_view value) {
  return is_number(value, 13) && (11 - weighted_sum(value, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 10 == value[12] - '0';
}
}  // namespace

bool is_th_tnin(std::string_view value) { return passes_th_check(value) && value[0] != '0' && !all_same(value); }

bool is_th_province(std::string_view number) {
  constexpr std::string_view kNoProvince = "28 29 59 68 69 78 79 87 88 89 97 98 99 ";
  for (std::size_t at = 0; at < kNoProvince.size(); at += 3) {
    if (number == kNoProvince.substr(at, 2)) return false;
  }
  return number.size() == 2 && number[0] != '0';
}

namespace {
bool is_kr_shape(std::string_view value, char first, char last) {
  if (!is_number(value, 13) || value[6] < first || value[6] > last) return false;
  const int century = value[6] == '1' || value[6] == '2' || value[6] == '5' || value[6] == '6' ? 1900 : 2000;
  return is_date(century + number_at(value, 0, 2), number_at(value, 2, 2), number_at(value, 4, 2));
}
int kr_sum(std::string_view value) { return weighted_sum(value, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5}); }
}  // namespace

bool is_kr_rrn_shape(std::string_view value) { return is_kr_shape(value, '1', '4'); }
bool is_kr_frn_shape(std::string_view value) { return is_kr_shape(value, '5', '8'); }
bool passes_kr_rrn_check(std::string_view value) { return is_number(value, 13) && (11 - kr_sum(value) % 11) % 10 == value[12] - '0'; }
bool passes_kr_frn_check(std::string_view value) { return is_number(value, 13) && (13 - kr_sum(value) % 11) % 10 == value[12] - '0'; }

// The ninth digit counts five times, and the tens of that product once more.
bool is_kr_brn(std::string_view value) {
  if (!is_number(value, 10) || number_at(value, 0, 3) < 101 || number_at(value, 3, 2) == 0) return false;
  const int sum = weighted_sum(value, {1, 3, 7, 1, 3, 7, 1, 3, 5}) + (value[8] - '0') * 5 / 10;
  return (10 - sum % 10) % 10 == value[9] - '0';
}

bool is_in_aadhaar(std::string_view value) {
  if (!is_number(value, 12) || value[0] < '2' || !passes_verhoeff(value)) return false;
  for (std::size_t i = 0; i < 6; ++i) {
    if (value[i] != value[11 - i]) return true;
  }
  return false;  // a palindrome is never given
}

bool is_in_pan(std::string_view value) {
  return has_shape(value, "AAAAA9999A") && std::string_view("ABCFGHJKLPT").find(value[3]) != std::string_view::npos && value.substr(5, 4) != "0000";
}

bool is_in_gstin_shape(std::string_view value) {
  if (!has_shape(value, "99AAAAA9999AXZX") || value[12] == '0') return false;
  const int state = number_at(value, 0, 2);
  return (state >= 1 && state <= 37) || state == 97 || state == 99;
}
bool is_in_gstin(std::string_view value) { return is_in_gstin_shape(value) && passes_luhn36(value); }

bool is_tr_national_id(std::string_view value) {
  if (!is_number(value, 11) || value[0] == '0') return false;
  const int odd = weighted_sum(value, {1, 0, 1, 0, 1, 0, 1, 0, 1});
  const int even = weighted_sum(value, {0, 1, 0, 1, 0, 1, 0, 1, 0});
  const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
  return tenth == value[9] - '0' && (odd + even + tenth) % 10 == value[10] - '0';
}

}  // namespace tirai::checks
