// What two policies answer differently.
#pragma once

#include "policytool/cells.h"

namespace tirai::tool {

/// Situations that changed alike: per fact a set of the values either policy knows, those of the older first.
struct Group {
  bool looser = false;
  Decision before, after;
  std::array<std::vector<bool>, kFactCount> sets;
  double cells = 0;
};
struct Difference {
  std::vector<Group> groups;
  std::size_t left_out = 0;
  double looser = 0, tighter = 0;  ///< situations, all groups together
};
[[nodiscard]] Difference differences(const Policy& before, const Policy& after);
/// Whether both answer every situation alike: level, permission and obligations; which rule says so does not matter.
[[nodiscard]] bool same_answers(const Policy& before, const Policy& after);

[[nodiscard]] bool any_looser(const Policy& before, const Policy& after);

/// What data answered as `was` before and as `now` after is answered in all situations, with nothing if it is of no class: 1 somewhere looser,
/// -1 nowhere looser and somewhere tighter, 0 alike.
[[nodiscard]] int change_of_class(const Policy& before, std::optional<std::size_t> was, const Policy& after, std::optional<std::size_t> now);

/// What changed beside the rules: operators, detectors, patterns, purposes, retention, limits, periods. What cannot be compared and could show more, is looser.
[[nodiscard]] Json settings_diff(const Policy& before, const Policy& after);

}  // namespace tirai::tool
