#include "detect/context.h"

#include <algorithm>

#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kBefore = 40;
constexpr std::size_t kAfter = 20;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }

// Whether `phrase` stands at `at`, and a word ends where it ends.
bool stands_at(std::string_view window, std::size_t at, std::string_view phrase) {
  for (const char wanted : phrase) {
    if (wanted == ' ') {
      const std::size_t begin = at;
      while (at < window.size() && !is_word(window[at]) && at - begin < 4) ++at;
      if (at == begin) return false;
    } else {
      if (at >= window.size() || lower(window[at]) != wanted) return false;
      ++at;
    }
  }
  return at >= window.size() || !is_word(window[at]) || (window[at] >= '0' && window[at] <= '9');
}

bool holds(std::string_view window, std::span<const std::string_view> words) {
  for (std::size_t at = 0; at < window.size(); ++at) {
    if (!is_word(window[at]) || (at > 0 && is_word(window[at - 1]))) continue;
    if (std::any_of(words.begin(), words.end(), [&](std::string_view word) { return stands_at(window, at, word); })) return true;
  }
  return false;
}

// The window never begins inside a word: half a word is not a word.
std::string_view window_before(std::string_view text, std::size_t end, std::size_t reach) {
  std::size_t begin = end - std::min(end, reach);
  const std::size_t border = text.substr(begin, end - begin).rfind('\0');
  if (border != std::string_view::npos) begin += border + 1;
  while (begin > 0 && begin < end && is_word(text[begin]) && is_word(text[begin - 1])) ++begin;
  return text.substr(begin, end - begin);
}

std::string_view window_after(std::string_view text, std::size_t begin) {
  std::size_t end = std::min(text.size(), begin + kAfter);
  const std::size_t border = text.substr(begin, end - begin).find('\0');
  if (border != std::string_view::npos) end = begin + border;
  while (end > begin && end < text.size() && is_word(text[end]) && is_word(text[end - 1])) --end;
  return text.substr(begin, end - begin);
}
}  // namespace

bool has_context(std::string_view text, ByteSpan span, std::span<const std::string_view> words) {
  return holds(window_before(text, span.begin, kBefore), words) || holds(window_after(text, span.end), words);
}

bool has_word_before(std::string_view text, ByteSpan span, std::size_t reach, std::span<const std::string_view> words) {
  return holds(window_before(text, span.begin, reach), words);
}

}  // namespace tirai::recognition
