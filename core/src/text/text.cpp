// The one conversion between the three ways to count.
#include "tirai/text.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace tirai {
namespace {
constexpr char16_t kReplacement = 0xFFFD;
bool is_lead(char16_t unit) { return (unit & 0xFC00) == 0xD800; }
bool is_trail(char16_t unit) { return (unit & 0xFC00) == 0xDC00; }

// Goes on to the first character that begins at `end` or behind it, and counts; most of a text is ASCII, eight bytes at a time.
template <typename Width>
void walk(std::string_view text, std::size_t end, Width width, std::size_t& at, std::size_t& count) {
  end = std::min(end, text.size());
  while (at < end) {
    std::uint64_t bytes = 0;
    if (end - at >= sizeof bytes) std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if (end - at >= sizeof bytes && (bytes & 0x8080808080808080u) == 0) {
      at += sizeof bytes;
      count += sizeof bytes;
      continue;
    }
    const text::Character next = text::character_at(text, at);
    at += next.size;
    count += width(next.code);
  }
}

// Walks the text once and writes down the count at each begin and end of the sorted spans. Spans may touch or nest,
// so each knows only that it begins at or after the one before: ends are looked up from a walk of their own.
template <typename Span, typename Width>
std::vector<Span> convert(std::string_view text, std::span<const ByteSpan> spans, Width width) {
  std::vector<Span> converted;
  converted.reserve(spans.size());
  std::size_t at = 0;
  std::size_t count = 0;
  for (const ByteSpan& span : spans) {
    walk(text, span.begin, width, at, count);
    std::size_t end = at;
    std::size_t end_count = count;
    walk(text, span.end, width, end, end_count);
    converted.push_back({count, end_count});
  }
  return converted;
}

// The ASCII units from `begin` on, in one piece; answers where they end.
std::size_t append_ascii(std::string& out, std::u16string_view units, std::size_t begin) {
  std::size_t end = begin;
  while (end < units.size() && units[end] < 0x80) ++end;
  const std::size_t size = out.size();
  out.resize(size + (end - begin));
  for (std::size_t i = begin; i < end; ++i) out[size + (i - begin)] = static_cast<char>(units[i]);
  return end;
}
}  // namespace

std::string to_utf8(std::u16string_view units) {
  std::string out;
  out.reserve(units.size() + units.size() / 4);
  for (std::size_t i = 0; i < units.size(); ++i) {
    i = append_ascii(out, units, i);  // most text is ASCII, and this stands in the paint path
    if (i == units.size()) break;
    const char16_t unit = units[i];
    if (is_lead(unit) && i + 1 < units.size() && is_trail(units[i + 1])) {
      text::append_utf8(out, 0x10000 + (static_cast<char32_t>(unit - 0xD800) << 10) + (units[++i] - 0xDC00));
    } else {
      text::append_utf8(out, is_lead(unit) || is_trail(unit) ? kReplacement : unit);
    }
  }
  return out;
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const text::Character next = text::character_at(text, at);
    at += next.size;
    if (next.code < 0x10000) {
      out += static_cast<char16_t>(next.code);
    } else {
      out += static_cast<char16_t>(0xD800 + ((next.code - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((next.code - 0x10000) & 0x3FF));
    }
  }
  return out;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::Character next = text::character_at(text, at);
    if (!next.well_formed) return false;
    at += next.size;
  }
  return true;
}

std::vector<Utf16Span> to_utf16_spans(std::string_view text, std::span<const ByteSpan> spans) {
  return convert<Utf16Span>(text, spans, [](char32_t code) { return code < 0x10000 ? 1u : 2u; });
}

std::vector<CodepointSpan> to_codepoint_spans(std::string_view text, std::span<const ByteSpan> spans) {
  return convert<CodepointSpan>(text, spans, [](char32_t) { return 1u; });
}

}  // namespace tirai
