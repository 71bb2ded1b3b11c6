// Numbers of persons and of documents in Europe. Values come without separators, letters in upper case.
#pragma once

#include <string_view>

namespace tirai::checks {

[[nodiscard]] bool is_uk_nhs(std::string_view value);
[[nodiscard]] bool is_uk_nino(std::string_view value);  ///< with its suffix letter
[[nodiscard]] bool is_uk_driving_licence(std::string_view value);
[[nodiscard]] bool is_uk_postcode(std::string_view value);             ///< without the space; an area that exists
[[nodiscard]] bool is_uk_vehicle_registration(std::string_view value);  ///< as given since 2001
[[nodiscard]] bool is_uk_old_vehicle_registration(std::string_view value);  ///< 1963 to 2001, the year's letter last or first
[[nodiscard]] bool is_de_tax_id(std::string_view value);
[[nodiscard]] bool is_de_social_security(std::string_view value);
inline constexpr std::string_view kNotInDocuments = "ABDEIOQSU";  ///< letters that German identity cards and passports do not use
[[nodiscard]] bool is_de_document(std::string_view value);  ///< identity card or passport: ICAO Doc 9303 check digit, the ninth or the tenth character
[[nodiscard]] bool is_de_health_insurance(std::string_view value);
[[nodiscard]] bool is_fr_nir(std::string_view value);
[[nodiscard]] bool is_es_dni(std::string_view value);  ///< 8 digits (7 of the oldest) and the letter
[[nodiscard]] bool is_es_nie(std::string_view value);
[[nodiscard]] bool is_es_nif_of_others(std::string_view value);  ///< K, L, M: persons without DNI
[[nodiscard]] bool is_es_cif(std::string_view value);            ///< companies
[[nodiscard]] bool is_it_fiscal_code_shape(std::string_view value);  ///< any check letter
[[nodiscard]] bool is_it_fiscal_code(std::string_view value);
[[nodiscard]] bool is_it_vat_code(std::string_view value);
[[nodiscard]] bool is_nl_bsn(std::string_view value);
[[nodiscard]] bool is_pl_pesel(std::string_view value);
[[nodiscard]] bool is_se_personnummer(std::string_view value);  ///< 10 digits, or 12 with the century
[[nodiscard]] bool is_se_organisationsnummer(std::string_view value);
[[nodiscard]] bool is_fi_personal_identity_code(std::string_view value);  ///< the sign of the century stays in it: 131052-308T

}  // namespace tirai::checks
