// An AuthZEN request is outside input, and so is a question about a policy. What is not understood is not permitted.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "codec/json_flat.h"
#include "tirai/decide.h"
#include "tirai/policy_tool.h"

namespace {
constexpr const char* kPolicy = R"({"tirai_policy": 1, "id": "p", "version": 1, "controller": {"name": "a", "contact": "b"}, "dpo": {"name": "a", "contact": "b"},
  "roles": {"agent": {"text": {"id": "a", "en": "b"}}},
  "purposes": {"offers": {"needs_consent": true, "consent_days": 3, "dpv": "d", "legal_basis": "l", "text": {"id": "a", "en": "b"}, "reason": {"id": "a", "en": "b"}}},
  "classes": {"contact": {"text": {"id": "a", "en": "b"}, "retention_days": 3, "collected_for": ["offers"]}}, "limits": {"l": {"reveals": 2, "within_s": 60, "then": "step_up"}},
  "rules": [{"id": "one", "effect": "permit", "when": {"role": ["agent"], "class": ["contact"], "retention": ["active"]}, "level": "plain", "reason": {"id": "a", "en": "b"}}]})";

void check(const nlohmann::json& answer) {
  if (!answer.contains("decision") || !answer["decision"].is_boolean()) std::abort();
  const bool shown = answer["context"].value("level", "full") != "full" && answer["context"].value("level", "full") != "remove";
  if (shown && !answer["decision"].get<bool>()) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto policy = tirai::parse_policy(kPolicy);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // Two readers of ours, one grammar: what the one that names places refuses, the fast one refuses.
  if (tirai::codec::FlatJson().read(text) != tirai::codec::read_json(text, "f").ok()) std::abort();
  (void)tirai::query_policy(policy.value(), text);
  (void)tirai::offered_purposes(policy.value(), text);
  if (const auto request = tirai::parse_request(policy.value(), text); request.ok()) (void)tirai::explain_json(policy.value(), request.value());
  const auto answered = tirai::answer_authzen(policy.value(), text);
  if (!answered.ok()) return 0;
  const auto answer = nlohmann::json::parse(answered.value(), nullptr, false);
  if (answer.is_discarded()) std::abort();
  if (!answer.contains("evaluations")) return check(answer), 0;
  for (const auto& one : answer["evaluations"]) check(one);
  return 0;
}
