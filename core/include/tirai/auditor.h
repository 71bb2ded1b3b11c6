// The audit: all that verify_export() (audit.h) checks, and every decision made again from what the log recorded and the policy that it names.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/audit.h"

namespace tirai {

/// kMissing: the export, or what was given with it, cannot answer. kNothing: there is nothing to ask it of.
enum class AuditVerdict : std::uint8_t { kHolds, kBroken, kMissing, kNothing };
[[nodiscard]] std::string_view to_string(AuditVerdict verdict);

/// What nobody may take for answered. Each stands in the way of a yes to its check; the command line says what would answer it.
enum class OpenQuestion : std::uint8_t {
  kTruncation,  ///< whether lines are missing from the end
  kOmission,    ///< whether whole devices or sessions are
  kSigner,      ///< whether the log's owner stands for these lines and their devices' keys; else anyone could have made them all
  kNewest,      ///< whether the log is the newest, and the same for everybody
  kRewritten,   ///< whether it goes on from what was seen earlier
  kClocks,      ///< whether times that went back were clocks that were put right
  kErasures,    ///< whether texts that are gone were erased by order
};
inline constexpr std::size_t kOpenQuestionCount = 7;
[[nodiscard]] std::string_view to_string(OpenQuestion question);
[[nodiscard]] AuditCheck check_of(OpenQuestion question);

/// A tombstone: what was erased by order, of one customer or of all that was older.
struct Erasure {
  std::int64_t time_ms = 0;
  std::string subject;      ///< the customer's pseudonym; empty: of retention
  std::int64_t before = 0;  ///< of retention: what is older
  std::uint64_t keys = 0, sealed = 0;
};

struct AuditReport {
  VerifyReport verify;  ///< its findings are those of the audit, too
  std::vector<Finding> notes;  ///< for a person to look at: nothing is broken by them; at most 100 are kept
  std::array<AuditVerdict, kAuditCheckCount> checks{};  ///< by AuditCheck
  std::vector<OpenQuestion> open;  ///< in their order
  std::vector<Erasure> erasures;  ///< in the log's order
  std::uint64_t policies = 0;   ///< that decided, and are there
  std::uint64_t decisions = 0;  ///< recorded
  std::uint64_t replayed = 0;   ///< of them, made again with the same answer
  [[nodiscard]] bool broken() const { return !verify.findings.empty(); }
  [[nodiscard]] bool intact() const { return !broken() && open.empty(); }
};

/// `policies`: files that decided, beside those the export carries; one that no event names is passed over.
/// A decision is the same when level, permit, determining rules and, of a reveal, time to live are. A reveal must also have what the policy
/// obliges to: the purpose, the reason's seal. A policy that is neither in the export nor given is a finding, at the first event it decided.
/// A sealed text that is gone without a tombstone that tells of it is a note. Times are the clients' claims: one that goes back within a chain by more than a minute is a note.
[[nodiscard]] AuditReport audit_export(std::string_view ndjson, const LogTrust& trust = {}, std::span<const std::string> policies = {});

}  // namespace tirai
