// keep_first, keep_last, keep_ends.
// INVARIANT: never more than half of what counts is shown, so a short value is not given away by a generous count.
#include <algorithm>

#include "mask/operators.h"

namespace tirai::masking {

std::string keep_first(const Value& value, std::size_t count) {
  const std::size_t shown = std::min(count, value.counting / 2);
  return cover(value, [&](std::size_t rank) { return rank < shown; });
}

std::string keep_last(const Value& value, std::size_t count) {
  const std::size_t shown = std::min(count, value.counting / 2);
  return cover(value, [&](std::size_t rank) { return rank >= value.counting - shown; });
}

std::string keep_ends(const Value& value, std::size_t count) {
  const std::size_t shown = std::min(count, value.counting / 4);
  return cover(value, [&](std::size_t rank) { return rank < shown || rank >= value.counting - shown; });
}

}  // namespace tirai::masking
