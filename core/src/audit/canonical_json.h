// JSON as the ledger writes it: RFC 8785 (JCS) over I-JSON (RFC 7493), integers only.
// The reader is strict, since what it reads comes from outside: no repeated key, no fraction or exponent, no integer beyond
// 2^53 - 1, no lone surrogate, no ill-formed UTF-8, nesting at most 32. White space between tokens is allowed.
// verify (verify_json.h) has its own reader and shares nothing with this one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tirai/result.h"

namespace tirai::audit {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;  ///< no key twice; in the order they were added, write() sorts

  Json() = default;
  Json(bool value) : value_(value) {}                                     // NOLINT(google-explicit-constructor)
  Json(std::int64_t value) : value_(value) {}                             // NOLINT(google-explicit-constructor)
  Json(int value) : value_(std::int64_t{value}) {}                        // NOLINT(google-explicit-constructor)
  Json(std::string value) : value_(std::move(value)) {}                   // NOLINT(google-explicit-constructor)
  Json(std::string_view value) : value_(std::string(value)) {}            // NOLINT(google-explicit-constructor)
  Json(const char* value) : value_(std::string(value)) {}                 // NOLINT(google-explicit-constructor)
  Json(Array value) : value_(std::move(value)) {}                         // NOLINT(google-explicit-constructor)
  Json(Object value) : value_(std::move(value)) {}                        // NOLINT(google-explicit-constructor)

  [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
  [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
  [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&value_); }
  [[nodiscard]] const Array* array() const { return std::get_if<Array>(&value_); }
  [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value_); }
  [[nodiscard]] bool null() const { return std::holds_alternative<std::monostate>(value_); }

  /// The member `key` of an object; nullptr if this is no object or has none.
  [[nodiscard]] const Json* find(std::string_view key) const;
  /// Adds a member. INVARIANT: called on an object that has no such key.
  void add(std::string key, Json value);

 private:
  std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object> value_;
};

inline constexpr std::int64_t kLargestInteger = (std::int64_t{1} << 53) - 1;

/// A value that was read; its members or items stand right behind it.
struct JsonNode {
  enum class Kind : std::uint8_t { kNull, kBoolean, kInteger, kString, kArray, kObject };
  Kind kind = Kind::kNull;
  std::uint32_t size = 1;     ///< nodes, this one and all inside it
  std::string_view key;       ///< of an object's member
  std::string_view string;    ///< kString
  std::int64_t integer = 0;   ///< kInteger; kBoolean: 0 or 1

  [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
  /// Whether its key is this one; most are told apart without a call.
  [[nodiscard]] bool named(std::string_view wanted) const { return key.size() == wanted.size() && (key.empty() || (key.front() == wanted.front() && key == wanted)); }
  /// The member `key`; nullptr if this is no object or has none.
  [[nodiscard]] const JsonNode* find(std::string_view key) const;
  /// Visits members or items in their order until `visit` answers false; whether it never did.
  template <typename Visit>
  bool all_inside(Visit visit) const {
    for (const JsonNode* at = this + 1; at < this + size; at += at->size) {
      if (!visit(*at)) return false;
    }
    return true;
  }
};

/// A text that was read in one pass into one list, for whoever asks it a few things and throws it away: an event's description.
class JsonText {
 public:
  JsonText() = default;
  JsonText(JsonText&&) = default;
  JsonText& operator=(JsonText&&) = default;
  /// What is read looks into `text`, which outlives it. `at` of an error is "byte <n>".
  [[nodiscard]] static Result<JsonText> read(std::string_view text);
  /// INVARIANT: of a text that was read.
  [[nodiscard]] const JsonNode& root() const { return nodes_.front(); }

 private:
  friend class JsonReader;
  std::vector<JsonNode> nodes_;
  std::vector<char> unescaped_;  ///< strings with escapes. INVARIANT: its buffer never moves, for no string is longer than how it is written
};

/// JsonText::read(), as values of their own.
[[nodiscard]] Result<Json> read_json(std::string_view text);
[[nodiscard]] Json json_of(const JsonNode& node);

/// `text` as a string of JSON, RFC 8785, 3.2.2.2. INVARIANT: well-formed UTF-8.
void append_string(std::string& out, std::string_view text);

/// RFC 8785. INVARIANT: strings are well-formed UTF-8 and integers within ±kLargestInteger, as read_json() makes them.
[[nodiscard]] std::string write_json(const Json& json);
[[nodiscard]] inline std::string write_json(const JsonNode& node) { return write_json(json_of(node)); }

}  // namespace tirai::audit
