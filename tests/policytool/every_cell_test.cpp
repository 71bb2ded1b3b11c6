// The compiled table in every cell of every ready policy. Native only: some hundred million cells.
#include "../core/cells.h"
#include "tirai/decide.h"

namespace {
using namespace tirai;
using reference::kReady;
using reference::sources_of;
using reference::told_apart;

// Asks every rule in every cell, for policies with too many cells for the reference to walk their JSON in each: a rule is a bit, a value of
// a fact the set of rules it passes, and a cell the rules that all its values pass. Shares nothing with the table but the rules themselves.
class EveryRule {
 public:
  explicit EveryRule(const Policy& policy) : policy_(policy) {
    EXPECT_LE(policy.rules.size(), 64u);
    for (std::size_t i = 0; i < policy.rules.size(); ++i) denies_ |= policy.rules[i].deny ? bit(i) : 0;
    for (std::size_t fact = 0; fact < kFactCount; ++fact) {
      for (const std::uint16_t value : told_apart(policy, fact)) {
        values_[fact].push_back(value);
        passing_[fact].push_back(passing(fact, value));
      }
    }
    for (const Decision& decision : policy.table.decisions) check(decision);
  }
  /// How many cells disagree, of how many.
  std::pair<std::size_t, std::size_t> disagreements() {
    step(0, ~std::uint64_t{0});
    return {wrong_, cells_};
  }

 private:
  static std::uint64_t bit(std::size_t rule) { return std::uint64_t{1} << rule; }
  std::uint64_t passing(std::size_t fact, std::uint16_t value) const {
    std::uint64_t rules = 0;
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      const auto& wanted = policy_.rules[i].when[fact];
      const bool passes = wanted.empty() || (value == kMissing ? policy_.rules[i].deny : (wanted[value / 64] >> (value % 64) & 1) != 0);
      rules |= passes ? bit(i) : 0;
    }
    return rules;
  }
  // A decision says what its rules say.
  void check(const Decision& decision) {
    std::uint64_t rules = 0;
    Level level = Level::kPlain;
    for (const std::uint32_t rule : decision.rules) rules |= bit(rule), level = std::max(level, policy_.rules[rule].level);
    const bool denied = (rules & denies_) != 0;
    EXPECT_EQ(decision.level, rules == 0 ? Level::kFull : denied ? std::max(level, Level::kFull) : level);
    EXPECT_EQ(decision.permitted, rules != 0 && !denied);
    rules_of_.push_back(rules);
  }
  void step(std::size_t fact, std::uint64_t rules) {
    if (fact == kFactCount) {
      const std::uint64_t own = policy_.rules.size() == 64 ? rules : rules & (bit(policy_.rules.size()) - 1);
      const std::uint64_t wanted = (own & denies_) != 0 ? own & denies_ : own;
      wrong_ += rules_of_[static_cast<std::size_t>(&decide(policy_, request_) - policy_.table.decisions.data())] != wanted;
      ++cells_;
      return;
    }
    for (std::size_t i = 0; i < values_[fact].size(); ++i) {
      request_.facts[fact] = values_[fact][i];
      step(fact + 1, rules & passing_[fact][i]);
    }
  }

  const Policy& policy_;
  std::uint64_t denies_ = 0;
  std::array<std::vector<std::uint16_t>, kFactCount> values_;
  std::array<std::vector<std::uint64_t>, kFactCount> passing_;
  std::vector<std::uint64_t> rules_of_;
  Request request_{};
  std::size_t wrong_ = 0, cells_ = 0;
};

TEST(DecideEverywhere, AgreesWithAskingEveryRuleInEveryCellOfEveryReadyPolicy) {
  for (const char* name : kReady) {
    const auto read = parse_policy(sources_of(name));
    ASSERT_TRUE(read.ok()) << read.error().text();
    const auto [wrong, cells] = EveryRule(read.value()).disagreements();
    EXPECT_EQ(wrong, 0u) << name;
    EXPECT_GE(cells, 81u) << name;  // strict-default: 3 of role, 3 of class, 3 of restriction, 3 of retention, "not named" among them
  }
}

}  // namespace
