// What the dashboard shows of customers and agents (people.h, agents.h, approvals.h).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "office/accounts.h"
#include "office/filter.h"
#include "people/approvals.h"
#include "people/people.h"
#include "people/subject_requests.h"

namespace tirai::collector {

/// {"restrictions":[…]}
[[nodiscard]] Result<nlohmann::json> restriction_page(Store& store);
/// {"requests":[…]}: what data subjects asked for, the open ones first, by what is due first; of a period: those that came or were open in it.
[[nodiscard]] Result<nlohmann::json> request_page(Store& store, const Filter& filter, std::int64_t now_ms);
/// {"approvals":[…]}: a supervisor's are those of their teams.
[[nodiscard]] Result<nlohmann::json> approval_page(Store& store, const Visitor& visitor, std::int64_t now_ms);
/// {"agents":[{"agent","team","devices","last","modules":[{"module","acknowledged"}],"second_factor","keys"}]}: everyone who is enrolled, and when their browsers were last heard of;
/// a supervisor's are those of their teams.
[[nodiscard]] Result<nlohmann::json> agent_page(Store& store, const Visitor& visitor);

}  // namespace tirai::collector
