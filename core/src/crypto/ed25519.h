// Ed25519 (RFC 8032, section 5.1): the signature of bundles and of batches. Keys are raw: a 32-byte seed, a 32-byte public key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tirai::crypto {

inline constexpr std::size_t kSeedSize = 32;
inline constexpr std::size_t kPublicKeySize = 32;
inline constexpr std::size_t kSignatureSize = 64;

/// The public key of a seed; nothing if the seed is not 32 bytes.
[[nodiscard]] std::optional<std::string> ed25519_public_key(std::string_view seed32);

/// Deterministic, so it needs no randomness; nothing if the seed is not 32 bytes.
[[nodiscard]] std::optional<std::string> ed25519_sign(std::string_view seed32, std::string_view message);

/// False for a wrong signature, a wrong size, a point off the curve or not written as RFC 8032 writes it, S not below the group order (5.1.7),
/// and for a key or an R of small order: such a key would hold for signatures that nobody made.
[[nodiscard]] bool ed25519_verify(std::string_view public_key32, std::string_view message, std::string_view signature64);

}  // namespace tirai::crypto
