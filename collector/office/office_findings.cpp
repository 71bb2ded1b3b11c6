// The findings of the log as the dashboard lists them.
#include "office/finding_event.h"
#include "office/office.h"
#include "office/where.h"

namespace tirai::collector {

using nlohmann::json;

Result<json> findings(Store& store, const Visitor& visitor, const Filter& filter) {
  Where where;
  if (filter.from > 0) where.add("time >=", filter.from);
  if (filter.to > 0) where.add("time <", filter.to);
  if (!filter.agent.empty()) where.add("agent =", filter.agent);
  if (!filter.team.empty()) where.add("team =", filter.team);
  add_teams(where, visitor);
  const auto rows = store.read({"SELECT place, time, agent, team, finding, chain_uid, sequence FROM findings WHERE " + where.text + " ORDER BY time DESC, place DESC LIMIT 1000", where.values});
  if (!rows) return rows.error();
  json all = json::array();
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    json numbers = json::parse(rows.value().text(i, 4), nullptr, false);
    const auto found = read_finding(numbers);
    if (!found) continue;
    all.push_back({{"place", rows.value().integer(i, 0)}, {"time", rows.value().integer(i, 1)}, {"agent", rows.value().text(i, 2)}, {"team", rows.value().text(i, 3)}, {"numbers", std::move(numbers)},
                   {"words", {{"id", words_of(found->finding, "id")}, {"en", words_of(found->finding, "en")}}}, {"chain_uid", rows.value().text(i, 5)}, {"sequence", rows.value().integer(i, 6)}});
  }
  return json{{"findings", std::move(all)}};
}

}  // namespace tirai::collector
