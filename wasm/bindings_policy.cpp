// What JavaScript sees of the policy tool. Policies are JSON texts; every export answers one Answer as JSON.
#include <emscripten/bind.h>

#include <array>
#include <exception>
#include <nlohmann/json.hpp>
#include <string>

#include "tirai/answer.h"
#include "tirai/decide.h"
#include "tirai/policy_tool.h"

namespace {

// What the policy tool throws (out of memory) becomes an answer like any other.
template <typename Work>
std::string guarded(Work work) {
  try {
    return work();
  } catch (const std::exception&) {
    return tirai::answer_error({tirai::ErrorCode::kInternal, "internal fault in the policy tool", ""});
  }
}

// Parses the policy, then asks.
template <typename Ask>
std::string about(const std::string& policy_json, const std::string& name, Ask ask) {
  return guarded([&] {
    const auto policy = tirai::parse_policy(policy_json, name);
    return policy ? ask(policy.value()) : tirai::answer_error(policy.error());
  });
}

std::string check(const std::string& policy, const std::string& name) {
  return about(policy, name, [](const tirai::Policy& read) { return tirai::answer_value(tirai::check_policy(read)); });
}
std::string explain(const std::string& policy, const std::string& request) {
  return about(policy, "policy", [&](const tirai::Policy& read) {
    const auto asked = tirai::parse_request(read, request);
    return asked ? tirai::answer_value(tirai::explain_json(read, asked.value())) : tirai::answer_error(asked.error());
  });
}
std::string query(const std::string& policy, const std::string& asked) {
  return about(policy, "policy", [&](const tirai::Policy& read) { return tirai::answer(tirai::query_policy(read, asked)); });
}
std::string diff(const std::string& before, const std::string& after) {
  return about(before, "old", [&](const tirai::Policy& old) {
    return about(after, "new", [&](const tirai::Policy& now) { return tirai::answer_value(tirai::diff_policies(old, now)); });
  });
}
std::string notice(const std::string& policy, const std::string& language) {
  return about(policy, "policy", [&](const tirai::Policy& read) { return tirai::answer_value(nlohmann::json(tirai::notice_markdown(read, language)).dump()); });
}
std::string run_tests(const std::string& policy, const std::string& test, const std::string& name) {
  return about(policy, "policy", [&](const tirai::Policy& read) {
    const std::array<tirai::PolicySource, 1> files = {{{name, test}}};
    return tirai::answer(tirai::run_policy_tests(read, files));
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(tirai_policy) {
  emscripten::function("check", &check);
  emscripten::function("explain", &explain);
  emscripten::function("query", &query);
  emscripten::function("diff", &diff);
  emscripten::function("notice", &notice);
  emscripten::function("runTests", &run_tests);
}
