// The facts of a request: their names and finite domains (DESIGN 4), and where a value of one stands in its domain.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/decide.h"

namespace tirai {

[[nodiscard]] std::optional<Fact> fact_from(std::string_view name);

/// The names of a fixed domain; empty for role, class and purpose, which the policy declares.
[[nodiscard]] std::span<const std::string_view> fixed_domain(Fact fact);

/// How many values the fact has under this policy. Purposes are the declared ones and `none`, which comes last.
[[nodiscard]] std::size_t domain_size(const Policy& policy, Fact fact);

[[nodiscard]] std::string_view domain_name(const Policy& policy, Fact fact, std::size_t index);

/// The index of the value named `name`, or kMissing.
[[nodiscard]] std::uint16_t domain_index(const Policy& policy, Fact fact, std::string_view name);

/// All values that `name` stands for: its own and those below it in its tree (roles that extend it, narrower purposes, classes under it). Empty: none.
[[nodiscard]] std::vector<std::uint16_t> domain_below(const Policy& policy, Fact fact, std::string_view name);

/// What a fact is when the request does not give it; kMissing for action, role and class, which have no neutral value.
[[nodiscard]] std::uint16_t default_of(const Policy& policy, Fact fact);

inline constexpr std::string_view kNoPurpose = "none";

/// "; did you mean \"role\"", else "; expected a, b or c", else (no names, or too many to list) empty.
[[nodiscard]] std::string hint_for(std::string_view name, std::span<const std::string_view> names);

}  // namespace tirai
