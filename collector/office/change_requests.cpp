#include "office/change_requests.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/json_in.h"
#include "base/names.h"
#include "ingest/check.h"
#include "people/helpdesk_agents.h"
#include "people/people_requests.h"
#include "tirai/pseudonym.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::size_t kMostIdBytes = 256;
constexpr std::int64_t kLatestReceived = 4'102'444'800'000;  // the year 2100

json parsed(std::string_view body) { return json_in(body); }

std::string text_of(const json& body, const char* key) {
  return body.is_object() && body.contains(key) && body[key].is_string() ? body[key].get<std::string>() : std::string();
}
std::optional<bool> flag_of(const json& body, const char* key) {
  return body.is_object() && body.contains(key) && body[key].is_boolean() ? std::optional(body[key].get<bool>()) : std::nullopt;
}

// As many keys as were read are all that may be there: what nobody reads is nobody's to send.
bool has_only(const json& body, std::size_t keys) { return body.is_object() && body.size() == keys; }

Error wrong(const json& body, const char* expected, const char* at) {
  if (!body.is_object()) return {ErrorCode::kBadValue, "expected a JSON object", "body"};
  return {ErrorCode::kBadValue, expected, at};
}
}  // namespace

Result<DecisionRequest> read_decision(std::string_view body) {
  const json asked = parsed(body);
  const auto approve = flag_of(asked, "approve");
  DecisionRequest request{.id = text_of(asked, "id"), .approve = approve.value_or(false)};
  if (!is_uuid(request.id) || !approve || !has_only(asked, 2)) return wrong(asked, "expected {\"id\":\"<uuid>\",\"approve\":true or false}", "body");
  return request;
}

Result<RestrictionRequest> read_restriction(std::string_view body) {
  const json asked = parsed(body);
  const auto restricted = flag_of(asked, "restricted");
  RestrictionRequest request{.pseudonym = text_of(asked, "pseudonym"), .restricted = restricted.value_or(false)};
  if (!is_pseudonym(request.pseudonym) || !restricted || !has_only(asked, 2)) return wrong(asked, "expected {\"pseudonym\":\"<43 letters>\",\"restricted\":true or false}", "body");
  return request;
}

bool is_request(std::string_view request) {
  constexpr std::string_view kRequests[] = {"information", "access", "rectification", "erasure", "withdrawal", "objection", "restriction", "compensation", "portability"};
  return std::ranges::find(kRequests, request) != std::end(kRequests);
}

bool is_outcome(std::string_view outcome) { return outcome == "granted" || outcome == "partly" || outcome == "refused"; }

Result<OpenRequest> read_open_request(std::string_view body) {
  const json asked = parsed(body);
  const bool named = asked.is_object() && asked.contains("pseudonym"), timed = asked.is_object() && asked.contains("received") && asked["received"].is_number_unsigned() && asked["received"] <= kLatestReceived;
  OpenRequest request{.request = text_of(asked, "request"), .pseudonym = text_of(asked, "pseudonym"), .received = timed ? asked["received"].get<std::int64_t>() : 0};
  if (!is_request(request.request)) return wrong(asked, "expected information, access, rectification, erasure, withdrawal, objection, restriction, compensation or portability", "body:/request");
  if (named && !is_pseudonym(request.pseudonym)) return wrong(asked, "expected a pseudonym of 43 letters, or none", "body:/pseudonym");
  if (!timed || !has_only(asked, named ? 3 : 2)) return wrong(asked, "expected {\"request\",\"received\": milliseconds since 1970,\"pseudonym\"}", "body:/received");
  return request;
}

Result<AnswerRequest> read_answer_request(std::string_view body) {
  const json asked = parsed(body);
  AnswerRequest request{.id = text_of(asked, "id"), .outcome = text_of(asked, "outcome")};
  if (!is_uuid(request.id) || !is_outcome(request.outcome) || !has_only(asked, 2)) return wrong(asked, "expected {\"id\":\"<uuid>\",\"outcome\":\"granted\", \"partly\" or \"refused\"}", "body");
  return request;
}

Result<FactorRequest> read_factor(std::string_view body) {
  const json asked = parsed(body);
  FactorRequest request{.agent = text_of(asked, "agent"), .what = text_of(asked, "what")};
  const bool known = request.what == "added" || request.what == "reset" || request.what == "disabled";
  if (!is_agent_name(request.agent) || !known || !has_only(asked, 2)) return wrong(asked, "expected {\"agent\":…,\"what\":\"added\", \"reset\" or \"disabled\"}", "body");
  return request;
}

Result<HelpdeskRequest> read_helpdesk(std::string_view body) {
  const json asked = parsed(body);
  HelpdeskRequest request{.helpdesk = text_of(asked, "helpdesk"), .list = text_of(asked, "list")};
  if (!is_helpdesk(request.helpdesk) || !has_only(asked, 2)) return wrong(asked, "expected {\"helpdesk\": 1 to 128 letters, digits or . _ : - / @ +, \"list\": CSV or JSON}", "body:/helpdesk");
  return request;
}

Result<std::string> read_customer_id(std::string_view body) {
  const json asked = parsed(body);
  std::string id = normal_id(text_of(asked, "id"));
  if (id.empty() || id.size() > kMostIdBytes || !has_only(asked, 1)) return wrong(asked, "expected {\"id\": an e-mail address, a telephone number, or the helpdesk's own id}", "body:/id");
  return id;
}

Result<std::string> read_erasure(std::string_view body) {
  const json asked = parsed(body);
  std::string pseudonym = text_of(asked, "pseudonym");
  if (!is_pseudonym(pseudonym) || !has_only(asked, 1)) return wrong(asked, "expected {\"pseudonym\":\"<43 letters>\"}", "body:/pseudonym");
  return pseudonym;
}

// nlohmann writes a value as deep as it is nested: a table's room of brackets would be the end of the stack.
Result<NewKeyRequest> read_new_key(std::string_view body) {
  if (body.size() > kMostLoginBytes) return Error{ErrorCode::kTooLarge, "expected at most 24576 bytes", "body"};
  const json asked = parsed(body);
  NewKeyRequest request{.ticket = text_of(asked, "ticket"), .name = text_of(asked, "name"), .credential = ""};
  if (request.ticket.empty() || !is_name(request.name, 64, " ._-") || !asked.contains("credential") || !has_only(asked, 3)) {
    return wrong(asked, "expected {\"ticket\",\"name\" of 1 to 64 letters, digits, spaces or . _ -,\"credential\"}", "body");
  }
  request.credential = asked["credential"].dump(-1, ' ', false, json::error_handler_t::replace);
  return request;
}

std::string read_key_id(std::string_view body) { return text_of(parsed(body), "id"); }

}  // namespace tirai::collector
