// HPKE against RFC 9180's printed vectors and against another library's messages (tests/vectors/ledger/hpke.jsonl); sealed texts.
#include "tirai/seal.h"

#include <nlohmann/json.hpp>
#include <set>

#include "crypto/hash.h"
#include "crypto/hpke.h"
#include "support.h"

namespace tirai::test {
namespace {
using crypto::Aead;
using nlohmann::json;

std::vector<json> messages() {
  std::vector<json> out;
  std::istringstream lines(read_file("tests/vectors/ledger/hpke.jsonl"));
  for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
  return out;
}
std::string field_of(const json& vector, const char* key) { return hex_to_bytes(vector[key].get<std::string>()); }
Aead aead_of(const json& vector) { return static_cast<Aead>(vector["aead"].get<int>()); }
crypto::HpkeMessage message_of(const json& vector) { return {field_of(vector, "enc"), field_of(vector, "ct")}; }

TEST(Hpke, SealsTheVectorsOfTheStandardByteForByte) {
  int count = 0;
  for (const json& rfc : messages()) {
    if (!rfc.contains("ikmE")) continue;  // another library's: it tells its ephemeral key to nobody
    SCOPED_TRACE(rfc["why"]);
    EXPECT_EQ(crypto::to_hex(crypto::x25519_derive(field_of(rfc, "ikmE"))), rfc["skE"]);
    EXPECT_EQ(crypto::to_hex(crypto::x25519_derive(field_of(rfc, "ikmR"))), rfc["skR"]);
    EXPECT_EQ(crypto::to_hex(crypto::x25519_public_key(field_of(rfc, "skR")).value()), rfc["pkR"]);
    const auto sealed = crypto::hpke_seal(aead_of(rfc), field_of(rfc, "pkR"), field_of(rfc, "skE"), field_of(rfc, "info"), field_of(rfc, "aad"), field_of(rfc, "pt"));
    ASSERT_TRUE(sealed.has_value());
    EXPECT_EQ(crypto::to_hex(sealed->enc), rfc["enc"]);
    EXPECT_EQ(crypto::to_hex(sealed->ciphertext), rfc["ct"]);
    ++count;
  }
  EXPECT_EQ(count, 2);
}

TEST(Hpke, OpensWhatTheStandardAndAnotherLibrarySealed) {
  for (const json& vector : messages()) {
    const auto text = crypto::hpke_open(aead_of(vector), field_of(vector, "skR"), message_of(vector), field_of(vector, "info"), field_of(vector, "aad"));
    ASSERT_TRUE(text.has_value()) << vector["why"];
    EXPECT_EQ(*text, field_of(vector, "pt"));
  }
}

TEST(Hpke, OpensNothingThatWasChanged) {
  for (const json& vector : messages()) {
    const auto opens = [&](const crypto::HpkeMessage& message, const std::string& info, const std::string& aad, Aead aead) {
      return crypto::hpke_open(aead, field_of(vector, "skR"), message, info, aad).has_value();
    };
    const crypto::HpkeMessage message = message_of(vector);
    const std::string info = field_of(vector, "info"), aad = field_of(vector, "aad");
    for (std::size_t bit = 0; bit < message.ciphertext.size() * 8; bit += 7) {
      crypto::HpkeMessage flipped = message;
      flipped.ciphertext[bit / 8] = static_cast<char>(flipped.ciphertext[bit / 8] ^ (1 << (bit % 8)));
      EXPECT_FALSE(opens(flipped, info, aad, aead_of(vector))) << bit;
    }
    for (std::size_t bit = 0; bit < 255; ++bit) {  // the last bit of an X25519 key is not read (RFC 7748, 5), but enc is in the key schedule
      crypto::HpkeMessage flipped = message;
      flipped.enc[bit / 8] = static_cast<char>(flipped.enc[bit / 8] ^ (1 << (bit % 8)));
      EXPECT_FALSE(opens(flipped, info, aad, aead_of(vector))) << bit;
    }
    EXPECT_FALSE(opens(message, info + "x", aad, aead_of(vector)));
    EXPECT_FALSE(opens(message, info, aad + "x", aead_of(vector)));
    EXPECT_FALSE(opens(message, info, aad, aead_of(vector) == Aead::kAes128Gcm ? Aead::kAes256Gcm : Aead::kAes128Gcm));
    EXPECT_FALSE(opens({message.enc, message.ciphertext.substr(0, 15)}, info, aad, aead_of(vector)));
    EXPECT_FALSE(opens({std::string(32, '\0'), message.ciphertext}, info, aad, aead_of(vector))) << "a key that is none";
    EXPECT_FALSE(opens({message.enc + "x", message.ciphertext}, info, aad, aead_of(vector)));
  }
}

TEST(Seal, OnlyItsKeyOpensItAndOnlyWhereItBelongs) {
  const SealKeys dpo = seal_keys(std::string(32, 1)).value(), other = seal_keys(std::string(32, 2)).value();
  const auto sealed = seal("Pelanggan menelepon", dpo.public_key, "chain:7", std::string(32, 'r'));
  ASSERT_TRUE(sealed.ok()) << sealed.error().text();
  EXPECT_EQ(open_sealed(sealed.value(), dpo.private_key, "chain:7").value(), "Pelanggan menelepon");
  EXPECT_EQ(open_sealed(sealed.value(), dpo.private_key, "chain:8").error().code, ErrorCode::kBadSignature);
  EXPECT_EQ(open_sealed(sealed.value(), other.private_key, "chain:7").error().code, ErrorCode::kBadSignature);
  EXPECT_EQ(open_sealed("x", dpo.private_key, "chain:7").error().code, ErrorCode::kBadSyntax);
  EXPECT_EQ(open_sealed(sealed.value(), "x", "chain:7").error().code, ErrorCode::kBadValue);
}

TEST(Seal, TheLengthTellsOnlyTheBucket) {
  const SealKeys dpo = seal_keys(std::string(32, 1)).value();
  const auto size_of = [&](std::size_t length) { return seal(std::string(length, 'a'), dpo.public_key, "", std::string(32, 'r')).value().size(); };
  std::set<std::size_t> sizes;
  for (std::size_t length = 0; length < 256; ++length) sizes.insert(size_of(length));
  // 32 bytes of key, 256 of text, 16 of tag: 304 bytes, 408 letters of base64.
  EXPECT_EQ(sizes, (std::set<std::size_t>{408}));
  EXPECT_EQ(size_of(256), size_of(511));
  for (const std::size_t length : {0, 1, 255, 256, 4096}) {
    const std::string text(length, '\0');  // looks like padding, and is text
    EXPECT_EQ(open_sealed(seal(text, dpo.public_key, "", std::string(32, 'r')).value(), dpo.private_key, "").value(), text);
  }
  EXPECT_EQ(seal(std::string(4097, 'a'), dpo.public_key, "", std::string(32, 'r')).error().code, ErrorCode::kTooLarge);
}

TEST(Seal, RefusesKeysThatAreNone) {
  const SealKeys dpo = seal_keys(std::string(32, 1)).value();
  EXPECT_FALSE(seal_keys("short").ok());
  EXPECT_FALSE(seal("a", dpo.public_key, "", "short").ok());
  EXPECT_FALSE(seal("a", "AAAA", "", std::string(32, 'r')).ok());
  EXPECT_FALSE(seal("a", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "", std::string(32, 'r')).ok()) << "the point of order one";
}

}  // namespace
}  // namespace tirai::test
