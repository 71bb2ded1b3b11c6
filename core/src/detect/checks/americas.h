// Numbers of the United States, Canada and Brazil. Values come without separators, letters in upper case.
#pragma once

#include <string_view>

namespace tirai::checks {

[[nodiscard]] bool is_us_ssn(std::string_view value);   ///< area, group and serial that are given; not one of the well-known samples
[[nodiscard]] bool is_us_itin(std::string_view value);  ///< 9, and a group the revenue service uses
[[nodiscard]] bool is_us_ein(std::string_view value);   ///< a campus prefix; no check digit
[[nodiscard]] bool is_us_mbi(std::string_view value);   ///< Medicare: eleven places, each of its own class
[[nodiscard]] bool is_us_npi(std::string_view value);   ///< Luhn with 80840 before it
[[nodiscard]] bool is_aba_routing(std::string_view value);
[[nodiscard]] bool is_us_driver_license(std::string_view value);  ///< the patterns of the states; no check digit
[[nodiscard]] bool is_ca_sin(std::string_view value);
[[nodiscard]] bool is_br_cpf(std::string_view value);
[[nodiscard]] bool is_br_cnpj(std::string_view value);  ///< digits, or letters and digits as given since July 2026

}  // namespace tirai::checks
