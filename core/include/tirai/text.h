// Offsets. The core works on UTF-8 bytes; JavaScript counts UTF-16 code units; people count code points.
// A span is half-open, [begin, end). The three kinds are three types, never mixed, converted in one place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tirai {

struct ByteSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
  bool operator==(const ByteSpan&) const = default;
  auto operator<=>(const ByteSpan&) const = default;
};

struct Utf16Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Utf16Span&) const = default;
};

struct CodepointSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const CodepointSpan&) const = default;
};

/// UTF-16 to UTF-8. A lone surrogate becomes U+FFFD: one UTF-16 unit either way, so offsets still map.
[[nodiscard]] std::string to_utf8(std::u16string_view text);

/// UTF-8 to UTF-16. Each byte that is not part of well-formed UTF-8 becomes one U+FFFD.
[[nodiscard]] std::u16string to_utf16(std::string_view text);

/// Whether `text` is well-formed UTF-8 (Unicode 15, table 3-7).
[[nodiscard]] bool is_utf8(std::string_view text);

/// Byte spans of `text` as UTF-16 and as code-point spans. `spans` are sorted by begin; each begin and end is a
/// character boundary of `text`. One pass over the text, however many spans.
[[nodiscard]] std::vector<Utf16Span> to_utf16_spans(std::string_view text, std::span<const ByteSpan> spans);
[[nodiscard]] std::vector<CodepointSpan> to_codepoint_spans(std::string_view text, std::span<const ByteSpan> spans);

}  // namespace tirai
