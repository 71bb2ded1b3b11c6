// The policy: a table written as rules. One JSON file (comments allowed), this one C++ type behind it.
// A key the format does not have is an error with path, line and column. policies/README.md says what each key means,
// policies/policy.schema.json the same for editors.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/detect.h"
#include "tirai/mask.h"
#include "tirai/result.h"

namespace tirai {

/// Least to most covered. Answers combine by the most covering.
enum class Level : std::uint8_t { kPlain, kPartial, kToken, kFull, kRemove };
inline constexpr std::size_t kLevelCount = 5;
[[nodiscard]] std::string_view to_string(Level level);
[[nodiscard]] std::optional<Level> level_from(std::string_view name);

/// A text a person sees, in both languages of the product.
struct Text {
  std::string id;
  std::string en;
};

/// Who is responsible: the controller, or the data protection officer.
struct Contact {
  std::string name;
  std::string contact;
  std::string key;  ///< of the officer: base64 of an X25519 public key that reasons are sealed to (seal.h); empty: none is taken
};

struct Role {
  std::string id;
  std::string extends;  ///< another role's id, or empty: every rule for that role holds for this one too
  Text text;
};

struct Purpose {
  std::string id;
  std::string broader;      ///< the purpose it narrows, or empty
  std::string dpv;          ///< W3C DPV 2 IRI
  std::string legal_basis;  ///< W3C DPV 2 IRI
  bool needs_consent = false;
  std::uint32_t consent_days = 0;  ///< how long a consent holds when its record names no end; 0: until it is withdrawn
  Text text;
  Text reason;  ///< one line under the purpose in the prompt
};

/// A class is a node of the tree its dotted id draws: `contact.phone` lies under `contact`.
struct Class {
  std::string id;
  bool specific = false;  ///< specific personal data (UU PDP Art. 4(2)), special category (GDPR Art. 9), or card data
  std::string dpv;
  Text text;
  std::vector<EntityType> entity_types;
  std::array<std::optional<Operator>, kLevelCount> operators;  ///< per level; absent: the level's default
  std::uint32_t retention_days = 0;        ///< after the ticket is closed; 0: what the class above says, or no end
  std::vector<std::string> collected_for;  ///< purposes; empty: what the class above says, or any
  std::vector<std::string> articles;       ///< of the laws that speak about it
};

/// Facts and their finite domains. kClass, kRole and kPurpose index into the policy; the others are fixed (DESIGN 4).
enum class Fact : std::uint8_t {
  kAction, kRole, kRelationship, kCaller, kClass, kPurpose, kConsent, kRetention, kRestriction, kIdentity, kTraining, kRisk,
};
inline constexpr std::size_t kFactCount = 12;
[[nodiscard]] std::string_view to_string(Fact fact);

/// What the enforcement point must do for a permit to hold. One that it does not know or cannot do makes the permit void.
struct Obligations {
  bool ask_purpose = false;
  std::optional<std::uint32_t> justification_min;  ///< a free text of at least this many characters, 1 to 500; the longest holds
  bool step_up = false;                            ///< a fresh second factor; met when the fact identity is mfa
  bool approval = false;                           ///< a second person agrees first
  std::optional<std::uint32_t> time_to_live_s;     ///< of a reveal, 1 to 3600; the shortest of all determining rules holds
  bool write_ahead = false;                        ///< no log, no reveal: the event is durable before the value is shown
  std::optional<std::uint32_t> offline_reveals;    ///< how many, 0 to 100, while the collector cannot be reached; the fewest hold; absent: 0
  bool watermark = false;                          ///< who looks, and when, is drawn over the value
  bool copy_allowed = false;                       ///< only if every determining rule allows it
  bool operator==(const Obligations&) const = default;
};

/// `when[fact]` is a bit set over the fact's domain, after trees and inheritance are written out; empty: any value.
struct Rule {
  std::string id;
  bool deny = false;
  Level level = Level::kFull;
  std::array<std::vector<std::uint64_t>, kFactCount> when;
  Obligations obligations;
  Text reason;
  std::vector<std::string> articles;
  bool implied = false;  ///< not written as a rule: it follows from a purpose, a class or a limit
};

/// More reveals than this raise the fact risk: `step_up` to elevated, `deny` to high.
struct Limit {
  std::string id;
  std::vector<std::uint64_t> roles;    ///< bit sets, as in a rule's `when`; empty: any
  std::vector<std::uint64_t> classes;
  std::uint32_t reveals = 0;
  std::uint32_t within_s = 0;
  bool deny = false;
};

/// The verify-the-caller card: what a caller is asked, each answered by comparing (compare.h).
struct Question {
  std::uint32_t class_index = 0;  ///< of the value that is asked for
  Text text;
};
struct Verification {
  std::vector<Question> questions;  ///< empty: callers are not verified
  std::uint32_t matches = 2;        ///< so many right answers make the fact caller `verified`
  std::uint32_t failures = 3;       ///< so many wrong ones make it `failed`
  std::uint32_t valid_s = 1800;     ///< either holds so long, for the ticket
};

struct Decision {
  Level level = Level::kFull;
  bool permitted = false;  ///< some permit matched and no deny did
  Obligations obligations;
  std::vector<std::uint32_t> rules;  ///< indices of the determining rules, ascending
};

/// The rules, compiled: a decision diagram over the facts. A node is {fact, next of column 0, next of column 1, …} in `nodes`; a column
/// is a set of values no rule tells apart; `next` is a node's place, or kLeaf and a decision's index. One load per fact, however many rules.
struct DecisionTable {
  static constexpr std::uint32_t kLeaf = 0x80000000;
  std::array<std::vector<std::uint16_t>, kFactCount> column_of;  ///< value → column; the last entry is for what the request does not name
  std::vector<std::uint32_t> nodes;
  std::vector<Decision> decisions = {Decision{}};
  std::uint32_t root = kLeaf;  ///< of a policy nobody read: covered
};

struct Policy {
  std::string id;
  std::uint32_t version = 0;
  std::string digest;  ///< "sha256:<hex>" of the file's bytes as they were read
  Contact controller;
  Contact dpo;
  std::vector<Role> roles;
  std::vector<Purpose> purposes;
  std::vector<Class> classes;
  std::vector<Rule> rules;
  std::vector<Limit> limits;
  Verification verification;
  std::uint32_t mfa_valid_s = 900;         ///< how long a second factor is fresh
  std::uint32_t training_valid_days = 365;
  std::uint32_t purpose_valid_s = 900;     ///< how long a purpose, once given for a ticket, need not be given again; 0: every time
  DecisionTable table;
  Thresholds thresholds;
  std::array<bool, kEntityTypeCount> detector_on{};
  std::array<std::int16_t, kEntityTypeCount> class_of{};  ///< entity type → index into classes, -1: none (covered in full)

  [[nodiscard]] std::optional<std::size_t> class_index(std::string_view id) const;
};

/// The operator for a value of this class (nothing: of no class the policy has) at this level. A class that names none for the level gets:
///   partial  by entity type: email_address keep_domain · phone_number keep_last 3 · credit_card pan · id_nik keep_last 4 ·
///            person initials · address, date_of_birth, gps, ip_address and every secret redact · others keep_last 2
///   token    tokenize      full  redact      remove  hide_length
[[nodiscard]] Operator operator_for(const Policy& policy, std::optional<std::size_t> class_index, EntityType type, Level level);

/// What detect() is asked under a policy: a detector that is off finds nothing, and takes no part in overlaps.
[[nodiscard]] Thresholds thresholds_of(const Policy& policy);

/// Reads a policy. `name` stands in front of every error's place ("support.json:/rules/3/level (line 41, column 17)").
/// Bounds: 4 MiB of text, nesting 32, 4,096 rules, 256 limits, 1,024 classes, 256 roles, 1,024 purposes, a table of 16 MiB.
[[nodiscard]] Result<Policy> parse_policy(std::string_view json, std::string_view name = "policy");

/// A policy that `extends` others, and those others, nearest first. What the nearer one says holds: a role, purpose, class, detector, rule or limit of
/// the same name replaces the one below it, whole. The digest is that of flatten_policy().
struct PolicySource {
  std::string name;
  std::string text;
};
[[nodiscard]] Result<Policy> parse_policy(std::span<const PolicySource> sources);

/// The same as one file without `extends`: what is signed and published. Comments are gone.
[[nodiscard]] Result<std::string> flatten_policy(std::span<const PolicySource> sources);

}  // namespace tirai
