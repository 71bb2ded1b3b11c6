// What JavaScript sees of the policy tool. Policies are JSON texts; every export answers one Answer as JSON.
#include <emscripten/bind.h>

#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tirai/answer.h"
#include "tirai/decide.h"
#include "tirai/detect.h"
#include "tirai/policy_tool.h"
#include "tirai/text.h"

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
std::string notice_html(const std::string& policy, const std::string& language) {
  return about(policy, "policy", [&](const tirai::Policy& read) { return tirai::answer_value(nlohmann::json(tirai::notice_html(read, language)).dump()); });
}
std::string authzen(const std::string& policy, const std::string& request) {
  return about(policy, "policy", [&](const tirai::Policy& read) { return tirai::answer(tirai::answer_authzen(read, request)); });
}

// [{"name","text"},…]
std::optional<std::vector<tirai::PolicySource>> sources_from(const std::string& files_json) {
  const auto files = nlohmann::json::parse(files_json, nullptr, false);
  if (!files.is_array()) return std::nullopt;
  std::vector<tirai::PolicySource> sources;
  for (const auto& file : files) {
    if (!file.is_object() || !file.contains("name") || !file["name"].is_string() || !file.contains("text") || !file["text"].is_string()) return std::nullopt;
    sources.push_back({file["name"], file["text"]});
  }
  return sources;
}
const tirai::Error kNoFiles{tirai::ErrorCode::kBadValue, "expected a list of {name, text}", "files"};

std::string run_tests(const std::string& policy, const std::string& files_json, const std::string& filter) {
  const auto files = sources_from(files_json);
  if (!files) return tirai::answer_error(kNoFiles);
  return about(policy, "policy", [&](const tirai::Policy& read) { return tirai::answer(tirai::run_policy_tests(read, *files, filter)); });
}
std::string flatten(const std::string& files_json) {
  return guarded([&] {
    const auto files = sources_from(files_json);
    if (!files || files->empty()) return tirai::answer_error(kNoFiles);
    const auto whole = tirai::flatten_policy(*files);
    return whole ? tirai::answer_value(nlohmann::json(whole.value()).dump()) : tirai::answer_error(whole.error());
  });
}

// What is found, with the detectors of a policy, or all of them without one (empty). Spans count UTF-16 code units.
std::string detect(const std::string& policy, const std::u16string& units) {
  return guarded([&] {
    tirai::Thresholds thresholds;
    if (!policy.empty()) {
      const auto read = tirai::parse_policy(policy);
      if (!read) return tirai::answer_error(read.error());
      thresholds = tirai::thresholds_of(read.value());
    }
    const std::string text = tirai::to_utf8(units);
    const auto detections = tirai::detect(text, {}, thresholds);
    std::vector<tirai::ByteSpan> spans;
    for (const tirai::Detection& one : detections) spans.push_back(one.span);
    const auto wide = tirai::to_utf16_spans(text, spans);
    auto found = nlohmann::json::array();
    for (std::size_t i = 0; i < detections.size(); ++i) {
      found.push_back({{"type", to_string(detections[i].type)}, {"begin", wide[i].begin}, {"end", wide[i].end}, {"confidence", detections[i].confidence}});
    }
    return tirai::answer_value(found.dump());
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(tirai_policy) {
  emscripten::function("check", &check);
  emscripten::function("explain", &explain);
  emscripten::function("query", &query);
  emscripten::function("diff", &diff);
  emscripten::function("notice", &notice);
  emscripten::function("noticeHtml", &notice_html);
  emscripten::function("authzen", &authzen);
  emscripten::function("runTests", &run_tests);
  emscripten::function("flatten", &flatten);
  emscripten::function("detect", &detect);
}
