// What JavaScript sees of the ledger, beside bindings_core.cpp: bundles, events, verification. engine.d.ts says the same in TypeScript.
// Every export runs inside guarded(), which turns any throw of a library into an answer.
#include <emscripten/bind.h>

#include <exception>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "tirai/answer.h"
#include "tirai/audit.h"
#include "tirai/bundle.h"
#include "tirai/policy_tool.h"
#include "tirai/seal.h"

namespace {

using Json = nlohmann::json;

template <typename Body>
std::string guarded(Body body) {
  try {
    return body();
  } catch (const std::exception&) {  // its text may quote what it was given
    return tirai::answer_error({tirai::ErrorCode::kInternal, "the ledger failed", ""});
  }
}

tirai::Error bad_argument(std::string_view name, std::string_view wanted) {
  return {tirai::ErrorCode::kBadValue, "expected " + std::string(wanted), std::string(name)};
}

tirai::Result<std::vector<std::string>> lines_from(const std::string& lines_json) {
  const Json parsed = Json::parse(lines_json, nullptr, false);
  if (!parsed.is_array()) return bad_argument("lines", "a JSON array of event lines");
  std::vector<std::string> lines;
  for (const Json& line : parsed) {
    if (!line.is_string()) return bad_argument("lines", "a JSON array of event lines");
    lines.push_back(line.get<std::string>());
  }
  return lines;
}

tirai::Result<tirai::ChainHead> head_from(const std::string& head_json) {
  const Json parsed = Json::parse(head_json, nullptr, false);
  const bool fits = parsed.is_object() && parsed.contains("chain_uid") && parsed["chain_uid"].is_string() &&
                    parsed.contains("next_sequence") && parsed["next_sequence"].is_number_unsigned() && parsed.contains("head") &&
                    parsed["head"].is_string();
  if (!fits) return bad_argument("head", "{chain_uid, next_sequence, head}");
  return tirai::ChainHead{parsed["chain_uid"], parsed["next_sequence"], parsed["head"]};
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> found;
  std::istringstream in(text);
  for (std::string word; in >> word;) found.push_back(word);
  return found;
}

// A policy that shows more than the one in force is believed only when enough people signed it. A policy in force that cannot be
// read any more cannot be compared: then, too.
std::optional<tirai::Error> too_few_signatures(const tirai::Bundle& bundle, const std::string& in_force, double looser_needs) {
  if (in_force.empty() || bundle.signatures >= looser_needs) return std::nullopt;
  const auto before = tirai::parse_policy(in_force, "the policy in force"), after = tirai::parse_policy(bundle.parts.policy);
  if (!after) return after.error();
  if (before && !tirai::shows_more(before.value(), after.value())) return std::nullopt;
  return tirai::Error{tirai::ErrorCode::kBadSignature, "shows more than the policy in force; expected the signatures of " + std::to_string(static_cast<int>(looser_needs)) +
                          " different keys, got " + std::to_string(bundle.signatures), "manifest"};
}

std::string open_bundle(const std::string& bundle, const std::string& verifier_keys, double now_ms, double highest_seen, const std::string& in_force, double looser_needs) {
  return guarded([&] {
    const auto opened = tirai::open_bundle(bundle, words(verifier_keys), static_cast<std::int64_t>(now_ms), static_cast<std::uint64_t>(highest_seen));
    if (!opened) return tirai::answer_error(opened.error());
    if (const auto error = too_few_signatures(opened.value(), in_force, looser_needs)) return tirai::answer_error(*error);
    const auto& [manifest, parts, digest, signatures] = opened.value();
    return tirai::answer_value(Json{{"version", manifest.version},
                                    {"not_before", manifest.not_before_ms},
                                    {"expires", manifest.expires_ms},
                                    {"digest", digest},
                                    {"policy", parts.policy},
                                    {"adapters", parts.adapters}}
                                   .dump());
  });
}

std::string append_event(const std::string& head_json, const std::string& description) {
  return guarded([&] {
    const auto head = head_from(head_json);
    if (!head) return tirai::answer_error(head.error());
    const auto chained = tirai::append_event(head.value(), description);
    if (!chained) return tirai::answer_error(chained.error());
    const auto& [line, after, sealed] = chained.value();
    return tirai::answer_value(
        Json{{"line", line}, {"sealed", sealed}, {"head", {{"chain_uid", after.chain_uid}, {"next_sequence", after.next_sequence}, {"head", after.head}}}}.dump());
  });
}

std::string batch_to_sign(const std::string& device_id, const std::string& lines_json) {
  return guarded([&] {
    const auto lines = lines_from(lines_json);
    if (!lines) return tirai::answer_error(lines.error());
    const auto batch = tirai::batch_to_sign(device_id, lines.value());
    if (!batch) return tirai::answer_error(batch.error());
    return tirai::answer_value(Json{{"statement", batch.value().statement}, {"batch", batch.value().batch}}.dump());
  });
}

tirai::Result<std::vector<tirai::SealedText>> sealed_from(const std::string& sealed_json) {
  const auto wrong = [] { return bad_argument("sealed", "a JSON array of {sequence, text}"); };
  const Json parsed = Json::parse(sealed_json, nullptr, false);
  if (!parsed.is_array()) return wrong();
  std::vector<tirai::SealedText> sealed;
  for (const Json& one : parsed) {
    const bool fits = one.is_object() && one.contains("sequence") && one["sequence"].is_number_unsigned() && one.contains("text") && one["text"].is_string();
    if (!fits) return wrong();
    sealed.push_back({one["sequence"], one["text"]});
  }
  return sealed;
}

std::string batch_body(const std::string& batch, const std::string& signature_base64, const std::string& lines_json, const std::string& sealed_json) {
  return guarded([&] {
    const auto lines = lines_from(lines_json);
    if (!lines) return tirai::answer_error(lines.error());
    const auto sealed = sealed_from(sealed_json);
    if (!sealed) return tirai::answer_error(sealed.error());
    return tirai::answer_value(Json(tirai::batch_body({.statement = {}, .batch = batch}, signature_base64, lines.value(), sealed.value())).dump());
  });
}

std::string seal_text(const std::string& text, const std::string& public_key, const std::string& belongs_to, const std::string& random) {
  return guarded([&] {
    const auto sealed = tirai::seal(text, public_key, belongs_to, random);
    if (!sealed) return tirai::answer_error(sealed.error());
    return tirai::answer_value(Json(sealed.value()).dump());
  });
}

std::string open_sealed(const std::string& sealed, const std::string& private_key, const std::string& belongs_to) {
  return guarded([&] {
    const auto text = tirai::open_sealed(sealed, private_key, belongs_to);
    if (!text) return tirai::answer_error(text.error());
    return tirai::answer_value(Json(text.value()).dump(-1, ' ', false, Json::error_handler_t::replace));
  });
}

std::string verify_export(const std::string& ndjson) {
  return guarded([&] {
    const tirai::VerifyReport report = tirai::verify_export(ndjson);
    Json findings = Json::array();
    for (const tirai::Finding& finding : report.findings) {
      findings.push_back({{"code", tirai::to_string(finding.error.code)},
                          {"message", finding.error.message},
                          {"at", finding.error.at},
                          {"line", finding.line},
                          {"chain_uid", finding.chain_uid},
                          {"sequence", finding.sequence}});
    }
    return tirai::answer_value(
        Json{{"events", report.events}, {"batches", report.batches}, {"chains", report.chains}, {"sealed", report.sealed}, {"erased", report.erased}, {"findings", findings}}.dump());
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(tirai_ledger) {
  emscripten::function("openBundle", &open_bundle);
  emscripten::function("appendEvent", &append_event);
  emscripten::function("batchToSign", &batch_to_sign);
  emscripten::function("batchBody", &batch_body);
  emscripten::function("seal", &seal_text);
  emscripten::function("openSealed", &open_sealed);
  emscripten::function("verifyExport", &verify_export);
}
