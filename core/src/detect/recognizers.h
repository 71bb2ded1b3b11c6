// What each file of recognizers/ offers: one line a file, in the order of EntityType.
#pragma once

#include "detect/recognizer.h"

namespace tirai::recognition {

Recognizer email_address();
Recognizer phone_number();
Recognizer person_stated();
Recognizer person_in_form();
Recognizer person_titled();
Recognizer person_greeted();
Recognizer person_signed();
Recognizer person_mentioned();
Recognizer person_named();
Recognizer address_at_street();
Recognizer address_stated();
Recognizer address_at_number();
Recognizer address_postal_code();
Recognizer date_of_birth();
Recognizer credit_card();
Recognizer cvv();
Recognizer pin();
Recognizer otp();
Recognizer password();
Recognizer api_key_prefixed();
Recognizer api_key_telegram();
Recognizer api_key_pem();
Recognizer api_key_announced();
Recognizer jwt();
Recognizer url_secret_parameter();
Recognizer url_secret_segment();
Recognizer url_secret_user_info();
Recognizer bank_account();
Recognizer bank_account_stated();
Recognizer ip_address();
Recognizer ip_address_v6();
Recognizer mac_address();
Recognizer mac_address_grouped();
Recognizer mac_address_unbroken();
Recognizer imei();
Recognizer imeisv();
Recognizer gps();
Recognizer gps_plus_code();
Recognizer id_nik();
Recognizer id_kk();
Recognizer id_npwp();
Recognizer id_npwp_unpunctuated();
Recognizer id_nip();
Recognizer id_sim();
Recognizer id_passport();
Recognizer id_passport_in_english();
Recognizer id_bpjs_kes();
Recognizer id_bpjs_tk();
Recognizer id_plate();
Recognizer id_plate_without_suffix();
Recognizer sg_nric_fin();

}  // namespace tirai::recognition
