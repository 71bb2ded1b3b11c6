// What things may be called that stand in events: names are compared, sorted and written into queries, so they are of plain letters.
#pragma once

#include <algorithm>
#include <string_view>

namespace tirai::collector {

/// 1 to `most` letters of ASCII, digits, or one of `also`.
[[nodiscard]] inline bool is_name(std::string_view text, std::size_t most, std::string_view also) {
  return !text.empty() && text.size() <= most && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || also.find(c) != std::string_view::npos;
  });
}
/// What an event may call an agent (core/schema/event.schema.json): 1 to 128 letters, digits or . _ : - / @ +
[[nodiscard]] inline bool is_agent_name(std::string_view text) { return is_name(text, 128, "._:-/@+"); }

}  // namespace tirai::collector
