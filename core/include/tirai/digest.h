// SHA-256 for the programs around the core: entity tags, token hashes.
#pragma once

#include <string>
#include <string_view>

namespace tirai {

/// FIPS 180-4 SHA-256 of `bytes`, as 64 lower-case hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace tirai
