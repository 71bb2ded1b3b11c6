// How a number is written: its groups and what stands between them.
#pragma once

#include <string_view>

#include "detect/recognizer.h"

namespace tirai::recognition {

/// Whether the groups have these lengths ("324") and one and the same of `separators` stands between all of them.
[[nodiscard]] bool grouped(const Number& number, std::string_view lengths, std::string_view separators = " -.");
[[nodiscard]] bool unbroken(const Number& number);

}  // namespace tirai::recognition
