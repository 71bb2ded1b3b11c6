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

/// `at` of an error is "byte <n>".
[[nodiscard]] Result<Json> read_json(std::string_view text);

/// RFC 8785. INVARIANT: strings are well-formed UTF-8 and integers within ±kLargestInteger, as read_json() makes them.
[[nodiscard]] std::string write_json(const Json& json);

}  // namespace tirai::audit
