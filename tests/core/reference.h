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
  bool ask_purpose = false, write_ahead = false, copy_allowed = false;
  std::uint32_t time_to_live_s = 0;  ///< 0: none
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

inline void permit(Answer& answer, const json& rule) {
  const json obligations = rule.value("obligations", json::object());
  const bool first = answer.rules.empty();
  answer.level = first || rank(rule["level"]) > rank(answer.level) ? rule["level"].get<std::string>() : answer.level;
  answer.ask_purpose = answer.ask_purpose || obligations.value("ask_purpose", false);
  answer.write_ahead = answer.write_ahead || obligations.value("write_ahead", false);
  answer.copy_allowed = obligations.value("copy_allowed", false) && (first || answer.copy_allowed);
  const std::uint32_t seconds = obligations.value("time_to_live_s", 0u);
  if (seconds > 0 && (answer.time_to_live_s == 0 || seconds < answer.time_to_live_s)) answer.time_to_live_s = seconds;
  answer.rules.insert(rule["id"].get<std::string>());
  answer.permitted = true;
}

inline Answer decide(const json& policy, const Facts& facts) {
  Answer denied;
  for (const std::string& id : consent_denials(policy, facts)) denied.rules.insert(id);
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
