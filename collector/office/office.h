// What the dashboard shows, asked of the index (schema_office.h). Every function is given the visitor, and answers no more than the visitor's role sees.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "office/accounts.h"
#include "office/filter.h"

namespace tirai::collector {

/// What of it was asked for, for the event of the look.
[[nodiscard]] nlohmann::json asked_of(const Filter& filter);

/// {"step_ms","series":[{"key","points":[[time, events], …]}, …],"total"}: for all roles.
[[nodiscard]] Result<nlohmann::json> counts(Store& store, const Visitor& visitor, const Filter& filter);
/// {"events":[{…}],"next":place or 0,"behind"}, the newest first: not for a manager. What came just before is waited for, for a moment.
[[nodiscard]] Result<nlohmann::json> search(Store& store, const Visitor& visitor, const Filter& filter);
/// {"line","log_index"} of one event, if the visitor may see it; kUnknownName else.
[[nodiscard]] Result<nlohmann::json> event_detail(Store& store, const Visitor& visitor, const std::string& chain_uid, std::int64_t sequence);
/// What an agent wrote for the officer alone, as it travelled; empty: erased, or never there.
[[nodiscard]] Result<std::string> sealed_text(Store& store, const std::string& chain_uid, std::int64_t sequence);
/// {"policies":[{"policy","version","first","last","events"}],"behind","indexed","log_size"}
[[nodiscard]] Result<nlohmann::json> overview(Store& store, const Visitor& visitor);
/// {"reveals","tickets","prompts","hours"}: of the newest reveals, at most 5,000, on how many tickets they were, in how many different hours, and how often a purpose
/// had to be picked: it is kept for a quarter of an hour on the same ticket.
[[nodiscard]] Result<nlohmann::json> work(Store& store, const Visitor& visitor, const Filter& filter);
/// {"findings":[{time, agent, team, numbers, words in id and en, its event}]}, the newest first, at most 1,000.
[[nodiscard]] Result<nlohmann::json> findings(Store& store, const Visitor& visitor, const Filter& filter);
/// `next`: what to give as Filter::before for the rest; 0: there is none.
struct Exported {
  std::string text;
  std::int64_t next = 0;
};
/// As search(), up to a hundred thousand events: "csv" or "ndjson".
[[nodiscard]] Result<Exported> export_events(Store& store, const Visitor& visitor, const Filter& filter, std::string_view format);

/// As search(), up to 20,000 events as plain OCSF (ocsf.h), a line each.
[[nodiscard]] Result<Exported> export_ocsf(Store& store, const Visitor& visitor, const Filter& filter);

}  // namespace tirai::collector
