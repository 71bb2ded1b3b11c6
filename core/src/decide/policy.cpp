#include "tirai/policy.h"

#include "crypto/hash.h"
#include "decide/policy_reader.h"

namespace tirai {
namespace {
using decision::Node;

void read_contact(const Node& node) {
  static constexpr std::string_view kKeys[] = {"name", "contact"};
  if (!node.object(kKeys, kKeys)) return;
  (void)node.text_at("name");
  (void)node.text_at("contact");
}

void read_head(const Node& root, Policy& policy) {
  if (const auto format = root.at("tirai_policy")) (void)format->integer(1, 1);
  if (const auto version = root.at("version")) policy.version = version->integer(1, UINT32_MAX);
  if (const auto id = root.at("id")) {
    policy.id = id->text();
    if (!decision::is_name(policy.id)) id->fail(ErrorCode::kBadValue, "not a name; expected 1 to 64 of a-z, 0-9, \"_\" and \"-\", beginning with a letter");
  }
  if (const auto controller = root.at("controller")) read_contact(*controller);
  if (const auto dpo = root.at("dpo")) read_contact(*dpo);
}

void read_policy(const Node& root, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"tirai_policy", "id", "version", "controller", "dpo", "roles", "purposes", "classes", "detectors", "rules"};
  static constexpr std::string_view kNeeded[] = {"tirai_policy", "id", "version", "controller", "dpo", "roles", "purposes", "classes", "rules"};
  if (!root.object(kKeys, kNeeded)) return;
  read_head(root, policy);
  if (const auto roles = root.at("roles")) decision::read_roles(*roles, policy);
  if (const auto purposes = root.at("purposes")) decision::read_purposes(*purposes, policy);
  if (const auto classes = root.at("classes")) decision::read_classes(*classes, policy);
  if (const auto detectors = root.at("detectors")) decision::read_detectors(*detectors, policy);
}
}  // namespace

std::optional<std::size_t> Policy::class_index(std::string_view wanted) const {
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].id == wanted) return i;
  }
  return std::nullopt;
}

Result<Policy> parse_policy(std::string_view json, std::string_view name) {
  const Result<codec::JsonValue> read = codec::read_json(json, name);
  if (!read) return read.error();
  Policy policy;
  policy.detector_on.fill(true);
  policy.class_of.fill(-1);
  policy.digest = crypto::sha256_name(json);
  decision::Reading reading{json, name, {}};
  const Node root(reading, read.value());
  read_policy(root, policy);
  if (reading.error) return *reading.error;  // rules refer to the words above: they are read only when those hold
  decision::read_rules(*root.at("rules"), policy);
  if (reading.error) return *reading.error;
  decision::add_consent_rules(policy);
  return policy;
}

Operator operator_for(const Policy& policy, std::optional<std::size_t> class_index, EntityType type, Level level) {
  if (class_index && policy.classes[*class_index].operators[static_cast<std::size_t>(level)]) {
    return *policy.classes[*class_index].operators[static_cast<std::size_t>(level)];
  }
  if (level == Level::kToken) return {OperatorKind::kTokenize, 0};
  if (level == Level::kRemove) return {OperatorKind::kHideLength, 0};
  if (level != Level::kPartial) return {OperatorKind::kRedact, 0};
  switch (type) {
    case EntityType::kEmailAddress: return {OperatorKind::kKeepDomain, 0};
    case EntityType::kPhoneNumber: return {OperatorKind::kKeepLast, 3};
    case EntityType::kCreditCard: return {OperatorKind::kPan, 0};
    case EntityType::kIdNik: return {OperatorKind::kKeepLast, 4};
    case EntityType::kPerson: return {OperatorKind::kInitials, 0};
    // A part of a secret, of a place or of a birthday is already too much.
    case EntityType::kAddress: case EntityType::kDateOfBirth: case EntityType::kCvv: case EntityType::kPin: case EntityType::kOtp: case EntityType::kPassword:
    case EntityType::kApiKey: case EntityType::kJwt: case EntityType::kUrlSecret: case EntityType::kGps: case EntityType::kIpAddress: return {OperatorKind::kRedact, 0};
    default: break;
  }
  return {OperatorKind::kKeepLast, 2};
}

}  // namespace tirai
