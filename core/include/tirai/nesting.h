// How deep JSON is nested, before it is read. What copies, compares or writes a value again takes a stack frame a level; a text of brackets would take them all.
#pragma once

#include <string_view>

namespace tirai {

inline constexpr int kMostNesting = 64;  // deeper than anything that is meant

/// Counts brackets outside of strings; says nothing of whether it is JSON.
[[nodiscard]] bool is_nested_deeper(std::string_view json, int most = kMostNesting);

}  // namespace tirai
