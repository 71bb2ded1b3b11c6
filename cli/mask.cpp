// tirai mask: what an agent would see of a file. The whole of it is read first, for a value may be split over lines.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "commands.h"
#include "document.h"
#include "io.h"
#include "policy_file.h"
#include "tirai/engine.h"
#include "tirai/facts.h"
#include "tirai/nesting.h"
#include "tirai/text.h"

namespace tirai::cli {
namespace {
using nlohmann::json;

// The facts of --facts, with --role, --relationship and --purpose over them.
Result<std::string> facts_of(const MaskOptions& options) {
  json facts = options.facts.empty() ? json::object() : is_nested_deeper(options.facts) ? json() : json::parse(options.facts, nullptr, false);
  const bool shaped = facts.is_object() && (!facts.contains("context") || facts["context"].is_object()) &&
                      (!facts.contains("subject") || (facts["subject"].is_object() && (!facts["subject"].contains("properties") || facts["subject"]["properties"].is_object())));
  if (!shaped) return Error{ErrorCode::kBadSyntax, "expected an object such as {\"subject\":{\"properties\":{\"role\":\"agent\"}},\"context\":{}}", "--facts"};
  if (!options.role.empty()) facts["subject"]["properties"]["role"] = options.role;
  if (!options.relationship.empty()) facts["context"]["relationship"] = options.relationship;
  if (!options.purpose.empty()) facts["context"]["purpose"] = options.purpose;
  return facts.dump(-1, ' ', false, json::error_handler_t::replace);
}

// What stands before `from` was said for the engine alone.
std::string masked(std::u16string_view text, std::size_t from, const std::string& steps_json) {
  std::string out;
  std::size_t at = from;
  for (const json& step : json::parse(steps_json)) {
    const auto begin = std::max(step.at("begin").get<std::size_t>(), at), end = step.at("end").get<std::size_t>();
    if (end <= from) continue;
    out += to_utf8(text.substr(at, begin - at)) + step.at("mask").get<std::string>();
    at = end;
  }
  return out + to_utf8(text.substr(at));
}

std::string masked(const Engine& engine, const Piece& piece) {
  const std::u16string said = piece.label.empty() ? u"" : to_utf16(piece.label + ": ");
  const std::u16string text = said + to_utf16(piece.text);
  return masked(text, said.size(), engine.scan(text));
}

// A name the policy does not have would only cover more, and look like an answer.
Result<bool> knows(const Policy& policy, Fact fact, const std::string& name, const char* flag) {
  if (name.empty() || domain_index(policy, fact, name) != kMissing) return true;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < domain_size(policy, fact); ++i) names.push_back(domain_name(policy, fact, i));
  return Error{ErrorCode::kUnknownName, "the policy has no " + std::string(to_string(fact)) + " \"" + name.substr(0, 64) + "\"" + hint_for(name, names), flag};
}
// The piece as its file holds it, what stands before it included.
std::string drawn(const Engine& engine, const Piece& piece) { return piece.before + (piece.text.empty() ? piece.text : written(piece, masked(engine, piece))); }

int mask_whole(const Engine& engine, const std::string& name, const std::string& format, const std::string& bytes) {
  const auto pieces = read_document(format, name, bytes);
  if (!pieces) return fail(kInputInvalid, pieces.error());
  std::string out;
  Progress progress(pieces.value().size(), "masked");
  for (const Piece& piece : pieces.value()) out += drawn(engine, piece), progress.step();
  return write_out(out) ? kOk : fail(kInternal, "cannot write to standard output");
}

// Lines stand for themselves: a MiB of them at a time is taken apart, masked and written.
int mask_lines(const Engine& engine, const std::string& name, std::string_view rest) {
  constexpr std::size_t kChunk = 1 << 20;
  Progress progress(rest.size() / kChunk + 1, "MiB masked", true);
  for (std::size_t line = 1; !rest.empty();) {
    const std::string_view chunk = rest.substr(0, std::min(rest.find('\n', std::min(kChunk, rest.size()) - 1), rest.size() - 1) + 1);
    if (!is_utf8(chunk)) return fail(kInputInvalid, Error{ErrorCode::kBadSyntax, "not well-formed UTF-8", name});
    const auto pieces = read_jsonl(chunk, name, line);
    if (!pieces) return fail(kInputInvalid, pieces.error());
    std::string out;
    for (const Piece& piece : pieces.value()) out += drawn(engine, piece);
    if (!write_out(out)) return fail(kInternal, "cannot write to standard output");
    line += static_cast<std::size_t>(std::count(chunk.begin(), chunk.end(), '\n'));
    rest.remove_prefix(chunk.size());
    progress.step();
  }
  return kOk;
}
}  // namespace

int run(const MaskOptions& options) {
  const auto facts = facts_of(options);
  if (!facts) return fail(kInputInvalid, facts.error());
  const auto policy = whole_policy(options.policy);
  if (!policy) return fail(kInputInvalid, policy.error());
  const auto vocabulary = parse_policy(policy.value(), options.policy);
  if (!vocabulary) return fail(kInputInvalid, vocabulary.error());
  for (const auto& [fact, name, flag] : {std::tuple(Fact::kRole, options.role, "--role"), std::tuple(Fact::kPurpose, options.purpose, "--purpose")}) {
    if (const auto known = knows(vocabulary.value(), fact, name, flag); !known) return fail(kInputInvalid, known.error());
  }
  auto engine = Engine::create(policy.value(), options.policy.substr(options.policy.rfind('/') + 1));
  if (!engine) return fail(kInputInvalid, engine.error());
  if (const auto set = engine.value().set_facts(facts.value(), options.action); !set) return fail(kInputInvalid, set.error());
  const auto bytes = read_all(options.file);
  if (!bytes) return fail(kInputInvalid, bytes.error());
  const std::string name = name_of(options.file), format = format_of(options.format, name);
  return format == "jsonl" ? mask_lines(engine.value(), name, bytes.value()) : mask_whole(engine.value(), name, format, bytes.value());
}

}  // namespace tirai::cli
