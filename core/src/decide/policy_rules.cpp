// Rules, with trees and inheritance written out: after this a rule is bit sets, and nobody walks a tree again.
#include <algorithm>
#include <map>

#include "decide/facts.h"
#include "decide/nearest.h"
#include "decide/policy_reader.h"

namespace tirai::decision {
namespace {
using Bits = std::vector<std::uint64_t>;

// For every name a condition may use: all values it stands for, those below it in its tree included. Made once for all rules.
class Meanings {
 public:
  explicit Meanings(const Policy& policy) : policy_(policy) {
    for (std::size_t fact = 0; fact < kFactCount; ++fact) {
      for (std::size_t i = 0; i < domain_size(policy, static_cast<Fact>(fact)); ++i) add(static_cast<Fact>(fact), i);
    }
  }
  /// Adds what `name` stands for; false if it stands for nothing.
  bool add_to(Bits& bits, Fact fact, const std::string& name) const {
    const auto& names = names_[static_cast<std::size_t>(fact)];
    const auto found = names.find(name);
    if (found == names.end()) return false;
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] |= found->second[i];
    return true;
  }

 private:
  // Value `index` is meant by its own name and by every name above it.
  void add(Fact fact, std::size_t index) {
    std::string name(domain_name(policy_, fact, index));
    while (!name.empty()) {
      Bits& bits = names_[static_cast<std::size_t>(fact)][name];
      bits.resize((domain_size(policy_, fact) + 63) / 64, 0);
      bits[index / 64] |= std::uint64_t{1} << (index % 64);
      name = std::string(name_above(policy_, fact, name));
    }
  }
  const Policy& policy_;
  std::array<std::map<std::string, Bits>, kFactCount> names_;
};

std::vector<std::string_view> names_of(const Policy& policy, Fact fact) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < domain_size(policy, fact); ++i) names.push_back(domain_name(policy, fact, i));
  return names;
}

Bits read_condition(const Node& node, const Policy& policy, const Meanings& meanings, Fact fact) {
  Bits bits((domain_size(policy, fact) + 63) / 64, 0);
  if (!node.array(1024)) return bits;
  if (node.value().items.empty()) node.fail(ErrorCode::kBadValue, "an empty list matches nothing; leave the key out to match any " + std::string(to_string(fact)));
  for (std::size_t i = 0; i < node.value().items.size(); ++i) {
    const std::string name = node.item(i).text();
    if (meanings.add_to(bits, fact, name)) continue;
    node.item(i).fail(ErrorCode::kUnknownName,
                      "unknown " + std::string(to_string(fact)) + " " + in_quotes(name) + hint(name, names_of(policy, fact)));
  }
  return bits;
}

void read_when(const Node& node, const Policy& policy, const Meanings& meanings, Rule& rule) {
  static const std::vector<std::string_view> kFactNames = [] {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < kFactCount; ++i) names.push_back(to_string(static_cast<Fact>(i)));
    return names;
  }();
  if (!node.object(kFactNames)) return;
  for (std::size_t i = 0; i < kFactCount; ++i) {
    if (const auto condition = node.at(kFactNames[i])) rule.when[i] = read_condition(*condition, policy, meanings, static_cast<Fact>(i));
  }
}

Obligations read_obligations(const Node& node) {
  static constexpr std::string_view kKeys[] = {"ask_purpose", "justification_min", "step_up",   "approval",    "time_to_live_s",
                                               "write_ahead", "offline_reveals",   "watermark", "copy_allowed"};
  Obligations made;
  if (!node.object(kKeys)) return made;
  made.ask_purpose = node.boolean_at("ask_purpose", false);
  made.step_up = node.boolean_at("step_up", false);
  made.approval = node.boolean_at("approval", false);
  made.write_ahead = node.boolean_at("write_ahead", false);
  made.watermark = node.boolean_at("watermark", false);
  made.copy_allowed = node.boolean_at("copy_allowed", false);
  if (const auto least = node.at("justification_min")) made.justification_min = least->integer(1, 500);
  if (const auto seconds = node.at("time_to_live_s")) made.time_to_live_s = seconds->integer(1, 3600);
  if (const auto most = node.at("offline_reveals")) made.offline_reveals = most->integer(0, 100);
  return made;
}

bool read_deny(const Node& node) {
  static constexpr std::string_view kEffects[] = {"permit", "deny"};
  const auto effect = node.at("effect");
  if (!effect) return true;
  const std::string name = effect->text();
  if (name != "permit" && name != "deny") effect->fail(ErrorCode::kBadValue, "unknown effect \"" + name + "\"; expected " + list_of(kEffects));
  return name != "permit";
}

Level read_level(const Node& node, bool deny) {
  static constexpr std::string_view kLevels[] = {"plain", "partial", "token", "full", "remove"};
  const auto value = node.at("level");
  if (!value) {
    if (!deny) node.fail(ErrorCode::kMissingKey, "missing key \"level\"; expected " + list_of(kLevels));
    return Level::kFull;
  }
  const std::string name = value->text();
  const auto level = level_from(name);
  if (!level) value->fail(ErrorCode::kUnknownName, "unknown level \"" + name + "\"; expected " + list_of(kLevels));
  else if (deny && *level < Level::kFull) value->fail(ErrorCode::kBadValue, "a deny covers; expected full or remove");
  return level.value_or(Level::kFull);
}

Rule read_rule(const Node& node, const Policy& policy, const Meanings& meanings) {
  static constexpr std::string_view kKeys[] = {"id", "effect", "when", "level", "obligations", "reason", "articles"};
  static constexpr std::string_view kNeeded[] = {"id", "effect", "when", "reason"};
  Rule rule;
  if (!node.object(kKeys, kNeeded)) return rule;
  rule.id = node.text_at("id");
  if (const auto id = node.at("id"); id && !is_class_name(rule.id)) {
    id->fail(ErrorCode::kBadValue, "not a name; expected a-z, 0-9, \"_\", \"-\" and dots between, beginning with a letter");
  }
  rule.deny = read_deny(node);
  rule.level = read_level(node, rule.deny);
  rule.reason = node.bilingual_at("reason");
  if (const auto when = node.at("when")) read_when(*when, policy, meanings, rule);
  const auto obligations = node.at("obligations");
  if (obligations && rule.deny) obligations->fail(ErrorCode::kBadValue, "a deny opens nothing and so obliges to nothing");
  if (obligations) rule.obligations = read_obligations(*obligations);
  if (const auto articles = node.at("articles")) rule.articles = articles->texts(64);
  return rule;
}
}  // namespace

void read_rules(const Node& node, Policy& policy) {
  if (!node.array(4096)) return;
  const Meanings meanings(policy);
  std::vector<std::string> ids;  // sorted
  for (std::size_t i = 0; i < node.value().items.size(); ++i) {
    policy.rules.push_back(read_rule(node.item(i), policy, meanings));
    const std::string& name = policy.rules.back().id;
    const auto place = std::lower_bound(ids.begin(), ids.end(), name);
    if (place == ids.end() || *place != name) ids.insert(place, name);
    else if (const auto id = node.item(i).at("id")) id->fail(ErrorCode::kBadValue, "the rule id \"" + name + "\" is taken by a rule above");
  }
}

std::vector<std::uint64_t> read_names(const Node& node, const Policy& policy, Fact fact) { return read_condition(node, policy, Meanings(policy), fact); }

}  // namespace tirai::decision
