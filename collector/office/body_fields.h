// What stands in a body of the dashboard's, where it is what it should be.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace tirai::collector {

/// Empty: it is not there, or no text.
[[nodiscard]] inline std::string body_text(const nlohmann::json& body, const char* key) {
  return body.is_object() && body.contains(key) && body[key].is_string() ? body[key].get<std::string>() : std::string();
}
[[nodiscard]] inline std::optional<bool> body_flag(const nlohmann::json& body, const char* key) {
  return body.is_object() && body.contains(key) && body[key].is_boolean() ? std::optional(body[key].get<bool>()) : std::nullopt;
}

}  // namespace tirai::collector
