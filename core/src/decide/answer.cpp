// Decision → AuthZEN response, and the explanation that `tirai explain` prints.
#include <algorithm>

#include "codec/json.h"
#include "decide/facts.h"
#include "decide/json_text.h"
#include "decide/matching.h"

namespace tirai {
namespace {
using codec::append_json_key;
using codec::append_json_string;

void append_member(std::string& out, std::string_view key, bool value) { append_json_key(out, key), out += value ? "true" : "false"; }

void append_obligations(std::string& out, const Obligations& obligations, bool permitted) {
  const auto flag = [&](std::string_view key, bool on) {
    if (on) append_member(out, key, true);
  };
  const auto count = [&](std::string_view key, const std::optional<std::uint32_t>& number) {
    if (number) append_json_key(out, key), out += std::to_string(*number);
  };
  out += '{';
  flag("ask_purpose", obligations.ask_purpose);
  count("justification_min", obligations.justification_min);
  flag("step_up", obligations.step_up);
  flag("approval", obligations.approval);
  count("time_to_live_s", obligations.time_to_live_s);
  flag("write_ahead", obligations.write_ahead);
  count("offline_reveals", obligations.offline_reveals);
  flag("watermark", obligations.watermark);
  if (permitted) append_member(out, "copy_allowed", obligations.copy_allowed);
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

// What the prompt asks for at every key: written in few pieces, for names of ours hold nothing to escape.
void append_context(std::string& out, const Policy& policy, const Decision& decision) {
  out.append(R"("level":")").append(to_string(decision.level)).append(R"(","obligations":)");
  append_obligations(out, decision.obligations, decision.permitted);
  out += R"(,"rules":)";
  append_rules(out, policy, decision);
  out += R"(,"reason":)";
  append_text(out, reason_of(policy, decision));
  out += R"(,"policy":{)";
  append_policy_identity(out, policy);
  out += '}';
}

void append_value(std::string& out, const Policy& policy, Fact fact, std::uint16_t value) {
  if (value >= decision::domain_size(policy, fact)) out += "null";
  else append_json_string(out, decision::domain_name(policy, fact, value));
}

void append_mismatch(std::string& out, const Policy& policy, const Rule& rule, Fact fact, const Request& request) {
  out += '{';
  append_json_key(out, "rule");
  append_json_string(out, rule.id);
  append_json_key(out, "fact");
  append_json_string(out, to_string(fact));
  append_json_key(out, "given");
  append_value(out, policy, fact, request.facts[static_cast<std::size_t>(fact)]);
  append_json_key(out, "from");
  append_json_string(out, to_string(request.from[static_cast<std::size_t>(fact)]));
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

void append_match(std::string& out, const Rule& rule, bool determining) {
  out += '{';
  append_json_key(out, "rule");
  append_json_string(out, rule.id);
  append_json_key(out, "effect");
  out += rule.deny ? "\"deny\"" : "\"permit\"";
  append_json_key(out, "level");
  append_json_string(out, to_string(rule.level));
  append_member(out, "determining", determining);
  append_json_key(out, "reason");
  append_text(out, rule.reason);
  append_json_key(out, "articles");
  out += '[';
  for (const std::string& article : rule.articles) {
    if (out.back() != '[') out += ',';
    append_json_string(out, article);
  }
  out += "]}";
}

void append_facts(std::string& out, const Policy& policy, const Request& request) {
  out += '{';
  for (std::size_t i = 0; i < kFactCount; ++i) {
    append_json_key(out, to_string(static_cast<Fact>(i)));
    out += "{\"value\":";
    append_value(out, policy, static_cast<Fact>(i), request.facts[i]);
    out += ",\"from\":";
    append_json_string(out, to_string(request.from[i]));
    out += '}';
  }
  out += '}';
}

// What the request does not tell, and a rule failed for the want of it.
void append_missing(std::string& out, const Policy& policy, const Request& request) {
  std::array<bool, kFactCount> wanted{};
  for (const Rule& rule : policy.rules) {
    const auto fact = decision::first_mismatch(rule, request);
    if (fact && request.from[static_cast<std::size_t>(*fact)] >= FactSource::kAbsent) wanted[static_cast<std::size_t>(*fact)] = true;
  }
  out += '[';
  for (std::size_t i = 0; i < kFactCount; ++i) {
    if (!wanted[i]) continue;
    if (out.back() != '[') out += ',';
    append_json_string(out, to_string(static_cast<Fact>(i)));
  }
  out += ']';
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
  constexpr std::size_t kUsualBytes = 768;
  std::string out;
  out.reserve(kUsualBytes);
  out += decision.permitted ? R"({"decision":true,"context":{)" : R"({"decision":false,"context":{)";
  append_context(out, policy, decision);
  out += "}}";
  return out;
}

std::string explain_json(const Policy& policy, const Request& request) {
  const Decision& decision = decide(policy, request);
  std::string out = decision.permitted ? R"({"decision":true,"context":{)" : R"({"decision":false,"context":{)";
  append_context(out, policy, decision);
  append_json_key(out, "facts");
  append_facts(out, policy, request);
  append_json_key(out, "matched");
  out += '[';
  for (std::uint32_t i = 0; i < policy.rules.size(); ++i) {
    if (decision::first_mismatch(policy.rules[i], request)) continue;
    if (out.back() != '[') out += ',';
    append_match(out, policy.rules[i], std::binary_search(decision.rules.begin(), decision.rules.end(), i));
  }
  out += ']';
  append_json_key(out, "not_matched");
  out += '[';
  for (const Rule& rule : policy.rules) {
    const auto fact = decision::first_mismatch(rule, request);
    if (!fact) continue;
    if (out.back() != '[') out += ',';
    append_mismatch(out, policy, rule, *fact, request);
  }
  out += ']';
  append_json_key(out, "missing");
  append_missing(out, policy, request);
  return out + "}}";
}

}  // namespace tirai
