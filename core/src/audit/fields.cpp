#include "audit/fields.h"

#include <algorithm>
#include <array>

#include "crypto/base64.h"
#include "tirai/detect.h"
#include "tirai/policy.h"
#include "tirai/seal.h"

namespace tirai::audit {
namespace {
bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool all_of(std::string_view text, std::size_t most, std::string_view also) {
  return !text.empty() && text.size() <= most && std::ranges::all_of(text, [&](char c) {
    return is_letter_or_digit(c) || also.find(c) != std::string_view::npos;
  });
}
bool is_id(std::string_view text) { return all_of(text, 128, "._:-/"); }
bool is_agent_id(std::string_view text) { return all_of(text, 128, "._:-/@+"); }
bool is_iri(std::string_view text) { return all_of(text, 256, "._:-/#~"); }
bool is_ticket(std::string_view text) { return all_of(text, 64, "#._-"); }
bool is_pseudonym(std::string_view text) { return text.size() == 43 && all_of(text, 43, "_-"); }
bool is_version(std::string_view text) { return all_of(text, 32, ".+-"); }
bool is_hex64(std::string_view text) { return text.size() == 64 && std::ranges::all_of(text, is_lower_hex); }
bool is_digest_name(std::string_view text) { return text.substr(0, 7) == "sha256:" && is_hex64(text.substr(7)); }
bool is_head_or_none(std::string_view text) { return text.empty() || is_hex64(text); }

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_lower_hex(text[i])) return false;
  }
  return true;
}
bool is_why(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}
bool is_key(std::string_view text) {
  const auto bytes = text.size() == 44 ? crypto::base64_decode(text) : std::nullopt;
  return bytes && bytes->size() == 32;
}
bool is_free_text(std::string_view text) { return text.size() <= kMostSealedText; }
bool is_level(std::string_view text) { return level_from(text).has_value(); }
bool is_entity_type(std::string_view text) { return entity_type_from(text).has_value(); }
bool is_relationship(std::string_view text) { return text == "assigned" || text == "team" || text == "none"; }
bool is_enforcement_level(std::string_view text) { return text == "A1" || text == "A2" || text == "A3"; }
bool is_caller(std::string_view text) { return text == "unverified" || text == "verified" || text == "failed"; }
bool is_kind(std::string_view text) {
  constexpr std::string_view kKinds[] = {"session_start", "reveal", "refusal", "compare", "verify", "contact", "copy", "outbound"};
  return std::ranges::find(kKinds, text) != std::end(kKinds);
}
}  // namespace

const Shape kId{is_id, "1 to 128 letters, digits or . _ : - /"};
const Shape kAgentId{is_agent_id, "1 to 128 letters, digits or . _ : - / @ +"};
const Shape kIri{is_iri, "an IRI of at most 256 letters, digits or . _ : - / # ~"};
const Shape kTicket{is_ticket, "1 to 64 letters, digits or # . _ -"};
const Shape kPseudonym{is_pseudonym, "43 letters, digits or _ -"};
const Shape kUuid{is_uuid, "a lower-case UUID"};
const Shape kVersion{is_version, "a version such as 0.1.0"};
const Shape kDigestName{is_digest_name, "sha256: and 64 lower-case hex digits"};
const Shape kHeadOrNone{is_head_or_none, "64 lower-case hex digits, or empty"};
const Shape kWhy{is_why, "a code of 1 to 64 lower-case letters, digits or _"};
const Shape kKey{is_key, "base64 of 32 bytes"};
const Shape kFreeText{is_free_text, "at most 4096 bytes of text"};
const Shape kLevel{is_level, "plain, partial, token, full or remove"};
const Shape kEntityType{is_entity_type, "an entity type such as id_nik"};
const Shape kRelationship{is_relationship, "assigned, team or none"};
const Shape kEnforcementLevel{is_enforcement_level, "A1, A2 or A3"};
const Shape kCaller{is_caller, "unverified, verified or failed"};
const Shape kKind{is_kind, "session_start, reveal, refusal, compare, verify, contact, copy or outbound"};

Fields::Fields(const Json* object, std::string at, std::optional<Error>& error) : object_(object), at_(std::move(at)), error_(error) {
  if (object_ != nullptr && object_->object() == nullptr && !error_) error_ = Error{ErrorCode::kBadValue, "expected an object", at_};
}

void Fields::fail(ErrorCode code, std::string message, std::string_view key) {
  if (!error_) error_ = Error{code, std::move(message), at(key)};
}

// The unknown key is not repeated in the message: it may be the very value that must not be written down.
void Fields::only(std::initializer_list<std::string_view> keys) {
  const Json::Object* members = object_ == nullptr ? nullptr : object_->object();
  if (members == nullptr || error_) return;
  for (std::size_t i = 0; i < members->size(); ++i) {
    if (std::ranges::find(keys, std::string_view((*members)[i].first)) != keys.end()) continue;
    std::string known;
    for (const std::string_view key : keys) known.append(known.empty() ? "" : ", ").append(key);
    error_ = Error{ErrorCode::kUnknownKey, "key " + std::to_string(i + 1) + " is unknown; expected " + known, at_};
    return;
  }
}

const Json* Fields::required(std::string_view key) {
  const Json* member = find(key);
  if (member == nullptr) fail(ErrorCode::kMissingKey, "missing", key);
  return member;
}

std::string Fields::text(std::string_view key, const Shape& shape) {
  const Json* member = required(key);
  if (member == nullptr) return {};
  const std::string* text = member->string();
  if (text != nullptr && shape.fits(*text)) return *text;
  fail(ErrorCode::kBadValue, std::string("expected ") + shape.expected, key);
  return {};
}

std::string Fields::optional_text(std::string_view key, const Shape& shape) { return has(key) ? text(key, shape) : std::string(); }

std::int64_t Fields::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const Json* member = required(key);
  if (member == nullptr) return least;
  const std::int64_t* number = member->integer();
  if (number != nullptr && *number >= least && *number <= most) return *number;
  fail(ErrorCode::kBadValue, "expected an integer from " + std::to_string(least) + " to " + std::to_string(most), key);
  return least;
}

bool Fields::boolean(std::string_view key) {
  const Json* member = required(key);
  if (member == nullptr) return false;
  if (const bool* truth = member->boolean()) return *truth;
  fail(ErrorCode::kBadValue, "expected true or false", key);
  return false;
}

Fields Fields::object(std::string_view key) { return Fields(required(key), at(key), error_); }

Json::Array Fields::texts(std::string_view key, const Shape& shape, std::size_t most) {
  const Json* member = required(key);
  const Json::Array* items = member == nullptr ? nullptr : member->array();
  const bool fit = items != nullptr && items->size() <= most && std::ranges::all_of(*items, [&](const Json& item) {
    return item.string() != nullptr && shape.fits(*item.string());
  });
  if (fit) return *items;
  if (member != nullptr) fail(ErrorCode::kBadValue, "expected at most " + std::to_string(most) + " strings, each " + shape.expected, key);
  return {};
}

}  // namespace tirai::audit
