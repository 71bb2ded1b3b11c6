#include <nlohmann/json.hpp>

#include "support.h"

namespace tirai::test {
namespace {

TEST(Signature, AgreesWithTheVectors) {
  std::istringstream lines(read_file("tests/vectors/ledger/ed25519.jsonl"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto row = nlohmann::json::parse(line);
    const auto bytes = [&](const char* key) { return hex_to_bytes(row.value(key, "")); };
    EXPECT_EQ(crypto::ed25519_verify(bytes("public_key"), bytes("message"), bytes("signature")), row.at("holds").get<bool>()) << row.at("why");
    if (!row.contains("seed")) continue;
    EXPECT_EQ(crypto::ed25519_public_key(bytes("seed")), bytes("public_key")) << row.at("why");
    EXPECT_EQ(crypto::ed25519_sign(bytes("seed"), bytes("message")), bytes("signature")) << row.at("why");
  }
  EXPECT_GE(count, 17);
}

TEST(Base64, HasOneSpellingForOneValue) {
  // RFC 4648, section 10.
  for (const auto& [bytes, text] : {std::pair<std::string, std::string>{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(crypto::base64_encode(bytes), text);
    EXPECT_EQ(crypto::base64_decode(text), bytes);
  }
  for (const std::string_view wrong : {"Zh==", "Zm9=", "Zg", "Zg=", "Zm 8=", "Zm8=\n", "Zm-_", "=", "Zg==Zg=="}) EXPECT_FALSE(crypto::base64_decode(wrong)) << wrong;
}

}  // namespace
}  // namespace tirai::test
