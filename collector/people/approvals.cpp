#include "people/approvals.h"

#include "store/schema_people.h"

namespace tirai::collector {
namespace {
constexpr const char* kApprovalColumns =
    "SELECT approval_id, agent, device_id, team, pseudonym, class, purpose, seconds, state, decided_by, asked, decided, expires FROM approvals";

Approval approval_of(const SqlRows& rows, std::size_t i, std::int64_t now_ms) {
  Approval one{.approval_id = rows.text(i, 0),
               .agent = rows.text(i, 1),
               .device_id = rows.text(i, 2),
               .team = rows.text(i, 3),
               .pseudonym = rows.text(i, 4),
               .data_class = rows.text(i, 5),
               .purpose = rows.text(i, 6),
               .seconds = rows.integer(i, 7),
               .state = rows.text(i, 8),
               .decided_by = rows.text(i, 9),
               .asked = rows.integer(i, 10),
               .decided = rows.integer(i, 11),
               .expires = rows.integer(i, 12)};
  if (one.state != "refused" && one.expires <= now_ms) one.state = "expired";
  return one;
}
}  // namespace

Result<Done> add_approval(Store& store, const Approval& one) {
  const SqlStatement add{"INSERT INTO approvals(approval_id, agent, device_id, team, pseudonym, class, purpose, seconds, state, decided_by, asked, decided, expires) "
                         "VALUES($1, $2, $3, $4, $5, $6, $7, $8, 'pending', '', $9, 0, $10)",
                         {one.approval_id, one.agent, one.device_id, one.team, one.pseudonym, one.data_class, one.purpose, one.seconds, one.asked, one.expires}};
  const auto written = store.write({&add, 1});
  if (!written) return written.error();
  return Done{};
}

Result<std::optional<Approval>> find_approval(Store& store, const std::string& approval_id, std::int64_t now_ms) {
  const auto rows = store.read({std::string(kApprovalColumns) + " WHERE approval_id = $1", {approval_id}});
  if (!rows) return rows.error();
  return rows.value().empty() ? std::optional<Approval>() : std::optional(approval_of(rows.value(), 0, now_ms));
}

Result<std::vector<Approval>> approvals(Store& store, const std::vector<std::string>& teams, const std::string& state, std::int64_t now_ms) {
  SqlStatement sql{std::string(kApprovalColumns) + " WHERE 1 = 1"};
  std::string places;
  for (const std::string& team : teams) {
    sql.values.emplace_back(team);
    places += (places.empty() ? "$" : ", $") + std::to_string(sql.values.size());
  }
  if (!places.empty()) sql.text += " AND team IN (" + places + ")";
  sql.text += " ORDER BY asked DESC, approval_id LIMIT 200";
  const auto rows = store.read(sql);
  if (!rows) return rows.error();
  std::vector<Approval> found;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    Approval one = approval_of(rows.value(), i, now_ms);
    if (state.empty() || one.state == state) found.push_back(std::move(one));
  }
  return found;
}

// One statement decides: of two who answer at once one is heard.
Result<bool> decide_approval(Store& store, const std::string& approval_id, bool approve, const std::string& account, std::int64_t permit_ms, std::int64_t now_ms) {
  const SqlStatement steps[] = {{"UPDATE approvals SET state = $2, decided_by = $3, decided = $4, expires = $5 WHERE approval_id = $1 AND state = 'pending' AND expires > $4",
                                 {approval_id, std::string(approve ? "approved" : "refused"), account, now_ms, now_ms + permit_ms}},
                                kRaiseRevision};
  const auto written = store.write(steps);
  if (!written) return written.error();
  return written.value()[0] == 1;
}

Result<std::int64_t> waiting_approvals(Store& store, const std::string& agent, std::int64_t now_ms) {
  const auto rows = store.read({"SELECT count(*) FROM approvals WHERE agent = $1 AND state = 'pending' AND expires > $2", {agent, now_ms}});
  if (!rows) return rows.error();
  return rows.value().integer(0, 0);
}

}  // namespace tirai::collector
