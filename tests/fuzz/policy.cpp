// A policy file is outside input. Whatever it holds: a policy, or an error of one line that says where.
#include <cstdlib>

#include "codec/json.h"
#include "nlohmann/json.hpp"
#include "tirai/decide.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  // The second reader: what nlohmann refuses, we refuse. We refuse more (repeated keys, depth, numbers beyond range).
  if (tirai::codec::read_json(json, "f").ok() && nlohmann::json::parse(json, nullptr, false, true).is_discarded()) std::abort();
  const auto policy = tirai::parse_policy(json, "fuzz.json");
  if (!policy.ok()) {
    if (policy.error().at.rfind("fuzz.json", 0) != 0 || policy.error().message.empty() || policy.error().message.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  tirai::Request missing;
  missing.facts.fill(tirai::kMissing);
  (void)tirai::explain_json(policy.value(), missing);
  for (std::uint16_t value = 0; value < 8; ++value) {
    tirai::Request request;
    request.facts.fill(value);
    const auto decision = tirai::decide(policy.value(), request);
    if (!decision.permitted && decision.level < tirai::Level::kFull) std::abort();
    (void)tirai::to_json(policy.value(), decision);
  }
  return 0;
}
