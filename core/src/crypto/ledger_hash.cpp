#include "crypto/ledger_hash.h"

#include <botan_all.h>

namespace tirai::crypto::ledger {
namespace {
std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
}  // namespace

Digest sha256(std::string_view data) { return sha256(std::span<const std::string_view>(&data, 1)); }

Digest sha256(std::span<const std::string_view> pieces) {
  // Made once a thread: finding the implementation costs as much as hashing a few hundred bytes. final() makes it fresh again.
  thread_local const auto hash = Botan::HashFunction::create("SHA-256");
  for (const std::string_view piece : pieces) hash->update(bytes_of(piece));
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

}  // namespace tirai::crypto::ledger
