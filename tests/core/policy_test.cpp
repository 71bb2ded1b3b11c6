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

TEST(Policy, EveryShippedPolicyIsValid) {
  const auto policy = parse_policy(read_file("policies/support.json"), "support.json");
  ASSERT_TRUE(policy.ok()) << policy.error().text();
  for (const EntityType type : {EntityType::kEmailAddress, EntityType::kPhoneNumber, EntityType::kPerson, EntityType::kAddress, EntityType::kCreditCard, EntityType::kIdNik, EntityType::kOther}) {
    EXPECT_GE(policy.value().class_of[static_cast<std::size_t>(type)], 0) << to_string(type);
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
