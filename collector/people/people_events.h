// What is changed of customers and agents is in the log, as events of the collector's own device (own_log.h): who changed what, for which pseudonym;
// never a name of a customer, never a text.
//
//   consent, restriction, training, second_factor, account, credential, approval_asked, approval, erasure, retention, helpdesk_agents, subject_request   3004 Entity Management
//   step_up, step_up_refused                                                                       3002 Authentication
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "people/approvals.h"
#include "people/people.h"
#include "people/subject_requests.h"

namespace tirai::collector {

/// Who did it: an agent at a device, or an account of the dashboard (no device).
struct Doer {
  std::string name;
  std::string device_id;
};

[[nodiscard]] nlohmann::json consent_event(const Doer& doer, const Consent& consent);
[[nodiscard]] nlohmann::json restriction_event(const Doer& doer, const Restriction& restriction);
[[nodiscard]] nlohmann::json training_event(const Doer& doer, const Training& training);
/// `what`: added, reset, disabled, key_added, key_removed.
[[nodiscard]] nlohmann::json second_factor_event(const Doer& doer, const std::string& agent, std::string_view what);
/// The same words, of an account of the dashboard.
[[nodiscard]] nlohmann::json account_event(const Doer& doer, const std::string& account, std::string_view what);
/// A device may send, for an agent in a role of the policy; a token may read, and whose it is; either is ended.
[[nodiscard]] nlohmann::json enrolled_event(const Doer& doer, const std::string& device_id, const std::string& agent, const std::string& role);
[[nodiscard]] nlohmann::json token_event(const Doer& doer, const std::string& token_id, const std::string& scope, const std::string& holder);
/// `what`: device, token.
[[nodiscard]] nlohmann::json revoked_event(const Doer& doer, const char* what, const std::string& id);
/// `factor`: totp, webauthn. `why`: counter, where a key's went back; else empty.
[[nodiscard]] nlohmann::json step_up_event(const Doer& doer, std::string_view factor, bool refused, std::string_view why);
/// A list of a helpdesk's agents was brought along, so many.
[[nodiscard]] nlohmann::json helpdesk_agents_event(const Doer& doer, const std::string& helpdesk, std::size_t count);
[[nodiscard]] nlohmann::json approval_asked_event(const Doer& doer, const Approval& approval);
[[nodiscard]] nlohmann::json approval_event(const Doer& doer, const Approval& approval, bool approve);
/// Opened, or answered once it has an outcome.
[[nodiscard]] nlohmann::json request_event(const Doer& doer, const RightsRequest& request);
/// The tombstone: so many keys and sealed texts are no more.
struct Erased {
  std::string pseudonym;
  std::int64_t keys = 0, sealed = 0;
};
[[nodiscard]] nlohmann::json erasure_event(const Doer& doer, const Erased& erased);

}  // namespace tirai::collector
