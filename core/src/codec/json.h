// JSON → values that know where they stood, so that an error can name line and column.
//
// RapidJSON reads (json_sax.h); what we add is the place of every value and key, repeated keys as errors, a bound on nesting, and no exception on any
// input.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/result.h"

namespace tirai::codec {

struct JsonMember;

struct JsonValue {
  enum class Kind : std::uint8_t { kNull, kBool, kInteger, kNumber, kString, kArray, kObject };
  Kind kind = Kind::kNull;
  bool boolean = false;
  std::int64_t integer = 0;         ///< kInteger
  double number = 0;                ///< kInteger and kNumber
  std::string string;               ///< kString
  std::vector<JsonValue> items;     ///< kArray
  std::vector<JsonMember> members;  ///< kObject, in the order they were written
  std::size_t offset = 0;           ///< of its first byte
  std::uint8_t source = 0;          ///< which of several files it stood in: whoever merges files sets it

  [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
  /// The member named `key`, or nothing; nothing too when this is no object.
  [[nodiscard]] const JsonValue* find(std::string_view key) const;
  /// The string behind a path of keys, or nothing where any of it is absent or of another type.
  [[nodiscard]] const std::string* string_at(std::initializer_list<std::string_view> path) const;
};

struct JsonMember {
  std::string key;
  std::size_t offset = 0;  ///< of the key's quotation mark
  JsonValue value;
};

inline constexpr std::size_t kMaxJsonBytes = 4u << 20;
inline constexpr std::size_t kMaxJsonDepth = 32;

/// Reads one JSON text of at most 4 MiB and nesting 32. `name` stands in front of an error's place.
[[nodiscard]] Result<JsonValue> read_json(std::string_view json, std::string_view name);

/// "<name>:<pointer> (line <n>, column <n>)"; columns count bytes from 1.
[[nodiscard]] std::string place(std::string_view name, std::string_view pointer, std::string_view json, std::size_t offset);

/// `text` with every control character written as \u00XX: what a stranger wrote stays on the line of its error.
[[nodiscard]] std::string one_line(std::string_view text);

/// One step of an RFC 6901 pointer: "/" and the key with "~" and "/" escaped.
void append_pointer(std::string& pointer, std::string_view key);

// --- writing -----------------------------------------------------------------------------------------------------------

/// `text` as a JSON string with its quotation marks. Well-formed UTF-8 stays as it is; any other byte becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// `"key":` with a comma before it unless it is the first member after "{".
void append_json_key(std::string& out, std::string_view key);

}  // namespace tirai::codec
