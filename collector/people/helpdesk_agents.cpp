#include "people/helpdesk_agents.h"

#include "base/names.h"
#include "base/json_in.h"
#include "base/rows.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kLatest = 4'102'444'800'000;  // the year 2100

Result<HelpdeskAgent> agent_of(const json& row, std::size_t number) {
  if (!row.is_object()) return wrong_row(number, "expected an object");
  HelpdeskAgent read{.agent = text_in(row, "/agent")};
  if (read.agent.empty() || read.agent.size() > 256 || read.agent.find_first_of(std::string_view("\0\r\n\t", 4)) != read.agent.npos) return wrong_cell(number, "agent", "expected 1 to 256 bytes on one line");
  const auto last = cell_moment(row, "/last_active", OfDay::kEnd);
  if (!last || *last <= 0 || *last > kLatest) return wrong_cell(number, "last_active", "expected a time, such as 2026-11-20, 2026-11-20T09:30:00+07:00 or milliseconds since 1970");
  read.last = *last;
  return read;
}
}  // namespace

Result<std::vector<HelpdeskAgent>> read_helpdesk_agents(std::string_view text) {
  const auto rows = read_table(text, kMostHelpdeskAgents);
  if (!rows) return rows.error();
  std::vector<HelpdeskAgent> all;
  for (const json& row : rows.value()) {
    auto agent = agent_of(row, all.size() + 1);
    if (!agent) return agent.error();
    all.push_back(std::move(agent).value());
  }
  if (all.empty()) return Error{ErrorCode::kMissingKey, "no agent is in it; expected columns agent and last_active", "body"};
  return all;
}

bool is_helpdesk(std::string_view name) { return is_agent_name(name); }

Result<Done> keep_helpdesk_agents(Store& store, const HelpdeskImport& import, std::int64_t now_ms) {
  std::vector<SqlStatement> all;
  for (const HelpdeskAgent& one : import.agents) {
    all.push_back({"INSERT INTO helpdesk_agents(helpdesk, agent, last, imported, imported_by) VALUES($1, $2, $3, $4, $5) ON CONFLICT(helpdesk, agent) DO UPDATE SET imported = excluded.imported, "
                   "imported_by = excluded.imported_by, last = CASE WHEN excluded.last > helpdesk_agents.last THEN excluded.last ELSE helpdesk_agents.last END",
                   {import.helpdesk, one.agent, one.last, now_ms, import.by}});
  }
  const auto written = store.write(all);
  if (!written) return written.error();
  return Done{};
}

}  // namespace tirai::collector
