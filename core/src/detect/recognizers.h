// What each file of recognizers/ offers: one line a file, in the order of EntityType.
#pragma once

#include "detect/recognizer.h"

namespace tirai::recognition {

Recognizer email_address();
Recognizer phone_number();
Recognizer credit_card();
Recognizer otp();
Recognizer jwt();
Recognizer id_nik();
Recognizer sg_nric_fin();

}  // namespace tirai::recognition
