#include "audit/verify_json.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>

#include "text/ascii.h"

namespace tirai::verify {
namespace {
constexpr std::uint32_t kDeepest = 16;
constexpr std::ptrdiff_t kLongest = 64 * 1024;
constexpr std::string_view kLargest = "9007199254740991";  // 2^53 - 1

using text::is_digit;

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

// Whether a letter of a string stands for itself: ASCII, no control, neither quote nor backslash.
bool is_plain(char c) { return static_cast<signed char>(c) >= ' ' && c != '"' && c != '\\'; }

#ifdef __SSE2__
// Of the sixteen letters at `at`, a bit for each that is not plain. As a signed number, a byte beyond ASCII is below the controls.
unsigned unplain(const char* at) {
  const __m128i letters = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const auto is = [&](char c) { return _mm_cmpeq_epi8(letters, _mm_set1_epi8(c)); };
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(_mm_cmplt_epi8(letters, _mm_set1_epi8(' ')), _mm_or_si128(is('"'), is('\\')))));
}
#endif

// Where the plain letters end that begin at `at`: most of a line is such letters, and a log has millions of lines.
const char* plain_end(const char* at, const char* end) {
#ifdef __SSE2__
  for (; end - at >= 16; at += 16) {
    if (const unsigned stops = unplain(at); stops != 0) return at + std::countr_zero(stops);
  }
#endif
  while (at != end && is_plain(*at)) ++at;
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
  CanonicalReader(CanonicalText& out, std::string& why) : nodes_(out.nodes_), why_(why), begin_(out.line_.data()), at_(begin_), end_(begin_ + out.line_.size()) {}

  bool read() {
    if (end_ - begin_ > kLongest) return fail("longer than 64 KiB");
    nodes_.reserve(kUsualNodes);
    if (!value(at_, 0)) return false;
    return at_ == end_ || fail("more after the JSON value");
  }

 private:
  using Node = CanonicalText::Node;

  [[gnu::cold]] bool fail(const char* why) {
    why_ = std::string(why) + " at byte " + std::to_string(at_ - begin_ + 1);
    return false;
  }
  [[nodiscard]] bool next_is(char c) const { return at_ != end_ && *at_ == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  bool must_take(std::string_view word) {
    if (!std::string_view(at_, end_).starts_with(word)) return fail("not canonical JSON");
    at_ += word.size();
    return true;
  }
  [[nodiscard]] std::uint32_t place(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }

  // `key`: where the member begins that has this value.
  bool value(const char* key, std::uint32_t depth) {
    if (depth > kDeepest) return fail("nested deeper than 16");
    if (at_ == end_) return fail("ends too early");
    const char* const begin = at_;
    switch (*at_) {
      case '{': return nested(key, depth, &CanonicalReader::object);
      case '[': return nested(key, depth, &CanonicalReader::array);
      case '"': return string() && add('"', key, begin);
      case 't': return must_take("true") && add('t', key, begin);
      case 'f': return must_take("false") && add('t', key, begin);
      case 'n': return must_take("null") && add('n', key, begin);
      default: return integer() && add('0', key, begin);
    }
  }
  // What was just read, and holds nothing.
  bool add(char kind, const char* key, const char* begin) {
    nodes_.push_back({kind, kind == '"' && escaped_, place(begin), place(at_), place(key), 1});
    return true;
  }
  bool nested(const char* key, std::uint32_t depth, bool (CanonicalReader::*inside)(std::uint32_t)) {
    const std::size_t index = nodes_.size();
    nodes_.push_back({*at_, false, place(at_), 0, place(key), 0});
    ++at_;
    if (!(this->*inside)(depth + 1)) return false;
    nodes_[index].end = place(at_);
    nodes_[index].size = static_cast<std::uint32_t>(nodes_.size() - index);
    return true;
  }

  // Behind the brace that opens it.
  bool object(std::uint32_t depth) {
    if (take('}')) return true;
    Key before;
    do {
      const char* const begin = at_;
      if (!next_is('"')) return fail("not canonical JSON");
      if (!string()) return false;
      const Key key{{begin + 1, at_ - 1}, escaped_};
      if (before.text.data() != nullptr && !stands_before(before, key)) return fail("a key out of order or twice");
      before = key;
      if (!take(':')) return fail("not canonical JSON");
      if (!value(begin, depth)) return false;
    } while (take(','));
    return take('}') || fail("not canonical JSON");
  }

  // As it stands between its quotes.
  struct Key {
    std::string_view text;
    bool escaped = false;
  };
  static bool stands_before(const Key& a, const Key& b) {
    if (!a.escaped && !b.escaped) return key_before(a.text, b.text);
    return key_before(unescaped(a.text), unescaped(b.text));
  }

  bool array(std::uint32_t depth) {
    if (take(']')) return true;
    do {
      if (!value(at_, depth)) return false;
    } while (take(','));
    return take(']') || fail("not canonical JSON");
  }

  bool integer() {
    const bool negative = next_is('-');
    const char* const first = at_ + (negative ? 1 : 0);
    const std::string_view digits(first, std::find_if_not(first, end_, is_digit));
    if (digits.empty()) return fail("not canonical JSON");
    if (digits[0] == '0' && (digits.size() > 1 || negative)) return fail("an integer that is not canonical");
    if (digits.size() > kLargest.size() || (digits.size() == kLargest.size() && digits > kLargest)) return fail("an integer beyond 2^53 - 1");
    at_ = first + digits.size();
    return true;
  }

  // At the quote that opens it.
  bool string() {
    escaped_ = false;
    at_ = plain_end(at_ + 1, end_);
    return take('"') || string_with_more();
  }
  // What is not plain: escapes, characters beyond ASCII, and what may not stand there.
  [[gnu::noinline]] bool string_with_more() {
    for (; !next_is('"'); at_ = plain_end(at_, end_)) {
      if (next_is('\\')) {
        if (!escape()) return false;
        escaped_ = true;
        continue;
      }
      const std::size_t length = character({at_, end_});
      if (length == 0) return fail(at_ == end_ ? "ends too early" : "not well-formed UTF-8");
      if (static_cast<unsigned char>(*at_) < 0x20) return fail("a control character in a string");
      at_ += length;
    }
    ++at_;
    return true;
  }

  // RFC 8785, 3.2.2.2: only what must be escaped is, in the short form where there is one, else as \u00xx in lower case.
  bool escape() {
    const char letter = end_ - at_ > 1 ? at_[1] : '\0';
    if (letter != '\0' && kLetters.find(letter) != kLetters.npos) {
      at_ += 2;
      return true;
    }
    const std::string_view digits = std::string_view(at_, end_).substr(0, 6);
    if (digits.size() != 6 || digits.substr(1, 3) != "u00" || (digits[4] != '0' && digits[4] != '1')) return fail("an escape that is not canonical");
    const std::size_t low = kHex.find(digits[5]);
    if (low == kHex.npos) return fail("an escape that is not canonical");
    const char meaning = static_cast<char>((digits[4] - '0') * 16 + static_cast<int>(low));
    if (kMeanings.find(meaning) != kMeanings.npos) return fail("an escape that is not canonical");
    at_ += 6;
    return true;
  }

  static constexpr std::size_t kUsualNodes = 64;
  std::vector<Node>& nodes_;
  std::string& why_;
  const char* const begin_;
  const char* at_;
  const char* const end_;
  bool escaped_ = false;  ///< the string that was read last has escapes
};

std::optional<CanonicalText> CanonicalText::read(std::string_view line, std::string& why) {
  CanonicalText text(line);
  if (!CanonicalReader(text, why).read()) return std::nullopt;
  return text;
}

// A name that needs no escape stands in the text as it is; most others differ in how long they are or in their first letter.
const CanonicalText::Node* CanonicalText::member(const Node* object, std::string_view name) const {
  if (object == nullptr || object->kind != '{') return nullptr;
  for (const Node* child = object + 1; child != object + object->size; child += child->size) {
    const std::size_t key = child->key + 1;
    if (child->begin - key == name.size() + 2 && line_[key] == name[0] && line_.substr(key, name.size()) == name) return child;
  }
  return nullptr;
}

const CanonicalText::Node* CanonicalText::find(std::initializer_list<std::string_view> path) const {
  const Node* at = nodes_.data();
  for (const std::string_view name : path) at = member(at, name);
  return at;
}

std::size_t CanonicalText::members(std::initializer_list<std::string_view> path) const {
  const Node* object = find(path);
  if (object == nullptr) return 0;
  std::size_t count = 0;
  for (const Node* child = object + 1; child != object + object->size; child += child->size) ++count;
  return count;
}

std::optional<std::string_view> CanonicalText::text(const Node* node) const {
  if (node == nullptr || node->kind != '"' || node->escaped) return std::nullopt;
  return line_.substr(node->begin + 1, node->end - node->begin - 2);
}

std::optional<std::uint64_t> CanonicalText::count(const Node* node) const {
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
