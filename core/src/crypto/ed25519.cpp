#include "crypto/ed25519.h"

#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <array>

namespace tirai::crypto {
namespace {
static_assert(kSeedSize == crypto_sign_ed25519_SEEDBYTES && kPublicKeySize == crypto_sign_ed25519_PUBLICKEYBYTES && kSignatureSize == crypto_sign_ed25519_BYTES);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
template <std::size_t N>
std::string text_of(const std::array<unsigned char, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), N};
}

// Nothing here asks libsodium for randomness, so sodium_init() is not needed.
struct KeyPair {
  std::array<unsigned char, crypto_sign_ed25519_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_ed25519_SECRETKEYBYTES> secret_key{};

  explicit KeyPair(std::string_view seed32) { crypto_sign_ed25519_seed_keypair(public_key.data(), secret_key.data(), bytes_of(seed32)); }
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;
  ~KeyPair() { sodium_memzero(secret_key.data(), secret_key.size()); }
};
}  // namespace

std::optional<std::string> ed25519_public_key(std::string_view seed32) {
  if (seed32.size() != kSeedSize) return std::nullopt;
  return text_of(KeyPair(seed32).public_key);
}

std::optional<std::string> ed25519_sign(std::string_view seed32, std::string_view message) {
  if (seed32.size() != kSeedSize) return std::nullopt;
  std::array<unsigned char, crypto_sign_ed25519_BYTES> signature{};
  crypto_sign_ed25519_detached(signature.data(), nullptr, bytes_of(message), message.size(), KeyPair(seed32).secret_key.data());
  return text_of(signature);
}

bool ed25519_verify(std::string_view public_key32, std::string_view message, std::string_view signature64) {
  if (public_key32.size() != kPublicKeySize || signature64.size() != kSignatureSize) return false;
  return crypto_sign_ed25519_verify_detached(bytes_of(signature64), bytes_of(message), message.size(), bytes_of(public_key32)) == 0;
}

}  // namespace tirai::crypto
