// The paint path's hash against Botan's: every length around the blocks, and keys shorter, as long and longer than one.
#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <random>

#include "crypto/ledger_hash.h"

namespace {
using namespace tirai::crypto;

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

TEST(Hash, TheTwoImplementationsAgreeAtEveryLength) {
  std::mt19937 random(180);
  for (std::size_t size = 0; size <= 300; ++size) {
    const std::string data = random_bytes(random, size);
    EXPECT_EQ(to_hex(sha256(data)), to_hex(ledger::sha256(data))) << size;
  }
}

TEST(Hash, TheTwoMacsAgreeForEveryKey) {
  std::mt19937 random(2104);
  for (std::size_t size = 1; size <= 140; ++size) {  // Botan refuses an empty key
    const std::string key = random_bytes(random, size);
    const std::string data = random_bytes(random, random() % 200);
    EXPECT_EQ(to_hex(hmac_sha256(key, data)), to_hex(ledger::hmac_sha256(key, data))) << size;
  }
}

}  // namespace
