// Reading JSON strictly (canonical_json.h): one pass, one list of nodes, no string copied but those with escapes.
#include "audit/canonical_json.h"
#include "audit/plain_text.h"
#include "tirai/text.h"

namespace tirai::audit {
namespace {
constexpr int kDeepest = 32;
constexpr char kHex[] = "0123456789abcdef";
}  // namespace

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) { out_.nodes_.reserve(kUsualNodes); }

  Result<JsonText> read() {
    if (!is_ascii(text_) && !is_utf8(text_)) return Error{ErrorCode::kBadSyntax, "not well-formed UTF-8", "byte 0"};
    bool good = value({}, 0);
    skip_space();
    if (good && at_ != text_.size()) good = fail("text after the JSON value");
    if (!good) return Error{ErrorCode::kBadSyntax, why_, "byte " + std::to_string(at_)};
    return std::move(out_);
  }

 private:
  using Kind = JsonNode::Kind;

  bool fail(const char* why) {
    if (why_ == nullptr) why_ = why;
    return false;
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
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n')) ++at_;
  }

  JsonNode& add(Kind kind, std::string_view key) {
    JsonNode& node = out_.nodes_.emplace_back();
    node.kind = kind;
    node.key = key;
    return node;
  }
  bool word(std::string_view letters, Kind kind, std::string_view key, bool truth, const char* why) {
    if (!take(letters)) return fail(why);
    add(kind, key).integer = truth ? 1 : 0;
    return true;
  }

  bool value(std::string_view key, int depth) {
    if (depth > kDeepest) return fail("nested deeper than 32");
    skip_space();
    switch (peek()) {
      case '{': return object(key, depth);
      case '[': return array(key, depth);
      case '"': {
        std::string_view text;
        if (!string(text)) return false;
        add(Kind::kString, key).string = text;
        return true;
      }
      case 't': return word("true", Kind::kBoolean, key, true, "expected true");
      case 'f': return word("false", Kind::kBoolean, key, false, "expected false");
      case 'n': return word("null", Kind::kNull, key, false, "expected null");
      default: return integer(key);
    }
  }

  bool end(std::size_t first, char c, const char* why) {
    if (!take(c)) return fail(why);
    out_.nodes_[first].size = static_cast<std::uint32_t>(out_.nodes_.size() - first);
    return true;
  }

  bool object(std::string_view key, int depth) {
    const std::size_t first = out_.nodes_.size();
    add(Kind::kObject, key);
    ++at_;
    skip_space();
    if (take('}')) return true;
    std::size_t members = 0;
    do {
      skip_space();
      if (peek() != '"') return fail("expected a key");
      std::string_view name;
      if (!string(name)) return false;
      if (stands(first, name)) return fail("a key stands twice in one object");
      skip_space();
      if (!take(':')) return fail("expected \":\"");
      if (!value(name, depth + 1)) return false;
      if (++members > kMostMembers) return fail("more than 256 members in one object");
      skip_space();
    } while (take(','));
    return end(first, '}', "expected \",\" or \"}\"");
  }
  // Whether the object at `first`, of which all nodes behind it are, has a member of this name.
  [[nodiscard]] bool stands(std::size_t first, std::string_view name) const {
    for (std::size_t at = first + 1; at < out_.nodes_.size(); at += out_.nodes_[at].size) {
      if (out_.nodes_[at].named(name)) return true;
    }
    return false;
  }

  bool array(std::string_view key, int depth) {
    const std::size_t first = out_.nodes_.size();
    add(Kind::kArray, key);
    ++at_;
    skip_space();
    if (take(']')) return true;
    do {
      if (!value({}, depth + 1)) return false;
      skip_space();
    } while (take(','));
    return end(first, ']', "expected \",\" or \"]\"");
  }

  bool integer(std::string_view key) {
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
    add(Kind::kInteger, key).integer = negative ? -number : number;
    return true;
  }

  // As it stands in the text; where it has escapes, as it stands in `unescaped_`.
  bool string(std::string_view& out) {
    const std::size_t begin = ++at_;
    at_ = plain_end(text_, at_);
    if (take('"')) return out = text_.substr(begin, at_ - 1 - begin), true;
    return string_with_escapes(begin, out);
  }

  bool string_with_escapes(std::size_t begin, std::string_view& out) {
    std::vector<char>& kept = out_.unescaped_;
    if (kept.capacity() == 0) kept.reserve(text_.size());
    const std::size_t first = kept.size();
    for (at_ = begin; at_ < text_.size();) {
      const std::size_t end = plain_end(text_, at_);
      kept.insert(kept.end(), text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(end));
      at_ = end;
      if (take('"')) return out = std::string_view(kept.data() + first, kept.size() - first), true;
      if (at_ == text_.size()) break;
      if (!take('\\')) return fail("control character in a string");
      if (!escape(kept)) return false;
    }
    return fail("string without an end");
  }

  bool escape(std::vector<char>& out) {
    static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = peek();
    if (at_ == text_.size()) return fail("string without an end");
    ++at_;
    if (letter == 'u') return unicode_escape(out);
    const std::size_t which = kLetters.find(letter);
    if (which == std::string_view::npos) return fail("unknown escape in a string");
    out.push_back(kMeanings[which]);
    return true;
  }

  bool unicode_escape(std::vector<char>& out) {
    std::u16string units;
    units += hex4();
    if (units[0] >= 0xD800 && units[0] < 0xDC00 && take("\\u")) units += hex4();
    if (why_ != nullptr) return false;
    const bool pair = units.size() == 2 && units[1] >= 0xDC00 && units[1] < 0xE000;
    if (units[0] >= 0xD800 && units[0] < 0xE000 && !pair) return fail("lone surrogate in a string");
    const std::string text = to_utf8(units);
    out.insert(out.end(), text.begin(), text.end());
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

  static constexpr std::size_t kMostMembers = 256, kUsualNodes = 72;
  std::string_view text_;
  std::size_t at_ = 0;
  const char* why_ = nullptr;
  JsonText out_;
};

Json json_of(const JsonNode& node) {
  switch (node.kind) {
    case JsonNode::Kind::kNull: return {};
    case JsonNode::Kind::kBoolean: return node.integer == 1;
    case JsonNode::Kind::kInteger: return node.integer;
    case JsonNode::Kind::kString: return node.string;
    case JsonNode::Kind::kArray: break;
    case JsonNode::Kind::kObject: {
      Json::Object members;
      node.all_inside([&](const JsonNode& member) { return members.emplace_back(std::string(member.key), json_of(member)), true; });
      return members;
    }
  }
  Json::Array items;
  node.all_inside([&](const JsonNode& item) { return items.push_back(json_of(item)), true; });
  return items;
}

const JsonNode* JsonNode::find(std::string_view wanted) const {
  if (kind != Kind::kObject) return nullptr;
  for (const JsonNode* at = this + 1; at < this + size; at += at->size) {
    if (at->named(wanted)) return at;
  }
  return nullptr;
}

Result<JsonText> JsonText::read(std::string_view text) { return JsonReader(text).read(); }

Result<Json> read_json(std::string_view text) {
  const auto read = JsonText::read(text);
  if (!read) return read.error();
  return json_of(read.value().root());
}

}  // namespace tirai::audit
