#include "ingest/check.h"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_in.h"
#include "base/encode.h"

namespace tirai::collector {
namespace {
using nlohmann::json;
using simdjson::dom::element;

constexpr std::size_t kMostTokenBytes = 128;
constexpr std::size_t kMostHeaderBytes = 4096;

bool is_token_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

// Whose batch its header says it is. Read before the signature only to refuse: a lie here ends at the signature.
std::string claimed_device(std::string_view header) {
  if (header.size() > kMostHeaderBytes) return {};
  const json value = json_in(header);
  if (!value.is_object() || !value.contains("batch")) return {};
  const json& batch = value["batch"];
  if (!batch.is_object() || !batch.contains("device_id") || !batch["device_id"].is_string()) return {};
  return batch["device_id"].get_ref<const std::string&>();
}

std::string text_at(element event, std::string_view pointer) {
  std::string_view text;
  return event.at_pointer(pointer).get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

// "r1 r2": rule ids hold no space.
std::string rules_of(element event) {
  simdjson::dom::array rules;
  if (event.at_pointer("/tirai/rules").get(rules) != simdjson::SUCCESS) return {};
  std::string text;
  for (const element rule : rules) {
    std::string_view id;
    if (rule.get(id) == simdjson::SUCCESS) text.append(text.empty() ? "" : " ").append(id);
  }
  return text;
}

// The columns beside the line. verify_batch judged the event; a name that is not there is an empty column.
EventRow row_of(const VerifiedEvent& verified, simdjson::dom::parser& parser) {
  EventRow row{.sequence = verified.sequence, .event_id = verified.event_id, .fingerprint = verified.fingerprint, .line = verified.line, .sealed = verified.sealed};
  element event;
  // The body has SIMDJSON_PADDING bytes of capacity behind it (read_batch), so nothing is copied here.
  if (parser.parse(verified.line.data(), verified.line.size(), false).get(event) != simdjson::SUCCESS) return row;
  if (event.at_pointer("/time").get(row.time) != simdjson::SUCCESS) row.time = 0;
  row.kind = text_at(event, "/tirai/kind");
  row.entity_type = text_at(event, "/tirai/entity_type");
  row.data_class = text_at(event, "/web_resources/0/type");
  row.purpose = text_at(event, "/tirai/purpose/id");
  row.helpdesk = text_at(event, "/tirai/helpdesk");
  row.ticket = text_at(event, "/tirai/ticket");
  row.agent = text_at(event, "/actor/user/uid");
  row.rules = rules_of(event);
  return row;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}
}  // namespace

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; };
  if (authorization.size() <= kScheme.size() ||
      !std::equal(kScheme.begin(), kScheme.end(), authorization.begin(), [&](char b, char a) { return same(a, b); })) {
    return {};
  }
  const std::string_view token = authorization.substr(kScheme.size());
  return token.size() <= kMostTokenBytes && std::ranges::all_of(token, is_token_letter) ? token : std::string_view();
}

std::string_view cookie_value(std::string_view header, std::string_view name) {
  std::string_view found;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = trimmed(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const std::size_t equals = pair.find('=');
    if (equals == pair.npos || pair.substr(0, equals) != name) continue;
    if (!found.empty()) return {};
    found = pair.substr(equals + 1);
  }
  return found.size() <= kMostTokenBytes && std::ranges::all_of(found, is_token_letter) ? found : std::string_view();
}

Result<LoginRequest> read_login(std::string_view body) {
  if (body.size() > kMostLoginBytes) return Error{ErrorCode::kTooLarge, "expected at most 24576 bytes", "body"};
  const json value = json_in(body);
  if (!value.is_object()) return Error{ErrorCode::kBadSyntax, "not a JSON object; expected {\"name\",\"password\",\"code\"}", "body"};
  const bool by_key = value.contains("credential");
  LoginRequest login;
  const struct { const char* key; std::size_t most; std::string* text; } parts[] = {{"name", 64, &login.name}, {"password", 256, &login.password}, {by_key ? "ticket" : "code", by_key ? 64u : 6u, by_key ? &login.ticket : &login.code}};
  for (const auto& [key, most, text] : parts) {
    const auto found = value.find(key);
    if (found == value.end()) return Error{ErrorCode::kMissingKey, "missing", std::string("body:/") + key};
    if (!found->is_string() || found->get_ref<const std::string&>().size() > most) return Error{ErrorCode::kBadValue, "expected a text of at most " + std::to_string(most) + " bytes", std::string("body:/") + key};
    *text = found->get<std::string>();
  }
  if (by_key && !value["credential"].is_object()) return Error{ErrorCode::kBadValue, "expected a public key credential", "body:/credential"};
  if (by_key) login.credential = value["credential"].dump(-1, ' ', false, json::error_handler_t::replace);
  if (value.size() != std::size(parts) + (by_key ? 1 : 0)) return Error{ErrorCode::kUnknownKey, "unknown key beside name, password and code, or name, password, ticket and credential", "body"};
  return login;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  // Our tags hold no comma, so splitting at commas cannot cut one in two.
  while (!if_none_match.empty()) {
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    std::string_view tag = trimmed(if_none_match.substr(0, comma));
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag || tag == "*") return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

Result<std::string> read_enrolment(std::string_view body) {
  if (body.size() > kMostEnrolmentBytes) return Error{ErrorCode::kTooLarge, "expected at most 4096 bytes", "body"};
  const json value = json_in(body);
  if (!value.is_object()) return Error{ErrorCode::kBadSyntax, "not a JSON object; expected {\"public_key\":\"<base64>\"}", "body"};
  const auto key = value.find("public_key");
  if (key == value.end())
    return Error{ErrorCode::kMissingKey, "missing; expected an Ed25519 public key, base64 of 32 bytes", "body:/public_key"};
  if (value.size() != 1) return Error{ErrorCode::kUnknownKey, "unknown key beside public_key", "body"};
  const auto bytes = key->is_string() ? from_base64(key->get_ref<const std::string&>()) : std::nullopt;
  if (!bytes || bytes->size() != 32)
    return Error{ErrorCode::kBadValue, "expected an Ed25519 public key, base64 of 32 bytes", "body:/public_key"};
  return *bytes;
}

Result<SignedBatch> read_batch(std::string body, const Device& device, std::int64_t received_at) {
  const std::string_view header = std::string_view(body).substr(0, body.find('\n'));
  const std::string claimed = claimed_device(header);
  if (!claimed.empty() && claimed != device.device_id) {
    return Error{ErrorCode::kUnknownName, "the batch is another device's; expected the device of the token", "header"};
  }
  SignedBatch batch{.body = std::move(body), .received_at = received_at};
  batch.body.reserve(batch.body.size() + simdjson::SIMDJSON_PADDING);
  Result<VerifiedBatch> verified = verify_batch(batch.body, device.public_key);
  if (!verified) return verified.error();
  VerifiedBatch& found = verified.value();
  if (found.device_id != device.device_id || found.events.empty()) return Error{ErrorCode::kBadValue, "not this device's batch", "header"};
  batch.header = std::string_view(batch.body).substr(0, batch.body.find('\n'));
  batch.device_id = std::move(found.device_id);
  batch.chain_uid = std::move(found.chain_uid);
  batch.first_sequence = found.first_sequence;
  batch.prev_event = std::move(found.prev_event);
  batch.head = std::move(found.head);
  batch.events.reserve(found.events.size());
  thread_local simdjson::dom::parser parser;
  for (const VerifiedEvent& event : found.events) batch.events.push_back(row_of(event, parser));
  return batch;
}

}  // namespace tirai::collector
