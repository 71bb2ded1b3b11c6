#include "audit/canonical_json.h"

#include <algorithm>
#include <optional>

#include "tirai/text.h"

namespace tirai::audit {
namespace {
constexpr int kDeepest = 32;
constexpr char kHex[] = "0123456789abcdef";

// Where the letters end that stand in a JSON string as they are: no control, neither quotation mark nor backslash.
std::size_t plain_end(std::string_view text, std::size_t at) {
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != '"' && text[at] != '\\') ++at;
  return at;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<Json> read() {
    if (!is_utf8(text_)) return Error{ErrorCode::kBadSyntax, "not well-formed UTF-8", "byte 0"};
    std::optional<Json> json = value(0);
    skip_space();
    if (json && at_ != text_.size()) json = fail("text after the JSON value");
    if (!json) return Error{ErrorCode::kBadSyntax, why_, "byte " + std::to_string(at_)};
    return *std::move(json);
  }

 private:
  std::nullopt_t fail(const char* why) {
    if (why_.empty()) why_ = why;
    return std::nullopt;
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  std::optional<Json> value(int depth) {
    if (depth > kDeepest) return fail("nested deeper than 32");
    skip_space();
    switch (peek()) {
      case '{': return object(depth);
      case '[': return array(depth);
      case '"': {
        auto text = string();
        if (!text) return std::nullopt;
        return Json(*std::move(text));
      }
      case 't': return take("true") ? std::optional<Json>(true) : fail("expected true");
      case 'f': return take("false") ? std::optional<Json>(false) : fail("expected false");
      case 'n': return take("null") ? std::optional<Json>(Json()) : fail("expected null");
      default: return integer();
    }
  }

  std::optional<Json> object(int depth) {
    Json::Object members;
    ++at_;
    skip_space();
    if (take('}')) return Json(std::move(members));
    do {
      skip_space();
      if (peek() != '"') return fail("expected a key");
      auto key = string();
      if (!key) return std::nullopt;
      if (std::ranges::find(members, *key, &Json::Member::first) != members.end()) return fail("a key stands twice in one object");
      skip_space();
      if (!take(':')) return fail("expected \":\"");
      auto member = value(depth + 1);
      if (!member) return std::nullopt;
      if (members.size() == kMostMembers) return fail("more than 256 members in one object");
      members.emplace_back(*std::move(key), *std::move(member));
      skip_space();
    } while (take(','));
    if (!take('}')) return fail("expected \",\" or \"}\"");
    return Json(std::move(members));
  }

  std::optional<Json> array(int depth) {
    Json::Array items;
    ++at_;
    skip_space();
    if (take(']')) return Json(std::move(items));
    do {
      auto item = value(depth + 1);
      if (!item) return std::nullopt;
      items.push_back(*std::move(item));
      skip_space();
    } while (take(','));
    if (!take(']')) return fail("expected \",\" or \"]\"");
    return Json(std::move(items));
  }

  std::optional<Json> integer() {
    const bool negative = take('-');
    const std::size_t first = at_;
    std::int64_t number = 0;
    for (; peek() >= '0' && peek() <= '9'; ++at_) {
      number = number * 10 + (peek() - '0');
      if (number > kLargestInteger) return fail("integer beyond 2^53 - 1");
    }
    if (at_ == first) return fail("expected a value");
    if (text_[first] == '0' && at_ - first > 1) return fail("integer with a leading zero");
    if (peek() == '.' || peek() == 'e' || peek() == 'E') return fail("a number that is not an integer");
    return Json(negative ? -number : number);
  }

  std::optional<std::string> string() {
    std::string out;
    for (++at_; at_ < text_.size();) {
      const std::size_t end = plain_end(text_, at_);
      out.append(text_, at_, end - at_);
      at_ = end;
      if (take('"')) return out;
      if (at_ == text_.size()) break;
      if (!take('\\')) return fail("control character in a string");
      if (!escape(out)) return std::nullopt;
    }
    return fail("string without an end");
  }

  bool escape(std::string& out) {
    static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = peek();
    if (at_ == text_.size()) return fail("string without an end"), false;
    ++at_;
    if (letter == 'u') return unicode_escape(out);
    const std::size_t which = kLetters.find(letter);
    if (which == std::string_view::npos) return fail("unknown escape in a string"), false;
    out += kMeanings[which];
    return true;
  }

  bool unicode_escape(std::string& out) {
    std::u16string units;
    units += hex4();
    if (units[0] >= 0xD800 && units[0] < 0xDC00 && take("\\u")) units += hex4();
    if (!why_.empty()) return false;
    const bool pair = units.size() == 2 && units[1] >= 0xDC00 && units[1] < 0xE000;
    if (units[0] >= 0xD800 && units[0] < 0xE000 && !pair) return fail("lone surrogate in a string"), false;
    out += to_utf8(units);
    return true;
  }

  char16_t hex4() {
    unsigned unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = peek();
      const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
      const std::size_t digit = c == '\0' ? std::string_view::npos : std::string_view(kHex).find(lower);
      if (digit == std::string_view::npos) return fail("bad \\u escape in a string"), u'\0';
      unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return static_cast<char16_t>(unit);
  }

  static constexpr std::size_t kMostMembers = 256;
  std::string_view text_;
  std::size_t at_ = 0;
  std::string why_;
};

void write_string(std::string_view text, std::string& out) {
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
    write_string(member->first, out);
    out += ':';
    write(member->second, out);
    before = ',';
  }
  if (members.empty()) out += '{';
  out += '}';
}

void write(const Json& json, std::string& out) {
  if (const auto* members = json.object()) return write_object(*members, out);
  if (const auto* text = json.string()) return write_string(*text, out);
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

Result<Json> read_json(std::string_view text) { return Reader(text).read(); }

std::string write_json(const Json& json) {
  std::string out;
  write(json, out);
  return out;
}

}  // namespace tirai::audit
