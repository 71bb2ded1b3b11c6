// What an enrolled browser says of customers and agents, read and judged before anything else sees it. Each reader is a fuzz target.
// Bounds are those of core/schema/event.schema.json: what the log could not say is not taken here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "people/consent_terms.h"
#include "tirai/result.h"

namespace tirai::collector {

inline constexpr std::size_t kMostPeopleBytes = 16384;

/// base64url of 32 bytes, 43 letters: a pseudonym, a lookup, a subject's key.
[[nodiscard]] bool is_pseudonym(std::string_view text);
[[nodiscard]] bool is_uuid(std::string_view text);

struct SubjectRequest {
  std::string lookup, key;
};
/// {"lookup","key"}
[[nodiscard]] Result<SubjectRequest> read_subject(std::string_view body);

struct ConsentRequest {
  std::string id;  ///< UUID of the record, by which it is taken once; empty: the collector makes one
  std::string pseudonym, purpose, state, method, notice;
  std::string evidence_digest, evidence_sealed;  ///< both, or none
  std::int64_t expires_ms = 0;                   ///< 0: never
  ConsentTerms terms;
};
/// {"pseudonym","purpose","state","method","notice"} and, as it likes, "id", "expires_ms", "evidence":{"digest","sealed"}, and kConsentTerms
[[nodiscard]] Result<ConsentRequest> read_consent(std::string_view body);

struct TrainingRequest {
  std::string agent, module;
  std::int64_t acknowledged_ms = 0;
};
/// {"agent","module","acknowledged_ms"}
[[nodiscard]] Result<TrainingRequest> read_training(std::string_view body);

struct CodeRequest {
  std::string agent, code;
};
/// {"agent","code"}: six digits
[[nodiscard]] Result<CodeRequest> read_code(std::string_view body);

struct CeremonyRequest {
  std::string agent, what;  ///< step_up, key
};
/// {"agent","for"}
[[nodiscard]] Result<CeremonyRequest> read_ceremony(std::string_view body);

struct ApprovalRequest {
  std::string agent, ticket_pseudonym, data_class, purpose;
  std::int64_t seconds = 0;
};
/// {"agent","class","purpose","seconds"} and, where the customer is known, "ticket_pseudonym"
[[nodiscard]] Result<ApprovalRequest> read_approval(std::string_view body);

/// RFC 3986, 2.1. Nothing: a % that is no byte's, or a control character.
[[nodiscard]] std::string percent_decoded(std::string_view text);
/// The value of a key of the query, decoded; empty: it is not there.
[[nodiscard]] std::string query_value(std::string_view query, std::string_view key);

}  // namespace tirai::collector
