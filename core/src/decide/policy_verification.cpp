// The verify-the-caller card of a policy.
#include "decide/facts.h"
#include "decide/nearest.h"
#include "decide/policy_reader.h"

namespace tirai::decision {
namespace {
constexpr std::size_t kMostQuestions = 16;

Question read_question(const Node& node, const Policy& policy) {
  static constexpr std::string_view kKeys[] = {"class", "text"};
  Question made;
  if (!node.object(kKeys, kKeys)) return made;
  made.text = node.bilingual_at("text");
  const auto about = node.at("class");
  if (!about) return made;
  const std::string name = about->text();
  made.class_index = domain_index(policy, Fact::kClass, name);
  if (made.class_index == kMissing) about->fail(ErrorCode::kUnknownName, "unknown class " + in_quotes(name) + "; expected one of this policy's");
  return made;
}
}  // namespace

void read_verification(const Node& node, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"questions", "matches", "failures", "valid_s"};
  static constexpr std::string_view kNeeded[] = {"questions"};
  if (!node.object(kKeys, kNeeded)) return;
  Verification& card = policy.verification;
  const auto questions = node.at("questions");
  if (!questions || !questions->array(kMostQuestions)) return;
  for (std::size_t i = 0; i < questions->value().items.size(); ++i) card.questions.push_back(read_question(questions->item(i), policy));
  if (const auto matches = node.at("matches")) card.matches = matches->integer(1, kMostQuestions);
  if (const auto failures = node.at("failures")) card.failures = failures->integer(1, kMostQuestions);
  if (const auto seconds = node.at("valid_s")) card.valid_s = seconds->integer(60, 86'400);
  if (card.questions.size() >= card.matches) return;
  questions->fail(ErrorCode::kBadValue, "fewer questions than \"matches\" asks for; expected at least " + std::to_string(card.matches));
}

}  // namespace tirai::decision
