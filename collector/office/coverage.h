// Who works in the helpdesk and is not heard of here: the agents that the helpdesk itself says were active (people/helpdesk_agents.h), beside the agents
// who are enrolled and the last sign of life of their browsers.
//
//   covered        active there, and heard here no more than a day before that, or after
//   silent         enrolled and active there; nothing was heard here within that day: Tirai is off, or another browser is used
//   not_enrolled   active there; nobody is enrolled under this id or helpdesk name
//   unlisted       enrolled and heard here; the helpdesk's list does not say they were active
//   idle           enrolled, and neither there nor here in this time
#pragma once

#include <nlohmann/json.hpp>

#include "office/accounts.h"
#include "office/filter.h"

namespace tirai::collector {

/// {"agents":[{"agent","name","helpdesk","team","there","here","state"}], "counts":{state: n}, "lists":[{"helpdesk","agents","imported","imported_by"}]}: of filter.from
/// to filter.to, the silent first. A supervisor's are those of their teams.
[[nodiscard]] Result<nlohmann::json> coverage(Store& store, const Visitor& visitor, const Filter& filter);

}  // namespace tirai::collector
