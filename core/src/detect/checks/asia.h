// Numbers of Singapore, Malaysia, the Philippines, Thailand, Korea, India and Turkey. Values come without separators, letters in upper case.
#pragma once

#include <string_view>

namespace tirai::checks {

[[nodiscard]] bool is_sg_nric_fin(std::string_view value);  ///< S1234567D; series S T F G M
[[nodiscard]] bool is_sg_uen(std::string_view value);       ///< business, local company, other entity
[[nodiscard]] bool is_my_nric(std::string_view value);      ///< YYMMDD PB ###G: a date and a place of birth, no check digit
[[nodiscard]] bool is_ph_tin(std::string_view value);       ///< 9, 12 or 14 digits, the ninth a check digit
[[nodiscard]] bool is_th_tnin(std::string_view value);
[[nodiscard]] bool is_th_province(std::string_view number);  ///< the second and third digit of it
[[nodiscard]] bool is_kr_rrn_shape(std::string_view value);  ///< a date, and 1 to 4: numbers given since October 2020 have no check digit
[[nodiscard]] bool is_kr_frn_shape(std::string_view value);  ///< the same with 5 to 8, for foreigners
[[nodiscard]] bool passes_kr_rrn_check(std::string_view value);
[[nodiscard]] bool passes_kr_frn_check(std::string_view value);
[[nodiscard]] bool is_kr_brn(std::string_view value);
[[nodiscard]] bool is_in_aadhaar(std::string_view value);
[[nodiscard]] bool is_in_pan(std::string_view value);        ///< a letter-digit pattern whose fourth letter names the kind of holder
[[nodiscard]] bool is_in_gstin_shape(std::string_view value);  ///< state, PAN, entity, Z, any check character
[[nodiscard]] bool is_in_gstin(std::string_view value);
[[nodiscard]] bool is_tr_national_id(std::string_view value);

}  // namespace tirai::checks
