#include "codec/json.h"
#include "text/utf8.h"

namespace tirai::codec {
namespace {
constexpr char kHex[] = "0123456789abcdef";

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  if (static_cast<unsigned char>(c) >= 0x20) {
    out += c;
  } else {
    out.append("\\u00").append(1, kHex[c >> 4]).append(1, kHex[c & 15]);
  }
}

// How many bytes from `at` on are written as they are.
std::size_t plain_run(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size()) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x20 || c == '"' || c == '\\') break;
    const text::Character next = text::character_at(text, at);
    if (!next.well_formed) break;
    at += next.size;
  }
  return at - begin;
}
}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t run = plain_run(text, at);
    out.append(text.substr(at, run));
    at += run;
    if (at == text.size()) break;
    const text::Character next = text::character_at(text, at);
    if (next.well_formed) {
      append_escaped(out, text[at]);
    } else {
      text::append_utf8(out, next.code);
    }
    at += next.size;
  }
  out += '"';
}

void append_json_key(std::string& out, std::string_view key) {
  if (!out.empty() && out.back() != '{') out += ',';
  append_json_string(out, key);
  out += ':';
}

}  // namespace tirai::codec
