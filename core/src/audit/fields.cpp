#include "audit/fields.h"

#include <algorithm>
#include <array>

#include "crypto/base64.h"
#include "tirai/detect.h"
#include "tirai/policy.h"
#include "tirai/seal.h"

namespace tirai::audit {
namespace {
// What letters stand where: one bit for each alphabet, looked up.
enum Alphabet : std::uint8_t { kIdLetters = 1, kAgentLetters = 2, kIriLetters = 4, kTicketLetters = 8, kPseudonymLetters = 16, kVersionLetters = 32, kHexLetters = 64, kCodeLetters = 128 };

constexpr std::array<std::uint8_t, 256> make_alphabets() {
  std::array<std::uint8_t, 256> all{};
  const auto add = [&](std::string_view letters, unsigned alphabets) {
    for (const char c : letters) all[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(all[static_cast<unsigned char>(c)] | alphabets);
  };
  constexpr unsigned kWords = kIdLetters | kAgentLetters | kIriLetters | kTicketLetters | kPseudonymLetters | kVersionLetters;
  add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", kWords);
  add("abcdef0123456789", kHexLetters);
  add("abcdefghijklmnopqrstuvwxyz0123456789_", kCodeLetters);
  add("._:-/", kIdLetters | kAgentLetters | kIriLetters);
  add("@+", kAgentLetters);
  add("#~", kIriLetters);
  add("#._-", kTicketLetters);
  add("_-", kPseudonymLetters);
  add(".+-", kVersionLetters);
  return all;
}
constexpr std::array<std::uint8_t, 256> kAlphabets = make_alphabets();

bool all_of(std::string_view text, Alphabet alphabet) {
  unsigned common = alphabet;
  for (const char c : text) common &= kAlphabets[static_cast<unsigned char>(c)];
  return common != 0;
}
bool all_of(std::string_view text, std::size_t most, Alphabet alphabet) { return !text.empty() && text.size() <= most && all_of(text, alphabet); }

bool is_id(std::string_view text) { return all_of(text, 128, kIdLetters); }
bool is_agent_id(std::string_view text) { return all_of(text, 128, kAgentLetters); }
bool is_iri(std::string_view text) { return all_of(text, 256, kIriLetters); }
bool is_ticket(std::string_view text) { return all_of(text, 64, kTicketLetters); }
bool is_pseudonym(std::string_view text) { return text.size() == 43 && all_of(text, kPseudonymLetters); }
bool is_version(std::string_view text) { return all_of(text, 32, kVersionLetters); }
bool is_hex64(std::string_view text) { return text.size() == 64 && all_of(text, kHexLetters); }
bool is_digest_name(std::string_view text) { return text.substr(0, 7) == "sha256:" && is_hex64(text.substr(7)); }
bool is_head_or_none(std::string_view text) { return text.empty() || is_hex64(text); }

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : (kAlphabets[static_cast<unsigned char>(text[i])] & kHexLetters) == 0) return false;
  }
  return true;
}
bool is_why(std::string_view text) { return all_of(text, 64, kCodeLetters); }
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

Fields::Fields(const JsonNode* object, std::string at, std::optional<Error>& error) : object_(object), at_(std::move(at)), error_(error) { check_object(); }
Fields::Fields(const JsonNode* object, const Fields& parent, std::string_view key) : object_(object), parent_(&parent), key_(key), error_(parent.error_) { check_object(); }

void Fields::check_object() {
  if (object_ != nullptr && !object_->is(JsonNode::Kind::kObject) && !error_) error_ = Error{ErrorCode::kBadValue, "expected an object", place()};
}

void Fields::fail(ErrorCode code, std::string message, std::string_view key) {
  if (!error_) error_ = Error{code, std::move(message), at(key)};
}

// The unknown key is not repeated in the message: it may be the very value that must not be written down.
void Fields::only(std::initializer_list<std::string_view> keys) {
  if (object_ == nullptr || !object_->is(JsonNode::Kind::kObject) || error_) return;
  std::size_t place_of_member = 0;
  object_->all_inside([&](const JsonNode& member) {
    ++place_of_member;
    if (std::ranges::any_of(keys, [&](std::string_view key) { return member.named(key); })) return true;
    std::string known;
    for (const std::string_view key : keys) known.append(known.empty() ? "" : ", ").append(key);
    error_ = Error{ErrorCode::kUnknownKey, "key " + std::to_string(place_of_member) + " is unknown; expected " + known, place()};
    return false;
  });
}

const JsonNode* Fields::required(std::string_view key) {
  const JsonNode* member = find(key);
  if (member == nullptr) fail(ErrorCode::kMissingKey, "missing", key);
  return member;
}

std::string_view Fields::text_of(const JsonNode* member, std::string_view key, const Shape& shape) {
  if (member == nullptr) return {};
  if (member->is(JsonNode::Kind::kString) && shape.fits(member->string)) return member->string;
  fail(ErrorCode::kBadValue, std::string("expected ") + shape.expected, key);
  return {};
}

std::string_view Fields::text(std::string_view key, const Shape& shape) { return text_of(required(key), key, shape); }
std::string_view Fields::optional_text(std::string_view key, const Shape& shape) { return text_of(find(key), key, shape); }

std::int64_t Fields::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const JsonNode* member = required(key);
  if (member == nullptr) return least;
  if (member->is(JsonNode::Kind::kInteger) && member->integer >= least && member->integer <= most) return member->integer;
  fail(ErrorCode::kBadValue, "expected an integer from " + std::to_string(least) + " to " + std::to_string(most), key);
  return least;
}

bool Fields::boolean(std::string_view key) {
  const JsonNode* member = required(key);
  if (member == nullptr) return false;
  if (member->is(JsonNode::Kind::kBoolean)) return member->integer == 1;
  fail(ErrorCode::kBadValue, "expected true or false", key);
  return false;
}

Fields Fields::object(std::string_view key) { return Fields(required(key), *this, key); }

const JsonNode* Fields::texts(std::string_view key, const Shape& shape, std::size_t most) {
  const JsonNode* member = required(key);
  if (member == nullptr) return nullptr;
  std::size_t count = 0;
  const bool fit = member->is(JsonNode::Kind::kArray) && member->all_inside([&](const JsonNode& item) { return ++count <= most && item.is(JsonNode::Kind::kString) && shape.fits(item.string); });
  if (fit) return member;
  fail(ErrorCode::kBadValue, "expected at most " + std::to_string(most) + " strings, each " + shape.expected, key);
  return nullptr;
}

}  // namespace tirai::audit
