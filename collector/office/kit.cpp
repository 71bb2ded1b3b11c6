#include "office/kit.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "base/clock.h"
#include "office/coverage.h"
#include "office/finding_event.h"
#include "office/indexer.h"
#include "office/policy_names.h"
#include "office/reports.h"
#include "people/approvals.h"
#include "people/people.h"
#include "people/subject_requests.h"
#include "tirai/policy.h"
#include "tirai/policy_tool.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::chrono::seconds kWait{60};
constexpr std::size_t kMostGroups = 40;

struct Served {
  std::string digest;
  std::int64_t since = 0;
  Result<Policy> policy;
};

// In the order they came; the one in force when the period began is the first.
Result<std::vector<Served>> served_policies(Store& store, const KitPeriod& period) {
  const auto rows = store.read({"SELECT digest, since, text FROM policies WHERE since < $1 ORDER BY since, digest", {period.to}});
  if (!rows) return rows.error();
  std::size_t first = 0;
  while (first + 1 < rows.value().size() && rows.value().integer(first + 1, 1) <= period.from) ++first;
  std::vector<Served> all;
  for (std::size_t i = first; i < rows.value().size(); ++i) all.push_back({rows.value().text(i, 0), rows.value().integer(i, 1), parse_policy(rows.value().text(i, 2), "policy")});
  return all;
}

// As its file names itself; nothing of one that cannot be read.
json name_of(const Served& one) {
  if (!one.policy) return {{"id", ""}, {"version", 0}};
  return {{"id", one.policy.value().id}, {"version", one.policy.value().version}};
}

// What got looser or tighter, with the widest groups of situations; a policy that cannot be read says so.
json change_of(const Served& before, const Served& after) {
  json change = {{"since", after.since}, {"from", before.digest}, {"to", after.digest}, {"from_policy", name_of(before)}, {"to_policy", name_of(after)}, {"looser", 0}, {"tighter", 0}, {"groups", json::array()}, {"settings", json::array()}, {"readable", false}};
  if (!before.policy || !after.policy) return change;
  const json found = json::parse(diff_policies(before.policy.value(), after.policy.value()), nullptr, false);
  if (!found.is_object()) return change;
  change["readable"] = true;
  for (const char* side : {"looser", "tighter"}) change[side] = found.value(json::json_pointer(std::string("/cells/") + side), std::int64_t{0});
  for (const json& group : found.value("groups", json::array())) {
    if (change["groups"].size() < kMostGroups) change["groups"].push_back({{"change", group.value("change", "")}, {"from", group.value("from", "")}, {"to", group.value("to", "")}, {"cells", group.value("cells", std::int64_t{0})}, {"when", group.value("when", json::object())}});
  }
  change["groups_left_out"] = found.value("groups_left_out", std::int64_t{0}) + static_cast<std::int64_t>(found.value("groups", json::array()).size() - change["groups"].size());
  change["settings"] = found.value("settings", json::array());
  return change;
}

Result<Done> add_policies(Store& store, const KitPeriod& period, json& kit) {
  const auto served = served_policies(store, period);
  if (!served) return served.error();
  kit["policies"] = json::array();
  kit["changes"] = json::array();
  for (std::size_t i = 0; i < served.value().size(); ++i) {
    const Served& one = served.value()[i];
    json told = {{"digest", one.digest}, {"since", one.since}, {"readable", one.policy.ok()}};
    told.update(name_of(one));
    kit["policies"].push_back(std::move(told));
    if (i > 0) kit["changes"].push_back(change_of(served.value()[i - 1], one));
  }
  return Done{};
}

// By the moment, not by the day: a period may begin and end within one.
Result<json> kinds_of(Store& store, const KitPeriod& period) {
  const auto rows = store.read({"SELECT kind, count(*) FROM event_index WHERE time >= $1 AND time < $2 GROUP BY kind ORDER BY kind", {period.from, period.to}});
  if (!rows) return rows.error();
  json kinds = json::array();
  for (std::size_t i = 0; i < rows.value().size(); ++i) kinds.push_back({{"kind", rows.value().text(i, 0)}, {"events", rows.value().integer(i, 1)}});
  return kinds;
}

Result<json> findings_of(Store& store, const KitPeriod& period) {
  const auto rows = store.read({"SELECT time, agent, team, finding FROM findings WHERE time >= $1 AND time < $2 ORDER BY time, place", {period.from, period.to}});
  if (!rows) return rows.error();
  json list = json::array();
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const auto found = read_finding(json::parse(rows.value().text(i, 3), nullptr, false));
    if (found) list.push_back({{"time", rows.value().integer(i, 0)}, {"agent", rows.value().text(i, 1)}, {"team", rows.value().text(i, 2)}, {"id", words_of(found->finding, "id")}, {"en", words_of(found->finding, "en")}});
  }
  return list;
}

Result<json> emergencies_of(Store& store, const KitPeriod& period) {
  const auto rows = store.read({"SELECT time, agent, class, ticket FROM event_index WHERE purpose = 'break_glass' AND kind = 'reveal' AND time >= $1 AND time < $2 ORDER BY time, place", {period.from, period.to}});
  if (!rows) return rows.error();
  json list = json::array();
  for (std::size_t i = 0; i < rows.value().size(); ++i) list.push_back({{"time", rows.value().integer(i, 0)}, {"agent", rows.value().text(i, 1)}, {"class", rows.value().text(i, 2)}, {"ticket", rows.value().text(i, 3)}});
  return list;
}

// Questions of customers and of authorities that were answered by a report, with the law's clock where it was said when they came (`in_time` null: it was not); the
// same question asked for as page and as JSON is one.
Result<json> requests_of(Store& store, const KitPeriod& period) {
  const auto rows = store.read({"SELECT i.time, i.class, i.agent, e.line FROM event_index i JOIN events e ON e.chain_uid = i.chain_uid AND e.sequence = i.sequence "
                                "WHERE i.class IN ('dashboard.subject_report', 'dashboard.breach_pack') AND i.time >= $1 AND i.time < $2 ORDER BY i.time, i.place", {period.from, period.to}});
  if (!rows) return rows.error();
  std::map<std::string, json> asked;
  std::vector<std::string> order;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const json line = json::parse(rows.value().text(i, 3), nullptr, false), filter = line.is_object() ? line.value(json::json_pointer("/tirai/filter"), json::object()) : json::object();
    const std::int64_t time = rows.value().integer(i, 0), received = filter.value("received", std::int64_t{0});
    const std::string about = filter.value("subject", filter.value("agent", filter.value("device", "")));
    const std::string key = rows.value().text(i, 1) + "\n" + about + "\n" + (filter.contains("received") ? std::to_string(received) : std::to_string(day_of(time)));
    if (asked.contains(key)) continue;
    order.push_back(key);
    asked[key] = {{"kind", rows.value().text(i, 1).substr(10)}, {"about", about}, {"received", received}, {"answered", time}, {"by", rows.value().text(i, 2)}, {"in_time", received > 0 ? json(time - received <= kClockMs) : json()}};
  }
  json list = json::array();
  for (const std::string& key : order) list.push_back(asked[key]);
  return list;
}

// What data subjects asked for, and what is still to be answered.
Result<json> rights_of(Store& store, const KitPeriod& period, std::int64_t now_ms) {
  const auto all = subject_requests(store, {.from = period.from, .to = period.to});
  if (!all) return all.error();
  json list = json::array(), counts = {{"open", 0}, {"overdue", 0}, {"answered", 0}, {"late", 0}};
  for (const RightsRequest& one : all.value()) {
    const std::string state(state_of(one, now_ms));
    counts[state] = counts[state].get<int>() + 1;
    list.push_back({{"id", one.id}, {"request", one.request}, {"subject", one.pseudonym}, {"received", one.received}, {"due", one.due}, {"answered", one.answered}, {"by", one.answered_by}, {"outcome", one.outcome}, {"state", state}});
  }
  return json{{"list", std::move(list)}, {"counts", std::move(counts)}};
}

Result<json> questions_of(Store& store, std::int64_t now_ms) {
  const auto asked = approvals(store, {}, "pending", now_ms);
  if (!asked) return asked.error();
  json list = json::array();
  for (const Approval& one : asked.value()) list.push_back({{"asked", one.asked}, {"agent", one.agent}, {"team", one.team}, {"class", one.data_class}, {"purpose", one.purpose}});
  return list;
}

Result<json> restrictions_of(Store& store) {
  const auto all = restrictions(store);
  if (!all) return all.error();
  return json(std::ranges::count_if(all.value(), [](const Restriction& one) { return one.restricted; }));
}

// Of every agent who is enrolled, also of those who never acknowledged anything.
Result<json> training_of(Store& store, const json& agents, std::int64_t valid_ms, std::int64_t now_ms) {
  const auto all = trainings(store);
  if (!all) return all.error();
  std::map<std::string, std::vector<Training>> by_agent;
  for (const json& row : agents) {
    if (const std::string agent = row.value("agent", ""); !agent.empty()) by_agent[agent];
  }
  for (const Training& one : all.value()) by_agent[one.agent].push_back(one);
  json list = json::array(), counts = {{"valid", 0}, {"expired", 0}, {"unknown", 0}};
  for (const auto& [agent, modules] : by_agent) {
    const std::string state = training_state(modules, valid_ms, now_ms);
    list.push_back({{"agent", agent}, {"state", state}});
    counts[state] = counts[state].get<int>() + 1;
  }
  return json{{"agents", std::move(list)}, {"counts", std::move(counts)}};
}
}  // namespace

Result<KitPeriod> read_quarter(std::string_view text) {
  const Error wrong{ErrorCode::kBadValue, "expected a quarter, such as 2026-Q3", "--quarter"};
  if (text.size() != 7 || text.substr(4, 2) != "-Q" || text.substr(0, 4).find_first_not_of("0123456789") != text.npos || text[6] < '1' || text[6] > '4') return wrong;
  const int year = std::stoi(std::string(text.substr(0, 4)));
  if (year < 1971 || year > 2099) return wrong;
  const auto start = [&](int quarter) {
    const std::chrono::year_month_day date{std::chrono::year(year + quarter / 4), std::chrono::month(static_cast<unsigned>(quarter % 4 * 3 + 1)), std::chrono::day(1)};
    return start_of_day(std::chrono::sys_days(date).time_since_epoch().count());
  };
  return KitPeriod{std::string(text), start(text[6] - '1'), start(text[6] - '0')};
}

Result<json> audit_kit(Store& store, const KitOptions& options, std::int64_t now_ms) {
  const KitPeriod& period = options.period;
  if (const auto caught_up = catch_up(store, kWait); !caught_up) return caught_up.error();
  json kit = {{"report", "kit"}, {"period", period.name}, {"from", period.from}, {"to", period.to}, {"made", now_ms}};
  if (const auto added = add_policies(store, period, kit); !added) return added.error();
  Filter within;
  within.from = period.from;
  within.to = period.to;
  const auto covered = coverage(store, local_officer(""), within);
  if (!covered) return covered.error();
  kit["coverage"] = covered.value();
  const std::pair<const char*, Result<json>> parts[] = {{"kinds", kinds_of(store, period)}, {"findings", findings_of(store, period)}, {"emergencies", emergencies_of(store, period)}, {"requests", requests_of(store, period)},
                                                        {"rights", rights_of(store, period, now_ms)}, {"questions", questions_of(store, now_ms)}, {"restrictions", restrictions_of(store)},
                                                        {"training", training_of(store, covered.value()["agents"], options.training_valid_ms, now_ms)}, {"log", log_state(store)}, {"names", policy_names(store)}};
  for (const auto& [name, part] : parts) {
    if (!part) return part.error();
    kit[name] = part.value();
  }
  return kit;
}

}  // namespace tirai::collector
