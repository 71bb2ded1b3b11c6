// A reduced ordered decision diagram, built from the top: at each fact the rules still in play part into those that the value leaves
// in play. Two places where the same rules are in play are one place; a fact that makes no difference there is not asked.
//
// INVARIANT: the leaf a request reaches is what combining all its matching rules gives, whatever their order.
#include "decide/compile.h"

#include <algorithm>
#include <unordered_map>

#include "decide/facts.h"

namespace tirai::decision {
namespace {
using Bits = std::vector<std::uint64_t>;
constexpr std::size_t kMostWords = 4u << 20;

struct HashWords {
  template <typename Words>
  std::size_t operator()(const Words& words) const {
    std::uint64_t hash = 0x9E3779B97F4A7C15;
    for (const auto word : words) hash = (hash ^ word) * 0xFF51AFD7ED558CCD, hash ^= hash >> 32;
    return static_cast<std::size_t>(hash);
  }
};

void combine(Obligations& all, const Obligations& one, bool first) {
  const auto least = [](auto& mine, const auto& other) {
    if (other) mine = std::min(*other, mine.value_or(*other));
  };
  all.ask_purpose |= one.ask_purpose;
  all.step_up |= one.step_up;
  all.approval |= one.approval;
  all.write_ahead |= one.write_ahead;
  all.watermark |= one.watermark;
  all.copy_allowed = one.copy_allowed && (first || all.copy_allowed);
  if (one.justification_min) all.justification_min = std::max(*one.justification_min, all.justification_min.value_or(0));
  least(all.time_to_live_s, one.time_to_live_s);
  least(all.offline_reveals, one.offline_reveals);
}

bool has(const Bits& bits, std::size_t index) { return (bits[index / 64] >> (index % 64) & 1) != 0; }
void set(Bits& bits, std::size_t index) { bits[index / 64] |= std::uint64_t{1} << (index % 64); }
bool any(const Bits& bits) {
  return std::any_of(bits.begin(), bits.end(), [](std::uint64_t word) { return word != 0; });
}
Bits both(const Bits& a, const Bits& b) {
  Bits out(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) out[i] = a[i] & b[i];
  return out;
}

class Compiler {
 public:
  explicit Compiler(const Policy& policy) : policy_(policy), words_((policy.rules.size() + 63) / 64) {}

  std::optional<DecisionTable> run() {
    for (std::size_t fact = 0; fact < kFactCount; ++fact) make_columns(fact);
    denies_.assign(words_, 0);
    Bits all(words_, 0);
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      set(all, i);
      if (policy_.rules[i].deny) set(denies_, i);
    }
    for (std::size_t step = 0; step <= kFactCount; ++step) make_settled(step);
    table_.decisions.clear();
    table_.root = build(0, std::move(all));
    return too_large_ ? std::nullopt : std::optional<DecisionTable>(std::move(table_));
  }

 private:
  // Whether rule `i` lets this value pass; the value behind the last stands for what the request does not name.
  bool passes(std::size_t rule, std::size_t fact, std::size_t value) const {
    const auto& wanted = policy_.rules[rule].when[fact];
    if (wanted.empty()) return true;
    return value >= domain_size(policy_, static_cast<Fact>(fact)) ? policy_.rules[rule].deny : has(wanted, value);
  }

  void make_columns(std::size_t fact) {
    std::unordered_map<Bits, std::uint32_t, HashWords> known;
    for (std::size_t value = 0; value <= domain_size(policy_, static_cast<Fact>(fact)); ++value) {
      Bits passing(words_, 0);
      for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
        if (passes(i, fact, value)) set(passing, i);
      }
      const auto [place, fresh] = known.try_emplace(passing, static_cast<std::uint32_t>(known.size()));
      if (fresh) columns_[fact].push_back(std::move(passing));
      table_.column_of[fact].push_back(static_cast<std::uint16_t>(place->second));
    }
  }

  // The rules that name no fact from this step on: nothing that is still asked can stop them.
  void make_settled(std::size_t step) {
    Bits& settled = settled_[step];
    settled.assign(words_, 0);
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      const auto names = [&](Fact fact) { return !policy_.rules[i].when[static_cast<std::size_t>(fact)].empty(); };
      if (std::none_of(kFactOrder.begin() + static_cast<std::ptrdiff_t>(step), kFactOrder.end(), names)) set(settled, i);
    }
  }

  std::uint32_t build(std::size_t step, Bits alive) {
    if (any(both(both(alive, denies_), settled_[step]))) alive = both(alive, denies_);  // a deny holds: no permit can matter any more
    if (both(alive, settled_[step]) == alive) return leaf(alive);
    if (const auto known = built_[step].find(alive); known != built_[step].end()) return known->second;
    used_ += words_ * 2 + 8;
    if (used_ > kMostWords) too_large_ = true;
    if (too_large_) return DecisionTable::kLeaf;
    const std::size_t fact = static_cast<std::size_t>(kFactOrder[step]);
    std::vector<std::uint32_t> node = {static_cast<std::uint32_t>(fact)};
    for (const Bits& column : columns_[fact]) node.push_back(build(step + 1, both(alive, column)));
    const bool same = std::all_of(node.begin() + 1, node.end(), [&](std::uint32_t next) { return next == node[1]; });
    const std::uint32_t place = same ? node[1] : place_of(std::move(node));
    built_[step].emplace(std::move(alive), place);
    return place;
  }

  std::uint32_t place_of(std::vector<std::uint32_t> node) {
    const auto [known, fresh] = nodes_.try_emplace(node, static_cast<std::uint32_t>(table_.nodes.size()));
    if (!fresh) return known->second;
    used_ += node.size() * 2;
    table_.nodes.insert(table_.nodes.end(), node.begin(), node.end());
    return known->second;
  }

  std::uint32_t leaf(const Bits& alive) {
    const auto [known, fresh] = leaves_.try_emplace(alive, DecisionTable::kLeaf | static_cast<std::uint32_t>(table_.decisions.size()));
    if (fresh) table_.decisions.push_back(decision_of(alive));
    return known->second;
  }

  Decision decision_of(const Bits& alive) const {
    Decision decision;
    for (std::uint32_t i = 0; i < policy_.rules.size(); ++i) {
      if (has(alive, i)) decision.rules.push_back(i);
    }
    if (decision.rules.empty()) return decision;
    decision.permitted = !policy_.rules[decision.rules.front()].deny;
    decision.level = decision.permitted ? Level::kPlain : Level::kFull;
    bool first = true;
    for (const std::uint32_t i : decision.rules) {
      decision.level = std::max(decision.level, policy_.rules[i].level);
      combine(decision.obligations, policy_.rules[i].obligations, std::exchange(first, false));
    }
    return decision;
  }

  const Policy& policy_;
  std::size_t words_;
  DecisionTable table_;
  std::array<std::vector<Bits>, kFactCount> columns_;
  std::array<Bits, kFactCount + 1> settled_;
  Bits denies_;
  std::array<std::unordered_map<Bits, std::uint32_t, HashWords>, kFactCount + 1> built_;
  std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, HashWords> nodes_;
  std::unordered_map<Bits, std::uint32_t, HashWords> leaves_;
  std::size_t used_ = 0;
  bool too_large_ = false;
};
}  // namespace

std::optional<DecisionTable> compile(const Policy& policy) { return Compiler(policy).run(); }

}  // namespace tirai::decision
