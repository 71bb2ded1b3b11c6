// How a number is written: its groups and what stands between them.
#pragma once

#include <string_view>

#include "detect/recognizer.h"

namespace tirai::recognition {

/// Whether the groups have these lengths ("324") and one and the same of `separators` stands between all of them.
[[nodiscard]] bool grouped(const Number& number, std::string_view lengths, std::string_view separators = " -.");
[[nodiscard]] bool unbroken(const Number& number);
/// Whether a separator stands between every two characters, as some type them against machines.
[[nodiscard]] bool each_apart(const Code& code);
/// The whole number as a match: in its usual groups it is worth what it is, in one piece `bare` less where nothing was said about it, and in any other
/// groups it needs the word.
[[nodiscard]] Match as_written(const Number& number, std::string_view usual, std::string_view separators, double bare);

}  // namespace tirai::recognition
