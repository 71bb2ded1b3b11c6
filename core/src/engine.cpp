#include "tirai/engine.h"

#include "codec/json.h"
#include "decide/derive.h"
#include "decide/facts.h"
#include "decide/json_text.h"
#include "tirai/compare.h"
#include "tirai/decide.h"
#include "tirai/detect.h"
#include "tirai/mask.h"
#include "tirai/patterns.h"
#include "text/apart.h"

namespace tirai {
namespace {
using codec::append_json_key;
using codec::append_json_string;
using codec::JsonValue;
constexpr std::size_t kMostKnownValues = 512;

std::size_t index_of(Fact fact) { return static_cast<std::size_t>(fact); }

void append_number(std::string& out, std::string_view key, std::uint32_t number) {
  append_json_key(out, key);
  out += std::to_string(number);
}

/// One more of a list, its brace left open.
void append_named(std::string& out, const std::string& id, const Text& text) {
  if (out.back() != '[') out += ',';
  out += "{\"id\":";
  append_json_string(out, id);
  append_json_key(out, "text");
  append_text(out, text);
}

void append_verification(std::string& out, const Policy& policy) {
  const Verification& card = policy.verification;
  append_json_key(out, "verification");
  out += "{\"questions\":[";
  for (const Question& question : card.questions) {
    append_named(out, policy.classes[question.class_index].id, question.text);
    out += '}';
  }
  out += ']';
  append_number(out, "matches", card.matches);
  append_number(out, "failures", card.failures);
  append_number(out, "valid_s", card.valid_s);
  out += '}';
}
}  // namespace

struct Engine::State {
  Policy policy;
  std::vector<Level> levels;  ///< of each class, for `view`
  KnownValues known;
  MaskKey key;

  [[nodiscard]] Level level_of(std::optional<std::size_t> class_index) const { return class_index ? levels[*class_index] : Level::kFull; }
  [[nodiscard]] const CustomPattern* pattern_of(const Detection& detection) const {
    const bool custom = detection.type == EntityType::kOther && !detection.known && policy.thresholds.patterns;
    return custom ? policy.thresholds.patterns->named(detection.subtype) : nullptr;
  }
  [[nodiscard]] std::optional<std::size_t> class_of(const Detection& detection) const {
    if (detection.known) return policy.class_index(known.values()[*detection.known].class_id);
    if (const CustomPattern* custom = pattern_of(detection)) return policy.class_index(custom->class_id);
    const std::int16_t index = policy.class_of[static_cast<std::size_t>(detection.type)];
    return index < 0 ? std::nullopt : std::optional<std::size_t>(index);
  }
  [[nodiscard]] EntityType type_of(std::optional<std::size_t> class_index) const {
    const bool typed = class_index && !policy.classes[*class_index].entity_types.empty();
    return typed ? policy.classes[*class_index].entity_types.front() : EntityType::kOther;
  }
  [[nodiscard]] std::string_view class_id(const Detection& detection, std::optional<std::size_t> class_index) const {
    if (class_index) return policy.classes[*class_index].id;
    return detection.known ? std::string_view(known.values()[*detection.known].class_id) : std::string_view("other");
  }
  TIRAI_APART("append_step") void append_step(std::string& out, std::string_view text, const Detection& detection, const Utf16Span& span) const;
};

void Engine::State::append_step(std::string& out, std::string_view text, const Detection& detection, const Utf16Span& span) const {
  const auto class_index = class_of(detection);
  const Level level = level_of(class_index);
  if (level == Level::kPlain) return;
  const Operator op = operator_for(policy, class_index, detection.type, level);
  if (out.back() != '[') out += ',';
  out.append("{\"begin\":").append(std::to_string(span.begin)).append(",\"end\":").append(std::to_string(span.end));
  out.append(",\"type\":\"").append(to_string(detection.type)).append("\",\"class\":");
  append_json_string(out, class_id(detection, class_index));
  out.append(",\"level\":\"").append(to_string(level)).append("\",\"mask\":");
  append_json_string(out, mask_value(text.substr(detection.span.begin, detection.span.size()), op, key));
  out += '}';
}

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::create(std::string_view policy_json, std::string_view policy_name) {
  Result<Policy> policy = parse_policy(policy_json, policy_name);
  if (!policy) return policy.error();
  auto state = std::make_unique<State>();
  state->levels.assign(policy.value().classes.size(), Level::kFull);
  state->policy = std::move(policy).value();
  return Engine(std::move(state));
}

Result<bool> Engine::set_facts(std::string_view facts_json, std::string_view action) {
  state_->levels.assign(state_->policy.classes.size(), Level::kFull);  // whatever fails below leaves all covered
  state_->key.secret.clear();
  Result<decision::Situation> situation = decision::read_situation(state_->policy, facts_json);
  if (!situation) return situation.error();
  const Result<JsonValue> facts = codec::read_json(facts_json, "facts");
  if (!facts) return facts.error();
  if (const std::string* key = facts.value().string_at({"mask_key"})) state_->key.secret = *key;
  situation.value().given.facts[index_of(Fact::kAction)] = domain_index(state_->policy, Fact::kAction, action);
  const std::uint16_t purpose = situation.value().given.facts[index_of(Fact::kPurpose)];
  for (std::size_t i = 0; i < state_->levels.size(); ++i) {
    state_->levels[i] = tirai::decide(state_->policy, situation.value().request_under(static_cast<std::uint16_t>(i), purpose)).level;
  }
  return true;
}

Result<bool> Engine::learn(std::string_view values_json) {
  const Result<JsonValue> read = codec::read_json(values_json, "values");
  if (!read) return read.error();
  if (!read.value().is(JsonValue::Kind::kArray)) return Error{ErrorCode::kBadValue, "expected an array", "values"};
  if (read.value().items.size() > kMostKnownValues) return Error{ErrorCode::kTooLarge, "more than 512 values", "values"};
  std::vector<KnownValue> values;
  for (std::size_t i = 0; i < read.value().items.size(); ++i) {
    const std::string* class_id = read.value().items[i].string_at({"class"});
    const std::string* value = read.value().items[i].string_at({"value"});
    if (class_id == nullptr || value == nullptr) {
      return Error{ErrorCode::kMissingKey, "expected \"class\" and \"value\", both strings", "values:/" + std::to_string(i)};
    }
    values.push_back({*class_id, state_->type_of(state_->policy.class_index(*class_id)), *value});
  }
  state_->known = KnownValues(std::move(values));
  return true;
}

std::string Engine::scan(std::u16string_view units) const { return scan(std::string_view(to_utf8(units))); }

std::string Engine::scan(std::string_view text) const {
  const std::vector<Detection> detections = detect(text, state_->known, thresholds_of(state_->policy));
  std::string out = "[";
  if (detections.empty()) return out + "]";
  std::vector<ByteSpan> spans;
  spans.reserve(detections.size());
  for (const Detection& detection : detections) spans.push_back(detection.span);
  const std::vector<Utf16Span> wide = to_utf16_spans(text, spans);
  for (std::size_t i = 0; i < detections.size(); ++i) state_->append_step(out, text, detections[i], wide[i]);
  return out + "]";
}

std::string Engine::mask_field(std::string_view class_id, std::u16string_view units) const { return mask_field(class_id, std::string_view(to_utf8(units))); }

std::string Engine::mask_field(std::string_view class_id, std::string_view text) const {
  const auto class_index = state_->policy.class_index(class_id);
  const Level level = state_->level_of(class_index);
  std::string out = "{";
  append_json_key(out, "level");
  append_json_string(out, to_string(level));
  if (level != Level::kPlain) {
    append_json_key(out, "mask");
    append_json_string(out, mask_value(text, operator_for(state_->policy, class_index, state_->type_of(class_index), level), state_->key));
  }
  return out + "}";
}

std::string_view Engine::compare(std::string_view entity_type, std::u16string_view value, std::u16string_view said) {
  return compare(entity_type, std::string_view(to_utf8(value)), std::string_view(to_utf8(said)));
}

std::string_view Engine::compare(std::string_view entity_type, std::string_view value, std::string_view said) {
  return to_string(tirai::compare(entity_type_from(entity_type).value_or(EntityType::kOther), value, said));
}

Result<std::string> Engine::decide(std::string_view request_json) const {
  const Result<Request> request = parse_request(state_->policy, request_json);
  if (!request) return request.error();
  return to_json(state_->policy, tirai::decide(state_->policy, request.value()));
}

Result<std::string> Engine::offered_purposes(std::string_view request_json) const {
  const auto all = tirai::offered_purposes(state_->policy, request_json);
  if (!all) return all.error();
  std::string out = "[";
  for (const OfferedPurpose& offered : all.value()) {
    const Purpose& purpose = state_->policy.purposes[offered.purpose];
    if (out.back() != '[') out += ',';
    out += '{';
    append_json_key(out, "purpose");
    append_json_string(out, purpose.id);
    append_json_key(out, "text");
    append_text(out, purpose.text);
    append_json_key(out, "reason");
    append_text(out, purpose.reason);
    append_json_key(out, "dpv");
    append_json_string(out, purpose.dpv);
    append_json_key(out, "legal_basis");
    append_json_string(out, purpose.legal_basis);
    append_json_key(out, "level");
    append_json_string(out, to_string(offered.decision.level));
    if (const auto seconds = offered.decision.obligations.time_to_live_s) {
      append_json_key(out, "time_to_live_s");
      out += std::to_string(*seconds);
    }
    if (const auto least = offered.decision.obligations.justification_min) {
      append_json_key(out, "justification_min");
      out += std::to_string(*least);
    }
    out += '}';
  }
  return out + "]";
}

std::uint16_t Engine::fact_index(std::string_view fact, std::string_view value) const {
  const auto known = fact_from(fact);
  return known ? domain_index(state_->policy, *known, value) : kMissing;
}

std::uint32_t Engine::decide_facts(const std::array<std::uint16_t, kFactCount>& facts) const {
  const Decision& decision = tirai::decide(state_->policy, {facts});
  const auto index = static_cast<std::uint32_t>(&decision - state_->policy.table.decisions.data());
  return index << 4 | (decision.permitted ? 8u : 0u) | static_cast<std::uint32_t>(decision.level);
}

std::string Engine::policy_summary() const {
  const Policy& policy = state_->policy;
  std::string out = "{";
  append_policy_identity(out, policy);
  if (!policy.dpo.key.empty()) append_json_key(out, "dpo_key"), append_json_string(out, policy.dpo.key);
  append_json_key(out, "classes");
  out += '[';
  for (const Class& one : policy.classes) {
    append_named(out, one.id, one.text);
    append_json_key(out, "specific");
    out += one.specific ? "true}" : "false}";
  }
  out += ']';
  append_json_key(out, "roles");
  out += '[';
  for (const Role& role : policy.roles) append_named(out, role.id, role.text), out += '}';
  out += ']';
  append_json_key(out, "purposes");
  out += '[';
  for (const Purpose& purpose : policy.purposes) {
    append_named(out, purpose.id, purpose.text);
    if (!purpose.broader.empty()) append_json_key(out, "broader"), append_json_string(out, purpose.broader);
    append_json_key(out, "needs_consent");
    out += purpose.needs_consent ? "true}" : "false}";
  }
  out += ']';
  append_number(out, "purpose_valid_s", policy.purpose_valid_s);
  if (!policy.verification.questions.empty()) append_verification(out, policy);
  return out + "}";
}

}  // namespace tirai
