// What is told to people outside about the log: to a customer, who saw their data, when and why; to an authority, whose data an agent or a device saw.
// All that was in the log when it was asked for is in it, or it says how much is not.
#pragma once

#include <chrono>
#include <nlohmann/json.hpp>

#include "office/filter.h"
#include "people/subject_requests.h"
#include "store/store.h"

namespace tirai::collector {


/// So long a report waits for the index to hold what was in the log when it was asked for. What is missing after that, it says.
inline constexpr std::chrono::seconds kReportWait{5};
/// {"size","indexed","behind","complete","checkpoint"}: how far what is asked of the index reaches. What the collector logs of itself is about nobody's data, and not counted.
[[nodiscard]] Result<nlohmann::json> log_state(Store& store);

/// By filter.subject (any of the customer's pseudonyms), from, to, received; the clock is null where that was not said:
/// {"report":"subject","pseudonyms","from","to","clock","log","agents":[{"agent","team","events","first","last"}],"classes":[{"class","events"}],
///  "events":[{"time","kind","class","entity_type","purpose","agent","team","ticket","helpdesk","chain_uid","sequence","place"}],"consents","restricted","names" (policy_names.h)}
[[nodiscard]] Result<nlohmann::json> subject_report(Store& store, const Filter& filter, std::int64_t now_ms);
/// By filter.agent or filter.device, from, to, received: whose data was shown, which classes, how often:
/// {"report":"breach","agent","device","from","to","clock","log","events","subjects":[{"subject","tickets","classes":[{"class","events"}],"first","last"}],"classes","names"}
[[nodiscard]] Result<nlohmann::json> breach_pack(Store& store, const Filter& filter, std::int64_t now_ms);

}  // namespace tirai::collector
