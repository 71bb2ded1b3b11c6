// What a consent record says of the processing that was agreed to (ISO/IEC TS 27560, 6.3.4 to 6.3.6). Where whoever records it does not say it, the policy
// that is served does (consent_policy.h). Empty: nobody said it.
#pragma once

#include <string>

namespace tirai::collector {

struct ConsentTerms {
  std::string controller;         ///< whose processing it is
  std::string pii_categories;     ///< classes of the policy, a space between them
  std::string notice_version;
  std::string language;           ///< in which the notice was given: a BCP 47 tag
  std::string jurisdiction;       ///< ISO 3166: ID, or US-CA
  std::string withdrawal_method;  ///< where a customer takes it back
};
/// By their names in tables, files and requests.
inline constexpr struct {
  const char* name;
  std::string ConsentTerms::*text;
} kConsentTerms[] = {{"controller", &ConsentTerms::controller}, {"pii_categories", &ConsentTerms::pii_categories}, {"notice_version", &ConsentTerms::notice_version},
                     {"language", &ConsentTerms::language},     {"jurisdiction", &ConsentTerms::jurisdiction},     {"withdrawal_method", &ConsentTerms::withdrawal_method}};

}  // namespace tirai::collector
