// Rules are bit sets over finite domains, so a decision is a few bit tests per rule, and the same for every order of rules.
#include "tirai/decide.h"

#include <algorithm>

#include "decide/facts.h"
#include "decide/matching.h"

namespace tirai {
namespace {
constexpr std::array<std::string_view, kLevelCount> kLevelNames = {"plain", "partial", "token", "full", "remove"};

void combine(Obligations& all, const Obligations& one, bool first) {
  all.ask_purpose |= one.ask_purpose;
  all.write_ahead |= one.write_ahead;
  all.copy_allowed = one.copy_allowed && (first || all.copy_allowed);
  if (one.time_to_live_s) all.time_to_live_s = std::min(*one.time_to_live_s, all.time_to_live_s.value_or(*one.time_to_live_s));
}
}  // namespace

std::string_view to_string(Level level) { return kLevelNames[static_cast<std::size_t>(level)]; }

std::optional<Level> level_from(std::string_view name) {
  for (std::size_t i = 0; i < kLevelCount; ++i) {
    if (kLevelNames[i] == name) return static_cast<Level>(i);
  }
  return std::nullopt;
}

Decision decide(const Policy& policy, const Request& request) {
  std::vector<std::uint32_t> permits;
  std::vector<std::uint32_t> denies;
  for (std::uint32_t i = 0; i < policy.rules.size(); ++i) {
    if (decision::first_mismatch(policy.rules[i], request)) continue;
    (policy.rules[i].deny ? denies : permits).push_back(i);
  }
  Decision decision{.level = Level::kFull, .permitted = denies.empty() && !permits.empty()};
  decision.rules = denies.empty() ? std::move(permits) : std::move(denies);
  if (decision.permitted) decision.level = Level::kPlain;
  bool first = true;
  for (const std::uint32_t i : decision.rules) {
    decision.level = std::max(decision.level, policy.rules[i].level);
    combine(decision.obligations, policy.rules[i].obligations, std::exchange(first, false));
  }
  return decision;
}

std::vector<OfferedPurpose> offered_purposes(const Policy& policy, Request request) {
  std::vector<OfferedPurpose> offered;
  for (std::uint32_t i = 0; i < policy.purposes.size(); ++i) {
    request.facts[static_cast<std::size_t>(Fact::kPurpose)] = static_cast<std::uint16_t>(i);
    Decision decision = decide(policy, request);
    if (decision.permitted && decision.level < Level::kFull) offered.push_back({i, std::move(decision)});
  }
  return offered;
}

}  // namespace tirai
