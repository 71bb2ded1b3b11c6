#include "audit/verify_json.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tirai::verify {
namespace {
constexpr std::uint32_t kDeepest = 16;
constexpr std::size_t kLongest = 64 * 1024;
constexpr std::string_view kLargest = "9007199254740991";  // 2^53 - 1

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The length of the well-formed UTF-8 character at the front of `s` (Unicode table 3-7), 0 if there is none.
std::size_t character(std::string_view s) {
  const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  const auto within = [&](std::size_t i, unsigned low, unsigned high) { return byte(i) >= low && byte(i) <= high; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return s.empty() ? 0 : 1;
  if (lead >= 0xC2 && lead <= 0xDF) return within(1, 0x80, 0xBF) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool second = within(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && within(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = within(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
    return second && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

// Where the plain letters of a string end that begin at `at`: ASCII, no control, neither quote nor backslash. Eight at a time: most of a line is
// such letters, and a log has millions of lines. A byte's highest bit is set where it is not plain; the lowest such byte is told exactly.
std::size_t plain_end(std::string_view line, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHigh = 0x8080808080808080;
  const auto zero_bytes = [](std::uint64_t word) { return (word - kOnes) & ~word & kHigh; };
  for (; at + 8 <= line.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, line.data() + at, sizeof word);
    const std::uint64_t control = (word - kOnes * 0x20) & ~word & kHigh;
    const std::uint64_t stops = (word & kHigh) | control | zero_bytes(word ^ kOnes * '"') | zero_bytes(word ^ kOnes * '\\');
    if (stops == 0) continue;
    if constexpr (std::endian::native == std::endian::little) return at + static_cast<std::size_t>(std::countr_zero(stops)) / 8;
    break;
  }
  const auto plain = [](char c) { return c >= 0x20 && static_cast<unsigned char>(c) < 0x80 && c != '"' && c != '\\'; };
  while (at < line.size() && plain(line[at])) ++at;
  return at;
}

constexpr std::string_view kLetters = "\"\\bfnrt", kMeanings = "\"\\\b\f\n\r\t", kHex = "0123456789abcdef";

// What stands between the quotes of a string that was found canonical.
std::string unescaped(std::string_view inside) {
  std::string text;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != '\\') {
      text += inside[i];
    } else if (inside[++i] != 'u') {
      text += kMeanings[kLetters.find(inside[i])];
    } else {
      text += static_cast<char>((inside[i + 3] - '0') * 16 + static_cast<int>(kHex.find(inside[i + 4])));
      i += 4;
    }
  }
  return text;
}
}  // namespace

bool key_before(std::string_view a, std::string_view b) {
  // UTF-8 sorts by code point. UTF-16 differs in one thing: characters beyond U+FFFF (lead byte F0 and up) are written with
  // surrogates D800 to DFFF, and so stand before U+E000 to U+FFFF (lead bytes EE and EF).
  const auto [at_a, at_b] = std::ranges::mismatch(a, b);
  if (at_a == a.end() || at_b == b.end()) return at_a == a.end() && at_b != b.end();
  const auto x = static_cast<unsigned char>(*at_a), y = static_cast<unsigned char>(*at_b);
  if (x >= 0xF0 && (y == 0xEE || y == 0xEF)) return true;
  if (y >= 0xF0 && (x == 0xEE || x == 0xEF)) return false;
  return x < y;
}

class CanonicalReader {
 public:
  CanonicalReader(CanonicalText& out, std::string& why) : out_(out), line_(out.line_), why_(why) {}

  bool read() {
    if (line_.size() > kLongest) return fail("longer than 64 KiB");
    out_.nodes_.reserve(64);
    if (!value(0, 0)) return false;
    return at_ == line_.size() || fail("more after the JSON value");
  }

 private:
  bool fail(const char* why) {
    why_ = std::string(why) + " at byte " + std::to_string(at_ + 1);
    return false;
  }
  [[nodiscard]] bool next_is(char c) const { return at_ < line_.size() && line_[at_] == c; }
  bool literal(std::string_view word) {
    if (line_.substr(at_, word.size()) != word) return fail("not canonical JSON");
    at_ += word.size();
    return true;
  }

  bool value(std::size_t key, std::uint32_t depth) {
    if (depth > kDeepest) return fail("nested deeper than 16");
    if (at_ == line_.size()) return fail("ends too early");
    const auto index = static_cast<std::uint32_t>(out_.nodes_.size());
    const char first = line_[at_];
    const char kind = is_digit(first) || first == '-' ? '0' : first == 'f' ? 't' : first;
    out_.nodes_.push_back({kind, static_cast<std::uint32_t>(at_), 0, static_cast<std::uint32_t>(depth == 0 ? at_ : key), 0});
    if (!body(first, depth)) return false;
    out_.nodes_[index].end = static_cast<std::uint32_t>(at_);
    out_.nodes_[index].next = static_cast<std::uint32_t>(out_.nodes_.size());
    return true;
  }

  bool body(char first, std::uint32_t depth) {
    bool escaped = false;
    switch (first) {
      case '{': return object(depth);
      case '[': return array(depth);
      case '"': return string(escaped);
      case 't': return literal("true");
      case 'f': return literal("false");
      case 'n': return literal("null");
      default: return integer();
    }
  }

  bool object(std::uint32_t depth) {
    std::string_view before;
    std::string unescaped_before;  // what `before` looks at when the key has escapes
    bool first = true;
    for (++at_; !next_is('}'); first = false) {
      if (!first && !literal(",")) return false;
      const std::size_t begin = at_;
      bool escaped = false;
      if (!next_is('"')) return fail("not canonical JSON");
      if (!string(escaped)) return false;
      std::string_view key = line_.substr(begin + 1, at_ - begin - 2);
      std::string unescaped_key = escaped ? unescaped(key) : std::string();
      if (escaped) key = unescaped_key;
      if (!first && !key_before(before, key)) return fail("a key out of order or twice");
      if (!literal(":") || !value(begin, depth + 1)) return false;
      unescaped_before.swap(unescaped_key);
      before = escaped ? std::string_view(unescaped_before) : key;
    }
    ++at_;
    return true;
  }

  bool array(std::uint32_t depth) {
    bool first = true;
    for (++at_; !next_is(']'); first = false) {
      if (!first && !literal(",")) return false;
      if (!value(at_, depth + 1)) return false;
    }
    ++at_;
    return true;
  }

  bool integer() {
    const bool negative = next_is('-');
    const std::size_t first = at_ + (negative ? 1 : 0);
    std::size_t end = first;
    while (end < line_.size() && is_digit(line_[end])) ++end;
    const std::string_view digits = line_.substr(first, end - first);
    if (digits.empty()) return fail("not canonical JSON");
    if (digits[0] == '0' && (digits.size() > 1 || negative)) return fail("an integer that is not canonical");
    if (digits.size() > kLargest.size() || (digits.size() == kLargest.size() && digits > kLargest)) return fail("an integer beyond 2^53 - 1");
    at_ = end;
    return true;
  }

  bool string(bool& escaped) {
    for (at_ = plain_end(line_, at_ + 1); !next_is('"'); at_ = plain_end(line_, at_)) {
      if (next_is('\\')) {
        if (!escape()) return false;
        escaped = true;
        continue;
      }
      const std::size_t length = character(line_.substr(at_));
      if (length == 0) return fail(at_ == line_.size() ? "ends too early" : "not well-formed UTF-8");
      if (static_cast<unsigned char>(line_[at_]) < 0x20) return fail("a control character in a string");
      at_ += length;
    }
    ++at_;
    return true;
  }

  // RFC 8785, 3.2.2.2: only what must be escaped is, in the short form where there is one, else as \u00xx in lower case.
  bool escape() {
    const char letter = at_ + 1 < line_.size() ? line_[at_ + 1] : '\0';
    if (letter != '\0' && kLetters.find(letter) != kLetters.npos) {
      at_ += 2;
      return true;
    }
    const std::string_view digits = line_.substr(at_).substr(0, 6);
    if (digits.size() != 6 || digits.substr(1, 3) != "u00" || (digits[4] != '0' && digits[4] != '1')) return fail("an escape that is not canonical");
    const std::size_t low = kHex.find(digits[5]);
    if (low == kHex.npos) return fail("an escape that is not canonical");
    const char meaning = static_cast<char>((digits[4] - '0') * 16 + static_cast<int>(low));
    if (kMeanings.find(meaning) != kMeanings.npos) return fail("an escape that is not canonical");
    at_ += 6;
    return true;
  }

  CanonicalText& out_;
  std::string_view line_;
  std::string& why_;
  std::size_t at_ = 0;
};

std::optional<CanonicalText> CanonicalText::read(std::string_view line, std::string& why) {
  CanonicalText text(line);
  if (!CanonicalReader(text, why).read()) return std::nullopt;
  return text;
}

const CanonicalText::Node* CanonicalText::find(std::initializer_list<std::string_view> path) const {
  std::size_t at = 0;
  for (const std::string_view key : path) {
    if (nodes_[at].kind != '{') return nullptr;
    std::size_t child = at + 1;
    const auto is_it = [&](const Node& node) {
      return node.begin - node.key == key.size() + 3 && line_.substr(node.key + 1, key.size()) == key;
    };
    while (child < nodes_[at].next && !is_it(nodes_[child])) child = nodes_[child].next;
    if (child == nodes_[at].next) return nullptr;
    at = child;
  }
  return &nodes_[at];
}

std::size_t CanonicalText::members(std::initializer_list<std::string_view> path) const {
  const Node* object = find(path);
  if (object == nullptr) return 0;
  std::size_t count = 0;
  for (auto child = static_cast<std::size_t>(object - nodes_.data()) + 1; child < object->next; child = nodes_[child].next) ++count;
  return count;
}

std::optional<std::string_view> CanonicalText::text(std::initializer_list<std::string_view> path) const {
  const Node* node = find(path);
  if (node == nullptr || node->kind != '"') return std::nullopt;
  const std::string_view quoted = raw(*node);
  if (quoted.find('\\') != quoted.npos) return std::nullopt;
  return quoted.substr(1, quoted.size() - 2);
}

std::optional<std::uint64_t> CanonicalText::count(std::initializer_list<std::string_view> path) const {
  const Node* node = find(path);
  if (node == nullptr || node->kind != '0' || line_[node->begin] == '-') return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : raw(*node)) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

std::array<std::string_view, 2> CanonicalText::without(const Node& member) const {
  std::size_t begin = member.key, end = member.end;
  if (line_[end] == ',') ++end;
  else if (line_[begin - 1] == ',') --begin;
  return {line_.substr(0, begin), line_.substr(end)};
}

}  // namespace tirai::verify
