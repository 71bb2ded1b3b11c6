// Passwords and one-time codes, by the vectors that their standards print.
#include "tirai/sign_in.h"

#include <gtest/gtest.h>

namespace {
using namespace tirai;

// RFC 6238, appendix B: time in seconds, and the 8-digit codes. The secret is these digits, as long as the hash.
struct Vector {
  std::uint64_t time_s;
  const char *sha1, *sha256, *sha512;
};
constexpr Vector kAppendixB[] = {
    {59, "94287082", "46119246", "90693936"},          {1111111109, "07081804", "68084774", "25091201"},
    {1111111111, "14050471", "67062674", "99943326"},  {1234567890, "89005924", "91819424", "93441116"},
    {2000000000, "69279037", "90698825", "38618901"},  {20000000000, "65353130", "77737706", "47863826"},
};
std::string digits(std::size_t count) {
  std::string text;
  while (text.size() < count) text += "1234567890";
  return text.substr(0, count);
}

TEST(Totp, GivesTheCodesOfRfc6238) {
  for (const Vector& vector : kAppendixB) {
    const std::uint64_t step = vector.time_s / 30;
    EXPECT_EQ(totp(digits(20), step, 8, TotpHash::kSha1), vector.sha1);
    EXPECT_EQ(totp(digits(32), step, 8, TotpHash::kSha256), vector.sha256);
    EXPECT_EQ(totp(digits(64), step, 8, TotpHash::kSha512), vector.sha512);
    EXPECT_EQ(totp(digits(20), step), std::string(vector.sha1).substr(2)) << "six digits are the last six of eight";
  }
}

// RFC 4226, appendix D: the same secret, counters 0 to 9.
TEST(Totp, GivesTheCodesOfRfc4226) {
  const char* expected[] = {"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t counter = 0; counter < 10; ++counter) EXPECT_EQ(totp(digits(20), counter), expected[counter]);
}

TEST(Totp, HoldsForOneStepBeforeAndAfterAndOnce) {
  const std::string secret = digits(20), code = "287082";  // of step 1: 30 s to 60 s
  EXPECT_EQ(match_totp(secret, code, 29'999, 0), 1U) << "the authenticator's clock is ahead";
  EXPECT_EQ(match_totp(secret, code, 59'999, 0), 1U);
  EXPECT_EQ(match_totp(secret, code, 89'999, 0), 1U) << "it came a step late";
  EXPECT_EQ(match_totp(secret, code, 90'000, 0), std::nullopt);
  EXPECT_EQ(match_totp(secret, code, 59'999, 1), std::nullopt) << "it was used";
  EXPECT_EQ(match_totp(secret, "287083", 59'999, 0), std::nullopt);
  for (const char* wrong : {"", "28708", "2870820", " 287082"}) EXPECT_EQ(match_totp(secret, wrong, 59'999, 0), std::nullopt);
}

// RFC 4648, 10, without the padding.
TEST(Base32, GivesTheTextsOfRfc4648) {
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foo"), "MZXW6");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
}

const std::string kSalt = "0123456789abcdef";
const std::string kPassword = "correct horse battery";

// What the reference implementation (the argon2 program of Debian) prints for: echo -n PASSWORD | argon2 SALT -id -t 3 -m 16 -p 4 -l 32 -e
constexpr const char* kReference = "$argon2id$v=19$m=65536,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$UiBIPUuhY3xdXfQ7N3p/au05phWWk9ACmj5PdtUGaas";

TEST(Password, IsHashedAsTheReferenceImplementationDoes) {
  const auto hash = hash_password(kPassword, kSalt);
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash.value(), kReference);
  EXPECT_TRUE(check_password(kPassword, kReference));
}

TEST(Password, IsRefusedWhenALetterDiffers) {
  for (const std::string& wrong : {kPassword.substr(1), kPassword + " ", std::string("correct horse batterz"), std::string()}) EXPECT_FALSE(check_password(wrong, kReference));
  std::string other = kReference;
  other.back() = other.back() == 'A' ? 'E' : 'A';
  EXPECT_FALSE(check_password(kPassword, other));
}

TEST(Password, IsRefusedForWhatIsNoHash) {
  for (const char* bad : {"", "x", "$argon2id$", "$argon2id$v=19$m=65536,t=3,p=4$$", "$argon2id$v=19$m=0,t=0,p=0$AAAA$AAAA", "$2b$12$abcdefghijklmnopqrstuv"}) EXPECT_FALSE(check_password(kPassword, bad)) << bad;
}

TEST(Password, HasABoundedLength) {
  EXPECT_FALSE(hash_password("elevenbytes", kSalt));
  EXPECT_FALSE(hash_password(std::string(257, 'a'), kSalt));
  EXPECT_FALSE(hash_password(kPassword, "short"));
}
}  // namespace
