// Walking every situation a policy can meet, by its compiled table: linear in the table, never in the situations.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "tirai/facts.h"

namespace tirai::tool {

using Json = nlohmann::ordered_json;

/// Per fact the values under question. "Not named" (kMissing) is never one of them: these are questions about what can be.
struct Box {
  std::array<std::vector<bool>, kFactCount> allowed;
};
[[nodiscard]] Box everything(const Policy& policy);
/// Leaves only these values of the fact.
void narrow(Box& box, Fact fact, const std::vector<std::uint16_t>& values);

/// One reachable decision and a request that reaches it; facts that do not matter have their default where the box allows it.
struct Reached {
  std::uint32_t decision = 0;
  Request witness;
};
/// Every decision some request inside the box reaches, once.
[[nodiscard]] std::vector<Reached> reached(const Policy& policy, const Box& box);

/// {fact: value, …, "level", "rules": […]}
[[nodiscard]] Json witness_json(const Policy& policy, const Request& request);
[[nodiscard]] Json obligations_json(const Obligations& obligations);

/// JSON with comments, within the bounds of codec::read_json: nothing nested deeper than 32 comes this far.
[[nodiscard]] Result<Json> parse(std::string_view text, std::string_view name);

/// INVARIANT: the text came from ourselves or was found to be UTF-8.
[[nodiscard]] std::string dump(const Json& json);

inline std::size_t index_of(Fact fact) { return static_cast<std::size_t>(fact); }
inline bool is_open(const Decision& decision, Level level) { return decision.permitted && decision.level <= level; }

}  // namespace tirai::tool
