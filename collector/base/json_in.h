// JSON from outside: how it is read wherever a stranger, a person or another system sent it.
#pragma once

#include <nlohmann/json.hpp>

#include "tirai/nesting.h"

namespace tirai::collector {

/// Discarded when it is no JSON, or nested deeper than anything that is meant: a copy of it would end the stack.
inline nlohmann::json json_in(std::string_view text) {
  return is_nested_deeper(text) ? nlohmann::json(nlohmann::json::value_t::discarded) : nlohmann::json::parse(text, nullptr, false);
}

/// The text at a JSON pointer; empty: there is none, or no JSON at all.
inline std::string text_in(const nlohmann::json& json, const char* pointer) {
  const nlohmann::json::json_pointer place(pointer);
  return json.contains(place) && json[place].is_string() ? json[place].get<std::string>() : std::string();
}

}  // namespace tirai::collector
