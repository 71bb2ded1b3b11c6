// Two hundred single edits of each ready policy: what diff says of each is what asking every situation, and every mask of some samples, says.
#include "edits.h"

#include <iostream>
#include <set>

#include "../core/cells.h"
#include "tirai/policy_tool.h"
#include "tirai/text.h"

namespace {
using namespace tirai;
using nlohmann::json;
using reference::Beside;
using Rules = std::uint64_t;

// What a set of matching rules answers, from policies/README.md ("How rules combine"), not from the table.
struct Answer {
  Level level = Level::kFull;
  bool permitted = false;
  Obligations must;
};
Answer answer_of(const Policy& policy, Rules matching) {
  Answer denied, made{Level::kPlain, true, {}};
  bool any_deny = false, first = true;
  for (std::size_t i = 0; i < policy.rules.size(); ++i) {
    if ((matching >> i & 1) == 0) continue;
    const Rule& rule = policy.rules[i];
    if (rule.deny) {
      any_deny = true;
      denied.level = std::max(denied.level, rule.level);
      continue;
    }
    const Obligations& one = rule.obligations;
    Obligations& all = made.must;
    made.level = std::max(made.level, rule.level);
    all.ask_purpose |= one.ask_purpose, all.step_up |= one.step_up, all.approval |= one.approval, all.write_ahead |= one.write_ahead, all.watermark |= one.watermark;
    all.copy_allowed = one.copy_allowed && (first || all.copy_allowed);
    if (one.justification_min) all.justification_min = std::max(all.justification_min.value_or(0), *one.justification_min);
    if (one.time_to_live_s) all.time_to_live_s = std::min(all.time_to_live_s.value_or(UINT32_MAX), *one.time_to_live_s);
    if (one.offline_reveals) all.offline_reveals = std::min(all.offline_reveals.value_or(UINT32_MAX), *one.offline_reveals);
    first = false;
  }
  return any_deny || first ? denied : made;
}

// A more open level, else a permission, else an obligation less: looser.
bool is_looser(const Answer& before, const Answer& after) {
  if (before.level != after.level) return after.level < before.level;
  if (before.permitted != after.permitted) return after.permitted;
  const auto burden = [](const Obligations& must) {
    return std::array<std::int64_t, 9>{must.ask_purpose, must.step_up, must.approval, must.write_ahead, must.watermark, !must.copy_allowed, must.justification_min.value_or(0), -std::int64_t{must.time_to_live_s.value_or(3601)},
                                       -std::int64_t{must.offline_reveals.value_or(0)}};
  };
  const auto was = burden(before.must), is = burden(after.must);
  for (std::size_t i = 0; i < was.size(); ++i) {
    if (is[i] < was[i]) return true;
  }
  return false;
}

Rules passing(const Policy& policy, std::size_t fact, std::uint16_t value) {
  Rules rules = 0;
  for (std::size_t i = 0; i < policy.rules.size(); ++i) {
    const auto& wanted = policy.rules[i].when[fact];
    const bool passes = wanted.empty() || (value == kMissing ? policy.rules[i].deny : (wanted[value / 64] >> (value % 64) & 1) != 0);
    rules |= passes ? Rules{1} << i : 0;
  }
  return rules;
}

// Every situation either policy can name, asked of both. Values of a fact that pass the same rules on both sides are asked once.
class EveryCell {
 public:
  EveryCell(const Policy& before, const Policy& after) : before_(before), after_(after) {
    EXPECT_LE(std::max(before.rules.size(), after.rules.size()), 63u);
    for (std::size_t i = 0; i < kFactCount; ++i) {
      const Fact fact = static_cast<Fact>(i);
      std::set<std::string> names;
      for (const Policy* policy : {&before, &after}) {
        for (std::size_t value = 0; value < domain_size(*policy, fact); ++value) names.emplace(domain_name(*policy, fact, value));
      }
      for (const std::string& name : names) values_[i].insert({passing(before, i, domain_index(before, fact, name)), passing(after, i, domain_index(after, fact, name))});
    }
  }
  bool any_looser() { return step(0, (Rules{1} << before_.rules.size()) - 1, (Rules{1} << after_.rules.size()) - 1); }
  /// Of the one situation a witness names.
  bool is_looser_at(const json& witness) const {
    Rules was = (Rules{1} << before_.rules.size()) - 1, is = (Rules{1} << after_.rules.size()) - 1;
    for (std::size_t i = 0; i < kFactCount; ++i) {
      const Fact fact = static_cast<Fact>(i);
      const std::string name = witness.at(std::string(to_string(fact)));
      was &= passing(before_, i, domain_index(before_, fact, name));
      is &= passing(after_, i, domain_index(after_, fact, name));
    }
    return is_looser(answer_of(before_, was), answer_of(after_, is));
  }

 private:
  bool step(std::size_t fact, Rules was, Rules is) {
    if (!seen_.insert({fact, was, is}).second) return false;
    if (fact == kFactCount) return is_looser(answer_of(before_, was), answer_of(after_, is));
    return std::any_of(values_[fact].begin(), values_[fact].end(), [&](const auto& passes) { return step(fact + 1, was & passes.first, is & passes.second); });
  }
  const Policy& before_;
  const Policy& after_;
  std::array<std::set<std::pair<Rules, Rules>>, kFactCount> values_;
  std::set<std::tuple<std::size_t, Rules, Rules>> seen_;
};

// Which letters and digits of a sample a mask leaves where they stood.
std::set<std::size_t> left_of(const std::string& sample, const std::string& masked) {
  std::set<std::size_t> left;
  const std::u16string was = to_utf16(sample), is = to_utf16(masked);
  for (std::size_t i = 0; was.size() == is.size() && i < was.size(); ++i) {
    if (std::isalnum(static_cast<int>(was[i])) != 0 && was[i] == is[i]) left.insert(i);
  }
  return left;
}
// Whether some level of some class leaves more of a sample than it did.
bool masks_leave_more(const Policy& before, const Policy& after) {
  for (const Class& now : after.classes) {
    const auto was = before.class_index(now.id), is = after.class_index(now.id);
    if (!was) continue;
    for (const Level level : {Level::kPartial, Level::kToken, Level::kFull, Level::kRemove}) {
      for (const char* sample : {"3273014507900003", "siti.rahmawati@mail.example.com", "0812-3456-7890 ext 99", "Siti Rahmawati Dewi", "4111111111111111"}) {
        const EntityType type = now.entity_types.empty() ? EntityType::kOther : now.entity_types.front();
        const auto old_left = left_of(sample, mask_value(sample, operator_for(before, was, type, level))), new_left = left_of(sample, mask_value(sample, operator_for(after, is, type, level)));
        if (!std::includes(old_left.begin(), old_left.end(), new_left.begin(), new_left.end())) return true;
      }
    }
  }
  return false;
}

struct Tally {
  std::size_t edits = 0, looser = 0, by_cells = 0, perhaps = 0;
  std::set<std::string> names;
};

void judge(const json& source, const json& edited, const reference::Edit& edit, const Policy& before, const Policy& after, Tally& tally) {
  const json diff = json::parse(diff_policies(before, after));
  EveryCell cells(before, after);
  const bool by_cells = cells.any_looser(), must = by_cells || edit.beside == Beside::kLooser || masks_leave_more(before, after);
  const bool said = diff["looser"];
  const std::string which = edit.name + ": " + json::diff(source, edited).dump();
  EXPECT_EQ(said, shows_more(before, after)) << which;
  const bool may = must || edit.beside == Beside::kPerhaps;
  EXPECT_TRUE(said || !must) << which;
  EXPECT_TRUE(!said || may) << which << diff.dump();
  bool any_group = false;
  for (const json& group : diff["groups"]) {
    const bool looser = group["change"] == "looser";
    any_group = any_group || looser;
    EXPECT_EQ(cells.is_looser_at(group["witness"]), looser) << which << group.dump();
  }
  EXPECT_EQ(any_group, by_cells) << which;
  EXPECT_EQ(diff["cells"]["looser"] > 0, by_cells) << which;
  ++tally.edits;
  tally.looser += said ? 1 : 0;
  tally.by_cells += by_cells ? 1 : 0;
  tally.perhaps += said && !must ? 1 : 0;
  tally.names.insert(edit.name);
}

TEST(DiffOfEdits, IsWhatAskingEverySituationAndEveryMaskSays) {
  for (const char* name : reference::kReady) {
    const auto flat = flatten_policy(reference::sources_of(name));
    ASSERT_TRUE(flat.ok()) << flat.error().text();
    const json source = json::parse(flat.value());
    const auto before = parse_policy(flat.value(), name);
    ASSERT_TRUE(before.ok()) << before.error().text();
    reference::Editor editor(20261122);
    Tally tally;
    for (int tries = 0; tally.edits < 200 && tries < 2000; ++tries) {
      json edited = source;
      const auto edit = editor.edit(edited);
      if (!edit || edited == source) continue;
      const auto after = parse_policy(edited.dump(), name);
      if (after.ok()) judge(source, edited, *edit, before.value(), after.value(), tally);
    }
    EXPECT_EQ(tally.edits, 200u) << name;
    EXPECT_GE(tally.looser, 40u) << name;
    EXPECT_LE(tally.looser, 160u) << name;
    EXPECT_GE(tally.names.size(), 12u) << name;
    std::cout << name << ": " << tally.edits << " edits of " << tally.names.size() << " kinds, " << tally.looser << " looser, " << tally.by_cells << " of them in situations, " << tally.perhaps << " because it could not be told\n";
  }
}

}  // namespace
