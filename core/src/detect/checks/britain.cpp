#include <algorithm>
#include <array>

#include "detect/checks/dates.h"
#include "detect/checks/europe.h"
#include "detect/checks/sums.h"

namespace tirai::checks {
namespace {
bool holds(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }
}  // namespace

bool is_uk_nhs(std::string_view value) {
  return is_number(value, 10) && !all_same(value) && (11 - weighted_sum(value, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11 == value[9] - '0';
}

bool is_uk_nino(std::string_view value) {
  if (!has_shape(value, "AA999999A") || value[8] > 'D' || holds("DFIQUV", value[0]) || holds("DFIOQUV", value[1])) return false;
  const std::string_view prefix = value.substr(0, 2);
  constexpr std::string_view kNeverGiven[] = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
  return std::find(std::begin(kNeverGiven), std::end(kNeverGiven), prefix) == std::end(kNeverGiven);
}

// MORGA 6 57 05 4 SM 9IJ: surname padded with 9s, decade, month (a woman's plus 50), day, year, initials, three of the agency's.
bool is_uk_driving_licence(std::string_view value) {
  if (!has_shape(value, "AXXXX999999XX9AA")) return false;
  const std::size_t padding = std::min<std::size_t>(value.find_first_of("0123456789"), 5);
  if (value.substr(padding, 5 - padding).find_first_not_of('9') != std::string_view::npos) return false;
  const int month = number_at(value, 6, 2) % 50, day = number_at(value, 8, 2);
  if (number_at(value, 6, 2) > 62 || !is_date(2000, month, day)) return false;
  return is_upper(value[11]) && (is_upper(value[12]) || value[12] == '9');
}

// Outward code (area, district), then inward code: a sector digit and two letters without C I K M O V.
bool is_uk_postcode(std::string_view value) {
  constexpr std::string_view kAreas =
      " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM"
      " IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD"
      " TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ";
  if (value == "GIR0AA") return true;
  if (value.size() < 5 || value.size() > 7) return false;
  const std::string_view outward = value.substr(0, value.size() - 3), inward = value.substr(value.size() - 3);
  if (!has_shape(inward, "9AA") || holds("CIKMOV", inward[1]) || holds("CIKMOV", inward[2])) return false;
  const bool shaped = has_shape(outward, "A9") || has_shape(outward, "A99") || has_shape(outward, "A9A") || has_shape(outward, "AA9") || has_shape(outward, "AA99") ||
                      has_shape(outward, "AA9A");
  if (!shaped) return false;
  const std::size_t letters = is_upper(outward[1]) ? 2 : 1;
  const std::array<char, 4> area{' ', outward[0], letters == 2 ? outward[1] : ' ', ' '};
  return kAreas.find({area.data(), letters + 2}) != std::string_view::npos;
}

// Area, half year, three letters: AB51 ABC.
bool is_uk_vehicle_registration(std::string_view value) {
  if (!has_shape(value, "AA99AAA") || holds("IJQTUXZ", value[0]) || holds("IQZ", value[1])) return false;
  const int half_year = number_at(value, 2, 2);
  return ((half_year >= 2 && half_year <= 29) || (half_year >= 51 && half_year <= 79)) && value.substr(4).find_first_of("IQ") == std::string_view::npos;
}

bool is_uk_old_vehicle_registration(std::string_view value) {
  if (value.size() < 5 || value.size() > 7) return false;
  const std::size_t digits = value.size() - 4;
  if (is_upper(value[1])) {
    return has_shape(value.substr(0, 3), "AAA") && is_number(value.substr(3, digits), digits) && value[3] != '0' && holds("ABCDEFGHJKLMNPRSTVWXY", value.back());
  }
  return holds("ABCDEFGHJKLMNPRSTVWXY", value[0]) && is_number(value.substr(1, digits), digits) && value[1] != '0' && has_shape(value.substr(1 + digits), "AAA");
}

}  // namespace tirai::checks
