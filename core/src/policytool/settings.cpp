// What changed between two policies beside their rules. More shown, kept longer, counted less, agreed to more widely: looser.
#include "policytool/settings.h"

#include <algorithm>
#include <tuple>

#include "decide/facts.h"

namespace tirai::tool {
namespace {
std::string shown(double number) { return dump(number == static_cast<double>(static_cast<std::int64_t>(number)) ? Json(static_cast<std::int64_t>(number)) : Json(number)); }

// What an operator leaves to be seen.
struct Left {
  bool length = false, pseudonym = false, domain = false, initials = false, year = false, month = false, city = false;
  unsigned first = 0, last = 0;
  [[nodiscard]] bool within(const Left& other) const {
    return length <= other.length && pseudonym <= other.pseudonym && domain <= other.domain && initials <= other.initials && year <= other.year && month <= other.month && city <= other.city && first <= other.first && last <= other.last;
  }
};
Left left_by(const Operator& op) {
  switch (op.kind) {
    case OperatorKind::kHideLength: return {};
    case OperatorKind::kRedact: return {.length = true};
    case OperatorKind::kKeepFirst: return {.length = true, .first = op.count};
    case OperatorKind::kKeepLast: return {.length = true, .last = op.count};
    case OperatorKind::kKeepEnds: return {.length = true, .first = op.count, .last = op.count};
    case OperatorKind::kPan: return {.length = true, .first = op.count, .last = 4};
    case OperatorKind::kKeepDomain: return {.length = true, .domain = true};
    case OperatorKind::kInitials: return {.length = true, .initials = true};
    case OperatorKind::kYearOnly: return {.length = true, .year = true};
    case OperatorKind::kMonthOnly: return {.length = true, .month = true};
    case OperatorKind::kCityOnly: return {.length = true, .city = true};
    case OperatorKind::kTokenize: return {.pseudonym = true};
  }
  return {};
}

void operators(const Policy& before, std::size_t was, const Policy& after, std::size_t is, Settings& settings) {
  std::vector<EntityType> types = after.classes[is].entity_types;
  if (types.empty()) types.push_back(EntityType::kOther);
  for (const Level level : {Level::kPartial, Level::kToken, Level::kFull, Level::kRemove}) {
    for (const EntityType type : types) {
      const Operator old = operator_for(before, was, type, level), now = operator_for(after, is, type, level);
      if (old == now) continue;
      settings.add(change_of(old, now), "/classes/" + after.classes[is].id + "/operators/" + std::string(to_string(level)), described(old), described(now));
      break;  // once per level: types differ only where the class names no operator
    }
  }
}

// The class's own period, or that of the nearest class above it; 0: no end.
std::uint32_t retention_of(const Policy& policy, std::string_view name) {
  for (; !name.empty(); name = decision::name_above(policy, Fact::kClass, name)) {
    const auto index = policy.class_index(name);
    if (index && policy.classes[*index].retention_days > 0) return policy.classes[*index].retention_days;
  }
  return 0;
}

std::string days(std::uint32_t count) { return count == 0 ? "none" : std::to_string(count); }
// 0 is no end: the longest.
bool longer(std::uint32_t after, std::uint32_t before) { return after - 1 > before - 1; }

void classes(const Policy& before, const Policy& after, Settings& settings) {
  for (std::size_t i = 0; i < after.classes.size(); ++i) {
    const Class& now = after.classes[i];
    const auto old = before.class_index(now.id);
    if (!old) continue;
    operators(before, *old, after, i, settings);
    const std::uint32_t was = retention_of(before, now.id), is = retention_of(after, now.id);
    if (was != is) settings.add(longer(is, was) ? 1 : -1, "/classes/" + now.id + "/retention_days", days(was), days(is));
    settings.changed("/classes/" + now.id + "/specific", before.classes[*old].specific ? "true" : "false", now.specific ? "true" : "false");
  }
}

// What a purpose narrows lends it its consent, and what data may be used for it: another one above may open it.
void purposes(const Policy& before, const Policy& after, Settings& settings) {
  for (const Purpose& now : after.purposes) {
    const auto old = std::find_if(before.purposes.begin(), before.purposes.end(), [&](const Purpose& one) { return one.id == now.id; });
    if (old == before.purposes.end()) continue;
    const std::string at = "/purposes/" + now.id;
    if (old->consent_days != now.consent_days) settings.add(longer(now.consent_days, old->consent_days) ? 1 : -1, at + "/consent_days", days(old->consent_days), days(now.consent_days));
    if (old->broader != now.broader) settings.add(1, at + "/broader", old->broader.empty() ? "none" : old->broader, now.broader.empty() ? "none" : now.broader);
    settings.changed(at + "/dpv", old->dpv, now.dpv);
    settings.changed(at + "/legal_basis", old->legal_basis, now.legal_basis);
  }
}

std::string described(const Policy& policy, const Limit& limit) {
  std::string out = std::to_string(limit.reveals) + " in " + std::to_string(limit.within_s) + " s, then " + (limit.deny ? "deny" : "step_up");
  const auto list = [&](const char* of, Fact fact, const std::vector<std::uint64_t>& bits) {
    if (bits.empty()) return;
    std::string names;
    for (std::size_t i = 0; i < domain_size(policy, fact); ++i) {
      if ((bits[i / 64] >> (i % 64) & 1) != 0) names += (names.empty() ? " " : ", ") + std::string(domain_name(policy, fact, i));
    }
    out += std::string(", ") + of + names;
  };
  list("role", Fact::kRole, limit.roles);
  list("class", Fact::kClass, limit.classes);
  return out;
}

// Whether every name that `few` speaks of, `many` does, too, as far as `many`'s policy knows it.
bool covers(const Policy& with_many, const std::vector<std::uint64_t>& many, const Policy& with_few, const std::vector<std::uint64_t>& few, Fact fact) {
  if (many.empty()) return true;
  for (std::size_t i = 0; i < domain_size(with_few, fact); ++i) {
    if (!few.empty() && (few[i / 64] >> (i % 64) & 1) == 0) continue;
    const std::uint16_t there = domain_index(with_many, fact, domain_name(with_few, fact, i));
    if (there != kMissing && (many[there / 64] >> (there % 64) & 1) == 0) return false;
  }
  return true;
}

void limits(const Policy& before, const Policy& after, Settings& settings) {
  const auto find = [](const Policy& policy, const std::string& id) {
    const auto found = std::find_if(policy.limits.begin(), policy.limits.end(), [&](const Limit& one) { return one.id == id; });
    return found == policy.limits.end() ? nullptr : &*found;
  };
  for (const Limit& was : before.limits) {
    const Limit* now = find(after, was.id);
    const std::string at = "/limits/" + was.id, old = described(before, was);
    if (now == nullptr) {
      settings.add(1, at, old, "none");
    } else if (const std::string is = described(after, *now); is != old) {
      const bool tighter = now->reveals <= was.reveals && now->within_s >= was.within_s && now->deny >= was.deny && covers(after, now->roles, before, was.roles, Fact::kRole) &&
                           covers(after, now->classes, before, was.classes, Fact::kClass);
      settings.add(tighter ? -1 : 1, at, old, is);
    }
  }
  for (const Limit& now : after.limits) {
    if (find(before, now.id) == nullptr) settings.add(-1, "/limits/" + now.id, "none", described(after, now));
  }
}
// Which answers prove a caller. Other questions may be easier ones: that counts as looser.
void verification(const Policy& before, const Policy& after, Settings& settings) {
  const auto asked = [](const Policy& policy) {
    std::string names;
    for (const Question& question : policy.verification.questions) names += (names.empty() ? "" : ", ") + policy.classes[question.class_index].id;
    return names.empty() ? "none" : names;
  };
  const std::string was = asked(before), is = asked(after);
  if (was != is) settings.add(is == "none" ? -1 : 1, "/verification/questions", was, is);
  if (was == "none" || is == "none") return;
  settings.number("/verification/matches", before.verification.matches, after.verification.matches, false);
  settings.number("/verification/failures", before.verification.failures, after.verification.failures, true);
  settings.number("/verification/valid_s", before.verification.valid_s, after.verification.valid_s, true);
}
}  // namespace

void Settings::number(const std::string& at, double before, double after, bool more_is_looser) {
  if (before != after) add((after > before) == more_is_looser ? 1 : -1, at, shown(before), shown(after));
}
void Settings::changed(const std::string& at, const std::string& before, const std::string& after) {
  if (before != after) add(0, at, before, after);
}
void Settings::add(int change, const std::string& at, const std::string& before, const std::string& after) {
  found_.push_back({{"change", change > 0 ? "looser" : change < 0 ? "tighter" : "changed"}, {"at", at}, {"from", before}, {"to", after}});
}

std::string described(const Operator& op) { return std::string(to_string(op.kind)) + (op.count > 0 ? " " + std::to_string(op.count) : ""); }
int change_of(const Operator& before, const Operator& after) { return before == after ? 0 : left_by(after).within(left_by(before)) ? -1 : 1; }

Json settings_diff(const Policy& before, const Policy& after) {
  Settings settings;
  classes(before, after, settings);
  purposes(before, after, settings);
  detectors_diff(before, after, settings);
  limits(before, after, settings);
  verification(before, after, settings);
  settings.number("/validity/mfa_s", before.mfa_valid_s, after.mfa_valid_s, true);
  settings.number("/validity/purpose_s", before.purpose_valid_s, after.purpose_valid_s, true);
  settings.number("/validity/training_days", before.training_valid_days, after.training_valid_days, true);
  for (const auto& [at, was, is] : {std::tuple("/controller", &before.controller, &after.controller), std::tuple("/dpo", &before.dpo, &after.dpo)}) {
    settings.changed(std::string(at) + "/name", was->name, is->name);
    settings.changed(std::string(at) + "/contact", was->contact, is->contact);
  }
  const auto key_of = [](const Policy& policy) { return policy.dpo.key.empty() ? std::string("none") : policy.dpo.key; };
  settings.changed("/dpo/key", key_of(before), key_of(after));
  texts_diff(before, after, settings);
  return settings.take();
}

}  // namespace tirai::tool
