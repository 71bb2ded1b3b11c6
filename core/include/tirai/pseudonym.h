// How a data subject is named in the log: by a pseudonym whose key can be destroyed.
//
//   lookup     HMAC-SHA-256(tenant key, "tirai subject lookup v1\n" || id)           finds the subject's key; needs the tenant's key and the id
//   pseudonym  HMAC-SHA-256(subject key, "tirai pseudonym v1\n" || lookup)           what events say; the subject's key is random
//
// Both are base64url without padding: 43 letters. Without the subject's key no pseudonym leads to anybody: destroying the key erases the link, and
// every event and proof stays as it is. client/src/customer.ts is the second implementation.
#pragma once

#include <string>
#include <string_view>

namespace tirai {

/// `id` is normal_id()'s.
[[nodiscard]] std::string subject_lookup(std::string_view tenant_key, std::string_view id);
[[nodiscard]] std::string subject_pseudonym(std::string_view subject_key, std::string_view lookup);

/// One spelling for one customer, without white space around it: an e-mail address (it has an @) in lower case (ASCII); a telephone number (9 to 15 digits behind
/// a + or a 0, and the marks people write between them) as E.164, one without a country as Indonesia's; anything else as it is.
[[nodiscard]] std::string normal_id(std::string_view id);

}  // namespace tirai
