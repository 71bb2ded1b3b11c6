#include "tirai/policy.h"

#include "crypto/hash.h"
#include "decide/compile.h"
#include "decide/policy_reader.h"

namespace tirai {
namespace {
using decision::Node;

Contact read_contact(const Node& node) {
  static constexpr std::string_view kKeys[] = {"name", "contact"};
  if (!node.object(kKeys, kKeys)) return {};
  return {node.text_at("name"), node.text_at("contact"), ""};
}

// 32 bytes in the one spelling of base64: 43 letters, the last with two bits to spare, and the padding.
bool is_base64_of_32_bytes(std::string_view text) {
  if (text.size() != 44 || text[43] != '=') return false;
  for (const char c : text.substr(0, 43)) {
    if (!(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '+' && c != '/') return false;
  }
  return std::string_view("AEIMQUYcgkosw048").find(text[42]) != std::string_view::npos;
}

Contact read_dpo(const Node& node) {
  static constexpr std::string_view kKeys[] = {"name", "contact", "key"};
  if (!node.object(kKeys, {kKeys, 2})) return {};
  const std::string key = node.text_at("key");
  if (!key.empty() && !is_base64_of_32_bytes(key)) node.at("key")->fail(ErrorCode::kBadValue, "not a public key; expected the 44 letters that tirai keygen --dpo prints");
  return {node.text_at("name"), node.text_at("contact"), key};
}

void read_validity(const Node& node, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"mfa_s", "training_days", "purpose_s"};
  if (!node.object(kKeys)) return;
  if (const auto seconds = node.at("mfa_s")) policy.mfa_valid_s = seconds->integer(30, 86'400);
  if (const auto days = node.at("training_days")) policy.training_valid_days = days->integer(1, 3'650);
  if (const auto seconds = node.at("purpose_s")) policy.purpose_valid_s = seconds->integer(0, 86'400);
}

void read_head(const Node& root, Policy& policy) {
  if (const auto format = root.at("tirai_policy")) (void)format->integer(1, 1);
  if (const auto version = root.at("version")) policy.version = version->integer(1, UINT32_MAX);
  if (const auto id = root.at("id")) {
    policy.id = id->text();
    if (!decision::is_name(policy.id)) id->fail(ErrorCode::kBadValue, "not a name; expected 1 to 64 of a-z, 0-9, \"_\" and \"-\", beginning with a letter");
  }
  if (const auto controller = root.at("controller")) policy.controller = read_contact(*controller);
  if (const auto dpo = root.at("dpo")) policy.dpo = read_dpo(*dpo);
  if (const auto validity = root.at("validity")) read_validity(*validity, policy);
}

void read_policy(const Node& root, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"tirai_policy", "id", "version", "controller", "dpo", "roles", "purposes", "classes", "detectors", "rules", "limits", "verification", "validity", "$schema", "extends"};
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

Result<Policy> decision::read_policy_tree(const codec::JsonValue& tree, std::span<const PolicySource> sources, std::string_view published) {
  Policy policy;
  policy.detector_on.fill(true);
  policy.class_of.fill(-1);
  policy.digest = crypto::sha256_name(published);
  Reading reading{sources, {}};
  const Node root(reading, tree);
  read_policy(root, policy);
  if (const auto extends = root.at("extends")) extends->fail(ErrorCode::kBadValue, "one file cannot extend another; expected the whole policy, as tirai sign writes it");
  if (reading.error) return *reading.error;  // rules refer to the words above: they are read only when those hold
  read_rules(*root.at("rules"), policy);
  if (const auto limits = root.at("limits")) read_limits(*limits, policy);
  if (const auto verification = root.at("verification")) read_verification(*verification, policy);
  if (reading.error) return *reading.error;
  add_implied_rules(policy);
  auto table = compile(policy);
  if (!table) return Error{ErrorCode::kTooLarge, "its rules tell more situations apart than a table of 16 MiB holds; expected fewer rules that name many facts each", sources[0].name};
  policy.table = std::move(*table);
  return policy;
}

Result<Policy> parse_policy(std::string_view json, std::string_view name) {
  const Result<codec::JsonValue> read = codec::read_json(json, name);
  if (!read) return read.error();
  const PolicySource source{std::string(name), std::string(json)};
  return decision::read_policy_tree(read.value(), {&source, 1}, json);
}

Thresholds thresholds_of(const Policy& policy) {
  Thresholds wanted = policy.thresholds;
  for (std::size_t i = 0; i < kEntityTypeCount; ++i) {
    if (!policy.detector_on[i]) wanted.at_least[i] = 2;
  }
  return wanted;
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
