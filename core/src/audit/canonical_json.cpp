#include "audit/canonical_json.h"

#include <algorithm>

#include "audit/plain_text.h"
#include "tirai/text.h"

namespace tirai::audit {
namespace {
constexpr char kHex[] = "0123456789abcdef";

// RFC 8785, 3.2.3: keys sort by their UTF-16 code units, so U+1F600 (D83D DE00) stands before U+FB33. Where ASCII differs from ASCII, bytes say the same.
bool stands_before(const std::string& a, const std::string& b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  if (static_cast<unsigned char>(*x) < 0x80 && static_cast<unsigned char>(*y) < 0x80) return *x < *y;
  return to_utf16(a) < to_utf16(b);
}

void write(const Json& json, std::string& out);

void write_object(const Json::Object& members, std::string& out) {
  std::vector<const Json::Member*> sorted;
  sorted.reserve(members.size());
  for (const Json::Member& member : members) sorted.push_back(&member);
  std::sort(sorted.begin(), sorted.end(), [](const Json::Member* a, const Json::Member* b) { return stands_before(a->first, b->first); });
  char before = '{';
  for (const Json::Member* member : sorted) {
    out += before;
    append_string(out, member->first);
    out += ':';
    write(member->second, out);
    before = ',';
  }
  if (members.empty()) out += '{';
  out += '}';
}

void write(const Json& json, std::string& out) {
  if (const auto* members = json.object()) return write_object(*members, out);
  if (const auto* text = json.string()) return append_string(out, *text);
  if (const auto* number = json.integer()) out += std::to_string(*number);
  if (const auto* truth = json.boolean()) out += *truth ? "true" : "false";
  if (json.null()) out += "null";
  if (const auto* items = json.array()) {
    out += '[';
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (i > 0) out += ',';
      write((*items)[i], out);
    }
    out += ']';
  }
}
}  // namespace

const Json* Json::find(std::string_view key) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find(*members, key, &Member::first);
  return found == members->end() ? nullptr : &found->second;
}

void Json::add(std::string key, Json value) {
  std::get_if<Object>(&value_)->emplace_back(std::move(key), std::move(value));
}

void append_string(std::string& out, std::string_view text) {
  static constexpr std::string_view kShort = "\b\t\n\f\r\"\\", kLetters = "btnfr\"\\";
  out += '"';
  for (std::size_t at = 0;; ++at) {
    const std::size_t end = plain_end(text, at);
    out.append(text, at, end - at);
    at = end;
    if (at == text.size()) break;
    const char c = text[at];
    if (const std::size_t which = kShort.find(c); which != std::string_view::npos) {
      out += '\\';
      out += kLetters[which];
    } else {
      out += "\\u00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
    }
  }
  out += '"';
}

std::string write_json(const Json& json) {
  std::string out;
  write(json, out);
  return out;
}

}  // namespace tirai::audit
