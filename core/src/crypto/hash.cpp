// SHA-256 (FIPS 180-4) and HMAC (RFC 2104), written out: no packaged library builds without exceptions and streams, which made up a third
// of the .wasm and of its plain-JS twin. The native tests compare it with Botan's.
#include "crypto/hash.h"

#include <algorithm>
#include <bit>

namespace tirai::crypto {
namespace {
constexpr std::size_t kBlock = 64;
using State = std::array<std::uint32_t, 8>;

// 6.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::uint32_t kRound[] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
    0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d,
    0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
    0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
    0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

void add_block(State& state, const std::uint8_t* block) {
  std::uint32_t word[64];
  for (int t = 0; t < 16; ++t) {
    word[t] = std::uint32_t{block[4 * t]} << 24 | std::uint32_t{block[4 * t + 1]} << 16 | std::uint32_t{block[4 * t + 2]} << 8 | block[4 * t + 3];
  }
  for (int t = 16; t < 64; ++t) {
    const std::uint32_t s0 = std::rotr(word[t - 15], 7) ^ std::rotr(word[t - 15], 18) ^ word[t - 15] >> 3;
    const std::uint32_t s1 = std::rotr(word[t - 2], 17) ^ std::rotr(word[t - 2], 19) ^ word[t - 2] >> 10;
    word[t] = word[t - 16] + s0 + word[t - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (int t = 0; t < 64; ++t) {
    const std::uint32_t t1 = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + kRound[t] + word[t];
    const std::uint32_t t2 = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  const State added = {a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += added[i];
}

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

// 5.1.1: a one bit, zeros, the length in bits in the last eight bytes.
void add_last(State& state, std::string_view rest, std::uint64_t size) {
  std::array<std::uint8_t, 2 * kBlock> padded{};
  std::copy_n(bytes_of(rest), rest.size(), padded.begin());
  padded[rest.size()] = 0x80;
  const std::size_t end = rest.size() + 9 <= kBlock ? kBlock : 2 * kBlock;
  for (std::size_t i = 0; i < 8; ++i) padded[end - 1 - i] = static_cast<std::uint8_t>(size * 8 >> (8 * i));
  for (std::size_t at = 0; at < end; at += kBlock) add_block(state, padded.data() + at);
}
}  // namespace

Digest sha256(std::string_view data) {
  State state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::size_t at = 0;
  for (; data.size() - at >= kBlock; at += kBlock) add_block(state, bytes_of(data) + at);
  add_last(state, data.substr(at), data.size());
  Digest digest;
  for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view data) {
  std::string block(key);
  const auto text_of = [](const Digest& digest) { return std::string(digest.begin(), digest.end()); };
  if (key.size() > kBlock) block = text_of(sha256(key));
  block.resize(kBlock, '\0');
  std::string inner = block, outer = block;
  for (char& byte : inner) byte = static_cast<char>(byte ^ 0x36);
  for (char& byte : outer) byte = static_cast<char>(byte ^ 0x5c);
  return sha256(outer + text_of(sha256(inner.append(data))));
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex(2 * bytes.size(), '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    hex[2 * i] = kDigits[static_cast<std::uint8_t>(bytes[i]) >> 4];
    hex[2 * i + 1] = kDigits[static_cast<std::uint8_t>(bytes[i]) & 15];
  }
  return hex;
}

std::string sha256_name(std::string_view data) { return "sha256:" + to_hex(sha256(data)); }

}  // namespace tirai::crypto
