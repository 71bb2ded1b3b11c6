#include "crypto/ed25519.h"

#include <botan_all.h>

#include <exception>

namespace tirai::crypto {
namespace {
std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
template <typename Bytes>
std::string text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
Botan::Ed25519_PrivateKey private_key(std::string_view seed32) {
  const auto seed = bytes_of(seed32);
  return Botan::Ed25519_PrivateKey(Botan::secure_vector<std::uint8_t>(seed.begin(), seed.end()));
}
}  // namespace

std::optional<std::string> ed25519_public_key(std::string_view seed32) {
  if (seed32.size() != kSeedSize) return std::nullopt;
  return text_of(private_key(seed32).get_public_key());
}

std::optional<std::string> ed25519_sign(std::string_view seed32, std::string_view message) {
  if (seed32.size() != kSeedSize) return std::nullopt;
  Botan::Null_RNG no_randomness;
  Botan::PK_Signer signer(private_key(seed32), no_randomness, "Pure");
  return text_of(signer.sign_message(bytes_of(message), no_randomness));
}

bool ed25519_verify(std::string_view public_key32, std::string_view message, std::string_view signature64) {
  if (public_key32.size() != kPublicKeySize || signature64.size() != kSignatureSize) return false;
  try {
    const Botan::Ed25519_PublicKey key(bytes_of(public_key32));
    Botan::PK_Verifier verifier(key, "Pure");
    return verifier.verify_message(bytes_of(message), bytes_of(signature64));
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace tirai::crypto
