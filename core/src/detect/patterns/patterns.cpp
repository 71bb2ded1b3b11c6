// Backwards over the text once: each place where the state ends a pattern is a place where a match begins. Then forwards from those, in order,
// for the longest match. A pattern that matches nowhere costs one look-up a byte.
#include "detect/patterns/patterns.h"

#include <algorithm>

namespace tirai::recognition::patterns {

Result<PatternSet> PatternSet::compile(std::span<const std::string_view> patterns) {
  const auto place = [](std::size_t i) { return "patterns:/" + std::to_string(i); };
  if (patterns.size() > kMostPatterns) return Error{ErrorCode::kTooLarge, "more than 64 patterns", "patterns"};
  Program forwards, backwards;
  backwards.backwards = true;
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (patterns[i].size() > kLongestPattern) return Error{ErrorCode::kTooLarge, "a pattern of more than 1,000 bytes", place(i)};
    const Result<Node> node = parse(patterns[i]);
    if (!node) return Error{node.error().code, node.error().message, place(i)};
    if (matches_empty(node.value())) return Error{ErrorCode::kBadValue, "matches an empty text; expected a pattern that needs a character", place(i)};
    add_pattern(forwards, node.value());
    add_pattern(backwards, node.value());
    if (forwards.too_large() || backwards.too_large()) return Error{ErrorCode::kTooLarge, "the patterns are too large together; expected fewer or smaller repeats", place(i)};
  }
  return PatternSet(std::move(forwards), std::move(backwards));
}

void PatternSet::find(std::string_view text, std::vector<Found>& found) {
  const auto byte = [&](std::size_t at) { return static_cast<int>(static_cast<unsigned char>(text[at])); };
  begins_.clear();
  std::int32_t state = backwards_.begin(Automaton::kBorder, true);
  for (std::size_t at = text.size();; --at) {
    const Automaton::Edge edge = backwards_.read(state, at > 0 ? byte(at - 1) : Automaton::kBorder);
    if (edge.ended != Automaton::kNoPattern) begins_.push_back(at);
    if (at == 0) break;
    state = edge.to;
  }
  std::size_t free = 0;
  for (auto begin = begins_.rbegin(); begin != begins_.rend(); ++begin) {
    if (*begin < free) continue;
    Found best;
    state = forwards_.begin(*begin > 0 ? byte(*begin - 1) : Automaton::kBorder, false);
    for (std::size_t at = *begin;; ++at) {
      const Automaton::Edge edge = forwards_.read(state, at < text.size() ? byte(at) : Automaton::kBorder);
      if (edge.ended != Automaton::kNoPattern) best = {{*begin, at}, static_cast<std::uint32_t>(edge.ended)};
      state = edge.to;
      if (state == Automaton::kDead || at == text.size() || at - *begin == kLongest) break;
    }
    if (best.span.size() == 0) continue;
    found.push_back(best);
    free = best.span.end;
  }
}

}  // namespace tirai::recognition::patterns
