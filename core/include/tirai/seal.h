// Text that only the data protection officer reads: a free-text reason, a ticket's address, whom a reveal was about.
//
//   sealed   base64 of 32 bytes (the sender's key of this one message) and the ciphertext
//   suite    HPKE (RFC 9180) base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; info "tirai-seal-v1"
//   aad      what it belongs to, such as "<chain_uid>:<sequence>": moved to another event it does not open
//   padding  0x80, then zeros up to a multiple of 256 bytes (ISO/IEC 7816-4): the length of a reason tells little of it
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai {

inline constexpr std::size_t kMostSealedText = 4096;

/// Each the base64 of 32 bytes.
struct SealKeys {
  std::string private_key;
  std::string public_key;
};
/// From 32 random bytes given by the caller.
[[nodiscard]] Result<SealKeys> seal_keys(std::string_view random32);

/// `random32` is used for this message and never again. Errors name no part of the text.
[[nodiscard]] Result<std::string> seal(std::string_view text, std::string_view public_key, std::string_view belongs_to, std::string_view random32);

/// kBadSignature: not sealed to this key for `belongs_to`, or changed since.
[[nodiscard]] Result<std::string> open_sealed(std::string_view sealed, std::string_view private_key, std::string_view belongs_to);

}  // namespace tirai
