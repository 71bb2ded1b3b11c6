// What a person counts as one character: a letter with its marks, a flag, a family emoji.
// A simplified UAX #29: combining marks, variation selectors, emoji modifiers, ZWJ sequences, regional-indicator pairs,
// Hangul jamo and CR LF hold together. Not covered: prepended marks and the vowel signs of rarer scripts, which stay clusters of their own.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tirai/text.h"

namespace tirai::text {

/// The end of the grapheme cluster that begins at `begin`, which is inside the text.
[[nodiscard]] std::size_t cluster_end(std::string_view text, std::size_t begin);

struct Cluster {
  ByteSpan span;
  bool counts = false;  ///< a letter, a digit, an emoji, anything that says something; not a space or punctuation
};
[[nodiscard]] std::vector<Cluster> clusters_of(std::string_view text);

}  // namespace tirai::text
