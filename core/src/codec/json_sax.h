// RapidJSON reads JSON (RFC 8259, with // and /* */ comments and a byte order mark) and calls back. One reader for all who listen, so that the paint
// path carries it once; it needs neither exceptions nor printf nor strtod.
#pragma once

#include <cstdint>
#include <string_view>

namespace tirai::codec {

/// What a text says, in its order. A listener that answers false ends the reading. Texts passed live as long as the call.
class JsonListener {
 public:
  virtual bool on_null() = 0;
  virtual bool on_bool(bool value) = 0;
  virtual bool on_integer(std::int64_t value) = 0;
  virtual bool on_number(double value) = 0;  ///< with a fraction or an exponent, or beyond 64 bits; exact to 15 digits, then within 4 units in the last place
  virtual bool on_string(std::string_view value) = 0;
  virtual bool on_key(std::string_view name) = 0;
  virtual bool on_object() = 0;
  virtual bool on_object_end() = 0;
  virtual bool on_array() = 0;
  virtual bool on_array_end() = 0;

 protected:
  ~JsonListener() = default;
};

struct JsonRead {
  enum class Ended : std::uint8_t { kWell, kByListener, kBadSyntax, kNumberTooLarge };
  Ended ended = Ended::kWell;
  std::size_t offset = 0;  ///< of the byte that is wrong; the text's size where it ends too early
};

/// Bytes of the byte order mark that `json` begins with, or 0.
[[nodiscard]] inline std::size_t byte_order_mark_size(std::string_view json) { return json.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0; }

/// Reads one JSON text to its end. Strings are well-formed UTF-8. The listener bounds the nesting: each level is a few hundred bytes of stack.
[[nodiscard]] JsonRead read_sax(std::string_view json, JsonListener& listener);

}  // namespace tirai::codec
