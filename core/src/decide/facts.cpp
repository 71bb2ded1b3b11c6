#include "decide/facts.h"

namespace tirai {

std::string_view to_string(Fact fact) {
  static constexpr std::array<std::string_view, kFactCount> kNames = {"action",    "role",        "relationship", "caller",   "class", "purpose", "consent",
                                                                      "retention", "restriction", "identity",     "training", "risk"};
  return kNames[static_cast<std::size_t>(fact)];
}

}  // namespace tirai

namespace tirai::decision {
namespace {
constexpr std::string_view kActions[] = {"view", "reveal", "copy", "compare", "export", "send"};
constexpr std::string_view kRelationships[] = {"assigned", "team", "none"};
constexpr std::string_view kCallers[] = {"verified", "unverified", "failed"};
constexpr std::string_view kConsents[] = {"given", "refused", "withdrawn", "expired", "unknown"};
constexpr std::string_view kRetentions[] = {"active", "expired"};
constexpr std::string_view kRestrictions[] = {"none", "restricted"};
constexpr std::string_view kIdentities[] = {"none", "session", "mfa"};
constexpr std::string_view kTrainings[] = {"valid", "expired", "unknown"};
constexpr std::string_view kRisks[] = {"normal", "elevated", "high"};

template <typename Items>
std::uint16_t index_of(const Items& items, std::string_view id) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].id == id) return static_cast<std::uint16_t>(i);
  }
  return kMissing;
}
}  // namespace

std::span<const std::string_view> fixed_domain(Fact fact) {
  switch (fact) {
    case Fact::kAction: return kActions;
    case Fact::kRelationship: return kRelationships;
    case Fact::kCaller: return kCallers;
    case Fact::kConsent: return kConsents;
    case Fact::kRetention: return kRetentions;
    case Fact::kRestriction: return kRestrictions;
    case Fact::kIdentity: return kIdentities;
    case Fact::kTraining: return kTrainings;
    case Fact::kRisk: return kRisks;
    case Fact::kRole:
    case Fact::kClass:
    case Fact::kPurpose: break;
  }
  return {};
}

std::size_t domain_size(const Policy& policy, Fact fact) {
  if (fact == Fact::kRole) return policy.roles.size();
  if (fact == Fact::kClass) return policy.classes.size();
  if (fact == Fact::kPurpose) return policy.purposes.size() + 1;
  return fixed_domain(fact).size();
}

std::string_view domain_name(const Policy& policy, Fact fact, std::size_t index) {
  if (fact == Fact::kRole) return policy.roles[index].id;
  if (fact == Fact::kClass) return policy.classes[index].id;
  if (fact == Fact::kPurpose) return index < policy.purposes.size() ? std::string_view(policy.purposes[index].id) : kNoPurpose;
  return fixed_domain(fact)[index];
}

std::uint16_t domain_index(const Policy& policy, Fact fact, std::string_view name) {
  if (fact == Fact::kRole) return index_of(policy.roles, name);
  if (fact == Fact::kClass) return index_of(policy.classes, name);
  if (fact == Fact::kPurpose) return name == kNoPurpose ? static_cast<std::uint16_t>(policy.purposes.size()) : index_of(policy.purposes, name);
  const auto names = fixed_domain(fact);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<std::uint16_t>(i);
  }
  return kMissing;
}

std::uint16_t default_of(const Policy& policy, Fact fact) {
  switch (fact) {
    case Fact::kAction:
    case Fact::kRole:
    case Fact::kClass: return kMissing;
    case Fact::kCaller: return domain_index(policy, fact, "unverified");
    case Fact::kConsent:
    case Fact::kTraining: return domain_index(policy, fact, "unknown");
    case Fact::kRetention: return domain_index(policy, fact, "active");
    case Fact::kIdentity: return domain_index(policy, fact, "session");
    case Fact::kRisk: return domain_index(policy, fact, "normal");
    case Fact::kRelationship:
    case Fact::kPurpose:
    case Fact::kRestriction: break;
  }
  return domain_index(policy, fact, "none");
}

}  // namespace tirai::decision
