// A decision is a walk down the compiled table: one load per fact that matters, and the same for every order of rules.
#include "tirai/decide.h"

#include <algorithm>

#include "decide/derive.h"

namespace tirai {
namespace {
constexpr std::array<std::string_view, kLevelCount> kLevelNames = {"plain", "partial", "token", "full", "remove"};

}  // namespace

std::string_view to_string(Level level) { return kLevelNames[static_cast<std::size_t>(level)]; }

std::optional<Level> level_from(std::string_view name) {
  for (std::size_t i = 0; i < kLevelCount; ++i) {
    if (kLevelNames[i] == name) return static_cast<Level>(i);
  }
  return std::nullopt;
}

const Decision& decide(const Policy& policy, const Request& request) {
  const DecisionTable& table = policy.table;
  std::uint32_t at = table.root;
  while ((at & DecisionTable::kLeaf) == 0) {
    const std::uint32_t fact = table.nodes[at];
    const auto& columns = table.column_of[fact];
    at = table.nodes[at + 1 + columns[std::min<std::size_t>(request.facts[fact], columns.size() - 1)]];
  }
  return table.decisions[at & ~DecisionTable::kLeaf];
}

std::vector<OfferedPurpose> offered_purposes(const Policy& policy, Request request) {
  std::vector<OfferedPurpose> offered;
  for (std::uint32_t i = 0; i < policy.purposes.size(); ++i) {
    request.facts[static_cast<std::size_t>(Fact::kPurpose)] = static_cast<std::uint16_t>(i);
    const Decision& decision = decide(policy, request);
    if (decision.permitted && decision.level < Level::kFull) offered.push_back({i, decision});
  }
  return offered;
}

Result<std::vector<OfferedPurpose>> offered_purposes(const Policy& policy, std::string_view request_json) {
  const Result<decision::Situation> situation = decision::read_situation(policy, request_json);
  if (!situation) return situation.error();
  std::vector<OfferedPurpose> offered;
  for (std::uint32_t i = 0; i < policy.purposes.size(); ++i) {
    const Request request = situation.value().request_under(situation.value().given.facts[static_cast<std::size_t>(Fact::kClass)], static_cast<std::uint16_t>(i));
    const Decision& decision = decide(policy, request);
    if (decision.permitted && decision.level < Level::kFull) offered.push_back({i, decision});
  }
  return offered;
}

}  // namespace tirai
