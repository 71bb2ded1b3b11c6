// What the client says happened, read strictly: the only way into an event.
#pragma once

#include <string>
#include <string_view>

#include "audit/canonical_json.h"
#include "tirai/result.h"

namespace tirai::audit {

struct Description {
  std::string kind;
  std::int64_t time = 0;
  std::string event_id;
  std::string device_id;
  std::string helpdesk;
  std::string ticket;
  std::string enforcement_level;
  std::string product_version;
  std::string policy_id;
  std::int64_t policy_version = 0;
  std::string policy_digest;
  std::string previous_head;  ///< session_start

  // every other kind
  std::string agent;
  std::string role;
  std::string class_id;
  std::string relationship;
  bool permitted = false;
  std::string level_before;
  std::string level_decided;
  std::int64_t time_to_live_s = 0;  ///< 0: none
  Json::Array rules;
  std::string entity_type;
  std::int64_t count = 0;
  std::string purpose_id;  ///< empty: no purpose was given
  std::string purpose_dpv;
  std::string purpose_legal_basis;
  std::string why;      ///< refusal
  std::string outcome;  ///< compare, verify, contact, copy, outbound: a code
  std::string caller;   ///< verify: what is known of the caller after it
  std::string subject;  ///< the customer's pseudonym (tirai/pseudonym.h); empty: not known
  std::string action;
  Json::Object facts;  ///< of the request's context, as they were given

  // for the data protection officer
  std::string seal_key;     ///< base64; empty: nothing is sealed
  std::string seal_random;  ///< 32 bytes
  Json seal_text;
};

/// The keys are those of append_event()'s comment in tirai/audit.h. `at` of an error is "description:/purpose/id".
[[nodiscard]] Result<Description> read_description(std::string_view json);

}  // namespace tirai::audit
