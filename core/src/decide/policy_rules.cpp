// Rules, with trees and inheritance written out: after this a rule is bit sets, and nobody walks a tree again.
#include <algorithm>
#include <unordered_set>

#include "decide/facts.h"
#include "decide/nearest.h"
#include "decide/policy_reader.h"

namespace tirai::decision {
namespace {
using Bits = std::vector<std::uint64_t>;
void set(Bits& bits, std::size_t index) { bits[index / 64] |= std::uint64_t{1} << (index % 64); }

// The roles a rule for `name` speaks about: that role and all that extend it. parent() gives the role or purpose above, by index.
template <typename Items, typename Parent>
bool set_tree(Bits& bits, const Items& items, std::string_view name, Parent parent) {
  bool known = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::size_t steps = 0;
    for (const auto* item = &items[i]; item != nullptr && steps <= items.size(); ++steps) {
      if (item->id == name) {
        set(bits, i);
        known = true;
        break;
      }
      const auto up = std::find_if(items.begin(), items.end(), [&](const auto& other) { return other.id == parent(*item); });
      item = up == items.end() ? nullptr : &*up;
    }
  }
  return known;
}

// The classes at or below `name`, by dotted prefix.
bool set_classes(Bits& bits, const Policy& policy, std::string_view name) {
  bool known = false;
  for (std::size_t i = 0; i < policy.classes.size(); ++i) {
    const std::string_view id = policy.classes[i].id;
    if (!id.starts_with(name) || (id.size() > name.size() && id[name.size()] != '.')) continue;
    set(bits, i);
    known = true;
  }
  return known;
}

bool set_named(Bits& bits, const Policy& policy, Fact fact, std::string_view name) {
  if (fact == Fact::kClass) return set_classes(bits, policy, name);
  if (fact == Fact::kRole) return set_tree(bits, policy.roles, name, [](const Role& role) -> const std::string& { return role.extends; });
  if (fact == Fact::kPurpose && name != kNoPurpose) {
    return set_tree(bits, policy.purposes, name, [](const Purpose& purpose) -> const std::string& { return purpose.broader; });
  }
  const std::uint16_t index = domain_index(policy, fact, name);
  if (index == kMissing) return false;
  set(bits, index);
  return true;
}

std::vector<std::string_view> names_of(const Policy& policy, Fact fact) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < domain_size(policy, fact); ++i) names.push_back(domain_name(policy, fact, i));
  return names;
}

Bits read_condition(const Node& node, const Policy& policy, Fact fact) {
  Bits bits((domain_size(policy, fact) + 63) / 64, 0);
  if (!node.array(1024)) return bits;
  if (node.value().items.empty()) node.fail(ErrorCode::kBadValue, "an empty list matches nothing; leave the key out to match any " + std::string(to_string(fact)));
  for (std::size_t i = 0; i < node.value().items.size(); ++i) {
    const std::string name = node.item(i).text();
    if (set_named(bits, policy, fact, name)) continue;
    node.item(i).fail(ErrorCode::kUnknownName,
                      "unknown " + std::string(to_string(fact)) + " \"" + name.substr(0, 64) + "\"" + hint(name, names_of(policy, fact)));
  }
  return bits;
}

void read_when(const Node& node, const Policy& policy, Rule& rule) {
  static const std::vector<std::string_view> kFactNames = [] {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < kFactCount; ++i) names.push_back(to_string(static_cast<Fact>(i)));
    return names;
  }();
  if (!node.object(kFactNames)) return;
  for (std::size_t i = 0; i < kFactCount; ++i) {
    if (const auto condition = node.at(kFactNames[i])) rule.when[i] = read_condition(*condition, policy, static_cast<Fact>(i));
  }
}

Obligations read_obligations(const Node& node) {
  static constexpr std::string_view kKeys[] = {"ask_purpose", "time_to_live_s", "write_ahead", "copy_allowed"};
  Obligations made;
  if (!node.object(kKeys)) return made;
  made.ask_purpose = node.boolean_at("ask_purpose", false);
  made.write_ahead = node.boolean_at("write_ahead", false);
  made.copy_allowed = node.boolean_at("copy_allowed", false);
  if (const auto seconds = node.at("time_to_live_s")) made.time_to_live_s = seconds->integer(1, 3600);
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

Rule read_rule(const Node& node, const Policy& policy) {
  static constexpr std::string_view kKeys[] = {"id", "effect", "when", "level", "obligations", "reason"};
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
  if (const auto when = node.at("when")) read_when(*when, policy, rule);
  const auto obligations = node.at("obligations");
  if (obligations && rule.deny) obligations->fail(ErrorCode::kBadValue, "a deny opens nothing and so obliges to nothing");
  if (obligations) rule.obligations = read_obligations(*obligations);
  return rule;
}
}  // namespace

void read_rules(const Node& node, Policy& policy) {
  if (!node.array(4096)) return;
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < node.value().items.size(); ++i) {
    policy.rules.push_back(read_rule(node.item(i), policy));
    if (ids.insert(policy.rules.back().id).second) continue;
    if (const auto id = node.item(i).at("id")) id->fail(ErrorCode::kBadValue, "the rule id \"" + policy.rules.back().id + "\" is taken by a rule above");
  }
}

void add_consent_rules(Policy& policy) {
  static const Text kReason = {"Tujuan ini memerlukan persetujuan pelanggan, dan persetujuan itu tidak ada.",
                               "This purpose needs the customer's consent, and there is none."};
  for (const Purpose& purpose : policy.purposes) {
    if (!purpose.needs_consent) continue;
    Rule rule{.id = "needs_consent/" + purpose.id, .deny = true, .level = Level::kFull, .reason = kReason};
    Bits& purposes = rule.when[static_cast<std::size_t>(Fact::kPurpose)];
    purposes.assign((domain_size(policy, Fact::kPurpose) + 63) / 64, 0);
    set_named(purposes, policy, Fact::kPurpose, purpose.id);
    Bits& consents = rule.when[static_cast<std::size_t>(Fact::kConsent)];
    consents.assign(1, 0);
    for (const std::string_view name : {"refused", "withdrawn", "expired", "unknown"}) set_named(consents, policy, Fact::kConsent, name);
    policy.rules.push_back(std::move(rule));
  }
}

}  // namespace tirai::decision
