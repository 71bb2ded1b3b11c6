// Security keys by libfido2, the one place that knows it: authenticator data, COSE keys and signatures are read and checked there, never here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "webauthn/credential_json.h"

namespace tirai::collector {

/// The part of a key that the collector keeps. Algorithms are COSE's: -7 ES256, -8 EdDSA, -257 RS256 (RSA of 2,048 bits).
struct PublicKey {
  std::int64_t algorithm = 0;
  std::string bytes;
};
inline constexpr std::int64_t kAlgorithms[] = {-7, -8, -257};

struct NewKey {
  std::string credential_id;
  PublicKey key;
  std::uint32_t counter = 0;
};
/// WebAuthn 7.1 steps 12 to 21, without attestation ("none"): who made the key is not asked. Nothing: made for another place, without a person who was there and
/// was recognised, or no key of ours.
[[nodiscard]] std::optional<NewKey> check_new_key(const NewCredential& credential, const RelyingParty& party);

/// WebAuthn 7.2 steps 15 to 21: the counter it signed with. Nothing: another key's, for another place, or without a person who was there and was recognised.
[[nodiscard]] std::optional<std::uint32_t> check_assertion(const Assertion& assertion, const PublicKey& key, const RelyingParty& party);

}  // namespace tirai::collector
