// What changed between two policies beside their rules. More shown, found less surely, kept longer: looser.
#include <algorithm>

#include "policytool/diff.h"

namespace tirai::tool {
namespace {
class Settings {
 public:
  void number(const std::string& at, double before, double after, bool more_is_looser) {
    if (before != after) add((after > before) == more_is_looser ? "looser" : "tighter", at, text(before), text(after));
  }
  void changed(const std::string& at, const std::string& before, const std::string& after) {
    if (before != after) add("changed", at, before, after);
  }
  void add(std::string_view change, const std::string& at, const std::string& before, const std::string& after) {
    found_.push_back({{"change", change}, {"at", at}, {"from", before}, {"to", after}});
  }
  Json take() { return std::move(found_); }

 private:
  static std::string text(double number) { return dump(number == static_cast<double>(static_cast<std::int64_t>(number)) ? Json(static_cast<std::int64_t>(number)) : Json(number)); }
  Json found_ = Json::array();
};

std::string named(const Operator& op) { return std::string(to_string(op.kind)) + (op.count > 0 ? " " + std::to_string(op.count) : ""); }

// How much of a value an operator leaves, where two can be compared at all.
std::optional<int> shown(const Operator& op) {
  switch (op.kind) {
    case OperatorKind::kHideLength: return 0;
    case OperatorKind::kRedact: return 1;
    case OperatorKind::kKeepFirst:
    case OperatorKind::kKeepLast: return 10 + op.count;
    case OperatorKind::kKeepEnds: return 10 + 2 * op.count;
    default: return std::nullopt;
  }
}

void operators(const Policy& before, const Policy& after, Settings& settings) {
  for (std::size_t i = 0; i < after.classes.size(); ++i) {
    const Class& now = after.classes[i];
    const auto old = before.class_index(now.id);
    if (!old) continue;
    const EntityType type = now.entity_types.empty() ? EntityType::kOther : now.entity_types.front();
    for (const Level level : {Level::kPartial, Level::kToken, Level::kFull, Level::kRemove}) {
      const Operator was = operator_for(before, old, type, level), is = operator_for(after, i, type, level);
      const auto less = shown(was), more = shown(is);
      const std::string at = "/classes/" + now.id + "/operators/" + std::string(to_string(level));
      if (was == is) continue;
      settings.add(less && more ? (*more > *less ? "looser" : "tighter") : "changed", at, named(was), named(is));
    }
  }
}

void classes(const Policy& before, const Policy& after, Settings& settings) {
  for (const Class& now : after.classes) {
    const auto old = before.class_index(now.id);
    if (!old) continue;
    const auto days = [](std::uint32_t value) { return value == 0 ? 1e9 : static_cast<double>(value); };
    const std::uint32_t was = before.classes[*old].retention_days;
    if (was == now.retention_days) continue;
    settings.add(days(now.retention_days) > days(was) ? "looser" : "tighter", "/classes/" + now.id + "/retention_days", was == 0 ? "none" : std::to_string(was), now.retention_days == 0 ? "none" : std::to_string(now.retention_days));
  }
}

void detectors(const Policy& before, const Policy& after, Settings& settings) {
  for (std::size_t i = 0; i < kEntityTypeCount; ++i) {
    const std::string at = "/detectors/" + std::string(to_string(static_cast<EntityType>(i)));
    const auto name = [](bool on) { return std::string(on ? "on" : "off"); };
    if (before.detector_on[i] != after.detector_on[i]) settings.add(before.detector_on[i] ? "looser" : "tighter", at + "/on", name(before.detector_on[i]), name(after.detector_on[i]));
    settings.number(at + "/threshold", before.thresholds.at_least[i], after.thresholds.at_least[i], true);
    const auto owner = [i](const Policy& policy) { return policy.class_of[i] < 0 ? std::string("none") : policy.classes[static_cast<std::size_t>(policy.class_of[i])].id; };
    if (owner(before) != owner(after)) settings.changed("/classes, entity type " + std::string(to_string(static_cast<EntityType>(i))), owner(before), owner(after));
  }
}

std::string described(const Limit& limit) { return std::to_string(limit.reveals) + " in " + std::to_string(limit.within_s) + " s, then " + (limit.deny ? "deny" : "step_up"); }

void limits(const Policy& before, const Policy& after, Settings& settings) {
  const auto find = [](const Policy& policy, const std::string& id) {
    const auto found = std::find_if(policy.limits.begin(), policy.limits.end(), [&](const Limit& one) { return one.id == id; });
    return found == policy.limits.end() ? nullptr : &*found;
  };
  for (const Limit& was : before.limits) {
    const Limit* now = find(after, was.id);
    const std::string at = "/limits/" + was.id;
    if (now == nullptr) settings.add("looser", at, described(was), "none");
    else if (now->reveals != was.reveals || now->within_s != was.within_s) {
      const bool tighter = now->reveals <= was.reveals && now->within_s >= was.within_s;
      settings.add(tighter ? "tighter" : "looser", at, described(was), described(*now));
    }
  }
  for (const Limit& now : after.limits) {
    if (find(before, now.id) == nullptr) settings.add("tighter", "/limits/" + now.id, "none", described(now));
  }
}
}  // namespace

Json settings_diff(const Policy& before, const Policy& after) {
  Settings settings;
  operators(before, after, settings);
  classes(before, after, settings);
  detectors(before, after, settings);
  limits(before, after, settings);
  settings.number("/validity/mfa_s", before.mfa_valid_s, after.mfa_valid_s, true);
  settings.number("/validity/training_days", before.training_valid_days, after.training_valid_days, true);
  return settings.take();
}

}  // namespace tirai::tool
