#include "detect/phrases.h"

#include <gtest/gtest.h>

#include "detect/context.h"

namespace {
using namespace tirai;
using namespace tirai::recognition;
using namespace std::string_literals;

TEST(Phrases, StandAsWholeWordsWhateverSeparatesThem) {
  EXPECT_EQ(phrase_end("no rek 1", 0, "no rek"), 6u);
  EXPECT_EQ(phrase_end("No. Rek: 1", 0, "no rek"), 7u);
  EXPECT_EQ(phrase_end("no_rek=1", 0, "no rek"), 6u);
  EXPECT_EQ(phrase_end("no     rek", 0, "no rek"), 0u) << "five blanks are a gap";
  EXPECT_EQ(phrase_end("norek", 0, "no rek"), 0u);
  EXPECT_EQ(phrase_end("no\0rek"s, 0, "no rek"), 0u) << "two texts";
  EXPECT_EQ(phrase_end("rekening", 0, "rek"), 0u);
  EXPECT_EQ(phrase_end("hp081", 0, "hp"), 2u) << "a digit may follow at once";
}

TEST(Phrases, TakeTheSuffixesOfIndonesianAndEnglish) {
  EXPECT_EQ(phrase_end("rekeningnya", 0, "rekening"), 11u);
  EXPECT_EQ(phrase_end("HPku", 0, "hp"), 4u);
  EXPECT_EQ(phrase_end("cards", 0, "card"), 5u);
  EXPECT_EQ(phrase_end("cardio", 0, "card"), 0u);
}

TEST(Phrases, ReadOtherScripts) {
  EXPECT_EQ(phrase_end("IDENTITÄTSNUMMER: 1", 0, "identitätsnummer"), 17u);
  EXPECT_EQ(phrase_end("주민등록번호는", 0, "주민등록번호"), 18u) << "Korean particles follow at once";
  EXPECT_EQ(phrase_end("cafétéria", 0, "café"), 0u);
}

TEST(Phrases, AreFoundBehindAValueToo) {
  static constexpr auto kWords = phrases("kode otp", "otp");
  const std::string_view text = "kode OTP: 482913";
  EXPECT_EQ(phrase_before(text, 10, 40, kWords), (ByteSpan{5, 8})) << "the last one that stands before";
  EXPECT_EQ(phrase_before(text, 10, 3, kWords), std::nullopt);
  EXPECT_EQ(phrase_before("otp\0 482913"s, 5, 40, kWords), std::nullopt);
}

TEST(Context, BehindAPhraseStandsWhatItAnnounces) {
  const auto at = [](std::string_view text, std::size_t end) { return behind_phrase(text, end); };
  EXPECT_EQ(at("otp saya adalah 482913", 3).at, 16u);
  EXPECT_TRUE(at("otp saya adalah 482913", 3).linked);
  EXPECT_EQ(at("password: \"rahasia\"", 8).at, 11u);
  EXPECT_EQ(at("pin 123456", 3).at, 4u);
  EXPECT_FALSE(at("pin 123456", 3).linked);
  EXPECT_EQ(at("pin", 3).at, 3u);
}

}  // namespace
