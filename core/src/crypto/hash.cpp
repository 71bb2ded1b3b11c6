#include "crypto/hash.h"

#include <botan_all.h>

#include <algorithm>

namespace tirai::crypto {
namespace {
std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
}  // namespace

Digest sha256(std::string_view data) {
  const auto hash = Botan::HashFunction::create("SHA-256");
  hash->update(bytes_of(data));
  Digest digest;
  hash->final(digest.data());
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view data) {
  const auto mac = Botan::MessageAuthenticationCode::create("HMAC(SHA-256)");
  mac->set_key(bytes_of(key));
  mac->update(bytes_of(data));
  Digest digest;
  mac->final(digest.data());
  return digest;
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    hex += kDigits[static_cast<std::uint8_t>(byte) >> 4];
    hex += kDigits[static_cast<std::uint8_t>(byte) & 15];
  }
  return hex;
}

std::string sha256_name(std::string_view data) { return "sha256:" + to_hex(sha256(data)); }

}  // namespace tirai::crypto
