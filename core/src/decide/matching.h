// Whether a rule speaks about a request.
#pragma once

#include <optional>

#include "tirai/decide.h"

namespace tirai::decision {

/// The first fact by which `rule` does not match, or nothing when it does. What the request does not name
/// matches no permit's condition and every deny's: what cannot be evaluated is covered.
[[nodiscard]] inline std::optional<Fact> first_mismatch(const Rule& rule, const Request& request) {
  for (std::size_t fact = 0; fact < kFactCount; ++fact) {
    const auto& wanted = rule.when[fact];
    if (wanted.empty()) continue;
    const std::uint16_t value = request.facts[fact];
    const bool known = value / 64u < wanted.size();
    const bool matches = known ? (wanted[value / 64] >> (value % 64) & 1) != 0 : rule.deny;
    if (!matches) return static_cast<Fact>(fact);
  }
  return std::nullopt;
}

}  // namespace tirai::decision
