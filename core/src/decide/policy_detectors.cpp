// The policy's detectors: thresholds and switches of each type, packs, and patterns of its own.
//
//   "detectors": {
//     "phone_number": {"threshold": 0.7},          "ip_address": {"on": false},
//     "packs": {"eu-uk": false},
//     "patterns": {"employee": {"pattern": "EMP-\\d{6}", "class": "staff.number", "context": ["pegawai"], "confidence": 0.2, "confidence_with_context": 0.9}}
//   }
#include <algorithm>

#include "decide/nearest.h"
#include "decide/policy_reader.h"
#include "detect/recognizer.h"
#include "tirai/patterns.h"

namespace tirai::decision {
namespace {
constexpr std::string_view kPacks[] = {"core-id", "sg-my", "apac", "eu-uk", "us-ca", "secrets"};
constexpr std::size_t kMostPatterns = 64;

void read_packs(const Node& node, Policy& policy) {
  if (!node.object(kPacks)) return;
  for (const codec::JsonMember& member : node.value().members) {
    if (const auto pack = pack_from(member.key)) policy.thresholds.pack_on[static_cast<std::size_t>(*pack)] = node.member(member).boolean();
  }
}

bool is_phrase(std::string_view phrase) {
  return !phrase.empty() && phrase.size() <= 48 && std::none_of(phrase.begin(), phrase.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void read_context(const Node& node, CustomPattern& made) {
  made.context = node.texts(32);
  for (std::size_t i = 0; i < made.context.size(); ++i) {
    if (!is_phrase(made.context[i])) node.item(i).fail(ErrorCode::kBadValue, "not a context phrase; expected 1 to 48 bytes in lower case");
  }
}

CustomPattern read_pattern(const Node& node, std::string_view id, const Policy& policy) {
  static constexpr std::string_view kKeys[] = {"pattern", "class", "context", "confidence", "confidence_with_context"};
  static constexpr std::string_view kNeeded[] = {"pattern", "class"};
  CustomPattern made{.id = std::string(id)};
  if (!node.object(kKeys, kNeeded)) return made;
  made.class_id = node.text_at("class");
  if (!policy.class_index(made.class_id)) {
    if (const auto named = node.at("class")) named->fail(ErrorCode::kUnknownName, "unknown class " + in_quotes(made.class_id));
  }
  if (const auto context = node.at("context")) read_context(*context, made);
  if (!made.context.empty()) made.alone = 0.3;
  if (const auto alone = node.at("confidence")) made.alone = alone->fraction();
  if (const auto near = node.at("confidence_with_context")) made.with_context = near->fraction();
  if (const auto pattern = node.at("pattern")) {
    made.pattern = pattern->text();
    const auto compiled = CustomPatterns::compile({made});
    if (!compiled) pattern->fail(compiled.error().code, compiled.error().message);
  }
  return made;
}

void read_patterns(const Node& node, Policy& policy) {
  std::vector<CustomPattern> all;
  if (!node.dictionary(kMostPatterns)) return;
  for (const codec::JsonMember& member : node.value().members) {
    if (!is_name(member.key)) node.fail_at_key(member, ErrorCode::kBadValue, "not a name; expected 1 to 64 of a-z, 0-9, \"_\" and \"-\", beginning with a letter");
    all.push_back(read_pattern(node.member(member), member.key, policy));
  }
  auto compiled = CustomPatterns::compile(std::move(all));
  if (compiled) policy.thresholds.patterns = std::move(compiled).value();
  else node.fail(compiled.error().code, compiled.error().message);
}

void read_detector(const Node& node, EntityType type, Policy& policy) {
  static constexpr std::string_view kKeys[] = {"on", "threshold"};
  if (!node.object(kKeys)) return;
  policy.detector_on[static_cast<std::size_t>(type)] = node.boolean_at("on", true);
  if (const auto threshold = node.at("threshold")) policy.thresholds.at_least[static_cast<std::size_t>(type)] = threshold->fraction();
}
}  // namespace

void read_detectors(const Node& node, Policy& policy) {
  if (!node.dictionary(kEntityTypeCount + 2)) return;
  const auto recognized = recognition::entity_type_names().first(kEntityTypeCount - 1);  // all but "other"
  for (const codec::JsonMember& member : node.value().members) {
    const auto type = entity_type_from(member.key);
    if (member.key == "packs") read_packs(node.member(member), policy);
    else if (member.key == "patterns") read_patterns(node.member(member), policy);
    else if (type && *type != EntityType::kOther) read_detector(node.member(member), *type, policy);
    else node.fail_at_key(member, ErrorCode::kUnknownName, "no detector " + in_quotes(member.key) + hint(member.key, recognized));
  }
}

}  // namespace tirai::decision
