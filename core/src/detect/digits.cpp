#include "detect/digits.h"

#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
using text::Character;

bool is_hyphen(char32_t code) { return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFF0D; }

// What separates two groups: up to two spaces or one line break with spaces around (and a hyphen before it), at most one sign, and brackets.
struct Separator {
  char kind = 0;
  std::size_t end = 0;
  bool fits = true;
  bool spaced = false;
};

Separator read_separator(std::string_view text, std::size_t at) {
  Separator found{.end = at};
  int spaces = 0, signs = 0, breaks = 0;
  bool hyphenated = false;  // "7832-" at the end of a line
  for (; found.end < text.size(); found.end += text::character_at(text, found.end).size) {
    const char32_t code = text::character_at(text, found.end).code;
    if (text::is_ignorable(code)) continue;
    if (text::is_space(code)) {
      ++spaces;
      found.spaced = true;
      if (found.kind == 0) found.kind = ' ';
    } else if (code == '\n' || code == '\r') {
      breaks += code == '\n' ? 1 : 0;
      found.kind = '\n';
    } else if (is_hyphen(code) || code == '.' || code == '/') {
      ++signs;
      hyphenated = breaks == 0 && is_hyphen(code);
      if (found.kind != '(' && found.kind != '\n') found.kind = is_hyphen(code) ? '-' : static_cast<char>(code);
    } else if (code == '(' || code == ')') {
      found.kind = '(';
    } else {
      break;
    }
    found.fits = signs <= 1 && breaks <= 1 && (breaks == 1 ? signs == 0 || hyphenated : spaces <= 2);
    if (!found.fits) break;
  }
  return found;
}

bool is_plain_sign(char c) { return c == ' ' || c == '-' || c == '.' || c == '/'; }

// Of ASCII: what read_separator() takes.
bool may_separate(char32_t code) { return code == ' ' || (code >= '(' && code <= '/' && code != '*' && code != '+' && code != ',') || code == '\n' || code == '\r' || code == '\t'; }
}  // namespace

int digit_value(char32_t code) {
  if (code >= '0' && code <= '9') return static_cast<int>(code - '0');
  return code >= 0xFF10 && code <= 0xFF19 ? static_cast<int>(code - 0xFF10) : -1;
}

DigitRun read_digits(std::string_view text, std::size_t begin) {
  DigitRun run;
  char separator = 0;
  bool spaced = false;
  for (std::size_t at = begin; at < text.size();) {
    const Character next = text::character_at(text, at);
    const int value = digit_value(next.code);
    if (value < 0 && next.code < 0x80 && !may_separate(next.code)) {
      if (separator == 0) run.closed = !text::is_word_character(next.code);
      return run;
    }
    if (value >= 0) {
      if (run.count == DigitRun::kMost) {
        run.closed = separator != 0 && separator != '-' && separator != '.';
        return run;
      }
      run.digit[run.count] = static_cast<char>('0' + value);
      run.separator[run.count] = separator;
      run.spaced |= static_cast<std::uint32_t>(spaced) << run.count;
      run.begin[run.count] = at;
      run.end[run.count++] = at += next.size;
      separator = 0;
      spaced = false;
      continue;
    }
    if (separator != 0) return run;  // a separator and then no digit: the number ended before it
    if (is_plain_sign(text[at]) && at + 1 < text.size() && text::is_digit(text[at + 1])) {  // how most groups are parted
      separator = text[at++];
      spaced = separator == ' ';
      continue;
    }
    const Separator found = read_separator(text, at);
    if (found.end == at) {
      run.closed = !text::is_word_character(next.code);
      return run;
    }
    if (!found.fits) return run;
    if (found.kind == 0 && found.end < text.size()) {  // invisible characters alone: the next one decides
      const char32_t after = text::character_at(text, found.end).code;
      if (digit_value(after) < 0 && text::is_word_character(after)) run.closed = false;
    }
    separator = found.kind;
    spaced = found.spaced;
    at = found.end;
    if (found.kind == 0 && (at >= text.size() || digit_value(text::character_at(text, at).code) < 0)) return run;
  }
  return run;
}

DigitRun::Shape DigitRun::shape(std::size_t n) const {
  Shape made;
  std::size_t length = 0;
  for (std::size_t i = 0; i <= n; ++i) {
    if (i > 0 && (i == n || separator[i] != 0)) {
      if (length > 9 && !(made.count == 0 && i == n)) return {};
      made.lengths[made.count++] = length > 9 ? '0' : static_cast<char>('0' + length);
      length = 0;
    }
    if (i < n && i > 0 && (separator[i] == '(' || separator[i] == '/')) return {};
    ++length;
  }
  return made;
}

bool stands_free(std::string_view text, std::size_t at) {
  char32_t sign = 0;
  while (at > 0) {
    const Character before = text::character_before(text, at);
    at -= before.size;
    if (text::is_ignorable(before.code)) continue;
    if (sign != 0) return digit_value(before.code) < 0;
    if (text::is_word_character(before.code)) return false;
    if (!is_hyphen(before.code) && before.code != '.') return true;
    sign = before.code;
  }
  return true;
}

bool hangs_on_a_word(std::string_view text, std::size_t at) {
  if (at < 2) return at == 1 && text[0] == '#';
  const char sign = text[at - 1];
  if (sign == '#') return true;
  if (sign != '-' && sign != '_' && sign != '/') return false;
  return text::is_word_character(text::character_before(text, at - 1).code);
}

bool follows_a_group(std::string_view text, std::size_t at) {
  if (at == 0 || digit_value(text::character_at(text, at).code) < 0) return false;
  const Character space = text::character_before(text, at);
  return text::is_space(space.code) && at > space.size && digit_value(text::character_before(text, at - space.size).code) >= 0;
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it, doubled = !doubled) {
    const int digit = *it - '0';
    sum += !doubled ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
  }
  return sum % 10 == 0;
}

}  // namespace tirai::recognition
