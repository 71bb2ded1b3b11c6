// Rules → table. See DecisionTable in tirai/policy.h for what a table is.
#pragma once

#include <optional>

#include "tirai/policy.h"

namespace tirai::decision {

/// Facts in the order the diagram asks them: those that part the rules most come first, those that few rules name come last.
inline constexpr std::array<Fact, kFactCount> kFactOrder = {Fact::kClass,  Fact::kAction,   Fact::kRole,     Fact::kPurpose, Fact::kRelationship, Fact::kConsent,
                                                            Fact::kCaller, Fact::kIdentity, Fact::kTraining, Fact::kRisk,    Fact::kRetention,    Fact::kRestriction};

/// The table of these rules, or nothing when they tell so many situations apart that it would not fit in 16 MiB.
[[nodiscard]] std::optional<DecisionTable> compile(const Policy& policy);

}  // namespace tirai::decision
