#include "tirai/seal.h"

#include "crypto/base64.h"
#include "crypto/hpke.h"

namespace tirai {
namespace {
using crypto::Aead;

constexpr std::string_view kInfo = "tirai-seal-v1";
constexpr std::size_t kKeyBytes = 32, kBucket = 256;
constexpr char kEnd = '\x80';

Error bad_key(const char* at) { return {ErrorCode::kBadValue, "expected base64 of 32 bytes, an X25519 key", at}; }

std::string padded(std::string_view text) {
  std::string out(text);
  out += kEnd;
  return out.append((kBucket - out.size() % kBucket) % kBucket, '\0');
}

std::optional<std::string> unpadded(std::string text) {
  const std::size_t end = text.find_last_not_of('\0');
  if (text.size() % kBucket != 0 || end == text.npos || text[end] != kEnd || text.size() - end > kBucket) return std::nullopt;
  return text.substr(0, end);
}
}  // namespace

Result<SealKeys> seal_keys(std::string_view random32) {
  if (random32.size() != kKeyBytes) return Error{ErrorCode::kBadValue, "expected 32 random bytes", "random"};
  const std::string key = crypto::x25519_derive(random32);
  return SealKeys{crypto::base64_encode(key), crypto::base64_encode(crypto::x25519_public_key(key).value_or(""))};
}

Result<std::string> seal(std::string_view text, std::string_view public_key, std::string_view belongs_to, std::string_view random32) {
  if (text.size() > kMostSealedText) return Error{ErrorCode::kTooLarge, "a sealed text is at most 4096 bytes", "text"};
  if (random32.size() != kKeyBytes) return Error{ErrorCode::kBadValue, "expected 32 random bytes", "random"};
  const auto key = crypto::base64_decode(public_key);
  if (!key || key->size() != kKeyBytes) return bad_key("public_key");
  const auto message = crypto::hpke_seal(Aead::kAes256Gcm, *key, crypto::x25519_derive(random32), kInfo, belongs_to, padded(text));
  if (!message) return bad_key("public_key");
  return crypto::base64_encode(message->enc + message->ciphertext);
}

Result<std::string> open_sealed(std::string_view sealed, std::string_view private_key, std::string_view belongs_to) {
  const auto key = crypto::base64_decode(private_key), bytes = crypto::base64_decode(sealed);
  if (!key || key->size() != kKeyBytes) return bad_key("private_key");
  if (!bytes || bytes->size() < kKeyBytes) return Error{ErrorCode::kBadSyntax, "expected base64 of a key and a ciphertext", "sealed"};
  auto text = crypto::hpke_open(Aead::kAes256Gcm, *key, {bytes->substr(0, kKeyBytes), bytes->substr(kKeyBytes)}, kInfo, belongs_to);
  if (text) text = unpadded(*std::move(text));
  if (text) return *std::move(text);
  return Error{ErrorCode::kBadSignature, "does not open with this key for what it is said to belong to", "sealed"};
}

}  // namespace tirai
