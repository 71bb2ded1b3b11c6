// The registry: a new recognizer is one file in recognizers/ and one line here, in the order of EntityType.
#include "detect/recognizers.h"

#include <array>

namespace tirai::recognition {
namespace {
constexpr Recognizer (*kAll[])() = {
    email_address,
    phone_number,
    person_stated,
    person_in_form,
    person_titled,
    person_greeted,
    person_signed,
    person_mentioned,
    person_named,
    address_at_street,
    address_stated,
    address_at_number,
    address_postal_code,
    date_of_birth,
    credit_card,
    cvv,
    pin,
    otp,
    password,
    api_key_prefixed,
    api_key_telegram,
    api_key_pem,
    api_key_announced,
    jwt,
    url_secret_parameter,
    url_secret_segment,
    url_secret_user_info,
    bank_account,
    bank_account_stated,
    ip_address,
    ip_address_v6,
    mac_address,
    mac_address_grouped,
    mac_address_unbroken,
    imei,
    imeisv,
    gps,
    gps_plus_code,
    id_nik,
    id_kk,
    id_npwp,
    id_npwp_unpunctuated,
    id_nip,
    id_sim,
    id_passport,
    id_passport_in_english,
    id_bpjs_kes,
    id_bpjs_tk,
    id_plate,
    id_plate_without_suffix,
    sg_nric_fin,
};
static_assert(std::size(kAll) <= kMostRecognizers);

std::array<Recognizer, std::size(kAll)> made() {
  std::array<Recognizer, std::size(kAll)> all;
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = kAll[i]();
  return all;
}
}  // namespace

std::span<const Recognizer> recognizers() {
  static const std::array<Recognizer, std::size(kAll)> all = made();
  return all;
}

}  // namespace tirai::recognition
