// Runs a policy's tests, and says how much of the policy they touch.
//
//   rules       the rule determined some answer
//   conditions  of each rule and fact it names, some case failed by that fact alone (as in modified condition/decision coverage)
//   cells       groups of situations that the policy answers by the same rules
#include <algorithm>
#include <set>

#include "decide/matching.h"
#include "policytool/test_file.h"
#include "tirai/policy_tool.h"

namespace tirai {
namespace {
using tool::Case;
using tool::Json;
using tool::Test;

std::string joined(const std::set<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
  return out.empty() ? "none" : out;
}

class Coverage {
 public:
  explicit Coverage(const Policy& policy) : policy_(policy) {}
  void add(const Request& request, const Decision& decision) {
    rules_.insert(decision.rules.begin(), decision.rules.end());
    cells_.insert(static_cast<std::uint32_t>(&decision - policy_.table.decisions.data()));
    for (std::uint32_t i = 0; i < policy_.rules.size(); ++i) {
      if (const auto fact = only_mismatch(policy_.rules[i], request)) conditions_.insert({i, *fact});
    }
  }
  Json json() const {
    Json missing_rules = Json::array(), missing_conditions = Json::array(), missing_cells = Json::array();
    std::size_t conditions = 0, cells = 0;
    for (std::uint32_t i = 0; i < policy_.rules.size(); ++i) {
      if (rules_.count(i) == 0) missing_rules.push_back(policy_.rules[i].id);
      for (std::size_t fact = 0; fact < kFactCount; ++fact) {
        if (policy_.rules[i].when[fact].empty() || is_every_value(policy_.rules[i], fact)) continue;
        ++conditions;
        if (conditions_.count({i, fact}) == 0) missing_conditions.push_back(policy_.rules[i].id + "/" + std::string(to_string(static_cast<Fact>(fact))));
      }
    }
    for (const tool::Reached& one : tool::reached(policy_, tool::everything(policy_))) {
      ++cells;
      if (cells_.count(one.decision) == 0) missing_cells.push_back(tool::witness_json(policy_, one.witness));
    }
    return {{"rules", part(policy_.rules.size(), std::move(missing_rules))}, {"conditions", part(conditions, std::move(missing_conditions))}, {"cells", part(cells, std::move(missing_cells))}};
  }

 private:
  static Json part(std::size_t all, Json missing) { return {{"covered", all - missing.size()}, {"all", all}, {"missing", std::move(missing)}}; }
  bool is_every_value(const Rule& rule, std::size_t fact) const {
    for (std::size_t i = 0; i < domain_size(policy_, static_cast<Fact>(fact)); ++i) {
      if ((rule.when[fact][i / 64] >> (i % 64) & 1) == 0) return false;
    }
    return true;
  }
  static std::optional<std::size_t> only_mismatch(const Rule& rule, Request request) {
    const auto first = decision::first_mismatch(rule, request);
    if (!first) return std::nullopt;
    Rule rest = {.deny = rule.deny, .when = rule.when};
    rest.when[tool::index_of(*first)].clear();
    return decision::first_mismatch(rest, request) ? std::nullopt : std::optional<std::size_t>(tool::index_of(*first));
  }

  const Policy& policy_;
  std::set<std::uint32_t> rules_, cells_;
  std::set<std::pair<std::uint32_t, std::size_t>> conditions_;
};

void check_obligations(const Json& wanted, const Decision& decision, Json& problems) {
  const Json got = tool::obligations_json(decision.obligations);
  for (const auto& [key, value] : wanted.items()) {
    const bool none = value.is_null() || value == Json(false) || value == Json("");
    const Json is = got.contains(key) ? got[key] : Json(nullptr);
    if (none ? !is.is_null() : is != value) problems.push_back(key + ": expected " + (none ? "none" : tool::dump(value)) + ", got " + (is.is_null() ? "none" : tool::dump(is)));
  }
}

Json problems_of(const Policy& policy, const Json& expect, const Decision& decision) {
  Json problems = Json::array();
  const std::string level(to_string(decision.level));
  if (expect.contains("level") && expect["level"] != Json(level)) problems.push_back("level: expected " + expect["level"].get<std::string>() + ", got " + level);
  if (expect.contains("permitted") && expect["permitted"] != Json(decision.permitted)) problems.push_back(std::string("permitted: expected ") + (decision.permitted ? "false, got true" : "true, got false"));
  if (expect.contains("rules")) {
    std::set<std::string> wanted, got;
    for (const Json& rule : expect["rules"]) wanted.insert(rule.get<std::string>());
    for (const std::uint32_t rule : decision.rules) got.insert(policy.rules[rule].id);
    if (wanted != got) problems.push_back("rules: expected " + joined(wanted) + ", got " + joined(got));
  }
  if (expect.contains("obligations")) check_obligations(expect["obligations"], decision, problems);
  return problems;
}

Json run_case(const Policy& policy, const Case& one, Coverage& coverage) {
  const auto request = parse_request(policy, tool::dump(one.request));
  if (!request) return {{"name", one.name}, {"passed", false}, {"problems", {request.error().text()}}};
  const Decision& decision = decide(policy, request.value());
  coverage.add(request.value(), decision);
  Json problems = problems_of(policy, one.expect, decision);
  return {{"name", one.name}, {"passed", problems.empty()}, {"problems", std::move(problems)}};
}
}  // namespace

Result<std::string> run_policy_tests(const Policy& policy, std::span<const PolicySource> files, std::string_view filter) {
  Coverage coverage(policy);
  Json tests = Json::array();
  std::size_t passed = 0, failed = 0;
  for (const PolicySource& file : files) {
    const auto read = tool::read_test_file(policy, file);
    if (!read) return read.error();
    for (const Test& test : read.value()) {
      if (file.name.find(filter) == file.name.npos && test.name.find(filter) == test.name.npos) continue;
      Json cases = Json::array();
      for (const Case& one : test.cases) {
        cases.push_back(run_case(policy, one, coverage));
        ++(cases.back()["passed"].get<bool>() ? passed : failed);
      }
      tests.push_back({{"file", file.name}, {"name", test.name}, {"cases", std::move(cases)}});
    }
  }
  return tool::dump({{"passed", passed}, {"failed", failed}, {"tests", std::move(tests)}, {"coverage", coverage.json()}});
}

}  // namespace tirai
