// A policy's test file is outside input. Whatever it holds: a report, or an error of one line that says where.
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tirai/policy_tool.h"

namespace {
constexpr const char* kPolicy = R"({"tirai_policy": 1, "id": "p", "version": 1, "controller": {"name": "a", "contact": "b"}, "dpo": {"name": "a", "contact": "b"},
  "roles": {"agent": {"text": {"id": "a", "en": "b"}}}, "purposes": {"care": {"dpv": "d", "legal_basis": "l", "text": {"id": "a", "en": "b"}, "reason": {"id": "a", "en": "b"}}},
  "classes": {"contact": {"text": {"id": "a", "en": "b"}}},
  "rules": [{"id": "one", "effect": "permit", "when": {"role": ["agent"], "purpose": ["care"]}, "level": "partial", "reason": {"id": "a", "en": "b"}}]})";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;  // a matrix grows with the cube of its text
  static const auto policy = tirai::parse_policy(kPolicy);
  const std::array<tirai::PolicySource, 1> files = {{{"fuzz.test.json", std::string(reinterpret_cast<const char*>(data), size)}}};
  const auto report = tirai::run_policy_tests(policy.value(), files);
  if (!report.ok()) {
    if (report.error().at.rfind("fuzz.test.json", 0) != 0 || report.error().message.empty() || report.error().message.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  const auto read = nlohmann::json::parse(report.value(), nullptr, false);
  if (read.is_discarded() || !read.contains("coverage")) std::abort();
  return 0;
}
