// The ledger's hashes, Botan's: a log of millions of events wants the processor's own instructions.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "crypto/hash.h"

namespace tirai::crypto::ledger {

[[nodiscard]] Digest sha256(std::string_view data);
/// Of the pieces as if they stood behind each other.
[[nodiscard]] Digest sha256(std::span<const std::string_view> pieces);
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view data);
/// "sha256:<hex>"
[[nodiscard]] inline std::string sha256_name(std::string_view data) { return "sha256:" + to_hex(sha256(data)); }

}  // namespace tirai::crypto::ledger
