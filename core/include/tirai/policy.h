// The policy: a table written as rules. One JSON file (comments allowed), this one C++ type behind it.
// First slice of the format: controller, dpo, roles, purposes, classes with operators, detectors, rules with
// obligations. A key the format does not have is an error with path, line and column.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
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
};

/// Facts and their finite domains. kClass, kRole and kPurpose index into the policy; the others are fixed (DESIGN 4).
enum class Fact : std::uint8_t {
  kAction, kRole, kRelationship, kCaller, kClass, kPurpose, kConsent, kRetention, kRestriction, kIdentity, kTraining, kRisk,
};
inline constexpr std::size_t kFactCount = 12;
[[nodiscard]] std::string_view to_string(Fact fact);

struct Obligations {
  bool ask_purpose = false;
  std::optional<std::uint32_t> time_to_live_s;  ///< of a reveal, 1 to 3600; the shortest of all determining rules holds
  bool write_ahead = false;                     ///< no log, no reveal: the event is durable before the value is shown
  bool copy_allowed = false;                    ///< only if every determining rule allows it
};

/// `when[fact]` is a bit set over the fact's domain, after trees and inheritance are written out; empty: any value.
struct Rule {
  std::string id;
  bool deny = false;
  Level level = Level::kFull;
  std::array<std::vector<std::uint64_t>, kFactCount> when;
  Obligations obligations;
  Text reason;
};

struct Policy {
  std::string id;
  std::uint32_t version = 0;
  std::string digest;  ///< "sha256:<hex>" of the file's bytes as they were read
  std::vector<Role> roles;
  std::vector<Purpose> purposes;
  std::vector<Class> classes;
  std::vector<Rule> rules;
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

/// Reads a policy. `name` stands in front of every error's place ("support.json:/rules/3/level (line 41, column 17)").
/// Bounds: 4 MiB of text, nesting 32, 4,096 rules, 1,024 classes, 256 roles, 1,024 purposes.
[[nodiscard]] Result<Policy> parse_policy(std::string_view json, std::string_view name = "policy");

}  // namespace tirai
