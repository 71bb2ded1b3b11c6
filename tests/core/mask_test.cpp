#include "tirai/mask.h"

#include <random>

#include "support.h"
#include "text/grapheme.h"

namespace {
using namespace tirai;
using vectors::Case;

TEST(Mask, EveryOperatorMasksAsItsVectorSays) {
  for (const Case& one : vectors::read_cases("tests/vectors/mask/operators.jsonl")) {
    const auto kind = operator_from(one.data["operator"].get<std::string>());
    ASSERT_TRUE(kind.has_value()) << one.where;
    const Operator op{*kind, static_cast<std::uint8_t>(one.data.value("count", 0))};
    EXPECT_EQ(mask_value(one.data["value"].get<std::string>(), op, {one.data.value("key", "")}), one.data["mask"].get<std::string>()) << one.where;
  }
}

TEST(Mask, CutsGraphemeClustersWhereAReaderSeesThem) {
  for (const Case& one : vectors::read_cases("tests/vectors/mask/graphemes.jsonl")) {
    std::vector<std::string> clusters;
    const std::string text = one.data["text"];
    for (const auto& cluster : text::clusters_of(text)) clusters.push_back(text.substr(cluster.span.begin, cluster.span.size()));
    EXPECT_EQ(nlohmann::json(clusters).dump(), one.data["clusters"].dump()) << one.where;
  }
}

TEST(Mask, ReplacesEachSpanAndLeavesTheRest) {
  const std::vector<MaskStep> steps = {{{3, 7}, {OperatorKind::kRedact, 0}}, {{7, 11}, {OperatorKind::kKeepLast, 2}}};
  EXPECT_EQ(mask("id 12345678 é", steps).value(), "id ••••••78 é");
}

TEST(Mask, FailsAtTheFirstStepThatLeavesTheText) {
  const Operator redact;
  const auto code_of = [&](std::vector<MaskStep> steps) {
    const auto masked = mask("abcé", steps);
    return masked.ok() ? std::string("ok") : masked.error().at;
  };
  EXPECT_EQ(code_of({{{0, 3}, redact}, {{3, 5}, redact}}), "ok");
  EXPECT_EQ(code_of({{{0, 2}, redact}, {{3, 6}, redact}}), "span [3, 6)");
  EXPECT_EQ(code_of({{{2, 3}, redact}, {{0, 1}, redact}}), "span [0, 1)");
  EXPECT_EQ(code_of({{{0, 3}, redact}, {{2, 3}, redact}}), "span [2, 3)");
  EXPECT_EQ(code_of({{{3, 4}, redact}}), "span [3, 4)");  // cuts the é
  EXPECT_EQ(code_of({{{2, 1}, redact}}), "span [2, 1)");
}

std::string random_text(std::mt19937& random, std::size_t most) {
  const std::string pieces[] = {"a", "Z", "7", " ", "-", "@", ".", "é", "e\u0301", "😀", "👨‍👩‍👧", "🇮🇩", "한", "中", "\u200b", "\xff", std::string(1, '\0'), "\r\n"};
  std::string text;
  for (std::size_t left = random() % most; left > 0; --left) text += pieces[random() % std::size(pieces)];
  return text;
}

std::size_t shown(const std::string& masked) {
  std::size_t count = 0;
  for (const auto& cluster : text::clusters_of(masked)) count += cluster.counts && masked.substr(cluster.span.begin, cluster.span.size()) != "•" ? 1 : 0;
  return count;
}

TEST(Mask, KeepNeverShowsMoreThanHalf) {
  std::mt19937 random(11);
  for (int round = 0; round < 4000; ++round) {
    const std::string value = random_text(random, 20);
    std::size_t counting = 0;
    for (const auto& cluster : text::clusters_of(value)) counting += cluster.counts ? 1 : 0;
    for (const OperatorKind kind : {OperatorKind::kKeepFirst, OperatorKind::kKeepLast, OperatorKind::kKeepEnds}) {
      EXPECT_LE(shown(mask_value(value, {kind, static_cast<std::uint8_t>(random() % 256)})), counting / 2);
    }
  }
}

TEST(Mask, NoOperatorGivesTheValueItself) {
  std::mt19937 random(12);
  for (int round = 0; round < 2000; ++round) {
    const std::string value = random_text(random, 12);
    std::size_t counting = 0;
    for (const auto& cluster : text::clusters_of(value)) counting += cluster.counts ? 1 : 0;
    if (counting == 0) continue;
    for (int kind = 0; kind <= static_cast<int>(OperatorKind::kHideLength); ++kind) {
      const std::string masked = mask_value(value, {static_cast<OperatorKind>(kind), static_cast<std::uint8_t>(random() % 9)}, {random() % 2 ? "key" : ""});
      EXPECT_NE(masked, value) << kind;
      EXPECT_FALSE(masked.empty());
    }
  }
}

TEST(Mask, LeavesTextOutsideTheSpansUntouched) {
  std::mt19937 random(13);
  for (int round = 0; round < 1000; ++round) {
    const std::string before = random_text(random, 10), inside = random_text(random, 10), after = random_text(random, 10);
    const std::vector<MaskStep> steps = {{{before.size(), before.size() + inside.size()}, {OperatorKind::kHideLength, 0}}};
    EXPECT_EQ(mask(before + inside + after, steps).value(), before + "••••••" + after);
  }
}

}  // namespace
