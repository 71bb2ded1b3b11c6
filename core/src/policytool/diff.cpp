// Two tables walked side by side. Where both lead to the same answers below, nothing is visited twice.
#include <algorithm>
#include <cmath>
#include <map>

#include "decide/compile.h"
#include "policytool/cells.h"
#include "policytool/diff.h"
#include "tirai/policy_tool.h"

namespace tirai::tool {
namespace {
constexpr std::size_t kMostGroups = 1000;
constexpr std::size_t kMostPaths = 200'000;

// −1 tighter, 1 looser, 0 the same: obligations of two answers of the same level.
int compare(const Obligations& before, const Obligations& after) {
  const auto less_asked = [](const Obligations& a, const Obligations& b) {
    const auto lost = [](bool had, bool has) { return had && !has; };
    return lost(a.ask_purpose, b.ask_purpose) || lost(a.step_up, b.step_up) || lost(a.approval, b.approval) || lost(a.write_ahead, b.write_ahead) || lost(a.watermark, b.watermark) ||
           lost(b.copy_allowed, a.copy_allowed) || a.justification_min.value_or(0) > b.justification_min.value_or(0) || a.time_to_live_s.value_or(3601) < b.time_to_live_s.value_or(3601) ||
           a.offline_reveals.value_or(0) < b.offline_reveals.value_or(0);
  };
  return less_asked(before, after) ? 1 : less_asked(after, before) ? -1 : 0;
}

int compare(const Decision& before, const Decision& after) {
  if (before.level != after.level) return after.level < before.level ? 1 : -1;
  if (before.permitted != after.permitted) return after.permitted ? 1 : -1;
  return compare(before.obligations, after.obligations);
}

// The values of a fact on either side, by name, and where each stands; kMissing on the side that does not know it.
struct Shared {
  std::vector<std::string> names;
  std::vector<std::uint16_t> before, after;
};
Shared shared(const Policy& before, const Policy& after, Fact fact) {
  Shared made;
  for (const Policy* policy : {&before, &after}) {
    for (std::size_t i = 0; i < domain_size(*policy, fact); ++i) {
      const std::string name(domain_name(*policy, fact, i));
      if (policy == &after && domain_index(before, fact, name) != kMissing) continue;
      made.names.push_back(name);
      made.before.push_back(domain_index(before, fact, name));
      made.after.push_back(domain_index(after, fact, name));
    }
  }
  return made;
}

class Differ {
 public:
  Differ(const Policy& before, const Policy& after) : before_(before), after_(after) {
    for (std::size_t fact = 0; fact < kFactCount; ++fact) {
      shared_[fact] = shared(before, after, static_cast<Fact>(fact));
      sets_[fact].assign(shared_[fact].names.size(), true);
    }
    for (std::size_t i = 0; i < kFactCount; ++i) place_[index_of(decision::kFactOrder[i])] = i;
  }

  // Of all classes, only these two: data that was of the one and is of the other now.
  void only(std::uint16_t was, std::uint16_t now) {
    shared_[index_of(Fact::kClass)] = {{"class"}, {was}, {now}};
    sets_[index_of(Fact::kClass)] = {true};
  }
  std::pair<double, double> sums() { return shares({before_.table.root, after_.table.root}); }
  bool any() { return differs({before_.table.root, after_.table.root}); }
  Difference run() {
    const Pair root{before_.table.root, after_.table.root};
    double all = 1;
    for (const auto& set : sets_) all *= static_cast<double>(set.size());
    found_.looser = std::round(shares(root).first * all);
    found_.tighter = std::round(shares(root).second * all);
    step(root);
    merge();
    return std::move(found_);
  }

 private:
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  static bool is_leaf(std::uint32_t node) { return (node & DecisionTable::kLeaf) != 0; }
  const Decision& leaf(const Policy& policy, std::uint32_t node) const { return policy.table.decisions[node & ~DecisionTable::kLeaf]; }

  // The fact asked next: the earlier of the two.
  std::size_t next_fact(Pair at) const {
    const std::size_t left = is_leaf(at.first) ? kFactCount : place_[before_.table.nodes[at.first]];
    const std::size_t right = is_leaf(at.second) ? kFactCount : place_[after_.table.nodes[at.second]];
    return index_of(decision::kFactOrder[std::min(left, right)]);
  }
  static std::uint32_t follow(const DecisionTable& table, std::uint32_t node, std::size_t fact, std::uint16_t value) {
    if (is_leaf(node) || table.nodes[node] != fact) return node;
    const auto& columns = table.column_of[fact];
    return table.nodes[node + 1 + columns[std::min<std::size_t>(value, columns.size() - 1)]];
  }
  std::map<Pair, std::vector<bool>> branches(Pair at, std::size_t fact) const {
    std::map<Pair, std::vector<bool>> groups;
    const Shared& values = shared_[fact];
    for (std::size_t i = 0; i < values.names.size(); ++i) {
      auto& group = groups[{follow(before_.table, at.first, fact, values.before[i]), follow(after_.table, at.second, fact, values.after[i])}];
      group.resize(values.names.size(), false);
      group[i] = true;
    }
    return groups;
  }

  // The share of all situations below here that got looser, and tighter. A fact that is not asked halves nothing, so shares simply add up.
  std::pair<double, double> shares(Pair at) {
    if (is_leaf(at.first) && is_leaf(at.second)) {
      const int change = compare(leaf(before_, at.first), leaf(after_, at.second));
      return {change > 0 ? 1 : 0, change < 0 ? 1 : 0};
    }
    if (const auto known = known_.find(at); known != known_.end()) return known->second;
    std::pair<double, double> sum{0, 0};
    for (const auto& [next, values] : branches(at, next_fact(at))) {
      const double part = static_cast<double>(std::count(values.begin(), values.end(), true)) / static_cast<double>(values.size());
      const auto [looser, tighter] = shares(next);
      sum.first += part * looser;
      sum.second += part * tighter;
    }
    return known_[at] = sum;
  }
  bool differs(Pair at) {
    const auto [looser, tighter] = shares(at);
    return looser + tighter > 0;
  }

  void step(Pair at) {
    if (!differs(at) || ++paths_ > kMostPaths) return;
    if (is_leaf(at.first) && is_leaf(at.second)) return add(leaf(before_, at.first), leaf(after_, at.second));
    const std::size_t fact = next_fact(at);
    const auto all = sets_[fact];
    for (const auto& [next, values] : branches(at, fact)) {
      sets_[fact] = values;
      step(next);
    }
    sets_[fact] = all;
  }

  void add(const Decision& before, const Decision& after) {
    Group group{.looser = compare(before, after) > 0, .before = before, .after = after, .sets = sets_};
    group.cells = cells(group);
    found_.groups.push_back(std::move(group));
  }
  static double cells(const Group& group) {
    double product = 1;
    for (const auto& set : group.sets) product *= static_cast<double>(std::count(set.begin(), set.end(), true));
    return product;
  }

  // Two groups that are the same but for one fact are one group.
  void merge() {
    for (bool again = true; again;) {
      again = false;
      for (std::size_t fact = 0; fact < kFactCount; ++fact) again = merge_along(fact) || again;
    }
    std::stable_sort(found_.groups.begin(), found_.groups.end(), [](const Group& a, const Group& b) { return a.looser != b.looser ? a.looser : a.cells > b.cells; });
    if (found_.groups.size() <= kMostGroups) return;
    found_.left_out = found_.groups.size() - kMostGroups;
    found_.groups.resize(kMostGroups);
  }
  bool merge_along(std::size_t fact) {
    std::map<std::string, std::size_t> places;
    std::vector<Group> kept;
    for (Group& group : found_.groups) {
      std::string key = std::to_string(static_cast<int>(group.before.level)) + std::to_string(static_cast<int>(group.after.level)) + (group.looser ? "+" : "-") + (group.before.permitted ? "p" : "d") +
                        (group.after.permitted ? "p" : "d") + dump(obligations_json(group.before.obligations)) + dump(obligations_json(group.after.obligations));
      for (std::size_t other = 0; other < kFactCount; ++other) {
        key += '|';
        for (const bool bit : group.sets[other]) key += other == fact ? '*' : bit ? '1' : '0';
      }
      const auto [place, fresh] = places.try_emplace(key, kept.size());
      if (fresh) {
        kept.push_back(std::move(group));
        continue;
      }
      Group& into = kept[place->second];
      for (std::size_t i = 0; i < into.sets[fact].size(); ++i) into.sets[fact][i] = into.sets[fact][i] || group.sets[fact][i];
      into.cells = cells(into);
    }
    const bool merged = kept.size() < found_.groups.size();
    found_.groups = std::move(kept);
    return merged;
  }

  const Policy& before_;
  const Policy& after_;
  std::array<Shared, kFactCount> shared_;
  std::array<std::vector<bool>, kFactCount> sets_;
  std::array<std::size_t, kFactCount> place_{};
  std::map<Pair, std::pair<double, double>> known_;
  std::size_t paths_ = 0;
  Difference found_;
};

Json when_json(const Policy& before, const Policy& after, const Group& group) {
  Json when = Json::object();
  for (const Fact fact : decision::kFactOrder) {
    const auto& set = group.sets[index_of(fact)];
    if (std::find(set.begin(), set.end(), false) == set.end()) continue;
    const Shared values = shared(before, after, fact);
    Json names = Json::array();
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (set[i]) names.push_back(values.names[i]);
    }
    when[std::string(to_string(fact))] = names;
  }
  return when;
}

Json witness(const Policy& before, const Policy& after, const Group& group) {
  Json made = Json::object();
  for (std::size_t i = 0; i < kFactCount; ++i) {
    const Fact fact = static_cast<Fact>(i);
    const Shared values = shared(before, after, fact);
    std::size_t chosen = values.names.size();
    for (std::size_t at = values.names.size(); at-- > 0;) {
      const std::uint16_t usual = default_of(after, fact);
      if (group.sets[i][at] && (chosen == values.names.size() || values.after[at] == usual || chosen > at)) chosen = at;
      if (group.sets[i][at] && usual != kMissing && values.after[at] == usual) break;
    }
    if (chosen < values.names.size()) made[std::string(to_string(fact))] = values.names[chosen];
  }
  return made;
}
}  // namespace

Difference differences(const Policy& before, const Policy& after) { return Differ(before, after).run(); }
bool any_looser(const Policy& before, const Policy& after) { return Differ(before, after).sums().first > 0; }
bool same_answers(const Policy& before, const Policy& after) { return !Differ(before, after).any(); }

int change_of_class(const Policy& before, std::optional<std::size_t> was, const Policy& after, std::optional<std::size_t> now) {
  const auto place = [](std::optional<std::size_t> index) { return index ? static_cast<std::uint16_t>(*index) : kMissing; };
  Differ differ(before, after);
  differ.only(place(was), place(now));
  const auto [looser, tighter] = differ.sums();
  return looser > 0 ? 1 : tighter > 0 ? -1 : 0;
}

Json group_json(const Policy& before, const Policy& after, const Group& group) {
  Json made = {{"change", group.looser ? "looser" : "tighter"}, {"from", to_string(group.before.level)}, {"to", to_string(group.after.level)}, {"cells", static_cast<std::uint64_t>(group.cells)},
               {"when", when_json(before, after, group)}, {"witness", witness(before, after, group)}};
  if (group.before.obligations != group.after.obligations) made["obligations"] = {{"from", obligations_json(group.before.obligations)}, {"to", obligations_json(group.after.obligations)}};
  return made;
}

}  // namespace tirai::tool

namespace tirai {

bool shows_more(const Policy& before, const Policy& after) {
  if (tool::any_looser(before, after)) return true;
  const tool::Json settings = tool::settings_diff(before, after);
  return std::any_of(settings.begin(), settings.end(), [](const tool::Json& one) { return one["change"] == "looser"; });
}

std::string diff_policies(const Policy& before, const Policy& after) {
  const tool::Difference found = tool::differences(before, after);
  tool::Json settings = tool::settings_diff(before, after);
  const bool looser = shows_more(before, after);
  tool::Json groups = tool::Json::array();
  for (const tool::Group& group : found.groups) groups.push_back(tool::group_json(before, after, group));
  return tool::dump({{"looser", looser}, {"groups", groups}, {"groups_left_out", found.left_out},
                     {"cells", {{"looser", static_cast<std::uint64_t>(found.looser)}, {"tighter", static_cast<std::uint64_t>(found.tighter)}}}, {"settings", settings}});
}

}  // namespace tirai
