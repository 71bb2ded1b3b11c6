// What a consent record does not say, the policy does that asks for it.
#pragma once

#include <vector>

#include "people/people.h"

namespace tirai::collector {

/// Of the newest policy that was served: the controller's name, where a consent is taken back (the officer's contact), and the classes that are collected for the
/// purpose. What a record says itself stays; without a policy it stays empty.
[[nodiscard]] Result<Done> complete_terms(Store& store, std::vector<Consent>& consents);

}  // namespace tirai::collector
