// What the dashboard asks to change, read and judged before anything is looked up (desk_changes.cpp, desk_keys.cpp). Each reader is a fuzz target.
// Lists of consents and of a helpdesk's agents are read behind these (consent_import.h, helpdesk_agents.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai::collector {

struct DecisionRequest {
  std::string id;
  bool approve = false;
};
/// {"id","approve"}: of an approval
[[nodiscard]] Result<DecisionRequest> read_decision(std::string_view body);

struct RestrictionRequest {
  std::string pseudonym;
  bool restricted = false;
};
/// {"pseudonym","restricted"}
[[nodiscard]] Result<RestrictionRequest> read_restriction(std::string_view body);

struct OpenRequest {
  std::string request, pseudonym;  ///< empty: who asks is not known here
  std::int64_t received = 0;
};
/// {"request","received"}, and "pseudonym": of a data subject
[[nodiscard]] Result<OpenRequest> read_open_request(std::string_view body);
struct AnswerRequest {
  std::string id, outcome;
};
/// {"id","outcome"}
[[nodiscard]] Result<AnswerRequest> read_answer_request(std::string_view body);
[[nodiscard]] bool is_request(std::string_view request);
[[nodiscard]] bool is_outcome(std::string_view outcome);

struct FactorRequest {
  std::string agent, what;  ///< added, reset, disabled
};
/// {"agent","what"}
[[nodiscard]] Result<FactorRequest> read_factor(std::string_view body);

struct HelpdeskRequest {
  std::string helpdesk, list;
};
/// {"helpdesk","list"}
[[nodiscard]] Result<HelpdeskRequest> read_helpdesk(std::string_view body);

/// {"id"}: what a customer is known by, as normal_id() writes it
[[nodiscard]] Result<std::string> read_customer_id(std::string_view body);
/// {"pseudonym"}: of whom is to be erased
[[nodiscard]] Result<std::string> read_erasure(std::string_view body);

struct NewKeyRequest {
  std::string ticket, name;
  std::string credential;  ///< JSON, for read_new_credential()
};
/// {"ticket","name","credential"}
[[nodiscard]] Result<NewKeyRequest> read_new_key(std::string_view body);
/// {"id"}: of a security key; empty: it names none
[[nodiscard]] std::string read_key_id(std::string_view body);

}  // namespace tirai::collector
