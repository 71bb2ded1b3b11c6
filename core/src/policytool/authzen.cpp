// OpenID AuthZEN Authorization API 1.0: access evaluation, and access evaluations (a batch, section 7 of the specification).
#include "policytool/cells.h"
#include "tirai/decide.h"
#include "tirai/policy_tool.h"

namespace tirai {
namespace {
using tool::Json;
constexpr const char* kParts[] = {"subject", "action", "resource", "context"};

// What section 6.1 of the specification requires; a missing part is the caller's mistake, told as such.
std::string mistake_in(const Json& request) {
  const auto text_in = [&](const char* part, const char* key) { return request.contains(part) && request[part].is_object() && request[part].contains(key) && request[part][key].is_string(); };
  for (const auto& [part, key] : {std::pair{"subject", "type"}, {"subject", "id"}, {"action", "name"}, {"resource", "type"}, {"resource", "id"}}) {
    if (!text_in(part, key)) return std::string("missing \"") + part + "." + key + "\"";
  }
  return request.contains("context") && !request["context"].is_object() ? "\"context\" is no object" : "";
}

Json evaluate(const Policy& policy, const Json& request) {
  const std::string mistake = mistake_in(request);
  if (!mistake.empty()) return {{"decision", false}, {"context", {{"error", {{"status", 400}, {"message", mistake}}}}}};
  const auto read = parse_request(policy, tool::dump(request));
  if (!read) return {{"decision", false}, {"context", {{"error", {{"status", 400}, {"message", read.error().message}}}}}};
  return Json::parse(to_json(policy, decide(policy, read.value())));
}

// Each item has the parts it names, and those of the whole request for the rest.
Json completed(const Json& whole, const Json& item) {
  Json request = Json::object();
  for (const char* part : kParts) {
    if (item.is_object() && item.contains(part)) request[part] = item[part];
    else if (whole.contains(part)) request[part] = whole[part];
  }
  return request;
}

Result<std::string> semantic_of(const Json& whole) {
  if (!whole.contains("options")) return std::string("execute_all");
  const Json& options = whole["options"];
  const std::string name = !options.is_object() ? "" : !options.contains("evaluations_semantic") ? "execute_all" : options["evaluations_semantic"].is_string() ? options["evaluations_semantic"].get<std::string>() : "";
  if (name == "execute_all" || name == "deny_on_first_deny" || name == "permit_on_first_permit") return name;
  return Error{ErrorCode::kBadValue, "expected execute_all, deny_on_first_deny or permit_on_first_permit", "request:/options/evaluations_semantic"};
}
}  // namespace

Result<std::string> answer_authzen(const Policy& policy, std::string_view text) {
  const Result<Json> read = tool::parse(text, "request");
  if (!read) return read.error();
  const Json& request = read.value();
  if (!request.is_object()) return Error{ErrorCode::kBadSyntax, "expected an AuthZEN request, a JSON object", "request"};
  const bool batch = request.contains("evaluations") && request["evaluations"].is_array() && !request["evaluations"].empty();
  if (!batch) return tool::dump(evaluate(policy, request));
  const auto semantic = semantic_of(request);
  if (!semantic) return semantic.error();
  Json answers = Json::array();
  for (const Json& item : request["evaluations"]) {
    answers.push_back(evaluate(policy, completed(request, item)));
    const bool permitted = answers.back()["decision"].get<bool>();
    if ((!permitted && semantic.value() == "deny_on_first_deny") || (permitted && semantic.value() == "permit_on_first_permit")) break;
  }
  return tool::dump({{"evaluations", answers}});
}

}  // namespace tirai
