// Decision → AuthZEN response, and the explanation that `tirai explain` prints.
#include "codec/json.h"
#include "decide/facts.h"
#include "decide/json_text.h"
#include "decide/matching.h"

namespace tirai {
namespace {
using codec::append_json_key;
using codec::append_json_string;

void append_obligations(std::string& out, const Obligations& obligations, bool permitted) {
  out += '{';
  if (obligations.ask_purpose) append_json_key(out, "ask_purpose"), out += "true";
  if (obligations.time_to_live_s) append_json_key(out, "time_to_live_s"), out += std::to_string(*obligations.time_to_live_s);
  if (obligations.write_ahead) append_json_key(out, "write_ahead"), out += "true";
  if (permitted) append_json_key(out, "copy_allowed"), out += obligations.copy_allowed ? "true" : "false";
  out += '}';
}

void append_rules(std::string& out, const Policy& policy, const Decision& decision) {
  out += '[';
  for (const std::uint32_t rule : decision.rules) {
    if (out.back() != '[') out += ',';
    append_json_string(out, policy.rules[rule].id);
  }
  out += ']';
}

// The reason of the rule that covers most; where no rule speaks, why that means covered.
const Text& reason_of(const Policy& policy, const Decision& decision) {
  static const Text kNothingPermits = {"Tidak ada aturan yang mengizinkan.", "No rule permits this."};
  const Rule* found = nullptr;
  for (const std::uint32_t rule : decision.rules) {
    if (found == nullptr || policy.rules[rule].level > found->level) found = &policy.rules[rule];
  }
  return found == nullptr ? kNothingPermits : found->reason;
}

void append_context(std::string& out, const Policy& policy, const Decision& decision) {
  append_json_key(out, "level");
  append_json_string(out, to_string(decision.level));
  append_json_key(out, "obligations");
  append_obligations(out, decision.obligations, decision.permitted);
  append_json_key(out, "rules");
  append_rules(out, policy, decision);
  append_json_key(out, "reason");
  append_text(out, reason_of(policy, decision));
  append_json_key(out, "policy");
  out += '{';
  append_policy_identity(out, policy);
  out += '}';
}

void append_mismatch(std::string& out, const Policy& policy, const Rule& rule, Fact fact, const Request& request) {
  const std::uint16_t given = request.facts[static_cast<std::size_t>(fact)];
  out += '{';
  append_json_key(out, "rule");
  append_json_string(out, rule.id);
  append_json_key(out, "fact");
  append_json_string(out, to_string(fact));
  append_json_key(out, "given");
  if (given >= decision::domain_size(policy, fact)) out += "null";
  else append_json_string(out, decision::domain_name(policy, fact, given));
  append_json_key(out, "wanted");
  out += '[';
  const auto& wanted = rule.when[static_cast<std::size_t>(fact)];
  for (std::size_t i = 0; i < decision::domain_size(policy, fact); ++i) {
    if ((wanted[i / 64] >> (i % 64) & 1) == 0) continue;
    if (out.back() != '[') out += ',';
    append_json_string(out, decision::domain_name(policy, fact, i));
  }
  out += "]}";
}
}  // namespace

void append_text(std::string& out, const Text& text) {
  out += "{\"id\":";
  append_json_string(out, text.id);
  out += ",\"en\":";
  append_json_string(out, text.en);
  out += '}';
}

void append_policy_identity(std::string& out, const Policy& policy) {
  append_json_key(out, "id");
  append_json_string(out, policy.id);
  append_json_key(out, "version");
  out += std::to_string(policy.version);
  append_json_key(out, "digest");
  append_json_string(out, policy.digest);
}

std::string to_json(const Policy& policy, const Decision& decision) {
  std::string out = decision.permitted ? R"({"decision":true,"context":{)" : R"({"decision":false,"context":{)";
  append_context(out, policy, decision);
  return out + "}}";
}

std::string explain_json(const Policy& policy, const Request& request) {
  const Decision decision = decide(policy, request);
  std::string out = decision.permitted ? R"({"decision":true,"context":{)" : R"({"decision":false,"context":{)";
  append_context(out, policy, decision);
  append_json_key(out, "not_matched");
  out += '[';
  for (const Rule& rule : policy.rules) {
    const auto fact = decision::first_mismatch(rule, request);
    if (!fact) continue;
    if (out.back() != '[') out += ',';
    append_mismatch(out, policy, rule, *fact, request);
  }
  return out + "]}}";
}

}  // namespace tirai
