// A second decision point, written from policies/README.md alone: it walks the policy's JSON for every request and compiles nothing.
// It knows facts by name. A fact that is absent from the map is one the request does not name.
#pragma once

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace tirai::reference {

using Facts = std::map<std::string, std::string>;
using nlohmann::json;

struct Answer {
  bool permitted = false;
  std::string level = "full";
  std::set<std::string> rules;
  bool copy_allowed = false;
  std::set<std::string> duties;  ///< ask_purpose, step_up, approval, write_ahead, watermark
  std::map<std::string, std::uint32_t> amounts;  ///< time_to_live_s, offline_reveals: the least; justification_min: the most
  bool operator==(const Answer&) const = default;
};

inline int rank(const std::string& level) {
  static const std::vector<std::string> kLevels = {"plain", "partial", "token", "full", "remove"};
  return static_cast<int>(std::find(kLevels.begin(), kLevels.end(), level) - kLevels.begin());
}

/// Whether `value` is `name` or lies below it.
inline bool is_under(const json& policy, const std::string& fact, std::string value, const std::string& name) {
  if (fact == "class") return value == name || value.rfind(name + ".", 0) == 0;
  const std::string tree = fact == "role" ? "roles" : "purposes";
  const std::string parent = fact == "role" ? "extends" : "broader";
  while (value != name) {
    if ((fact != "role" && fact != "purpose") || !policy[tree].contains(value)) return false;
    value = policy[tree][value].value(parent, "");
  }
  return true;
}

inline bool rule_matches(const json& policy, const json& rule, const Facts& facts) {
  const bool deny = rule["effect"] == "deny";
  for (const auto& [fact, names] : rule["when"].items()) {
    const auto given = facts.find(fact);
    if (given == facts.end()) {
      if (!deny) return false;
      continue;
    }
    bool any = false;
    for (const std::string name : names) any = any || is_under(policy, fact, given->second, name);
    if (!any) return false;
  }
  return true;
}

inline bool is_under_any(const json& policy, const std::string& fact, const std::string& value, const json& names) {
  for (const std::string name : names) {
    if (is_under(policy, fact, value, name)) return true;
  }
  return false;
}

/// The purposes that need consent deny by themselves.
inline std::vector<std::string> consent_denials(const json& policy, const Facts& facts) {
  std::vector<std::string> ids;
  const auto consent = facts.find("consent");
  if (consent != facts.end() && consent->second == "given") return ids;
  const auto purpose = facts.find("purpose");
  for (const auto& [id, one] : policy["purposes"].items()) {
    if (!one.value("needs_consent", false)) continue;
    if (purpose == facts.end() || is_under(policy, "purpose", purpose->second, id)) ids.push_back("needs_consent/" + id);
  }
  return ids;
}

/// The class at or above `name` that says what its data was collected for, or "".
inline std::string collector_of(const json& policy, std::string name) {
  while (!name.empty()) {
    if (policy["classes"].contains(name) && policy["classes"][name].contains("collected_for")) return name;
    name = name.find('.') == std::string::npos ? "" : name.substr(0, name.rfind('.'));
  }
  return "";
}

/// Data opens for the purposes it was collected for and narrower ones alone. No purpose at all is no misuse.
inline std::vector<std::string> compatibility_denials(const json& policy, const Facts& facts) {
  std::vector<std::string> ids;
  for (const auto& [id, one] : policy["classes"].items()) {
    if (!one.contains("collected_for")) continue;
    bool some_incompatible = false;
    for (const auto& [purpose, unused] : policy["purposes"].items()) some_incompatible = some_incompatible || !is_under_any(policy, "purpose", purpose, one["collected_for"]);
    const auto given = facts.find("class");
    if (!some_incompatible || (given != facts.end() && collector_of(policy, given->second) != id)) continue;
    const auto purpose = facts.find("purpose");
    const bool compatible = purpose != facts.end() && (purpose->second == "none" || is_under_any(policy, "purpose", purpose->second, one["collected_for"]));
    if (!compatible) ids.push_back("purpose_compatible/" + id);
  }
  return ids;
}

inline bool is(const Facts& facts, const std::string& fact, const std::set<std::string>& values) {
  const auto given = facts.find(fact);
  return given == facts.end() || values.count(given->second) > 0;
}

/// Past a limit: only with a second factor, or not at all.
inline std::vector<std::string> limit_denials(const json& policy, const Facts& facts) {
  std::vector<std::string> ids;
  const json limits = policy.value("limits", json::object());
  for (const auto& [id, limit] : limits.items()) {
    const bool deny = limit["then"] == "deny";
    bool holds = is(facts, "action", {"reveal", "copy", "compare", "export", "send"}) && is(facts, "risk", deny ? std::set<std::string>{"high"} : std::set<std::string>{"elevated", "high"});
    if (!deny) holds = holds && is(facts, "identity", {"none", "session"});
    for (const char* fact : {"role", "class"}) {
      const auto given = facts.find(fact);
      if (limit.contains(fact) && given != facts.end()) holds = holds && is_under_any(policy, fact, given->second, limit[fact]);
    }
    if (holds) ids.push_back("limit/" + id);
  }
  return ids;
}

inline void permit(Answer& answer, const json& rule) {
  const json obligations = rule.value("obligations", json::object());
  const bool first = answer.rules.empty();
  answer.level = first || rank(rule["level"]) > rank(answer.level) ? rule["level"].get<std::string>() : answer.level;
  for (const char* duty : {"ask_purpose", "step_up", "approval", "write_ahead", "watermark"}) {
    if (obligations.value(duty, false)) answer.duties.insert(duty);
  }
  answer.copy_allowed = obligations.value("copy_allowed", false) && (first || answer.copy_allowed);
  for (const std::string amount : {"time_to_live_s", "offline_reveals", "justification_min"}) {
    if (!obligations.contains(amount)) continue;
    const std::uint32_t one = obligations[amount];
    const auto there = answer.amounts.find(amount);
    const bool replace = there == answer.amounts.end() || (amount == "justification_min" ? one > there->second : one < there->second);
    if (replace) answer.amounts[amount] = one;
  }
  answer.rules.insert(rule["id"].get<std::string>());
  answer.permitted = true;
}

inline Answer decide(const json& policy, const Facts& facts) {
  Answer denied;
  for (const auto& ids : {consent_denials(policy, facts), compatibility_denials(policy, facts), limit_denials(policy, facts)}) denied.rules.insert(ids.begin(), ids.end());
  Answer permitted;
  for (const json& rule : policy["rules"]) {
    if (!rule_matches(policy, rule, facts)) continue;
    if (rule["effect"] == "permit") {
      permit(permitted, rule);
    } else {
      denied.rules.insert(rule["id"].get<std::string>());
      if (rule.value("level", "full") == "remove") denied.level = "remove";
    }
  }
  return denied.rules.empty() ? permitted : denied;
}

}  // namespace tirai::reference
