#include "detect/patterns/syntax.h"

#include <algorithm>
#include <optional>

#include "text/utf8.h"

namespace tirai::recognition::patterns {
namespace {
constexpr int kDeepest = 50;
constexpr int kMostRepeats = 1000;

struct Flags {
  bool ignore_case = false;
  bool multi_line = false;
  bool dot_all = false;
};

class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  Result<Node> run() {
    Node whole = choice(0, {});
    if (!error_.empty()) return Error{ErrorCode::kBadSyntax, error_ + " at byte " + std::to_string(error_at_), "pattern"};
    if (at_ < pattern_.size()) return Error{ErrorCode::kBadSyntax, "unexpected \")\" at byte " + std::to_string(at_), "pattern"};
    return whole;
  }

 private:
  void fail(std::string message) {
    if (!error_.empty()) return;
    error_ = std::move(message);
    error_at_ = at_;
    at_ = pattern_.size();
  }
  [[nodiscard]] bool more() const { return at_ < pattern_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0'; }
  bool take(std::string_view wanted) {
    if (pattern_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    return true;
  }

  Node choice(int depth, Flags flags) {
    if (depth > kDeepest) fail("groups nested deeper than 50");
    Node all{.kind = Node::Kind::kChoice};
    do all.children.push_back(sequence(depth, flags));
    while (take("|"));
    if (all.children.size() > 1) return all;
    Node only = std::move(all.children.front());
    return only;
  }

  Node sequence(int depth, Flags& flags) {
    Node all{.kind = Node::Kind::kSequence};
    while (more() && peek() != '|' && peek() != ')') {
      auto one = atom(depth, flags);
      if (one) all.children.push_back(repeated(std::move(*one)));
    }
    return all;
  }

  // Lazy repeats are read as greedy ones: the longest match is covered either way.
  Node repeated(Node one) {
    for (;;) {
      int least = 0, most = -1;
      const std::size_t before = at_;
      if (take("*")) {
      } else if (take("+")) least = 1;
      else if (take("?")) most = 1;
      else if (!counts(least, most)) return one;
      take("?");
      if (one.kind == Node::Kind::kRepeat && before > 0 && pattern_[before - 1] != ')') fail("a repeat of a repeat");
      Node repeat{.kind = Node::Kind::kRepeat};
      repeat.least = least;
      repeat.most = most;
      repeat.children.push_back(std::move(one));
      one = std::move(repeat);
    }
  }
  std::optional<int> number() {
    int value = 0;
    std::size_t digits = 0;
    for (; peek() >= '0' && peek() <= '9' && digits < 5; ++digits) value = value * 10 + (pattern_[at_++] - '0');
    return digits == 0 ? std::nullopt : std::optional(value);
  }
  // "{2}", "{2,}", "{2,5}"; anything else is a brace.
  bool counts(int& least, int& most) {
    const std::size_t begin = at_;
    if (!take("{")) return false;
    const auto first = number();
    auto second = first;
    if (first && take(",")) second = peek() == '}' ? std::optional(-1) : number();
    if (!first || !second || !take("}")) {
      at_ = begin;
      return false;
    }
    if (*first > kMostRepeats || *second > kMostRepeats || (*second >= 0 && *second < *first)) {
      at_ = begin;
      fail("a repeat count that is over 1,000 or the wrong way round");
    }
    least = *first;
    most = *second;
    return true;
  }

  static Node assertion(Node::Assert which) {
    Node made{.kind = Node::Kind::kAssert};
    made.assertion = which;
    return made;
  }

  std::optional<Node> atom(int depth, Flags& flags) {
    switch (peek()) {
      case '(': return group(depth, flags);
      case '[': return char_class(flags);
      case '.': ++at_; return any(flags);
      case '^': ++at_; return assertion(flags.multi_line ? Node::Assert::kLineBegin : Node::Assert::kTextBegin);
      case '$': ++at_; return assertion(flags.multi_line ? Node::Assert::kLineEnd : Node::Assert::kTextEnd);
      case '\\': return escape(flags);
      case '*': case '+': case '?': fail("nothing to repeat"); return std::nullopt;
      case '{':
        if (int least = 0, most = 0; counts(least, most)) { fail("nothing to repeat"); return std::nullopt; }
        break;
      default: break;
    }
    return literal(flags);
  }

  std::optional<Node> group(int depth, Flags& flags) {
    ++at_;
    Flags inner = flags;
    if (take("?")) {
      if (take("P<") || take("<")) {
        if (peek() == '=' || peek() == '!') fail("look-behind is not supported");
        while (more() && peek() != '>') ++at_;
        if (!take(">")) fail("missing \">\" of a group's name");
      } else {
        bool on = true;
        for (; more() && peek() != ':' && peek() != ')'; ++at_) {
          switch (peek()) {
            case '-': on = false; break;
            case 'i': inner.ignore_case = on; break;
            case 'm': inner.multi_line = on; break;
            case 's': inner.dot_all = on; break;
            case 'U': break;
            case '=': case '!': fail("look-ahead is not supported"); return std::nullopt;
            default: fail("unknown group flag"); return std::nullopt;
          }
        }
        if (take(")")) {
          flags = inner;
          return Node{};
        }
        if (!take(":")) fail("missing \")\"");
      }
    }
    Node made = choice(depth + 1, inner);
    if (!take(")")) fail("missing \")\"");
    Node one{.kind = Node::Kind::kSequence};
    one.children.push_back(std::move(made));
    return one;
  }

  static Node any(const Flags& flags) {
    Node made{.kind = Node::Kind::kCharacter};
    made.ascii.set();
    made.ascii.reset(0);
    if (!flags.dot_all) made.ascii.reset('\n');
    made.beyond_ascii = true;
    return made;
  }

  std::optional<Node> literal(const Flags& flags) {
    const text::Character next = text::character_at(pattern_, at_);
    if (!next.well_formed) { fail("not UTF-8"); return std::nullopt; }
    at_ += next.size;
    Node made{.kind = Node::Kind::kCharacter};
    add(made, next.code, flags);
    return made;
  }
  static void add(Node& node, char32_t code, const Flags& flags) {
    const auto put = [&node](char32_t one) {
      if (one == 0) return;
      if (one < 0x80) return void(node.ascii.set(one));
      std::string utf8;
      text::append_utf8(utf8, one);
      if (std::find(node.listed.begin(), node.listed.end(), utf8) == node.listed.end()) node.listed.push_back(utf8);
    };
    put(code);
    if (!flags.ignore_case) return;
    if (code < 0x80 && ((code | 0x20) >= 'a' && (code | 0x20) <= 'z')) return put(code ^ 0x20);
    put(text::to_lower(code));
    for (char32_t upper = code > 80 ? code - 80 : 0; upper < code; ++upper) {
      if (code >= 0x80 && text::to_lower(upper) == code) put(upper);
    }
  }

  // \d \w \s and their opposites, or nothing.
  static std::optional<std::bitset<128>> perl_class(char name) {
    std::bitset<128> set;
    for (char c = 1; c > 0; ++c) {
      const bool digit = c >= '0' && c <= '9';
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      const bool space = c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
      const char kind = static_cast<char>(name | 0x20);
      if (kind == 'd' ? digit : kind == 'w' ? digit || letter || c == '_' : space) set.set(static_cast<std::size_t>(c));
    }
    if (std::string_view("dwsDWS").find(name) == std::string_view::npos) return std::nullopt;
    return set;
  }
  static void add_class(Node& node, std::bitset<128> set, bool opposite) {
    if (opposite) {
      set.flip();
      set.reset(0);
      node.beyond_ascii = true;
    }
    node.ascii |= set;
  }

  // The character an escape stands for; at_ stands behind the backslash.
  std::optional<char32_t> escaped() {
    const char c = peek();
    ++at_;
    switch (c) {
      case 'n': return U'\n';
      case 't': return U'\t';
      case 'r': return U'\r';
      case 'f': return U'\f';
      case 'v': return U'\v';
      case 'a': return U'\a';
      case 'x': return hexadecimal();
      default: break;
    }
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\0' || (c & 0x80) != 0;
    if (word) {
      --at_;
      fail(c == 'p' || c == 'P' ? "Unicode properties (\\p) are not supported" : c >= '1' && c <= '9' ? "back-references are not supported" : "unknown escape");
      return std::nullopt;
    }
    return static_cast<char32_t>(c);
  }
  std::optional<char32_t> hexadecimal() {
    const bool braces = take("{");
    char32_t value = 0;
    std::size_t digits = 0;
    for (; digits < (braces ? 6u : 2u); ++digits, ++at_) {
      const char c = peek();
      const char low = static_cast<char>(c | 0x20);
      if (c >= '0' && c <= '9') value = value * 16 + static_cast<char32_t>(c - '0');
      else if (low >= 'a' && low <= 'f') value = value * 16 + static_cast<char32_t>(low - 'a' + 10);
      else break;
    }
    const bool fits = (braces ? digits > 0 && take("}") : digits == 2) && value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    if (!fits) fail("bad \\x escape");
    return fits ? std::optional(value) : std::nullopt;
  }

  std::optional<Node> escape(const Flags& flags) {
    ++at_;
    const char c = peek();
    const auto is = [&](char wanted, Node::Assert which) -> std::optional<Node> {
      if (c != wanted) return std::nullopt;
      ++at_;
      return assertion(which);
    };
    if (auto made = is('b', Node::Assert::kWordBorder)) return made;
    if (auto made = is('B', Node::Assert::kNoWordBorder)) return made;
    if (auto made = is('A', Node::Assert::kTextBegin)) return made;
    if (auto made = is('z', Node::Assert::kTextEnd)) return made;
    Node made{.kind = Node::Kind::kCharacter};
    if (c == 'Q') return quoted(flags);
    if (const auto set = perl_class(c)) {
      ++at_;
      add_class(made, *set, c < 'a');
      return made;
    }
    const auto code = escaped();
    if (!code) return std::nullopt;
    add(made, *code, flags);
    return made;
  }
  std::optional<Node> quoted(const Flags& flags) {
    ++at_;
    Node all{.kind = Node::Kind::kSequence};
    while (more() && !take("\\E")) {
      if (auto one = literal(flags)) all.children.push_back(std::move(*one));
    }
    return all;
  }

  bool posix_class(Node& made) {
    static constexpr struct { std::string_view name, members; } kClasses[] = {
        {"digit", "0-9"}, {"alpha", "a-zA-Z"}, {"alnum", "0-9a-zA-Z"}, {"upper", "A-Z"}, {"lower", "a-z"}, {"xdigit", "0-9a-fA-F"}, {"word", "0-9a-zA-Z__"},
        {"space", "\t-\r  "}, {"blank", "\t\t  "}, {"punct", "!-/:-@[-`{-~"}, {"print", " -~"}, {"graph", "!-~"}, {"cntrl", "\x01-\x1f\x7f\x7f"}};
    if (!take("[:")) return false;
    const bool opposite = take("^");
    for (const auto& [name, members] : kClasses) {
      if (!take(std::string(name) + ":]")) continue;
      std::bitset<128> set;
      for (std::size_t i = 0; i < members.size();) {
        const char first = members[i];
        const bool range = i + 2 < members.size() && members[i + 1] == '-';
        const char last = range ? members[i + 2] : members[i + 1];
        for (int c = first; c <= last; ++c) set.set(static_cast<std::size_t>(c));
        i += range ? 3 : 2;
      }
      add_class(made, set, opposite);
      return true;
    }
    fail("unknown class; expected one such as [:digit:]");
    return true;
  }

  std::optional<Node> char_class(const Flags& flags) {
    ++at_;
    const bool negated = take("^");
    Node made{.kind = Node::Kind::kCharacter};
    for (bool first = true; more() && (first || peek() != ']'); first = false) {
      if (peek() == '[' && peek(1) == ':' && posix_class(made)) continue;
      if (peek() == '\\') {
        if (const auto set = perl_class(peek(1))) {
          add_class(made, *set, peek(1) < 'a');
          at_ += 2;
          continue;
        }
      }
      const auto from = class_character();
      if (!from) return std::nullopt;
      if (peek() != '-' || peek(1) == ']' || peek(1) == '\0') {
        add(made, *from, flags);
        continue;
      }
      ++at_;
      const auto to = class_character();
      if (!to) return std::nullopt;
      if (*to < *from || *to >= 0x80) { fail(*to < *from ? "a range the wrong way round" : "ranges of characters beyond ASCII are not supported; list them"); return std::nullopt; }
      for (char32_t code = *from; code <= *to; ++code) add(made, code, flags);
    }
    if (!take("]")) { fail("missing \"]\""); return std::nullopt; }
    if (negated) {
      if (!made.listed.empty()) { fail("a class without characters beyond ASCII that are named is not supported"); return std::nullopt; }
      made.ascii.flip();
      made.ascii.reset(0);
      made.beyond_ascii = !made.beyond_ascii;
    }
    return made;
  }
  std::optional<char32_t> class_character() {
    if (take("\\")) return escaped();
    const text::Character next = text::character_at(pattern_, at_);
    if (!next.well_formed) { fail("not UTF-8"); return std::nullopt; }
    at_ += next.size;
    return next.code;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::string error_;
  std::size_t error_at_ = 0;
};
}  // namespace

Result<Node> parse(std::string_view pattern) { return Parser(pattern).run(); }

bool matches_empty(const Node& node) {
  const auto empty = [](const Node& child) { return matches_empty(child); };
  switch (node.kind) {
    case Node::Kind::kCharacter: return false;
    case Node::Kind::kSequence: return std::all_of(node.children.begin(), node.children.end(), empty);
    case Node::Kind::kChoice: return std::any_of(node.children.begin(), node.children.end(), empty);
    case Node::Kind::kRepeat: return node.least == 0 || empty(node.children.front());
    case Node::Kind::kEmpty: case Node::Kind::kAssert: return true;
  }
  return true;
}

}  // namespace tirai::recognition::patterns
