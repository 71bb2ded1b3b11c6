// What changed in finding: what is found less surely, or not any more, is shown.
#include <algorithm>

#include "policytool/settings.h"
#include "tirai/patterns.h"

namespace tirai::tool {
namespace {
void switched(const std::string& at, bool was, bool is, Settings& settings) {
  if (was != is) settings.add(was ? 1 : -1, at, was ? "on" : "off", is ? "on" : "off");
}

std::optional<std::size_t> class_of(const Policy& policy, EntityType type) {
  const std::int16_t index = policy.class_of[static_cast<std::size_t>(type)];
  return index < 0 ? std::nullopt : std::optional<std::size_t>(index);
}
std::string named(const Policy& policy, std::optional<std::size_t> index) { return index ? policy.classes[*index].id : std::string("none"); }

// The levels at which somebody meets data of this class; without one it is always full.
std::array<bool, kLevelCount> levels_of(const Policy& policy, std::optional<std::size_t> index) {
  std::array<bool, kLevelCount> levels{};
  if (!index) return levels[static_cast<std::size_t>(Level::kFull)] = true, levels;
  Box box = everything(policy);
  narrow(box, Fact::kClass, {static_cast<std::uint16_t>(*index)});
  for (const Reached& one : reached(policy, box)) levels[static_cast<std::size_t>(policy.table.decisions[one.decision].level)] = true;
  return levels;
}

// Data that moved to another class: its answers, and what the masks there leave of it.
void moved(const std::string& at, const Policy& before, std::optional<std::size_t> was, const Policy& after, std::optional<std::size_t> is, EntityType type, Settings& settings) {
  if (named(before, was) == named(after, is)) return;
  int change = change_of_class(before, was, after, is);
  const auto levels = levels_of(after, is);
  for (const Level level : {Level::kPartial, Level::kToken, Level::kFull, Level::kRemove}) {
    if (!levels[static_cast<std::size_t>(level)] || change > 0) continue;
    const int mask = change_of(operator_for(before, was, type, level), operator_for(after, is, type, level));
    change = mask > 0 || change == 0 ? mask : change;
  }
  settings.add(change, at, named(before, was), named(after, is));
}

void types(const Policy& before, const Policy& after, Settings& settings) {
  for (std::size_t i = 0; i < kEntityTypeCount; ++i) {
    const EntityType type = static_cast<EntityType>(i);
    const std::string name(to_string(type)), at = "/detectors/" + name;
    switched(at + "/on", before.detector_on[i], after.detector_on[i], settings);
    settings.number(at + "/threshold", before.thresholds.at_least[i], after.thresholds.at_least[i], true);
    moved("/classes, entity type " + name, before, class_of(before, type), after, class_of(after, type), type, settings);
  }
}

std::vector<CustomPattern> patterns_of(const Policy& policy) { return policy.thresholds.patterns ? policy.thresholds.patterns->definitions() : std::vector<CustomPattern>(); }
const CustomPattern* find(const std::vector<CustomPattern>& all, const std::string& id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const CustomPattern& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}
std::string sorted_list(std::vector<std::string> phrases) {
  std::sort(phrases.begin(), phrases.end());
  std::string out;
  for (const std::string& phrase : phrases) out += (out.empty() ? "" : ", ") + phrase;
  return out.empty() ? "none" : out;
}
bool holds_all(const std::vector<std::string>& many, const std::vector<std::string>& few) {
  return std::all_of(few.begin(), few.end(), [&](const std::string& one) { return std::find(many.begin(), many.end(), one) != many.end(); });
}

// A pattern whose class somebody sees plainly hides nothing from him, and takes its matches away from recognizers that would.
bool is_ever_plain(const Policy& policy, const std::string& class_id) {
  const auto index = policy.class_index(class_id);
  if (!index) return false;
  Box views = everything(policy);
  narrow(views, Fact::kAction, {domain_index(policy, Fact::kAction, "view")});
  narrow(views, Fact::kClass, {static_cast<std::uint16_t>(*index)});
  const auto answers = reached(policy, views);
  return std::any_of(answers.begin(), answers.end(), [&](const Reached& one) { return policy.table.decisions[one.decision].level == Level::kPlain; });
}

void pattern(const Policy& before, const CustomPattern& was, const Policy& after, const CustomPattern& now, Settings& settings) {
  const std::string at = "/detectors/patterns/" + now.id;
  // Whether another expression matches less cannot be read off it: it may.
  if (was.pattern != now.pattern) settings.add(1, at + "/pattern", was.pattern, now.pattern);
  settings.number(at + "/confidence", was.alone, now.alone, false);
  settings.number(at + "/confidence_with_context", was.with_context, now.with_context, false);
  if (sorted_list(was.context) != sorted_list(now.context)) settings.add(holds_all(now.context, was.context) ? -1 : 1, at + "/context", sorted_list(was.context), sorted_list(now.context));
  moved(at + "/class", before, before.class_index(was.class_id), after, after.class_index(now.class_id), EntityType::kOther, settings);
}

void patterns(const Policy& before, const Policy& after, Settings& settings) {
  const auto old = patterns_of(before), now = patterns_of(after);
  for (const CustomPattern& was : old) {
    const CustomPattern* is = find(now, was.id);
    if (is == nullptr) settings.add(1, "/detectors/patterns/" + was.id, was.pattern, "none");
    else pattern(before, was, after, *is, settings);
  }
  for (const CustomPattern& is : now) {
    if (find(old, is.id) == nullptr) settings.add(is_ever_plain(after, is.class_id) ? 1 : -1, "/detectors/patterns/" + is.id, "none", is.pattern);
  }
}
}  // namespace

void detectors_diff(const Policy& before, const Policy& after, Settings& settings) {
  types(before, after, settings);
  for (std::size_t i = 0; i < kPackCount; ++i) switched("/detectors/packs/" + std::string(to_string(static_cast<Pack>(i))), before.thresholds.pack_on[i], after.thresholds.pack_on[i], settings);
  patterns(before, after, settings);
}

}  // namespace tirai::tool
