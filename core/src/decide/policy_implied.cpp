// Rules nobody wrote: they follow from purposes, classes and limits, and combine like any other deny.
#include "decide/facts.h"
#include "decide/policy_reader.h"

namespace tirai::decision {
namespace {
using Bits = std::vector<std::uint64_t>;

void add(const Policy& policy, Rule& rule, Fact fact, std::uint16_t value) {
  Bits& bits = rule.when[static_cast<std::size_t>(fact)];
  bits.resize((domain_size(policy, fact) + 63) / 64, 0);
  bits[value / 64] |= std::uint64_t{1} << (value % 64);
}
void add(const Policy& policy, Rule& rule, Fact fact, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) add(policy, rule, fact, domain_index(policy, fact, name));
}
Rule deny(std::string id, const Text& reason) { return {.id = std::move(id), .deny = true, .level = Level::kFull, .reason = reason, .implied = true}; }

// UU PDP Art. 20(2)(a), GDPR Art. 6(1)(a).
void add_consent(Policy& policy) {
  static const Text kReason = {"Tujuan ini memerlukan persetujuan pelanggan, dan persetujuan itu tidak ada.",
                               "This purpose needs the customer's consent, and there is none."};
  for (const Purpose& purpose : policy.purposes) {
    if (!purpose.needs_consent) continue;
    Rule rule = deny("needs_consent/" + purpose.id, kReason);
    for (const std::uint16_t below : domain_below(policy, Fact::kPurpose, purpose.id)) add(policy, rule, Fact::kPurpose, below);
    add(policy, rule, Fact::kConsent, {"refused", "withdrawn", "expired", "unknown"});
    policy.rules.push_back(std::move(rule));
  }
}

// The nearest class at or above `name` that says what its data was collected for.
std::string_view collector_of(const Policy& policy, std::string_view name) {
  for (; !name.empty(); name = name_above(policy, Fact::kClass, name)) {
    const auto index = policy.class_index(name);
    if (index && !policy.classes[*index].collected_for.empty()) break;
  }
  return name;
}

// GDPR Art. 5(1)(b), UU PDP Art. 16(2)(b): the same purpose or a narrower one, never a sibling.
void add_compatibility(Policy& policy) {
  static const Text kReason = {"Data ini dikumpulkan untuk tujuan lain.", "This data was collected for another purpose."};
  for (const Class& one : policy.classes) {
    if (one.collected_for.empty()) continue;
    Rule rule = deny("purpose_compatible/" + one.id, kReason);
    for (std::uint16_t i = 0; i < policy.classes.size(); ++i) {
      if (collector_of(policy, policy.classes[i].id) == one.id) add(policy, rule, Fact::kClass, i);
    }
    std::vector<bool> compatible(policy.purposes.size() + 1, false);
    for (const std::string& purpose : one.collected_for) {
      for (const std::uint16_t below : domain_below(policy, Fact::kPurpose, purpose)) compatible[below] = true;
    }
    for (std::uint16_t i = 0; i < policy.purposes.size(); ++i) {
      if (!compatible[i]) add(policy, rule, Fact::kPurpose, i);
    }
    if (!rule.when[static_cast<std::size_t>(Fact::kPurpose)].empty()) policy.rules.push_back(std::move(rule));
  }
}

void add_limits(Policy& policy) {
  static const Text kDenied = {"Terlalu banyak nilai dibuka dalam waktu singkat.", "Too many values were revealed in a short time."};
  static const Text kStepUp = {"Banyak nilai dibuka dalam waktu singkat; faktor kedua diperlukan.", "Many values were revealed in a short time; a second factor is needed."};
  for (const Limit& limit : policy.limits) {
    Rule rule = deny("limit/" + limit.id, limit.deny ? kDenied : kStepUp);
    add(policy, rule, Fact::kAction, {"reveal", "copy", "compare", "export", "send"});
    rule.when[static_cast<std::size_t>(Fact::kRole)] = limit.roles;
    rule.when[static_cast<std::size_t>(Fact::kClass)] = limit.classes;
    add(policy, rule, Fact::kRisk, {"high"});
    if (!limit.deny) add(policy, rule, Fact::kRisk, {"elevated"}), add(policy, rule, Fact::kIdentity, {"none", "session"});
    policy.rules.push_back(std::move(rule));
  }
}
}  // namespace

void read_limits(const Node& node, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"role", "class", "reveals", "within_s", "then"};
  static constexpr std::string_view kNeeded[] = {"reveals", "within_s", "then"};
  if (!node.dictionary(256)) return;
  for (const codec::JsonMember& member : node.value().members) {
    if (!is_name(member.key)) node.fail_at_key(member, ErrorCode::kBadValue, "not a name; expected 1 to 64 of a-z, 0-9, \"_\" and \"-\", beginning with a letter");
    const Node limit = node.member(member);
    if (!limit.object(kKeys, kNeeded)) return;
    Limit made{.id = member.key};
    if (const auto role = limit.at("role")) made.roles = read_names(*role, policy, Fact::kRole);
    if (const auto one = limit.at("class")) made.classes = read_names(*one, policy, Fact::kClass);
    if (const auto reveals = limit.at("reveals")) made.reveals = reveals->integer(1, 10'000);
    if (const auto within = limit.at("within_s")) made.within_s = within->integer(60, 2'592'000);
    if (const auto then = limit.at("then")) {
      made.deny = then->text() == "deny";
      if (!made.deny && then->text() != "step_up") then->fail(ErrorCode::kBadValue, "expected step_up or deny");
    }
    policy.limits.push_back(std::move(made));
  }
}

void add_implied_rules(Policy& policy) {
  add_consent(policy);
  add_compatibility(policy);
  add_limits(policy);
}

}  // namespace tirai::decision
