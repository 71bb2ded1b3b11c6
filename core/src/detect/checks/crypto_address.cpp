#include "detect/checks/crypto_address.h"

#include <algorithm>
#include <bit>
#include <span>

#include "crypto/hash.h"

namespace tirai::checks {
namespace {
constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kBech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

std::string_view bytes_of(std::span<const std::uint8_t> data) { return {reinterpret_cast<const char*>(data.data()), data.size()}; }

// Big-endian base 256 of exactly 25 bytes, or false.
bool decode_base58(std::string_view address, std::array<std::uint8_t, 25>& bytes) {
  bytes.fill(0);
  for (const char c : address) {
    std::size_t carry = kBase58.find(c);
    if (carry == std::string_view::npos) return false;
    for (auto it = bytes.rbegin(); it != bytes.rend(); ++it) {
      carry += 58u * *it;
      *it = static_cast<std::uint8_t>(carry & 0xFF);
      carry >>= 8;
    }
    if (carry != 0) return false;
  }
  // Each leading zero byte is written as one 1.
  const auto zeros = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; }) - bytes.begin();
  return static_cast<std::size_t>(zeros) == std::min(address.find_first_not_of('1'), address.size());
}

std::uint32_t polymod(std::uint32_t sum, std::uint32_t value) {
  constexpr std::uint32_t kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
  const std::uint32_t top = sum >> 25;
  sum = (sum & 0x1ffffff) << 5 ^ value;
  for (int i = 0; i < 5; ++i) sum ^= (top >> i & 1) != 0 ? kGenerator[i] : 0;
  return sum;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_hex(char c) { return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f'); }
bool has_lower(std::string_view text) { return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }); }
bool has_upper(std::string_view text) { return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }); }
}  // namespace

bool is_base58_bitcoin(std::string_view address) {
  if (address.size() < 26 || address.size() > 35 || (address[0] != '1' && address[0] != '3')) return false;
  std::array<std::uint8_t, 25> bytes{};
  if (!decode_base58(address, bytes) || (bytes[0] != 0 && bytes[0] != 5)) return false;
  const auto hash = crypto::sha256(bytes_of(crypto::sha256(bytes_of({bytes.data(), 21}))));
  return std::equal(bytes.begin() + 21, bytes.end(), hash.begin());
}

bool is_bech32_bitcoin(std::string_view address) {
  if (address.size() < 14 || address.size() > 74 || (has_lower(address) && has_upper(address))) return false;
  if (lower(address[0]) != 'b' || lower(address[1]) != 'c' || address[2] != '1') return false;
  std::uint32_t sum = 1;
  for (const std::uint32_t value : {3u, 3u, 0u, 2u, 3u}) sum = polymod(sum, value);  // "bc", high and low bits
  std::size_t version = 0;
  for (std::size_t i = 3; i < address.size(); ++i) {
    const std::size_t value = kBech32.find(lower(address[i]));
    if (value == std::string_view::npos) return false;
    if (i == 3) version = value;
    sum = polymod(sum, static_cast<std::uint32_t>(value));
  }
  const std::size_t bits = (address.size() - 10) * 5, program = bits / 8;  // without prefix, version and six of checksum
  if (version > 16 || bits % 8 > 4 || program < 2 || program > 40) return false;
  return version == 0 ? sum == 1 && (program == 20 || program == 32) : sum == 0x2bc830a3;
}

namespace {
constexpr std::uint64_t kRounds[24] = {0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
                                       0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
                                       0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
                                       0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
constexpr std::uint8_t kTurns[24] = {1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44};
constexpr std::uint8_t kLanes[24] = {10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1};

// Keccak-f[1600]: theta, rho and pi, chi, iota.
void permute(std::array<std::uint64_t, 25>& state) {
  for (const std::uint64_t round : kRounds) {
    std::array<std::uint64_t, 5> column{};
    for (std::size_t i = 0; i < 5; ++i) column[i] = state[i] ^ state[i + 5] ^ state[i + 10] ^ state[i + 15] ^ state[i + 20];
    for (std::size_t i = 0; i < 25; ++i) state[i] ^= column[(i + 4) % 5] ^ std::rotl(column[(i + 1) % 5], 1);
    std::uint64_t last = state[1];
    for (std::size_t i = 0; i < 24; ++i) {
      const std::uint64_t kept = state[kLanes[i]];
      state[kLanes[i]] = std::rotl(last, kTurns[i]);
      last = kept;
    }
    for (std::size_t row = 0; row < 25; row += 5) {
      for (std::size_t i = 0; i < 5; ++i) column[i] = state[row + i];
      for (std::size_t i = 0; i < 5; ++i) state[row + i] ^= ~column[(i + 1) % 5] & column[(i + 2) % 5];
    }
    state[0] ^= round;
  }
}
}  // namespace

std::array<std::uint8_t, 32> keccak256(std::string_view data) {
  constexpr std::size_t kRate = 136;
  std::array<std::uint64_t, 25> state{};
  const auto absorb = [&](std::size_t at, std::uint8_t byte) { state[at / 8] ^= static_cast<std::uint64_t>(byte) << (at % 8 * 8); };
  std::size_t at = 0;
  for (const char c : data) {
    absorb(at, static_cast<std::uint8_t>(c));
    if (++at == kRate) {
      permute(state);
      at = 0;
    }
  }
  absorb(at, 0x01);
  absorb(kRate - 1, 0x80);
  permute(state);
  std::array<std::uint8_t, 32> hash{};
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(state[i / 8] >> (i % 8 * 8));
  return hash;
}

EthereumCase ethereum_case(std::string_view address) {
  if (address.size() != 42 || address[0] != '0' || lower(address[1]) != 'x') return EthereumCase::kNone;
  const std::string_view digits = address.substr(2);
  if (!std::all_of(digits.begin(), digits.end(), is_hex)) return EthereumCase::kNone;
  if (!has_lower(digits) || !has_upper(digits)) return EthereumCase::kOneCase;
  std::array<char, 40> low{};
  std::transform(digits.begin(), digits.end(), low.begin(), lower);
  const auto hash = keccak256({low.data(), low.size()});
  for (std::size_t i = 0; i < 40; ++i) {
    const bool high = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF) >= 8;
    if (low[i] > '9' && high != (digits[i] != low[i])) return EthereumCase::kNone;
  }
  return EthereumCase::kChecksum;
}

}  // namespace tirai::checks
