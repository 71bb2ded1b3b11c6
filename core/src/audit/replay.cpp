#include "audit/replay.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "tirai/decide.h"
#include "tirai/digest.h"

namespace tirai::audit {
namespace {
using nlohmann::json;

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}
json part(const json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found == object.end() ? json::object() : *found;
}

// The AuthZEN request as the station asked it.
std::string request_of(const json& event, const json& tirai) {
  const json resources = event.value("web_resources", json::array());
  const std::string data_class = resources.is_array() && !resources.empty() && resources[0].is_object() ? text_at(resources[0], "type") : "";
  return json{{"subject", {{"type", "agent"}, {"id", text_at(part(part(event, "actor"), "user"), "uid")}, {"properties", {{"role", text_at(tirai, "role")}}}}},
              {"action", {{"name", text_at(tirai, "action")}}},
              {"resource", {{"type", "class"}, {"id", data_class}}},
              {"context", part(tirai, "facts")}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<std::string> names_of(const Policy& policy, const Decision& decision) {
  std::vector<std::string> names;
  for (const std::uint32_t index : decision.rules) names.push_back(policy.rules[index].id);
  std::sort(names.begin(), names.end());
  return names;
}
std::vector<std::string> recorded_rules(const json& tirai) {
  std::vector<std::string> names;
  for (const json& rule : part(tirai, "rules")) {
    if (rule.is_string()) names.push_back(rule.get<std::string>());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string answer_text(std::string_view level, bool permit) { return (permit ? "permit " : "no permit, ") + std::string(level); }

// What the policy answers now against what was recorded then.
std::string differs(const Policy& policy, const Decision& decision, const json& tirai) {
  const json recorded = part(tirai, "decision");
  const std::string level = text_at(recorded, "level");
  const bool permit = recorded.value("permit", json(false)) == json(true);
  if (level != to_string(decision.level) || permit != decision.permitted) {
    return "the policy answers " + answer_text(to_string(decision.level), decision.permitted) + "; recorded is " + answer_text(level, permit);
  }
  if (names_of(policy, decision) != recorded_rules(tirai)) return "other rules determine the answer than those recorded";
  return {};
}

// A reveal without what the policy obliges to.
std::string neglects(const Decision& decision, const json& tirai) {
  const Obligations& wanted = decision.obligations;
  if (!decision.permitted || decision.level != Level::kPlain || text_at(tirai, "level_after") != "plain") return "revealed although the policy does not permit it";
  if (wanted.ask_purpose && text_at(part(tirai, "facts"), "purpose").empty()) return "revealed without the purpose that the policy asks for";
  if (wanted.justification_min && part(tirai, "sealed").empty()) return "revealed without the reason that the policy asks for";
  const auto seconds = tirai.find("time_to_live_s");
  const bool same = wanted.time_to_live_s ? seconds != tirai.end() && *seconds == *wanted.time_to_live_s : seconds == tirai.end();
  return same ? std::string() : "shown for another time than the policy says";
}
}  // namespace

void Replay::add(std::string text) {
  std::string digest = "sha256:" + sha256_hex(text);
  if (policies_.contains(digest)) return;
  auto policy = parse_policy(text);
  policies_.emplace(std::move(digest), policy ? std::optional<Policy>(std::move(policy).value()) : std::nullopt);
}

Replay::Outcome Replay::again(std::string_view line) const {
  Outcome out;
  const json event = json::parse(line, nullptr, false);
  if (!event.is_object()) return out;
  if (const auto time = event.find("time"); time != event.end() && time->is_number_integer()) out.time_ms = time->get<std::int64_t>();
  const json tirai = part(event, "tirai");
  if (!tirai.is_object() || !part(tirai, "decision").contains("level")) return out;
  out.decided = true;
  const std::string digest = text_at(tirai, "policy_digest");
  const auto found = policies_.find(digest);
  if (found == policies_.end()) return out.unknown_policy = digest, out;
  if (!found->second) return out.problem = "the policy that decided cannot be read", out;
  const auto request = parse_request(*found->second, request_of(event, tirai));
  if (!request) return out.problem = "what was asked cannot be read: " + request.error().message, out;
  const Decision& decision = decide(*found->second, request.value());
  out.problem = differs(*found->second, decision, tirai);
  if (out.problem.empty() && text_at(tirai, "kind") == "reveal") out.problem = neglects(decision, tirai);
  out.same = out.problem.empty();
  return out;
}

}  // namespace tirai::audit
