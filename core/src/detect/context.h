// Words near a value that say what it is.
#pragma once

#include <span>
#include <string_view>

#include "tirai/text.h"

namespace tirai::recognition {

/// Whether one of `words` (lower case; a space in a phrase stands for any run of spaces and punctuation) stands whole within
/// 40 bytes before the span or 20 after, on this side of any U+0000.
[[nodiscard]] bool has_context(std::string_view text, ByteSpan span, std::span<const std::string_view> words);

/// The same within `reach` bytes before the span alone.
[[nodiscard]] bool has_word_before(std::string_view text, ByteSpan span, std::size_t reach, std::span<const std::string_view> words);

}  // namespace tirai::recognition
