#include "office/office_people.h"

#include <algorithm>

#include "people/agents.h"
#include "people/heartbeats.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kEver = 4'102'444'800'000;
}  // namespace

Result<json> restriction_page(Store& store) {
  const auto found = restrictions(store);
  if (!found) return found.error();
  json list = json::array();
  for (const Restriction& one : found.value()) list.push_back({{"pseudonym", one.pseudonym}, {"restricted", one.restricted}, {"recorded_by", one.recorded_by}, {"time", one.time}});
  return json{{"restrictions", std::move(list)}};
}

Result<json> request_page(Store& store, const Filter& filter, std::int64_t now_ms) {
  const auto found = subject_requests(store, {.from = filter.from, .to = filter.to});
  if (!found) return found.error();
  json list = json::array();
  for (const RightsRequest& one : found.value()) {
    list.push_back({{"id", one.id}, {"request", one.request}, {"subject", one.pseudonym}, {"received", one.received}, {"due", one.due}, {"opened", one.opened}, {"opened_by", one.opened_by},
                    {"answered", one.answered}, {"answered_by", one.answered_by}, {"outcome", one.outcome}, {"state", state_of(one, now_ms)}});
  }
  return json{{"requests", std::move(list)}};
}

Result<json> approval_page(Store& store, const Visitor& visitor, std::int64_t now_ms) {
  const bool supervisor = visitor.role == Role::kSupervisor;
  if (supervisor && visitor.teams.empty()) return json{{"approvals", json::array()}};
  const auto found = approvals(store, supervisor ? visitor.teams : std::vector<std::string>(), "", now_ms);
  if (!found) return found.error();
  json list = json::array();
  for (const Approval& one : found.value()) {
    list.push_back({{"id", one.approval_id}, {"agent", one.agent}, {"team", one.team}, {"subject", one.pseudonym}, {"class", one.data_class}, {"purpose", one.purpose}, {"seconds", one.seconds}, {"state", one.state},
                    {"decided_by", one.decided_by}, {"asked", one.asked}, {"decided", one.decided}, {"expires", one.expires}});
  }
  return json{{"approvals", std::move(list)}};
}

Result<json> agent_page(Store& store, const Visitor& visitor) {
  const auto rows = store.read({"SELECT subject FROM devices WHERE revoked IS NULL OR revoked = 0"});
  if (!rows) return rows.error();
  const auto heard = last_heard(store, kEver);
  if (!heard) return heard.error();
  const auto factors = agents(store);
  if (!factors) return factors.error();
  const auto trained = trainings(store);
  if (!trained) return trained.error();
  std::map<std::string, json> by_agent;
  for (std::size_t i = 0; i < rows.value().size(); ++i) {
    const json subject = json::parse(rows.value().text(i, 0), nullptr, false);
    if (!subject.is_object() || subject.value("type", "") != "agent") continue;
    const std::string team = subject.value(json::json_pointer("/properties/teams/0"), std::string());
    if (visitor.role == Role::kSupervisor && std::ranges::find(visitor.teams, team) == visitor.teams.end()) continue;
    json& agent = by_agent.try_emplace(subject.value("id", ""), json{{"agent", subject.value("id", "")}, {"team", team}, {"devices", 0}, {"last", 0}, {"modules", json::array()}, {"second_factor", "none"}, {"keys", 0}}).first->second;
    agent["devices"] = agent["devices"].get<int>() + 1;
  }
  for (const auto& [name, last] : heard.value()) {
    if (const auto found = by_agent.find(name); found != by_agent.end()) found->second["last"] = last;
  }
  for (const Agent& one : factors.value()) {
    const auto found = by_agent.find(one.agent);
    if (found == by_agent.end()) continue;
    found->second["second_factor"] = one.disabled > 0 ? "disabled" : "holds";
    found->second["keys"] = one.keys;
  }
  for (const Training& one : trained.value()) {
    if (const auto found = by_agent.find(one.agent); found != by_agent.end()) found->second["modules"].push_back({{"module", one.module}, {"acknowledged", one.acknowledged}});
  }
  json list = json::array();
  for (auto& [name, agent] : by_agent) list.push_back(std::move(agent));
  return json{{"agents", std::move(list)}};
}

}  // namespace tirai::collector
