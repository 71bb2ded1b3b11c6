// All patterns of a policy at once: where each matches. Time linear in the text, memory bounded.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/patterns/automaton.h"
#include "tirai/result.h"
#include "tirai/text.h"

namespace tirai::recognition::patterns {

struct Found {
  ByteSpan span;
  std::uint32_t pattern = 0;
};

/// Leftmost, then longest; of patterns that match the same, the first. A match is at most kLongest bytes long and holds no U+0000.
class PatternSet {
 public:
  static constexpr std::size_t kLongest = 256;
  static constexpr std::size_t kMostPatterns = 64;
  static constexpr std::size_t kLongestPattern = 1'000;

  /// Fails with kBadSyntax where a pattern is not read, kTooLarge where it or all together are over budget. The error's place is the pattern's number.
  [[nodiscard]] static Result<PatternSet> compile(std::span<const std::string_view> patterns);
  /// Sorted and disjoint. What the automata learn of texts is kept for the next one: one thread at a time.
  void find(std::string_view text, std::vector<Found>& found);

 private:
  PatternSet(Program forwards, Program backwards) : forwards_(std::move(forwards)), backwards_(std::move(backwards)) {}
  Automaton forwards_;
  Automaton backwards_;
  std::vector<std::size_t> begins_;
};

}  // namespace tirai::recognition::patterns
