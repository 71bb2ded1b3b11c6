#include "tirai/compare.h"

#include <random>

#include "support.h"
#include "tirai/engine.h"
#include "tirai/text.h"

namespace {
using namespace tirai;
using vectors::Case;

TEST(Compare, AnswersAsItsVectorSays) {
  for (const Case& one : vectors::read_cases("tests/vectors/compare/compare.jsonl")) {
    const auto type = entity_type_from(one.data["type"].get<std::string>());
    ASSERT_TRUE(type.has_value()) << one.where;
    const std::string value = one.data["value"], said = one.data["said"];
    EXPECT_EQ(to_string(compare(*type, value, said)), one.data["match"].get<std::string>()) << one.where;
    EXPECT_EQ(Engine::compare(one.data["type"].get<std::string>(), to_utf16(value), to_utf16(said)), one.data["match"].get<std::string>()) << one.where;
  }
}

TEST(Compare, ATypeNobodyKnowsIsComparedByItsEnd) { EXPECT_EQ(Engine::compare("no_such_type", u"AB-1234", u"1234"), "matches"); }

TEST(Compare, WhatIsTooLongForOneValueDiffers) {
  const std::string longest(1025, '7');
  EXPECT_EQ(compare(EntityType::kOther, longest, longest), Match::kDiffers);
  EXPECT_EQ(compare(EntityType::kOther, longest.substr(1), "7777"), Match::kMatches);
}

// Whatever a guesser types, four digits are the least that opens a number: so of all guesses of up to three none is right.
TEST(Compare, NoGuessOfThreeDigitsIsEverRight) {
  for (int guess = 0; guess < 1000; ++guess) {
    for (const std::string& said : {std::to_string(guess), std::to_string(1000 + guess).substr(1)}) {
      EXPECT_EQ(compare(EntityType::kIdNik, "3171075301990005", said), Match::kTooShort) << said;
      EXPECT_EQ(compare(EntityType::kPhoneNumber, "0812-5550-1234", said), Match::kTooShort) << said;
    }
  }
}

TEST(Compare, OfAllGuessesOfFourDigitsOneIsRight) {
  for (const EntityType type : {EntityType::kIdNik, EntityType::kPhoneNumber, EntityType::kCreditCard, EntityType::kOther}) {
    int right = 0;
    for (int guess = 0; guess < 10'000; ++guess) right += compare(type, "081255501234", std::to_string(10'000 + guess).substr(1)) == Match::kMatches ? 1 : 0;
    EXPECT_EQ(right, 1) << to_string(type);
  }
}

TEST(Compare, AValueNeverDiffersFromItself) {
  std::mt19937 random(7);
  const std::string pieces[] = {"a", "Z", "7", "0", " ", "-", "@", "é", "李", "Jl. ", "pak ", "12/05/1990", "\xff", "\u200b"};
  for (int round = 0; round < 5000; ++round) {
    std::string value;
    for (std::size_t left = random() % 10; left > 0; --left) value += pieces[random() % std::size(pieces)];
    EXPECT_NE(compare(static_cast<EntityType>(random() % kEntityTypeCount), value, value), Match::kDiffers) << value;
  }
}

}  // namespace
