// The hash of the paint path: names of policies and pseudonyms of values. The ledger hashes with Botan (ledger_hash.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tirai::crypto {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view data);
/// RFC 2104 with SHA-256; any key length.
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view data);
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] inline std::string to_hex(const Digest& digest) {
  return to_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}
/// "sha256:<hex>"
[[nodiscard]] std::string sha256_name(std::string_view data);

}  // namespace tirai::crypto
