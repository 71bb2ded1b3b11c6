#include "tirai/sign_in.h"

#include <botan_all.h>

#include <exception>

namespace tirai {
namespace {
constexpr std::size_t kMemoryKiB = 65536, kPasses = 3, kLanes = 4, kTagSize = 32, kSaltSize = 16;
constexpr std::uint64_t kStepMs = 30'000;

std::span<const std::uint8_t> bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

// The PHC string format writes base64 without its padding.
std::string unpadded(std::span<const std::uint8_t> bytes) {
  std::string text = Botan::base64_encode(bytes.data(), bytes.size());
  while (text.ends_with('=')) text.pop_back();
  return text;
}

const char* name_of(TotpHash hash) {
  switch (hash) {
    case TotpHash::kSha256:
      return "HMAC(SHA-256)";
    case TotpHash::kSha512:
      return "HMAC(SHA-512)";
    case TotpHash::kSha1:
      break;
  }
  return "HMAC(SHA-1)";
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && Botan::constant_time_compare(bytes_of(a), bytes_of(b));
}
}  // namespace

Result<std::string> hash_password(std::string_view password, std::string_view salt16) {
  if (password.size() < kLeastPassword || password.size() > kMostPassword) return Error{ErrorCode::kBadValue, "expected 12 to 256 bytes", "password"};
  if (salt16.size() != kSaltSize) return Error{ErrorCode::kBadValue, "expected 16 random bytes", "salt"};
  try {
    const auto argon2 = Botan::PasswordHashFamily::create_or_throw("Argon2id")->from_params(kMemoryKiB, kPasses, kLanes);
    Botan::secure_vector<std::uint8_t> tag(kTagSize);
    argon2->derive_key(tag.data(), tag.size(), password.data(), password.size(), bytes_of(salt16).data(), salt16.size());
    return "$argon2id$v=19$m=" + std::to_string(kMemoryKiB) + ",t=" + std::to_string(kPasses) + ",p=" + std::to_string(kLanes) + "$" + unpadded(bytes_of(salt16)) + "$" + unpadded(tag);
  } catch (const std::exception&) {
    return Error{ErrorCode::kInternal, "the password could not be hashed; expected 64 MiB of free memory", "password"};
  }
}

bool check_password(std::string_view password, std::string_view hash) {
  try {
    return Botan::argon2_check_pwhash(password.data(), password.size(), hash);
  } catch (const std::exception&) {
    return false;
  }
}

// RFC 4226, 5.3: four bytes from where the last nibble points, without the sign bit, the last digits of that number.
std::string totp(std::string_view secret, std::uint64_t step, unsigned digits, TotpHash hash) {
  const auto mac = Botan::MessageAuthenticationCode::create_or_throw(name_of(hash));
  mac->set_key(bytes_of(secret));
  mac->update_be(step);
  const auto bytes = mac->final();
  const std::size_t at = bytes.back() & 0x0f;
  std::uint32_t number = (bytes[at] & 0x7fU) << 24 | static_cast<std::uint32_t>(bytes[at + 1]) << 16 | static_cast<std::uint32_t>(bytes[at + 2]) << 8 | bytes[at + 3];
  std::string code(digits, '0');
  for (std::size_t i = digits; i-- > 0; number /= 10) code[i] = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::uint64_t> match_totp(std::string_view secret, std::string_view code, std::int64_t now_ms, std::uint64_t last_step) {
  const std::uint64_t now = static_cast<std::uint64_t>(std::max<std::int64_t>(now_ms, 0)) / kStepMs;
  std::optional<std::uint64_t> found;
  for (std::uint64_t step = now == 0 ? 0 : now - 1; step <= now + 1; ++step) {
    if (equal_in_constant_time(totp(secret, step), code) && step > last_step) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (count += 8; count >= 5; count -= 5) text += kAlphabet[bits >> (count - 5) & 31];
  }
  if (count > 0) text += kAlphabet[bits << (5 - count) & 31];
  return text;
}

}  // namespace tirai
