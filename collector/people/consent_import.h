// Consents from another system: a list as CSV (RFC 4180, with a head) or as JSON, in our own shape or in that of our export (ISO/IEC TS 27560). A fuzz target.
#pragma once

#include <string_view>
#include <vector>

#include "people/people_requests.h"

namespace tirai::collector {

inline constexpr std::size_t kMostImported = 1000, kMostCustomerBytes = 256;

struct ImportedConsent {
  ConsentRequest consent;  ///< the pseudonym is empty where `customer` is not
  std::string customer;    ///< as normal_id() writes it; it goes no further than to the pseudonym
  std::int64_t time = 0;  ///< when it was said; 0: not known
};
/// All of them, or the first that is wrong, by its row from 1 on. Columns: pseudonym or customer (an e-mail address, a telephone or customer number), purpose, state,
/// method, notice; as it likes id, time, expires, evidence_digest and evidence_sealed (with the id that they belong to), and kConsentTerms.
[[nodiscard]] Result<std::vector<ImportedConsent>> read_consents(std::string_view text);

}  // namespace tirai::collector
