#include "crypto/hpke.h"

#include <botan_all.h>
#include <sodium/crypto_scalarmult_curve25519.h>
#include <sodium/utils.h>

#include <array>
#include <exception>

#include "crypto/ledger_hash.h"

namespace tirai::crypto {
namespace {
constexpr std::size_t kKeyBytes = 32, kNonceBytes = 12;
constexpr std::uint16_t kKem = 0x0020, kKdf = 0x0001;
constexpr char kModeBase = 0x00;

std::string two_bytes(std::uint16_t number) { return {static_cast<char>(number >> 8), static_cast<char>(number & 0xff)}; }

// RFC 9180, 4: what is derived for the KEM, and what for the whole suite, never meet.
std::string kem_suite() { return "KEM" + two_bytes(kKem); }
std::string whole_suite(Aead aead) { return "HPKE" + two_bytes(kKem) + two_bytes(kKdf) + two_bytes(static_cast<std::uint16_t>(aead)); }

std::string mac(std::string_view key, std::string_view data) {
  const Digest digest = ledger::hmac_sha256(key, data);
  return {digest.begin(), digest.end()};
}

struct Labeled {
  std::string suite;
  [[nodiscard]] std::string extract(std::string_view salt, std::string_view label, std::string_view ikm) const {
    // RFC 5869, 2.2: no salt is a string of zeros.
    const std::string key = salt.empty() ? std::string(kKeyBytes, '\0') : std::string(salt);
    return mac(key, "HPKE-v1" + suite + std::string(label) + std::string(ikm));
  }
  // At most one block of HKDF-Expand: nothing here needs more than 32 bytes.
  [[nodiscard]] std::string expand(std::string_view prk, std::string_view label, std::string_view info, std::size_t size) const {
    return mac(prk, two_bytes(static_cast<std::uint16_t>(size)) + "HPKE-v1" + suite + std::string(label) + std::string(info) + '\x01').substr(0, size);
  }
};

std::span<const std::uint8_t> bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }
template <typename Bytes>
std::string text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
Botan::secure_vector<std::uint8_t> secret_of(std::string_view text) {
  const auto bytes = bytes_of(text);
  return {bytes.begin(), bytes.end()};
}

// DH (RFC 9180, 4.1). Nothing for another size, and for a result of zeros, which means a key that is no key (7.1.4).
std::optional<std::string> agree(std::string_view private_key32, std::string_view public_key32) {
  if (private_key32.size() != kKeyBytes || public_key32.size() != kKeyBytes) return std::nullopt;
  std::array<unsigned char, kKeyBytes> shared{};
  if (crypto_scalarmult_curve25519(shared.data(), bytes_of(private_key32).data(), bytes_of(public_key32).data()) != 0) return std::nullopt;
  std::string text = text_of(shared);
  sodium_memzero(shared.data(), shared.size());
  return text;
}

struct Context {
  std::string key, nonce;
};
// Encap's and Decap's ExtractAndExpand (4.1), then KeySchedule (5.1) without a PSK.
Context schedule(Aead aead, const std::string& dh, std::string_view enc, std::string_view public_key32, std::string_view info) {
  const Labeled kem{kem_suite()}, suite{whole_suite(aead)};
  const std::string shared = kem.expand(kem.extract("", "eae_prk", dh), "shared_secret", std::string(enc) + std::string(public_key32), kKeyBytes);
  const std::string context = kModeBase + suite.extract("", "psk_id_hash", "") + suite.extract("", "info_hash", info);
  const std::string secret = suite.extract(shared, "secret", "");
  return {suite.expand(secret, "key", context, aead == Aead::kAes128Gcm ? 16 : 32), suite.expand(secret, "base_nonce", context, kNonceBytes)};
}

// The first message of a context: its nonce is the base nonce.
std::string crypt(Aead aead, Botan::Cipher_Dir direction, const Context& context, std::string_view aad, std::string_view text) {
  const auto mode = Botan::AEAD_Mode::create_or_throw(aead == Aead::kAes128Gcm ? "AES-128/GCM" : "AES-256/GCM", direction);
  mode->set_key(bytes_of(context.key));
  mode->set_associated_data(bytes_of(aad));
  mode->start(bytes_of(context.nonce));
  auto buffer = secret_of(text);
  mode->finish(buffer);
  return text_of(buffer);
}
}  // namespace

std::string x25519_derive(std::string_view random) {
  const Labeled kem{kem_suite()};
  return kem.expand(kem.extract("", "dkp_prk", random), "sk", "", kKeyBytes);
}

std::optional<std::string> x25519_public_key(std::string_view private_key32) {
  if (private_key32.size() != kKeyBytes) return std::nullopt;
  std::array<unsigned char, kKeyBytes> key{};
  crypto_scalarmult_curve25519_base(key.data(), bytes_of(private_key32).data());
  return text_of(key);
}

std::optional<HpkeMessage> hpke_seal(Aead aead, std::string_view public_key32, std::string_view ephemeral32, std::string_view info, std::string_view aad, std::string_view text) {
  const auto enc = x25519_public_key(ephemeral32), dh = agree(ephemeral32, public_key32);
  if (!enc || !dh) return std::nullopt;
  try {
    return HpkeMessage{*enc, crypt(aead, Botan::Cipher_Dir::Encryption, schedule(aead, *dh, *enc, public_key32, info), aad, text)};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<std::string> hpke_open(Aead aead, std::string_view private_key32, const HpkeMessage& message, std::string_view info, std::string_view aad) {
  const auto own = x25519_public_key(private_key32), dh = agree(private_key32, message.enc);
  if (!own || !dh) return std::nullopt;
  try {
    return crypt(aead, Botan::Cipher_Dir::Decryption, schedule(aead, *dh, message.enc, *own, info), aad, message.ciphertext);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace tirai::crypto
