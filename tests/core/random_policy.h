// Policies nobody would write, each from its seed: every effect, level, obligation, tree, limit and compatibility somewhere among them.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace tirai::reference {

using nlohmann::json;

class RandomPolicy {
 public:
  explicit RandomPolicy(unsigned seed) : random_(seed) {}

  json make() {
    const json text = {{"id", "a"}, {"en", "b"}};
    json policy = {{"tirai_policy", 1}, {"id", "random"}, {"version", 1}, {"controller", {{"name", "a"}, {"contact", "b"}}}, {"dpo", {{"name", "a"}, {"contact", "b"}}}};
    policy["roles"] = tree({"r0", "r1", "r2", "r3"}, "extends", {{"text", text}});
    policy["purposes"] = tree({"p0", "p1", "p2", "p3", "p4"}, "broader", {{"text", text}, {"reason", text}, {"dpv", "d"}, {"legal_basis", "l"}});
    for (auto& purpose : policy["purposes"]) purpose["needs_consent"] = random_() % 4 == 0;
    policy["classes"] = json::object();
    for (const char* id : {"a", "a.b", "a.b.c", "a.bc", "d", "e.f", "e.g"}) policy["classes"][id] = {{"text", text}};
    const std::vector<std::string> purposes = {"p0", "p1", "p2", "p3", "p4"};
    for (auto& one : policy["classes"]) {
      if (random_() % 4 == 0) one["collected_for"] = json::array({purposes[random_() % 5]});
    }
    if (random_() % 3 == 0) policy["limits"]["l0"] = {{"role", json::array({"r1"})}, {"reveals", 5}, {"within_s", 60}, {"then", "step_up"}};
    if (random_() % 3 == 0) policy["limits"]["l1"] = {{"class", json::array({"a"})}, {"reveals", 5}, {"within_s", 60}, {"then", "deny"}};
    policy["rules"] = json::array();
    for (unsigned i = random_() % 13; i > 0; --i) policy["rules"].push_back(rule("rule-" + std::to_string(i), text));
    return policy;
  }
  unsigned operator()() { return static_cast<unsigned>(random_()); }

 private:
  json tree(const std::vector<std::string>& names, const char* parent, const json& rest) {
    json made = json::object();
    for (std::size_t i = 0; i < names.size(); ++i) {
      made[names[i]] = rest;
      if (i > 0 && random_() % 2 == 0) made[names[i]][parent] = names[random_() % i];
    }
    return made;
  }
  json rule(const std::string& id, const json& text) {
    const bool deny = random_() % 4 == 0;
    json made = {{"id", id}, {"effect", deny ? "deny" : "permit"}, {"reason", text}, {"when", json::object()}};
    const char* const levels[] = {"plain", "partial", "token", "full", "remove"};
    if (!deny || random_() % 2 == 0) made["level"] = levels[deny ? 3 + random_() % 2 : random_() % 5];
    if (!deny && random_() % 2 == 0) {
      for (const char* duty : {"ask_purpose", "step_up", "approval", "write_ahead", "watermark", "copy_allowed"}) made["obligations"][duty] = random_() % 2 == 0;
      for (const char* amount : {"time_to_live_s", "offline_reveals", "justification_min"}) {
        if (random_() % 2 == 0) made["obligations"][amount] = 1 + random_() % 60;
      }
    }
    static const std::map<std::string, std::vector<std::string>> kNames = {
        {"action", {"view", "reveal", "copy"}}, {"role", {"r0", "r1", "r2", "r3"}}, {"relationship", {"assigned", "team", "none"}},
        {"class", {"a", "a.b", "a.b.c", "a.bc", "d", "e", "e.f"}}, {"purpose", {"p0", "p1", "p2", "p3", "p4", "none"}},
        {"consent", {"given", "refused", "unknown"}}, {"identity", {"none", "session", "mfa"}}, {"risk", {"normal", "elevated", "high"}}};
    for (const auto& [fact, names] : kNames) {
      if (random_() % 3 != 0) continue;
      json wanted = json::array();
      for (const std::string& name : names) {
        if (random_() % 2 == 0) wanted.push_back(name);
      }
      if (!wanted.empty()) made["when"][fact] = wanted;
    }
    return made;
  }
  std::mt19937 random_;
};

}  // namespace tirai::reference
