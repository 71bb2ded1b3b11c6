// What is repeated over every byte, or a thousand seeds, natively is sampled in WebAssembly and in the plain-JS twin: there the question is only whether
// the platform answers alike.
#pragma once

#include <cstddef>

namespace tirai::test {
#ifdef __EMSCRIPTEN__
inline constexpr std::size_t kEvery = 10;  ///< one of so many is tried
#else
inline constexpr std::size_t kEvery = 1;
#endif
}  // namespace tirai::test
