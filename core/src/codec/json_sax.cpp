#include "codec/json_sax.h"

#include <algorithm>

// RapidJSON's table of 309 powers of ten is 2.6 KB of what every page downloads, and policies hold numbers such as 0.75: this stands in its place.
// Exact to 10^22, as is the table; beyond, within 3 units in the last place.
#define RAPIDJSON_POW10_
namespace rapidjson::internal {
inline double Pow10(int exponent) {
  constexpr double kSquares[] = {1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64, 1e128, 1e256};
  double power = 1;
  for (const double square : kSquares) {
    if ((exponent & 1) != 0) power *= square;
    exponent >>= 1;
  }
  return power;
}
}  // namespace rapidjson::internal

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace tirai::codec {
namespace {
// A half of a surrogate pair alone, which "\uDC00" can say and UTF-8 cannot: ED A0 80 to ED BF BF.
bool holds_surrogate(std::string_view text) {
  for (std::size_t at = text.find('\xED'); at != std::string_view::npos; at = text.find('\xED', at + 1)) {
    if (at + 1 < text.size() && (text[at + 1] & 0xE0) == 0xA0) return true;
  }
  return false;
}

// A line ends at CR, too, as every editor shows it: what stands behind one is no longer the // comment before it. In a string neither may stand.
struct Lines : rapidjson::MemoryStream {
  using MemoryStream::MemoryStream;
  Ch Peek() const { return as_line_feed(MemoryStream::Peek()); }
  Ch Take() { return as_line_feed(MemoryStream::Take()); }
  static Ch as_line_feed(Ch c) { return c == '\r' ? '\n' : c; }
};

// RapidJSON's names for what JsonListener hears.
struct Handler {
  JsonListener& listener;
  bool surrogate = false;
  bool Null() { return listener.on_null(); }
  bool Bool(bool value) { return listener.on_bool(value); }
  bool Int(int value) { return listener.on_integer(value); }
  bool Uint(unsigned value) { return listener.on_integer(value); }
  bool Int64(std::int64_t value) { return listener.on_integer(value); }
  bool Uint64(std::uint64_t value) { return value > INT64_MAX ? listener.on_number(static_cast<double>(value)) : listener.on_integer(static_cast<std::int64_t>(value)); }
  bool Double(double value) { return listener.on_number(value); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
  bool String(const char* text, rapidjson::SizeType size, bool) { return well_formed({text, size}) && listener.on_string({text, size}); }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return well_formed({text, size}) && listener.on_key({text, size}); }
  bool StartObject() { return listener.on_object(); }
  bool EndObject(rapidjson::SizeType) { return listener.on_object_end(); }
  bool StartArray() { return listener.on_array(); }
  bool EndArray(rapidjson::SizeType) { return listener.on_array_end(); }
  bool well_formed(std::string_view text) { return !(surrogate = holds_surrogate(text)); }
};
}  // namespace

JsonRead read_sax(std::string_view json, JsonListener& listener) {
  const std::size_t mark = byte_order_mark_size(json);
  Lines stream(json.data() + mark, json.size() - mark);
  Handler handler{listener};
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<rapidjson::kParseCommentsFlag | rapidjson::kParseValidateEncodingFlag>(stream, handler);
  using Ended = JsonRead::Ended;
  // To RapidJSON, U+0000 ends a text.
  if (!result.IsError()) return stream.Tell() + mark == json.size() ? JsonRead{} : JsonRead{Ended::kBadSyntax, stream.Tell() + mark};
  const std::size_t offset = std::min(result.Offset() + mark, json.size());
  if (result.Code() == rapidjson::kParseErrorTermination && !handler.surrogate) return {Ended::kByListener, offset};
  return {result.Code() == rapidjson::kParseErrorNumberTooBig ? Ended::kNumberTooLarge : Ended::kBadSyntax, offset};
}

}  // namespace tirai::codec
