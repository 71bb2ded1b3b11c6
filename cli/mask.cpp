// tirai mask: what an agent would see of a text. The whole of it is read first: a value may be split over lines.
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "policy_file.h"
#include "tirai/engine.h"
#include "tirai/text.h"

namespace tirai::cli {
namespace {
using nlohmann::json;

// The facts of --facts, with --role and --relationship over them.
Result<std::string> facts_of(const MaskOptions& options) {
  json facts = options.facts.empty() ? json::object() : json::parse(options.facts, nullptr, false);
  const bool shaped = facts.is_object() && (!facts.contains("context") || facts["context"].is_object()) &&
                      (!facts.contains("subject") || (facts["subject"].is_object() && (!facts["subject"].contains("properties") || facts["subject"]["properties"].is_object())));
  if (!shaped) return Error{ErrorCode::kBadSyntax, "expected an object such as {\"subject\":{\"properties\":{\"role\":\"agent\"}},\"context\":{}}", "--facts"};
  if (!options.role.empty()) facts["subject"]["properties"]["role"] = options.role;
  if (!options.relationship.empty()) facts["context"]["relationship"] = options.relationship;
  return facts.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string masked(std::u16string_view text, const std::string& steps_json) {
  std::string out;
  std::size_t at = 0;
  for (const json& step : json::parse(steps_json)) {
    const auto begin = step.at("begin").get<std::size_t>();
    out += to_utf8(text.substr(at, begin - at)) + step.at("mask").get<std::string>();
    at = step.at("end").get<std::size_t>();
  }
  return out + to_utf8(text.substr(at));
}
}  // namespace

int run(const MaskOptions& options) {
  const auto facts = facts_of(options);
  if (!facts) return fail(kInputInvalid, facts.error());
  const auto policy = whole_policy(options.policy);
  if (!policy) return fail(kInputInvalid, policy.error());
  auto engine = Engine::create(policy.value(), options.policy.substr(options.policy.rfind('/') + 1));
  if (!engine) return fail(kInputInvalid, engine.error());
  if (const auto set = engine.value().set_facts(facts.value()); !set) return fail(kInputInvalid, set.error());
  const auto text = read_all(options.file);
  if (!text) return fail(kInputInvalid, text.error());
  if (!is_utf8(text.value())) return fail(kInputInvalid, name_of(options.file) + ": not well-formed UTF-8");
  const std::u16string wide = to_utf16(text.value());
  return write_out(masked(wide, engine.value().scan(wide))) ? kOk : fail(kInternal, "cannot write to standard output");
}

}  // namespace tirai::cli
