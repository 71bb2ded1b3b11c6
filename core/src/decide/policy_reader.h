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

/// One deny rule for each purpose that needs consent: without consent given, that purpose opens nothing.
void add_consent_rules(Policy& policy);

}  // namespace tirai::decision
