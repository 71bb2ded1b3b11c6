#include "jsonl.h"

#include "tirai/text.h"

namespace tirai::cli {
namespace {
constexpr int kDeepest = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Reader {
 public:
  explicit Reader(std::string_view line) : line_(line) {}

  Result<JsonLine> read() {
    if (!is_utf8(line_)) return Error{ErrorCode::kBadSyntax, "not well-formed UTF-8", ""};
    JsonLine out;
    if (!object(out)) return Error{ErrorCode::kBadSyntax, why_ + " at byte " + std::to_string(at_ + 1), ""};
    if (out.id.empty()) return Error{ErrorCode::kMissingKey, "missing \"id\"", ""};
    if (!has_text_) return Error{ErrorCode::kMissingKey, "missing \"text\"", ""};
    return out;
  }

 private:
  bool fail(const char* why) {
    if (why_.empty()) why_ = why;
    return false;
  }
  [[nodiscard]] bool next_is(char c) const { return at_ < line_.size() && line_[at_] == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (next_is(' ') || next_is('\t') || next_is('\r') || next_is('\n')) ++at_;
  }

  bool object(JsonLine& out) {
    skip_space();
    if (!take('{')) return fail("expected an object");
    skip_space();
    if (!take('}')) {
      do {
        if (!member(out)) return false;
        skip_space();
      } while (take(','));
      if (!take('}')) return fail("expected \",\" or \"}\"");
    }
    skip_space();
    return at_ == line_.size() || fail("more after the object");
  }

  bool member(JsonLine& out) {
    std::string key;
    skip_space();
    if (!string(&key)) return fail("expected a key");
    skip_space();
    if (!take(':')) return fail("expected \":\"");
    skip_space();
    if (key == "text") return text(out);
    if (key != "id") return value(0);
    if (!out.id.empty()) return fail("\"id\" stands twice");
    if (next_is('{') || next_is('[')) return fail("\"id\" is not a scalar");
    const std::size_t begin = at_;
    if (!value(0)) return false;
    out.id = line_.substr(begin, at_ - begin);
    return true;
  }

  bool text(JsonLine& out) {
    if (has_text_) return fail("\"text\" stands twice");
    if (!next_is('"')) return fail("\"text\" is not a string");
    has_text_ = true;
    return string(&out.text);
  }

  bool value(int depth) {
    if (depth > kDeepest) return fail("nested deeper than 64");
    skip_space();
    if (next_is('"')) return string(nullptr);
    if (take('{')) return list('}', depth);
    if (take('[')) return list(']', depth);
    for (const std::string_view word : {"true", "false", "null"}) {
      if (line_.substr(at_, word.size()) != word) continue;
      at_ += word.size();
      return true;
    }
    return number();
  }

  // What is inside an object or array that nobody asked for.
  bool list(char end, int depth) {
    skip_space();
    if (take(end)) return true;
    do {
      skip_space();
      if (end == '}') {
        if (!string(nullptr)) return fail("expected a key");
        skip_space();
        if (!take(':')) return fail("expected \":\"");
      }
      if (!value(depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take(end) || fail("expected \",\" or the end of a list");
  }

  bool digits() {
    const std::size_t first = at_;
    while (at_ < line_.size() && is_digit(line_[at_])) ++at_;
    return at_ > first || fail("expected a value");
  }
  bool number() {
    take('-');
    const bool zero = next_is('0');
    const std::size_t first = at_;
    if (!digits()) return false;
    if (zero && at_ - first > 1) return fail("a number with a leading zero");
    if (take('.') && !digits()) return false;
    if (!next_is('e') && !next_is('E')) return true;
    ++at_;
    if (!take('+')) take('-');
    return digits();
  }

  // Decodes into `out`, or only checks.
  bool string(std::string* out) {
    if (!take('"')) return fail("expected a string");
    for (;;) {
      const std::size_t begin = at_;
      while (at_ < line_.size() && line_[at_] != '"' && line_[at_] != '\\' && static_cast<unsigned char>(line_[at_]) >= 0x20) ++at_;
      if (out != nullptr) out->append(line_, begin, at_ - begin);
      if (take('"')) return true;
      if (!take('\\')) return fail(at_ == line_.size() ? "a string without an end" : "a control character in a string");
      if (!escape(out)) return false;
    }
  }

  bool escape(std::string* out) {
    static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    if (take('u')) return unicode_escape(out);
    const std::size_t which = at_ < line_.size() ? kLetters.find(line_[at_]) : kLetters.npos;
    if (which == kLetters.npos) return fail("an unknown escape");
    ++at_;
    if (out != nullptr) *out += kMeanings[which];
    return true;
  }

  bool unicode_escape(std::string* out) {
    char16_t units[2] = {};
    std::size_t count = 1;
    if (!hex4(units[0])) return false;
    if (units[0] >= 0xD800 && units[0] < 0xDC00 && line_.substr(at_, 2) == "\\u") {
      const std::size_t before = at_;
      at_ += 2;
      if (!hex4(units[1])) return false;
      if (units[1] >= 0xDC00 && units[1] < 0xE000) count = 2;
      else at_ = before;
    }
    if (out != nullptr) *out += to_utf8(std::u16string_view(units, count));
    return true;
  }

  bool hex4(char16_t& unit) {
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = at_ < line_.size() ? line_[at_] : '\0';
      const int digit = is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
      if (digit < 0) return fail("a bad \\u escape");
      unit = static_cast<char16_t>(unit * 16 + digit);
    }
    return true;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  bool has_text_ = false;
  std::string why_;
};
}  // namespace

Result<JsonLine> read_json_line(std::string_view line) { return Reader(line).read(); }

}  // namespace tirai::cli
