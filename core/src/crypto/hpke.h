// HPKE (RFC 9180), base mode, one message to one key: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and an AES-GCM. Keys are raw 32 bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tirai::crypto {

/// The ids of RFC 9180, 7.3. Tirai seals with 256 bits; the RFC's appendix prints vectors for 128, its test-vectors.json for both.
enum class Aead : std::uint16_t { kAes128Gcm = 0x0001, kAes256Gcm = 0x0002 };

struct HpkeMessage {
  std::string enc;         ///< 32 bytes: the sender's key of this one message
  std::string ciphertext;  ///< the text's length and 16 bytes
};

/// RFC 9180, 7.1.3: a private key out of at least 32 random bytes.
[[nodiscard]] std::string x25519_derive(std::string_view random);
/// Nothing if the private key is not 32 bytes.
[[nodiscard]] std::optional<std::string> x25519_public_key(std::string_view private_key32);

/// `ephemeral32` is a private key made for this message alone. Nothing for a key that is none (RFC 9180, 7.1.4).
[[nodiscard]] std::optional<HpkeMessage> hpke_seal(Aead aead, std::string_view public_key32, std::string_view ephemeral32, std::string_view info, std::string_view aad, std::string_view text);
/// Nothing if it was not sealed to this key with this info and aad, or a bit of it changed.
[[nodiscard]] std::optional<std::string> hpke_open(Aead aead, std::string_view private_key32, const HpkeMessage& message, std::string_view info, std::string_view aad);

}  // namespace tirai::crypto
