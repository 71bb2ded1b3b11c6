// Regular expressions in RE2's syntax, as a policy brings them: what is read, and what it becomes.
//
// Why not RE2 itself: it costs 125 KB gzip of the 200 the .wasm may have, and 210 KB in the plain-JS twin. This keeps its promise (time linear in
// the text, memory bounded, whatever the pattern) in a tenth of that, for all three builds; the native tests compare it with RE2.
// Not read, and said so: Unicode properties (\p), ranges of characters beyond ASCII, back-references (which RE2 has not either).
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/result.h"

namespace tirai::recognition::patterns {

struct Node {
  enum class Kind : std::uint8_t { kEmpty, kCharacter, kSequence, kChoice, kRepeat, kAssert };
  enum class Assert : std::uint8_t { kTextBegin, kTextEnd, kLineBegin, kLineEnd, kWordBorder, kNoWordBorder };
  Kind kind = Kind::kEmpty;
  std::bitset<128> ascii;           ///< kCharacter: one of these ...
  bool beyond_ascii = false;        ///< ... or any character beyond ASCII ...
  std::vector<std::string> listed;  ///< ... or one of these, in UTF-8
  std::vector<Node> children;
  int least = 0;
  int most = 0;  ///< kRepeat; -1: no bound
  Assert assertion = Assert::kTextBegin;
};

/// U+0000, which separates texts, is matched by nothing. The error's message says what is wrong and at which byte of the pattern.
[[nodiscard]] Result<Node> parse(std::string_view pattern);

/// Whether it can match without a character.
[[nodiscard]] bool matches_empty(const Node& node);

}  // namespace tirai::recognition::patterns
