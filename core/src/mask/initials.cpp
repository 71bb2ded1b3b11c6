// initials: "Siti Rahayu" → "S••• R•••••". A word of one letter is covered: its initial is all of it.
#include "mask/operators.h"

namespace tirai::masking {

std::string initials(const Value& value) {
  std::vector<bool> first(value.counting, false);
  std::size_t rank = 0;
  bool inside = false;
  for (std::size_t i = 0; i < value.clusters.size(); ++i) {
    if (!value.clusters[i].counts) {
      inside = false;
      continue;
    }
    const bool longer = i + 1 < value.clusters.size() && value.clusters[i + 1].counts;
    first[rank++] = !inside && longer;
    inside = true;
  }
  return cover(value, [&](std::size_t index) { return first[index]; });
}

}  // namespace tirai::masking
