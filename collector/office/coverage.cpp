#include "office/coverage.h"

#include <algorithm>
#include <map>

#include "base/clock.h"
#include "people/heartbeats.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kEver = 4'102'444'800'000;
constexpr const char* kStates[] = {"silent", "not_enrolled", "covered", "unlisted", "idle"};  // what is asked about first

struct Enrolled {
  std::string agent, team;
  std::vector<std::string> names;  ///< that the helpdesk writes
};
struct There {
  std::string helpdesk, name;
  std::int64_t last = 0;
};

std::vector<std::string> texts_at(const json& of, const char* pointer) {
  std::vector<std::string> all;
  for (const json& one : of.value(json::json_pointer(pointer), json::array())) {
    if (one.is_string()) all.push_back(one.get<std::string>());
  }
  return all;
}

// An agent may have several devices; their names are put together.
Result<std::map<std::string, Enrolled>> enrolled_agents(Store& store) {
  const auto rows = store.read({"SELECT subject FROM devices WHERE revoked IS NULL OR revoked = 0"});
  if (!rows) return rows.error();
  std::map<std::string, Enrolled> all;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const json subject = json::parse(rows.value().text(i, 0), nullptr, false);
    if (!subject.is_object() || subject.value("type", "") != "agent") continue;
    const std::string id = subject.value("id", "");
    const auto teams = texts_at(subject, "/properties/teams"), names = texts_at(subject, "/properties/helpdesk_names");
    Enrolled& one = all.try_emplace(id, Enrolled{id, teams.empty() ? "" : teams.front(), {}}).first->second;
    one.names.insert(one.names.end(), names.begin(), names.end());
  }
  return all;
}

Result<std::vector<There>> listed(Store& store, std::int64_t from, std::int64_t to) {
  const auto rows = store.read({"SELECT helpdesk, agent, last FROM helpdesk_agents WHERE last >= $1 AND last < $2 ORDER BY helpdesk, agent", {from, to}});
  if (!rows) return rows.error();
  std::vector<There> all;
  for (std::size_t i = 0; i < rows.value().size(); ++i) all.push_back({rows.value().text(i, 0), rows.value().text(i, 1), rows.value().integer(i, 2)});
  return all;
}

Result<json> lists(Store& store) {
  const auto rows = store.read({"SELECT helpdesk, count(*), max(imported), max(imported_by) FROM helpdesk_agents GROUP BY helpdesk ORDER BY helpdesk"});
  if (!rows) return rows.error();
  json all = json::array();
  for (std::size_t i = 0; i < rows.value().size(); ++i) all.push_back({{"helpdesk", rows.value().text(i, 0)}, {"agents", rows.value().integer(i, 1)}, {"imported", rows.value().integer(i, 2)}, {"imported_by", rows.value().text(i, 3)}});
  return all;
}

json row_of(const Enrolled& who, const There& there, std::int64_t here, const char* state) {
  return {{"agent", who.agent}, {"name", there.name}, {"helpdesk", there.helpdesk}, {"team", who.team}, {"there", there.last}, {"here", here}, {"state", state}};
}

// By id, or by a name that the helpdesk writes.
const Enrolled* whose(const std::map<std::string, Enrolled>& enrolled, const std::string& name) {
  if (const auto found = enrolled.find(name); found != enrolled.end()) return &found->second;
  const auto found = std::ranges::find_if(enrolled, [&](const auto& one) { return std::ranges::find(one.second.names, name) != one.second.names.end(); });
  return found == enrolled.end() ? nullptr : &found->second;
}

bool sees(const Visitor& visitor, const std::string& team) { return visitor.role != Role::kSupervisor || std::ranges::find(visitor.teams, team) != visitor.teams.end(); }

json sorted(std::vector<json> rows) {
  const auto rank = [](const json& row) { return std::ranges::find(kStates, row["state"].get<std::string>()) - std::begin(kStates); };
  std::ranges::stable_sort(rows, std::less(), rank);
  return rows;
}
}  // namespace

Result<json> coverage(Store& store, const Visitor& visitor, const Filter& filter) {
  const std::int64_t to = filter.to > 0 ? filter.to : kEver;
  const auto enrolled = enrolled_agents(store);
  if (!enrolled) return enrolled.error();
  const auto here = last_heard(store, to - 1);
  if (!here) return here.error();
  const auto there = listed(store, filter.from, to);
  if (!there) return there.error();
  auto brought = lists(store);
  if (!brought) return brought.error();
  const auto last_here = [&](const std::string& agent) { const auto found = here.value().find(agent); return found == here.value().end() ? std::int64_t{0} : found->second; };
  std::vector<json> rows;
  std::map<std::string, bool> told;
  for (const There& one : there.value()) {
    const Enrolled* who = whose(enrolled.value(), one.name);
    if (!sees(visitor, who == nullptr ? "" : who->team)) continue;
    const std::int64_t last = who == nullptr ? 0 : last_here(who->agent);
    if (who != nullptr) told[who->agent] = true;
    rows.push_back(row_of(who == nullptr ? Enrolled{} : *who, one, last, who == nullptr ? "not_enrolled" : last >= one.last - kDayMs && last > 0 ? "covered" : "silent"));
  }
  for (const auto& [agent, who] : enrolled.value()) {
    if (told.contains(agent) || !sees(visitor, who.team)) continue;
    const std::int64_t last = last_here(agent);
    rows.push_back(row_of(who, {}, last, last > 0 && last >= filter.from ? "unlisted" : "idle"));
  }
  json counts = json::object();
  for (const char* state : kStates) counts[state] = std::ranges::count_if(rows, [&](const json& row) { return row["state"] == state; });
  return json{{"agents", sorted(std::move(rows))}, {"counts", std::move(counts)}, {"lists", visitor.role == Role::kSupervisor ? json::array() : std::move(brought).value()}};
}

}  // namespace tirai::collector
