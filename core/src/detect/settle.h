// Where found values overlap, one wins.
#pragma once

#include <string_view>
#include <vector>

#include "tirai/detect.h"
#include "text/apart.h"

namespace tirai::recognition {

/// Sorted, disjoint, as detect() promises. A known value inside an e-mail address is part of it and falls away ("Siti" in siti@…). What
/// a loser covers beside the winner stays covered under the loser's type when it holds five letters or digits: no rest of a value is shown.
[[nodiscard]] TIRAI_APART("settle") std::vector<Detection> settle(std::string_view text, std::vector<Detection> found);

}  // namespace tirai::recognition
