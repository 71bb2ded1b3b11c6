// tirai test: runs the *.test.json files that lie beside policies. The policy's tests are the company's rules in a form that can fail.
#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "policy_file.h"
#include "tirai/nesting.h"
#include "tirai/policy_tool.h"

namespace tirai::cli {
namespace {
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;
constexpr std::string_view kSuffix = ".test.json";

struct Suite {
  std::string policy;
  std::vector<PolicySource> files;
  Json report;
};

bool is_test(const std::string& path) { return path.size() > kSuffix.size() && path.compare(path.size() - kSuffix.size(), kSuffix.size(), kSuffix) == 0; }

Result<std::vector<std::string>> test_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    for (fs::recursive_directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      if (is_test(at->path().string())) files.push_back(at->path().string());
    }
    if (error) return Error{ErrorCode::kBadValue, error.message(), path};
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) return Error{ErrorCode::kMissingKey, "no *.test.json here", paths.front()};
  return files;
}

// The policy a test file names lies beside it.
Result<std::string> policy_of(const std::string& file, const std::string& text) {
  if (is_nested_deeper(text)) return Error{ErrorCode::kTooLarge, "nested deeper than 64 levels", file};
  const Json test = Json::parse(text, nullptr, false, true);
  if (test.is_discarded()) return Error{ErrorCode::kBadSyntax, "not JSON", file};
  if (!test.is_object() || !test.contains("policy") || !test["policy"].is_string()) return Error{ErrorCode::kMissingKey, "missing key \"policy\", the name of the policy's file", file};
  return file.substr(0, file.rfind('/') + 1) + test["policy"].get<std::string>();
}

Result<std::vector<Suite>> suites(const TestOptions& options) {
  const auto files = test_files(options.paths);
  if (!files) return files.error();
  std::map<std::string, Suite> by_policy;
  for (const std::string& file : files.value()) {
    auto text = read_all(file, 4u << 20);
    if (!text) return text.error();
    const auto policy = policy_of(file, text.value());
    if (!policy) return policy.error();
    Suite& suite = by_policy[policy.value()];
    suite.policy = policy.value();
    suite.files.push_back({file, std::move(text).value()});
  }
  std::vector<Suite> all;
  for (auto& [name, suite] : by_policy) all.push_back(std::move(suite));
  return all;
}

std::string share(const Json& part) { return std::to_string(part["covered"].get<std::uint64_t>()) + "/" + std::to_string(part["all"].get<std::uint64_t>()); }

std::string tree(const std::vector<Suite>& all) {
  std::string out;
  for (const Suite& suite : all) {
    out += coloured(suite.policy, "1") + "\n";
    for (const Json& test : suite.report["tests"]) {
      const auto& cases = test["cases"];
      const auto failed = std::count_if(cases.begin(), cases.end(), [](const Json& one) { return !one["passed"].get<bool>(); });
      out += (failed == 0 ? coloured("  pass  ", "32") : coloured("  FAIL  ", "31")) + test["name"].get<std::string>() + " (" + std::to_string(cases.size()) + (cases.size() == 1 ? " case)\n" : " cases)\n");
      for (const Json& one : cases) {
        for (const Json& problem : one["problems"]) out += "          " + (one["name"] == "" ? "" : one["name"].get<std::string>() + ": ") + problem.get<std::string>() + "\n";
      }
    }
    const Json& coverage = suite.report["coverage"];
    out += "  " + std::to_string(suite.report["passed"].get<std::uint64_t>()) + " passed, " + std::to_string(suite.report["failed"].get<std::uint64_t>()) + " failed; covered: rules " + share(coverage["rules"]) + ", conditions " +
           share(coverage["conditions"]) + ", cells " + share(coverage["cells"]) + "\n";
    if (!coverage["rules"]["missing"].empty()) {
      out += "  no test reaches";
      for (const Json& rule : coverage["rules"]["missing"]) out += " " + rule.get<std::string>();
      out += "\n";
    }
  }
  return out;
}

std::string xml(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20) out += ' ';
    else out += c;
  }
  return out;
}
std::string problems_text(const Json& one) {
  std::string out;
  for (const Json& problem : one["problems"]) out += (out.empty() ? "" : "; ") + problem.get<std::string>();
  return out;
}
template <typename Visit>
void each_case(const Suite& suite, Visit visit) {
  for (const Json& test : suite.report["tests"]) {
    for (const Json& one : test["cases"]) visit(test, one, test["name"].get<std::string>() + (one["name"] == "" ? "" : ": " + one["name"].get<std::string>()));
  }
}

std::string junit(const std::vector<Suite>& all) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const Suite& suite : all) {
    const auto failed = suite.report["failed"].get<std::uint64_t>();
    out += "<testsuite name=\"" + xml(suite.policy) + "\" tests=\"" + std::to_string(failed + suite.report["passed"].get<std::uint64_t>()) + "\" failures=\"" + std::to_string(failed) + "\">\n";
    each_case(suite, [&](const Json& test, const Json& one, const std::string& name) {
      out += "<testcase classname=\"" + xml(test["file"].get<std::string>()) + "\" name=\"" + xml(name) + "\"";
      out += one["passed"].get<bool>() ? "/>\n" : "><failure message=\"" + xml(problems_text(one)) + "\"/></testcase>\n";
    });
    out += "</testsuite>\n";
  }
  return out + "</testsuites>\n";
}

std::string tap(const std::vector<Suite>& all) {
  std::string out;
  std::size_t count = 0;
  for (const Suite& suite : all) {
    each_case(suite, [&](const Json&, const Json& one, const std::string& name) {
      std::string safe = name;
      std::replace(safe.begin(), safe.end(), '#', '-');
      std::replace(safe.begin(), safe.end(), '\n', ' ');
      out += (one["passed"].get<bool>() ? "ok " : "not ok ") + std::to_string(++count) + " - " + safe + "\n";
      if (!one["passed"].get<bool>()) out += "# " + problems_text(one) + "\n";
    });
  }
  return "TAP version 13\n1.." + std::to_string(count) + "\n" + out;
}

// "rules=100", "conditions=80", "cells=50"; a number alone is of rules.
Result<std::map<std::string, int>> bars(const TestOptions& options) {
  std::map<std::string, int> made;
  for (const std::string& text : options.min_coverage) {
    const std::size_t equals = text.find('=');
    const std::string what = equals == text.npos ? "rules" : text.substr(0, equals);
    const std::string number = equals == text.npos ? text : text.substr(equals + 1);
    const bool digits = !number.empty() && number.size() <= 3 && number.find_first_not_of("0123456789") == number.npos && std::stoi(number) <= 100;
    if (!digits || (what != "rules" && what != "conditions" && what != "cells")) return Error{ErrorCode::kBadValue, "expected a percentage, or rules=, conditions= or cells= and a percentage", "--min-coverage"};
    made[what] = std::stoi(number);
  }
  return made;
}

// What stays below its bar, one line each.
std::string below(const std::vector<Suite>& all, const std::map<std::string, int>& wanted) {
  std::string out;
  for (const Suite& suite : all) {
    for (const auto& [what, percent] : wanted) {
      const Json& part = suite.report["coverage"][what];
      const auto total = part["all"].get<std::uint64_t>();
      if (part["covered"].get<std::uint64_t>() * 100 >= total * static_cast<std::uint64_t>(percent)) continue;
      out += suite.policy + ": " + what + " covered " + share(part) + ", below " + std::to_string(percent) + " %\n";
    }
  }
  return out;
}

std::string report_of(const std::vector<Suite>& all, const std::string& format) {
  if (format == "junit") return junit(all);
  if (format == "tap") return tap(all);
  if (format == "tree") return tree(all);
  Json out = Json::array();
  for (const Suite& suite : all) {
    Json one = {{"policy", suite.policy}};
    one.update(suite.report);
    out.push_back(std::move(one));
  }
  return Json{{"policies", std::move(out)}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}
}  // namespace

int run(const TestOptions& options) {
  const auto wanted = bars(options);
  if (!wanted) return fail(kUsage, wanted.error());
  auto all = suites(options);
  if (!all) return fail(kInputInvalid, all.error());
  std::uint64_t failed = 0, run_cases = 0;
  Progress progress(all.value().size(), "policies tested");
  for (Suite& suite : all.value()) {
    const auto policy = read_policy(suite.policy);
    if (!policy) return fail(kInputInvalid, policy.error());
    const auto report = run_policy_tests(policy.value(), suite.files, options.filter);
    if (!report) return fail(kInputInvalid, report.error());
    suite.report = Json::parse(report.value());
    failed += suite.report["failed"].get<std::uint64_t>();
    run_cases += suite.report["failed"].get<std::uint64_t>() + suite.report["passed"].get<std::uint64_t>();
    progress.step();
  }
  progress.end();
  if (run_cases == 0) return fail(kInputInvalid, "no test has this name: " + options.filter);
  if (!write_out(report_of(all.value(), options.format))) return fail(kInternal, "cannot write to standard output");
  if (failed > 0) return kTestsFailed;
  const std::string lacking = below(all.value(), wanted.value());
  return lacking.empty() ? kOk : fail(kCoverageBelow, lacking.substr(0, lacking.size() - 1));
}

}  // namespace tirai::cli
