#include "detect/code.h"

#include <algorithm>
#include <bit>

#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
using text::is_digit;
using text::is_letter;

// One of " -./:+".
bool is_separator(char c) { return c == ' ' || (c >= '-' && c <= '/') || c == ':' || c == '+'; }

std::uint64_t first_bits(std::size_t count) { return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1; }

// One sign, or up to two spaces, or one line break with spaces around it.
char read_separator(std::string_view text, std::size_t& at) {
  char kind = 0;
  int spaces = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' || c == '\r') {
      if (kind == '\n' && c == '\n') return 0;
      kind = c == '\n' ? '\n' : kind;
    } else if (c == ' ' || c == '\t') {
      if (++spaces > 2 && kind != '\n') return 0;
      kind = kind == 0 ? ' ' : kind;
    } else if (kind == 0 && is_separator(c)) {
      kind = c;
    } else {
      break;
    }
    if (spaces > 8) return 0;
  }
  return kind == '-' && spaces > 0 ? ' ' : kind;  // "B 1234 XYZ- 22" ends before its hyphen
}

bool word_follows(std::string_view text, std::size_t at) { return at < text.size() && text::is_word_character(text::character_at(text, at).code); }
}  // namespace

void CodeRun::read(std::string_view text, std::size_t most) {
  if (ended_) return;
  const std::size_t limit = std::min(kMost, most);
  std::size_t at = next_, read = count;  // what is counted stands in registers until the end
  std::uint64_t read_digits = digits, read_separated = separated;
  char before = next_separator_;
  ended_ = closed = true;
  while (at < text.size()) {
    const char c = text[at];
    const bool digit = is_digit(c);
    if (digit || is_letter(c)) {
      if (read >= limit) {
        closed = before != 0;
        ended_ = false;
        break;
      }
      character[read] = digit ? c : static_cast<char>(c & ~0x20);
      separator[read] = before;
      begin[read] = at++;
      read_digits |= std::uint64_t{digit} << read;
      read_separated |= std::uint64_t{before != 0} << read++;
      before = 0;
      continue;
    }
    if (before != 0) break;
    if (is_separator(c) && at + 1 < text.size() && (is_digit(text[at + 1]) || is_letter(text[at + 1]))) {  // how most groups are parted
      before = c;
      ++at;
      continue;
    }
    closed = !word_follows(text, at);
    before = read_separator(text, at);
    if (before == 0) break;
  }
  digits = read_digits;
  separated = read_separated;
  count = read;
  next_ = at;
  next_separator_ = before;
}

bool Code::in_capitals() const {
  const std::string_view as_written = written();
  return std::none_of(as_written.begin(), as_written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

CompiledShape::CompiledShape(const Shape& shape) {
  bool may_separate = false;
  bool only_letters = true;
  char last = 'X';
  for (const char c : shape.pattern) {
    if (c == ' ') {
      may_separate = true;
      if (only_letters) leading_letters_ = shortest_;
      continue;
    }
    digit_ |= static_cast<std::uint64_t>(c == '9') << shortest_;
    letter_ |= static_cast<std::uint64_t>(c == 'A') << shortest_;
    separable_ |= static_cast<std::uint64_t>(may_separate) << shortest_;
    only_letters = only_letters && c == 'A';
    may_separate = false;
    last = c;
    ++shortest_;
  }
  longest_ = std::min(std::max(shortest_, shape.longest), CodeRun::kMost);
  const std::uint64_t tail = first_bits(longest_) & ~first_bits(shortest_);
  if (last == '9') digit_ |= tail;
  if (last == 'A') letter_ |= tail;
  if (!shape.pattern.empty() && shape.longest > 0 && shape.pattern.find(' ') != std::string_view::npos) separable_ |= tail;
}

std::optional<std::size_t> CompiledShape::fits(const CodeRun& run) const {
  if (run.count < shortest_) return std::nullopt;
  const std::uint64_t wrong = (digit_ & ~run.digits) | (letter_ & run.digits) | (run.separated & ~separable_ & ~std::uint64_t{1});
  const std::size_t first_wrong = static_cast<std::size_t>(std::countr_zero(wrong));
  for (std::size_t n = std::min({longest_, run.count, first_wrong}); n >= shortest_; --n) {
    const bool ends = n == run.count ? run.closed : (run.separated >> n & 1) != 0 && run.separator[n] != '-';
    if (ends) return n;
  }
  return std::nullopt;
}

// Where a run may end: behind its last character, or before a separator. Of one that goes on, nobody knows.
CodeOutline::CodeOutline(const CodeRun& first)
    : digits(static_cast<std::uint32_t>(first.digits)),
      separated(static_cast<std::uint32_t>(first.separated)),
      read(static_cast<std::uint32_t>(first_bits(first.count))),
      ends(separated | (first.count == kMost || first.closed ? 1u << first.count : 0)) {}

CompiledShape::Outline CompiledShape::outline() const {
  const std::uint64_t some = first_bits(std::min(shortest_, CodeOutline::kMost)), all = first_bits(std::min(longest_, CodeOutline::kMost) + 1);
  const auto cut = [&](std::uint64_t bits) { return static_cast<std::uint32_t>(bits & some); };
  return {cut(digit_), cut(letter_), cut(~separable_ & ~std::uint64_t{1}), static_cast<std::uint32_t>(all & ~some)};
}

CompiledShape::Keys CompiledShape::keys() const {
  const std::uint64_t sure = first_bits(std::min(shortest_, kKeyBits));
  return {digit_ & sure, first_bits(kKeyBits) & ~((digit_ | letter_) & sure)};
}

}  // namespace tirai::recognition
