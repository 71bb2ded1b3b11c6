// The facts, under the names the decision point's own files use.
#pragma once

#include "tirai/facts.h"

namespace tirai::decision {

using tirai::default_of;
using tirai::domain_index;
using tirai::domain_name;
using tirai::domain_size;
using tirai::fixed_domain;
using tirai::kNoPurpose;

/// The name above `name` in its fact's tree, or empty.
[[nodiscard]] std::string_view name_above(const Policy& policy, Fact fact, std::string_view name);

}  // namespace tirai::decision
