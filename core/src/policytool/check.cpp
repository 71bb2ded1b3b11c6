// What is valid and yet most likely not meant. Each finding is exact: it holds in every situation, or names one where it does not.
#include <algorithm>
#include <set>

#include "decide/compile.h"
#include "policytool/diff.h"
#include "tirai/policy_tool.h"

namespace tirai {
namespace {
using tool::Box;
using tool::index_of;
using tool::Json;
constexpr std::size_t kMostRulesToTry = 600;

class Check {
 public:
  explicit Check(const Policy& policy) : policy_(policy), found_(tool::reached(policy, tool::everything(policy))) {}

  Json run() {
    rules();
    classes();
    purposes();
    texts();
    return {{"warnings", std::move(warnings_)}};
  }

 private:
  void warn(std::string_view code, const std::string& at, const std::string& id, const std::string& en) { warnings_.push_back({{"code", code}, {"at", at}, {"message", {{"id", id}, {"en", en}}}}); }
  const Decision& decision(const tool::Reached& one) const { return policy_.table.decisions[one.decision]; }
  std::vector<tool::Reached> within(std::initializer_list<std::pair<Fact, std::vector<std::uint16_t>>> sets) const {
    Box box = tool::everything(policy_);
    for (const auto& [fact, values] : sets) tool::narrow(box, fact, values);
    return tool::reached(policy_, box);
  }
  std::vector<std::uint16_t> all_but(Fact fact, std::string_view name) const {
    std::vector<std::uint16_t> values;
    for (std::uint16_t i = 0; i < domain_size(policy_, fact); ++i) {
      if (domain_name(policy_, fact, i) != name) values.push_back(i);
    }
    return values;
  }

  void rules() {
    std::set<std::uint32_t> determining;
    for (const auto& one : found_) determining.insert(decision(one).rules.begin(), decision(one).rules.end());
    for (std::uint32_t i = 0; i < policy_.rules.size(); ++i) {
      const Rule& rule = policy_.rules[i];
      if (rule.implied) continue;
      if (determining.count(i) == 0) {
        warn("rule_never_applies", rule.id, "aturan ini tidak pernah berlaku: penolakan selalu mendahuluinya", "this rule never applies: a deny always comes before it");
      } else if (!rule.deny && policy_.rules.size() <= kMostRulesToTry && makes_no_difference(i)) {  // a deny may stand guard over rules to come
        warn("rule_without_effect", rule.id, "tanpa aturan ini setiap jawaban tetap sama: aturan lain sudah mengatakannya", "without this rule every answer stays the same: other rules say as much");
      }
    }
  }
  bool makes_no_difference(std::uint32_t index) const {
    Policy without = policy_;
    without.rules.erase(without.rules.begin() + index);
    auto table = decision::compile(without);
    if (!table) return false;
    without.table = std::move(*table);
    return tool::same_answers(policy_, without);
  }

  void classes() {
    bool retention_named = false;
    for (const Rule& rule : policy_.rules) retention_named = retention_named || !rule.when[index_of(Fact::kRetention)].empty();
    std::string covered;
    for (std::uint16_t i = 0; i < policy_.classes.size(); ++i) {
      const Class& one = policy_.classes[i];
      const auto answers = within({{Fact::kClass, {i}}});
      const auto is_open = [&](const tool::Reached& found) { return tool::is_open(decision(found), Level::kToken); };
      const auto is_denied = [&](const tool::Reached& found) { return !decision(found).rules.empty() && !decision(found).permitted; };  // by name: that is meant
      const bool forgotten = !one.entity_types.empty() && std::none_of(answers.begin(), answers.end(), is_open) && !std::all_of(answers.begin(), answers.end(), is_denied);
      if (forgotten) covered += (covered.empty() ? "" : ", ") + one.id;
      card(i, answers);
      unprompted(i);
      if (one.retention_days > 0 && !retention_named) {
        warn("retention_unused", one.id, "masa simpan ditetapkan, tetapi tidak ada aturan yang menanyakan retention", "a retention period is set, but no rule asks for retention");
      }
    }
    const bool permits = std::any_of(policy_.rules.begin(), policy_.rules.end(), [](const Rule& rule) { return !rule.deny; });
    if (permits && !covered.empty()) warn("class_always_covered", covered, "tidak ada aturan yang pernah memperlihatkan data ini, walau sebagian", "no rule ever shows any part of this data");
  }
  // PCI DSS 4.0.1, 3.4.1: at most BIN and last four; more needs a documented role.
  void card(std::uint16_t index, const std::vector<tool::Reached>& answers) {
    const auto& types = policy_.classes[index].entity_types;
    if (std::find(types.begin(), types.end(), EntityType::kCreditCard) == types.end()) return;
    const Operator part = operator_for(policy_, index, EntityType::kCreditCard, Level::kPartial);
    const bool beyond = part.kind != OperatorKind::kPan && part.kind != OperatorKind::kRedact && part.kind != OperatorKind::kHideLength && part.kind != OperatorKind::kTokenize &&
                        !(part.kind == OperatorKind::kKeepLast && part.count <= 4) && !(part.kind == OperatorKind::kKeepFirst && part.count <= 6);
    for (const auto& one : answers) {
      const bool plain = tool::is_open(decision(one), Level::kPlain);
      const bool partly = decision(one).permitted && decision(one).level == Level::kPartial && beyond;
      if (!plain && !partly) continue;
      return warn("card_beyond_pci_dss", policy_.rules[decision(one).rules.front()].id, "nomor kartu terlihat lebih dari BIN dan empat digit terakhir (PCI DSS 3.4.1)", "a card number is shown beyond its BIN and last four digits (PCI DSS 3.4.1)");
    }
  }
  void unprompted(std::uint16_t index) {
    if (!policy_.classes[index].specific) return;
    for (const auto& one : within({{Fact::kClass, {index}}, {Fact::kAction, {0}}})) {
      if (!tool::is_open(decision(one), Level::kPlain)) continue;
      return warn("specific_data_unprompted", policy_.rules[decision(one).rules.front()].id, "data spesifik \"" + policy_.classes[index].id + "\" terlihat tanpa diminta", "specific data \"" + policy_.classes[index].id + "\" is shown without anybody asking");
    }
  }

  void purposes() {
    for (std::uint16_t i = 0; i < policy_.purposes.size(); ++i) {
      const Purpose& purpose = policy_.purposes[i];
      bool opens = false;
      for (const auto& one : within({{Fact::kPurpose, {i}}, {Fact::kAction, all_but(Fact::kAction, "view")}})) opens = opens || tool::is_open(decision(one), Level::kToken);
      if (!opens) warn("purpose_unused", purpose.id, "tujuan ini tidak pernah membuka apa pun", "this purpose never opens anything");
      if (purpose.legal_basis.size() < 8 || purpose.legal_basis.substr(purpose.legal_basis.size() - 8) != "#Consent") continue;
      for (const auto& one : within({{Fact::kPurpose, {i}}, {Fact::kConsent, all_but(Fact::kConsent, "given")}, {Fact::kAction, all_but(Fact::kAction, "view")}})) {
        if (!tool::is_open(decision(one), Level::kToken)) continue;
        warn("consent_not_asked", purpose.id, "dasar hukumnya persetujuan, tetapi data terbuka tanpa persetujuan; tambahkan \"needs_consent\": true", "its legal basis is consent, yet data opens without it; add \"needs_consent\": true");
        break;
      }
    }
  }

  // A sentence that reads the same in both languages was most likely not translated; a name may be.
  void text(const std::string& at, const Text& one) {
    if (one.id == one.en && std::count(one.id.begin(), one.id.end(), ' ') >= 3) warn("text_not_translated", at, "teks id dan en sama", "the texts in id and en are the same");
  }
  void texts() {
    for (const Role& one : policy_.roles) text(one.id, one.text);
    for (const Purpose& one : policy_.purposes) text(one.id, one.text), text(one.id, one.reason);
    for (const Class& one : policy_.classes) text(one.id, one.text);
    for (const Rule& one : policy_.rules) text(one.id, one.reason);
  }

  const Policy& policy_;
  std::vector<tool::Reached> found_;
  Json warnings_ = Json::array();
};
}  // namespace

std::string check_policy(const Policy& policy) { return tool::dump(Check(policy).run()); }

}  // namespace tirai
