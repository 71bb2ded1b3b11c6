#include "decide/facts.h"

#include "decide/nearest.h"

namespace tirai {

std::string_view to_string(Fact fact) {
  static constexpr std::array<std::string_view, kFactCount> kNames = {"action",    "role",        "relationship", "caller",   "class", "purpose", "consent",
                                                                      "retention", "restriction", "identity",     "training", "risk"};
  return kNames[static_cast<std::size_t>(fact)];
}

std::string_view to_string(FactSource source) {
  static constexpr std::array<std::string_view, 4> kNames = {"given", "derived", "absent", "unknown"};
  return kNames[static_cast<std::size_t>(source)];
}

std::optional<Fact> fact_from(std::string_view name) {
  for (std::size_t i = 0; i < kFactCount; ++i) {
    if (to_string(static_cast<Fact>(i)) == name) return static_cast<Fact>(i);
  }
  return std::nullopt;
}

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

std::vector<std::uint16_t> domain_below(const Policy& policy, Fact fact, std::string_view name) {
  std::vector<std::uint16_t> values;
  for (std::size_t i = 0; i < domain_size(policy, fact); ++i) {
    std::string_view at = domain_name(policy, fact, i);
    while (!at.empty() && at != name) at = decision::name_above(policy, fact, at);
    if (!at.empty()) values.push_back(static_cast<std::uint16_t>(i));
  }
  return values;
}

std::string hint_for(std::string_view name, std::span<const std::string_view> names) { return decision::hint(name, names); }

std::string_view decision::name_above(const Policy& policy, Fact fact, std::string_view name) {
  if (fact == Fact::kClass) return name.substr(0, name.find('.') == std::string_view::npos ? 0 : name.rfind('.'));
  if (fact == Fact::kRole) {
    const std::uint16_t index = domain_index(policy, fact, name);
    return index == kMissing ? std::string_view() : std::string_view(policy.roles[index].extends);
  }
  if (fact != Fact::kPurpose || name == kNoPurpose) return {};
  const std::uint16_t index = domain_index(policy, fact, name);
  return index == kMissing ? std::string_view() : std::string_view(policy.purposes[index].broader);
}

}  // namespace tirai
