#include <array>

#include "detect/recognizer.h"
#include "tirai/detect.h"

namespace tirai {
namespace {
// In the order of EntityType.
constexpr std::array<std::string_view, kEntityTypeCount> kNames = {
    "email_address", "phone_number", "person", "address", "date_of_birth", "credit_card", "cvv", "pin", "otp", "password", "api_key", "jwt", "url_secret",
    "bank_account", "iban_code", "ip_address", "mac_address", "imei", "gps", "crypto", "id_nik", "id_kk", "id_npwp", "id_nip", "id_sim", "id_passport",
    "id_bpjs_kes", "id_bpjs_tk", "id_plate", "sg_nric_fin", "sg_uen", "my_nric", "ph_mobile_number", "ph_tin", "th_tnin", "kr_rrn", "kr_brn", "kr_frn",
    "in_aadhaar", "in_pan", "in_gstin", "in_voter", "in_passport", "in_vehicle_registration", "au_tfn", "au_abn", "au_acn", "au_medicare", "us_ssn",
    "us_itin", "us_ein", "us_mbi", "us_npi", "aba_routing_number", "us_passport", "us_driver_license", "ca_sin", "br_cpf", "br_cnpj", "za_id_number",
    "ng_nin", "tr_national_id", "uk_nhs", "uk_nino", "uk_passport", "uk_driving_licence", "uk_postcode", "uk_vehicle_registration", "de_tax_id",
    "de_social_security", "de_id_card", "de_passport", "de_health_insurance", "fr_nir", "es_nif", "es_nie", "it_fiscal_code", "it_vat_code", "nl_bsn",
    "pl_pesel", "se_personnummer", "se_organisationsnummer", "fi_personal_identity_code", "eu_vat", "other"};
static_assert(!kNames.back().empty());
constexpr std::array<std::string_view, kPackCount> kPackNames = {"core-id", "sg-my", "apac", "eu-uk", "us-ca", "secrets"};

template <typename Value, std::size_t count>
std::optional<Value> value_of(const std::array<std::string_view, count>& names, std::string_view name) {
  for (std::size_t i = 0; i < count; ++i) {
    if (names[i] == name) return static_cast<Value>(i);
  }
  return std::nullopt;
}
}  // namespace

std::string_view to_string(EntityType type) { return kNames[static_cast<std::size_t>(type)]; }
std::optional<EntityType> entity_type_from(std::string_view name) { return value_of<EntityType>(kNames, name); }
std::string_view to_string(Pack pack) { return kPackNames[static_cast<std::size_t>(pack)]; }
std::optional<Pack> pack_from(std::string_view name) { return value_of<Pack>(kPackNames, name); }

std::span<const std::string_view> recognition::entity_type_names() { return kNames; }

}  // namespace tirai
