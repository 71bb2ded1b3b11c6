// Shannon entropy, in thousandths of a bit per character, without floating functions: the same on every machine.
#pragma once

#include <string_view>

namespace tirai::recognition {

/// Of the bytes of `token`, at most the first 256: 0 for one letter repeated, 4000 for all hexadecimal digits equally often.
[[nodiscard]] int entropy(std::string_view token);

}  // namespace tirai::recognition
