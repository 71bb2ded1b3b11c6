// The ready policies, and the situations each of them tells apart.
#pragma once

#include <map>
#include <nlohmann/json.hpp>

#include "support.h"
#include "tirai/facts.h"

namespace tirai::reference {

using nlohmann::json;

inline json without_comments(const std::string& text) { return json::parse(text, nullptr, false, true); }

// Values that no rule tells apart, by the rules' own sets: one of each group stands for all of them.
inline std::vector<std::uint16_t> told_apart(const Policy& policy, std::size_t fact) {
  const bool named = std::any_of(policy.rules.begin(), policy.rules.end(), [&](const Rule& rule) { return !rule.when[fact].empty(); });
  if (!named) return {0};
  std::map<std::vector<bool>, std::uint16_t> groups;
  for (std::uint16_t value = 0; value < domain_size(policy, static_cast<Fact>(fact)); ++value) {
    std::vector<bool> passing;
    for (const Rule& rule : policy.rules) passing.push_back(rule.when[fact].empty() || (rule.when[fact][value / 64] >> (value % 64) & 1) != 0);
    groups.try_emplace(passing, value);
  }
  std::vector<std::uint16_t> values = {kMissing};
  for (const auto& [passing, value] : groups) values.push_back(value);
  return values;
}

// The ready policies, each with what it extends.
inline std::vector<PolicySource> sources_of(const std::string& name) {
  std::vector<PolicySource> sources;
  for (std::string file = name; !file.empty();) {
    sources.push_back({file, vectors::read_file("policies/" + file)});
    const json read = without_comments(sources.back().text);
    file = read.value("extends", "");
  }
  return sources;
}
inline constexpr const char* kReady[] = {"strict-default.json", "pci-dss-card-data.json", "uu-pdp-contact-centre.json", "gdpr-support-desk.json", "ccpa-support-desk.json", "pdpa-singapore.json"};

}  // namespace tirai::reference
