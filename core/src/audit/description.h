// What the client says happened, read strictly: the only way into an event.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "audit/canonical_json.h"
#include "tirai/result.h"

namespace tirai::audit {

/// The facts of a request's context, in the order in which an event has them.
inline constexpr std::array<std::string_view, 9> kFactNames = {"caller", "consent", "identity", "purpose", "relationship", "restriction", "retention", "risk", "training"};

/// Texts look into `source` and what it was read from.
struct Description {
  JsonText source;
  std::string_view kind;
  std::int64_t time = 0;
  std::string_view event_id;
  std::string_view device_id;
  std::string_view helpdesk;
  std::string_view ticket;
  bool ticket_closed = false;
  std::string_view enforcement_level;
  std::string_view product_version;
  std::string_view policy_id;
  std::int64_t policy_version = 0;
  std::string_view policy_digest;
  std::string_view previous_head;  ///< session_start

  // every other kind
  std::string_view agent;
  std::string_view role;
  std::string_view class_id;
  std::string_view relationship;
  bool permitted = false;
  std::string_view level_before;
  std::string_view level_decided;
  std::int64_t time_to_live_s = 0;   ///< 0: none
  std::int64_t last_reveal_ms = -1;  ///< reveal; -1: there was none before
  const JsonNode* rules = nullptr;  ///< an array of texts
  std::string_view entity_type;
  std::int64_t count = 0;
  std::string_view purpose_id;  ///< empty: no purpose was given
  std::string_view purpose_dpv;
  std::string_view purpose_legal_basis;
  std::string_view why;      ///< refusal
  std::string_view outcome;  ///< compare, verify, contact, copy, outbound: a code
  std::string_view caller;   ///< verify: what is known of the caller after it
  std::string_view subject;  ///< the customer's pseudonym (tirai/pseudonym.h); empty: not known
  std::string_view action;
  std::array<std::string_view, kFactNames.size()> facts;  ///< of the request's context, as they were given; empty: not given

  // for the data protection officer
  std::string_view seal_key;  ///< base64; empty: nothing is sealed
  std::string seal_random;    ///< 32 bytes
  std::string seal_text;      ///< canonical JSON
};

/// `json` outlives what is answered. The keys are those of append_event()'s comment in tirai/audit.h. `at` of an error is "description:/purpose/id".
[[nodiscard]] Result<Description> read_description(std::string_view json);

}  // namespace tirai::audit
