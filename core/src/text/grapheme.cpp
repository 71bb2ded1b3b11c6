#include "text/grapheme.h"

#include "text/ascii.h"
#include "text/utf8.h"

namespace tirai::text {
namespace {
struct Range {
  char32_t first;
  char32_t last;
};
bool in(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

// Combining marks of the scripts a helpdesk meets (general categories Mn, Me and the Mc that never stand alone).
constexpr Range kMarks[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5}, {0x0610, 0x061A},
    {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0711, 0x0711},
    {0x0730, 0x074A}, {0x0900, 0x0903}, {0x093A, 0x093C}, {0x093E, 0x094F}, {0x0951, 0x0957}, {0x0962, 0x0963}, {0x0981, 0x0983},
    {0x09BC, 0x09BC}, {0x09BE, 0x09CD}, {0x0A01, 0x0A03}, {0x0A3C, 0x0A51}, {0x0B82, 0x0B82}, {0x0BBE, 0x0BCD}, {0x0C3E, 0x0C56},
    {0x0D3E, 0x0D4D}, {0x0E31, 0x0E31}, {0x0E33, 0x0E3A}, {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1}, {0x0EB4, 0x0EBC}, {0x0EC8, 0x0ECD},
    {0x102B, 0x103E}, {0x17B4, 0x17D3}, {0x1A55, 0x1A7F}, {0x1AB0, 0x1AFF}, {0x1B00, 0x1B04}, {0x1B34, 0x1B44}, {0x1DC0, 0x1DFF},
    {0x200C, 0x200D}, {0x20D0, 0x20F0}, {0x302A, 0x302F}, {0x3099, 0x309A}, {0xA980, 0xA983}, {0xA9B3, 0xA9C0}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
};

bool extends(char32_t code) {
  if (code < 0x300) return false;
  for (const Range& range : kMarks) {
    if (code < range.first) return false;
    if (code <= range.last) return true;
  }
  return false;
}

bool is_regional_indicator(char32_t code) { return in(code, 0x1F1E6, 0x1F1FF); }
bool is_pictograph(char32_t code) { return in(code, 0x1F000, 0x1FAFF) || in(code, 0x2190, 0x2BFF) || code == 0xA9 || code == 0xAE; }
bool is_vowel_jamo(char32_t code) { return in(code, 0x1160, 0x11FF); }
bool is_lead_jamo(char32_t code) { return in(code, 0x1100, 0x115F); }
bool is_hangul(char32_t code) { return is_lead_jamo(code) || is_vowel_jamo(code) || in(code, 0xAC00, 0xD7A3); }

// Whether `next` belongs to the cluster whose first character is `first` and whose last is `last`; `flags` are the indicators in it.
bool joins(char32_t first, char32_t last, char32_t next, int flags) {
  if (last == '\r') return next == '\n';
  if (last < 0x20) return false;
  if (extends(next)) return true;
  if (last == 0x200D) return is_pictograph(next) && is_pictograph(first);
  if (is_regional_indicator(last)) return is_regional_indicator(next) && flags == 1;
  return is_hangul(last) && (is_vowel_jamo(next) || (is_lead_jamo(last) && is_hangul(next)));
}

// Punctuation, spaces and controls: they give a value its shape and say nothing by themselves.
bool is_separator(char32_t code) {
  if (code < 0x80) return !in(code, '0', '9') && !in(code | 0x20, 'a', 'z');
  if (code < 0xC0) return code != 0xAA && code != 0xB2 && code != 0xB3 && code != 0xB5 && code != 0xB9 && code != 0xBA && code != 0xA9 && code != 0xAE;
  return in(code, 0x2000, 0x206F) || in(code, 0x3000, 0x3003) || in(code, 0x3008, 0x3011) || in(code, 0xFF01, 0xFF0F) || code == 0xFEFF;
}
}  // namespace

std::size_t cluster_end(std::string_view text, std::size_t begin) {
  const Character first = character_at(text, begin);
  std::size_t end = begin + first.size;
  char32_t last = first.code;
  int flags = is_regional_indicator(last) ? 1 : 0;
  while (end < text.size()) {
    const Character next = character_at(text, end);
    if (!joins(first.code, last, next.code, flags)) break;
    flags += is_regional_indicator(next.code) ? 1 : 0;
    last = next.code;
    end += next.size;
  }
  return end;
}

std::vector<Cluster> clusters_of(std::string_view text) {
  const auto is_ascii = [&](std::size_t at) { return at >= text.size() || (text[at] & 0x80) == 0; };
  std::vector<Cluster> clusters;
  clusters.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (is_ascii(at) && is_ascii(at + 1) && text[at] != '\r') {  // what most are: nothing joins them
      clusters.push_back({{at, at + 1}, is_alnum(text[at])});
      ++at;
      continue;
    }
    const std::size_t end = cluster_end(text, at);
    const Character first = character_at(text, at);
    // A mark on a space or a dash is still something someone wrote.
    const bool marked = end > at + first.size && first.code >= 0x20 && !is_separator(character_at(text, at + first.size).code);
    clusters.push_back({{at, end}, !is_separator(first.code) || marked});
    at = end;
  }
  return clusters;
}

}  // namespace tirai::text
