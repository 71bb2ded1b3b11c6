// The parts of parse_policy(), in the order they are read: a part refers only to those before it.
#pragma once

#include <span>

#include "decide/policy_node.h"
#include "tirai/policy.h"

namespace tirai::decision {

void read_roles(const Node& node, Policy& policy);
void read_purposes(const Node& node, Policy& policy);
void read_classes(const Node& node, Policy& policy);
void read_detectors(const Node& node, Policy& policy);
void read_rules(const Node& node, Policy& policy);
void read_limits(const Node& node, Policy& policy);
void read_verification(const Node& node, Policy& policy);

/// A list of names of one fact's domain as a bit set, those below each name included.
std::vector<std::uint64_t> read_names(const Node& node, const Policy& policy, Fact fact);

/// The policy behind a JSON tree. `published` is the one text whose digest names it.
[[nodiscard]] Result<Policy> read_policy_tree(const codec::JsonValue& tree, std::span<const PolicySource> sources, std::string_view published);

/// What follows from purposes, classes and limits, as deny rules:
///   needs_consent/<purpose>      without consent given, a purpose that needs it opens nothing
///   purpose_compatible/<class>   data collected for some purposes opens for those and narrower ones alone
///   limit/<limit>                past the limit: only with a second factor, or not at all
void add_implied_rules(Policy& policy);

}  // namespace tirai::decision
