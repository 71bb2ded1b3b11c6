// Addresses of the Bitcoin and the Ethereum chain.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tirai::checks {

/// Base58Check with version 0 (1...) or 5 (3...): 25 bytes, the last four of SHA-256 twice over the others.
[[nodiscard]] bool is_base58_bitcoin(std::string_view address);
/// BIP 173 and BIP 350: bc1, one letter case, Bech32 for witness version 0 and Bech32m from 1 on.
[[nodiscard]] bool is_bech32_bitcoin(std::string_view address);
/// Keccak-256 as Ethereum uses it: padded with 0x01, not SHA-3's 0x06.
[[nodiscard]] std::array<std::uint8_t, 32> keccak256(std::string_view data);

enum class EthereumCase { kNone, kOneCase, kChecksum };
/// 0x and 40 hex digits. EIP-55 puts a checksum in the letters' case; letters of one case carry none. A wrong checksum is none at all.
[[nodiscard]] EthereumCase ethereum_case(std::string_view address);

}  // namespace tirai::checks
