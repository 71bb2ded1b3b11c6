#include "tirai/policy.h"

#include "crypto/hash.h"
#include "support.h"
#include "tirai/decide.h"

namespace {
using namespace tirai;
using vectors::Case;
using vectors::read_cases;
using vectors::read_file;

std::string replaced(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), now);
}

TEST(Policy, SaysWhereWhatAndWhatWouldBeRight) {
  const std::string base = read_file("tests/vectors/policy/base.json");
  ASSERT_TRUE(parse_policy(base, "base.json").ok()) << parse_policy(base, "base.json").error().text();
  for (const Case& one : read_cases("tests/vectors/policy/errors.jsonl")) {
    const auto policy = parse_policy(replaced(base, one.data["replace"][0], one.data["replace"][1]), "base.json");
    ASSERT_FALSE(policy.ok()) << one.where;
    EXPECT_EQ(policy.error().text(), one.data["error"].get<std::string>()) << one.where;
  }
}

TEST(Policy, ReadsWhatTheFileSays) {
  const std::string base = read_file("tests/vectors/policy/base.json");
  const auto read = parse_policy(base, "base.json");
  ASSERT_TRUE(read.ok());
  const Policy& policy = read.value();
  EXPECT_EQ(policy.id, "base");
  EXPECT_EQ(policy.version, 3u);
  EXPECT_EQ(policy.digest, crypto::sha256_name(base));
  ASSERT_EQ(policy.roles.size(), 2u);
  EXPECT_EQ(policy.roles[1].extends, "agent");
  EXPECT_EQ(policy.classes[1].operators[1], (Operator{OperatorKind::kKeepLast, 2}));
  EXPECT_EQ(policy.class_of[static_cast<std::size_t>(EntityType::kPhoneNumber)], 1);
  EXPECT_EQ(policy.class_of[static_cast<std::size_t>(EntityType::kIdNik)], -1);
  EXPECT_EQ(policy.rules[0].when[static_cast<std::size_t>(Fact::kRole)], (std::vector<std::uint64_t>{3}));   // lead extends agent
  EXPECT_EQ(policy.rules[0].when[static_cast<std::size_t>(Fact::kClass)], (std::vector<std::uint64_t>{3}));  // contact.phone lies under contact
  EXPECT_EQ(policy.rules[0].obligations.time_to_live_s, 30u);
}

TEST(Policy, KeepsItsBounds) {
  const std::string base = read_file("tests/vectors/policy/base.json");
  const auto error_of = [](const std::string& json) {
    const auto read = parse_policy(json, "p");
    return read.ok() ? ErrorCode::kInternal : read.error().code;
  };
  EXPECT_EQ(error_of(base + std::string(4 << 20, ' ')), ErrorCode::kTooLarge);
  EXPECT_EQ(error_of(std::string(33, '[') + std::string(33, ']')), ErrorCode::kTooLarge);
  EXPECT_EQ(error_of(std::string(100000, '[')), ErrorCode::kTooLarge);
  EXPECT_EQ(error_of("[]"), ErrorCode::kBadValue);
  EXPECT_EQ(error_of(""), ErrorCode::kBadSyntax);
  EXPECT_EQ(error_of("{\"id\":\"\xff\"}"), ErrorCode::kBadSyntax);
  EXPECT_EQ(error_of("{\"tirai_policy\": 1e999}"), ErrorCode::kBadValue);
  std::string roles;
  for (int i = 0; i < 257; ++i) roles += "\"r" + std::to_string(i) + "\": {\"text\": {\"id\": \"a\", \"en\": \"b\"}},";
  EXPECT_EQ(error_of(replaced(base, "\"roles\": {", "\"roles\": {" + roles)), ErrorCode::kTooLarge);
}

TEST(Policy, ReadsEveryKeyOfTheFormat) {
  const auto read = parse_policy(read_file("tests/vectors/policy/full.json"), "full.json");
  ASSERT_TRUE(read.ok()) << read.error().text();
  const Policy& policy = read.value();
  EXPECT_EQ(policy.controller.name, "PT Contoh");
  EXPECT_EQ(policy.dpo.contact, "b");
  EXPECT_EQ(policy.dpo.key, "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=");  // RFC 7748, 6.1: Alice's
  EXPECT_EQ(policy.mfa_valid_s, 600u);
  EXPECT_EQ(policy.training_valid_days, 180u);
  EXPECT_EQ(policy.purpose_valid_s, 300u);
  ASSERT_EQ(policy.verification.questions.size(), 1u);
  EXPECT_EQ(policy.classes[policy.verification.questions[0].class_index].id, "contact.phone");
  EXPECT_EQ(policy.verification.questions[0].text.en, "Last four digits?");
  EXPECT_EQ(policy.verification.matches, 1u);
  EXPECT_EQ(policy.verification.failures, 2u);
  EXPECT_EQ(policy.verification.valid_s, 600u);
  EXPECT_EQ(policy.purposes[2].consent_days, 365u);
  EXPECT_EQ(policy.classes[0].retention_days, 30u);
  EXPECT_EQ(policy.classes[0].collected_for, (std::vector<std::string>{"care"}));
  EXPECT_EQ(policy.limits[0].reveals, 3u);
  EXPECT_EQ(policy.limits[0].classes, (std::vector<std::uint64_t>{7}));  // contact and what lies under it
  EXPECT_TRUE(policy.limits[1].deny);
  EXPECT_EQ(policy.rules[0].obligations, (Obligations{true, 10, true, true, 30, true, 2, true, true}));
  EXPECT_EQ(policy.rules[0].articles, (std::vector<std::string>{"UU PDP 31"}));
  std::vector<std::string> ids;
  for (const Rule& rule : policy.rules) ids.push_back(rule.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"reveal", "restricted", "needs_consent/offers", "purpose_compatible/contact", "limit/often", "limit/too-often"}));
  EXPECT_EQ(policy.rules[3].when[static_cast<std::size_t>(Fact::kClass)], (std::vector<std::uint64_t>{3}));  // contact and contact.phone; contact.email speaks for itself
  EXPECT_EQ(policy.rules[3].when[static_cast<std::size_t>(Fact::kPurpose)], (std::vector<std::uint64_t>{4}));  // offers is not under care
}

TEST(Policy, TheNearerFileHoldsAndErrorsNameTheirOwnFile) {
  const std::string base = read_file("tests/vectors/policy/base.json");
  const std::string text = R"({"id": "a", "en": "b"})";
  const std::string near = R"({"extends": "base.json", "id": "near", "version": 9, "roles": {"guest": {"text": )" + text + R"(}},
    "rules": [{"id": "two", "effect": "deny", "when": {"role": ["guest"]}, "reason": )" + text + R"(},
              {"id": "one", "effect": "permit", "when": {"role": ["lead"]}, "level": "token", "reason": )" + text + "}]}";
  const std::vector<PolicySource> sources = {{"near.json", near}, {"base.json", base}};
  const auto read = parse_policy(sources);
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value().id, "near");
  EXPECT_EQ(read.value().roles.size(), 3u);
  ASSERT_EQ(read.value().rules.size(), 2u);
  EXPECT_EQ(read.value().rules[0].level, Level::kToken);
  EXPECT_EQ(read.value().rules[0].when[static_cast<std::size_t>(Fact::kRole)], (std::vector<std::uint64_t>{2}));

  const auto flat = flatten_policy(sources);
  ASSERT_TRUE(flat.ok());
  const auto again = parse_policy(flat.value(), "flat.json");
  ASSERT_TRUE(again.ok()) << again.error().text();
  EXPECT_EQ(again.value().digest, read.value().digest);
  EXPECT_EQ(again.value().rules[0].reason.en, "b");
  EXPECT_EQ(again.value().thresholds.at_least[static_cast<std::size_t>(EntityType::kPhoneNumber)], 0.5);

  const auto error_of = [](const std::vector<PolicySource>& files) { return parse_policy(files).error().text(); };
  const std::vector<PolicySource> overlaid = {{"near.json", near}, {"base.json", replaced(base, "\"partial\",", "\"clear\",")}};
  EXPECT_TRUE(parse_policy(overlaid).ok()) << "the mistake stands in a rule that is replaced";
  EXPECT_EQ(error_of({{"near.json", replaced(near, "[\"guest\"]", "[\"gast\"]")}, {"base.json", base}}), "near.json:/rules/1/when/role/0 (line 2, column 65): unknown role \"gast\"; expected agent, lead or guest");
  EXPECT_EQ(error_of({{"near.json", near}, {"base.json", replaced(base, "\"count\": 2", "\"count\": 0")}}), "base.json:/classes/contact.phone/operators/partial/count (line 14, column 149): expected an integer from 1 to 64");
  EXPECT_EQ(parse_policy(near, "near.json").error().text().substr(0, 9), "near.json");
}

TEST(Policy, EveryReadyPolicyHasAClassForEverythingARecognizerFinds) {
  ASSERT_TRUE(parse_policy(read_file("policies/support.json"), "support.json").ok());
  const std::string strict = read_file("policies/strict-default.json"), card = read_file("policies/pci-dss-card-data.json");
  for (const char* name : {"uu-pdp-contact-centre.json", "gdpr-support-desk.json", "ccpa-support-desk.json", "pdpa-singapore.json"}) {
    const std::vector<PolicySource> sources = {{name, read_file(std::string("policies/") + name)}, {"pci-dss-card-data.json", card}, {"strict-default.json", strict}};
    const auto policy = parse_policy(sources);
    ASSERT_TRUE(policy.ok()) << policy.error().text();
    for (std::size_t type = 0; type < kEntityTypeCount; ++type) EXPECT_GE(policy.value().class_of[type], 0) << name << " " << to_string(static_cast<EntityType>(type));
    for (const Rule& rule : policy.value().rules) EXPECT_TRUE(rule.implied || !rule.articles.empty()) << name << " " << rule.id;
  }
}

TEST(Policy, AClassWithoutAnOperatorHasTheDefaultOfItsLevel) {
  const auto read = parse_policy(read_file("tests/vectors/policy/base.json"), "base.json");
  ASSERT_TRUE(read.ok());
  const Policy& policy = read.value();
  EXPECT_EQ(operator_for(policy, 1, EntityType::kPhoneNumber, Level::kPartial), (Operator{OperatorKind::kKeepLast, 2}));
  EXPECT_EQ(operator_for(policy, 0, EntityType::kPhoneNumber, Level::kPartial), (Operator{OperatorKind::kKeepLast, 3}));
  EXPECT_EQ(operator_for(policy, std::nullopt, EntityType::kCreditCard, Level::kPartial), (Operator{OperatorKind::kPan, 0}));
  EXPECT_EQ(operator_for(policy, 1, EntityType::kPhoneNumber, Level::kFull), (Operator{OperatorKind::kRedact, 0}));
  EXPECT_EQ(operator_for(policy, 1, EntityType::kPhoneNumber, Level::kToken), (Operator{OperatorKind::kTokenize, 0}));
  EXPECT_EQ(operator_for(policy, 1, EntityType::kPhoneNumber, Level::kRemove), (Operator{OperatorKind::kHideLength, 0}));
}

}  // namespace
