// Reads one object of a strict format: every key is named, every value has a shape, everything else is an error.
// Shapes are short and of a safe alphabet: there is no place in an event where free text fits (kFreeText is sealed and stands in none).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "audit/canonical_json.h"

namespace tirai::audit {

/// Whether a string may stand where it stands; `expected` says what may, for the error.
struct Shape {
  bool (*fits)(std::string_view);
  const char* expected;
};
extern const Shape kId;          ///< names the policy, the adapter or the enrolment gives: identity.nik, request-tracker
extern const Shape kAgentId;     ///< an id, or an e-mail-like login
extern const Shape kIri;         ///< W3C DPV terms
extern const Shape kPseudonym;
extern const Shape kTicket;      ///< a helpdesk's ticket number
extern const Shape kUuid;        ///< RFC 9562, lower case
extern const Shape kVersion;     ///< 0.1.0
extern const Shape kDigestName;  ///< sha256:<hex>
extern const Shape kHeadOrNone;  ///< a fingerprint, or empty
extern const Shape kWhy;         ///< a refusal's code: no_permit
extern const Shape kKey;         ///< base64 of 32 bytes
extern const Shape kFreeText;    ///< what is sealed
extern const Shape kLevel;
extern const Shape kEntityType;
extern const Shape kRelationship;
extern const Shape kEnforcementLevel;
extern const Shape kCaller;      ///< what is known of who calls
extern const Shape kKind;

/// The first error is kept; reading goes on with empty values, and the caller asks `error` once, at the end. What text() answers looks into what was read.
class Fields {
 public:
  /// `object` may be nullptr: then every required field is missing. `error` outlives this and its children.
  Fields(const JsonNode* object, std::string at, std::optional<Error>& error);

  void only(std::initializer_list<std::string_view> keys);
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  std::string_view text(std::string_view key, const Shape& shape);
  std::string_view optional_text(std::string_view key, const Shape& shape);
  std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
  bool boolean(std::string_view key);
  /// Not outlived by what it answers.
  Fields object(std::string_view key);
  /// An array of such texts; nullptr, and an error, for anything else.
  const JsonNode* texts(std::string_view key, const Shape& shape, std::size_t most);
  void fail(ErrorCode code, std::string message, std::string_view key);

 private:
  Fields(const JsonNode* object, const Fields& parent, std::string_view key);
  void check_object();
  [[nodiscard]] const JsonNode* find(std::string_view key) const { return object_ == nullptr ? nullptr : object_->find(key); }
  const JsonNode* required(std::string_view key);
  std::string_view text_of(const JsonNode* member, std::string_view key, const Shape& shape);
  [[nodiscard]] std::string place() const { return parent_ == nullptr ? at_ : parent_->at(key_); }
  [[nodiscard]] std::string at(std::string_view key) const { return place() + "/" + std::string(key); }

  const JsonNode* object_;
  const Fields* parent_ = nullptr;  ///< a place is only said when something is wrong
  std::string_view key_;
  std::string at_;
  std::optional<Error>& error_;
};

}  // namespace tirai::audit
