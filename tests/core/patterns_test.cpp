#include "detect/patterns/patterns.h"

#include "support.h"
#include "tirai/detect.h"
#include "tirai/patterns.h"

namespace {
using namespace tirai;
using recognition::patterns::Found;
using recognition::patterns::PatternSet;

nlohmann::json spans_of(std::string_view pattern, std::string_view text) {
  auto set = PatternSet::compile({&pattern, 1});
  if (!set) return set.error().message;
  std::vector<Found> found;
  set.value().find(text, found);
  nlohmann::json spans = nlohmann::json::array();
  for (const Found& one : found) spans.push_back({one.span.begin, one.span.end});
  return spans;
}

TEST(Patterns, MatchLeftmostThenLongest) {
  for (const vectors::Case& one : vectors::read_cases("tests/vectors/detect/patterns.jsonl")) {
    EXPECT_EQ(spans_of(one.data["pattern"].get<std::string>(), one.data["text"].get<std::string>()).dump(), one.data["expect"].dump()) << one.where;
  }
}

TEST(Patterns, AreRefusedOverBudget) {
  const auto refused = [](std::vector<std::string_view> patterns) {
    const auto set = PatternSet::compile(patterns);
    return set ? ErrorCode::kInternal : set.error().code;
  };
  const std::string long_pattern(1001, 'a');
  EXPECT_EQ(refused({long_pattern}), ErrorCode::kTooLarge);
  EXPECT_EQ(refused(std::vector<std::string_view>(65, "a")), ErrorCode::kTooLarge);
  EXPECT_EQ(refused({"((a{100}){100}){100}"}), ErrorCode::kTooLarge);
  EXPECT_EQ(refused({"a*"}), ErrorCode::kBadValue);
  EXPECT_EQ(refused({"a|"}), ErrorCode::kBadValue);
  EXPECT_EQ(refused({"\\bEMP-\\d{6}\\b"}), ErrorCode::kInternal) << "this one is taken";
}

// Each would keep a backtracking matcher busy for longer than anyone waits.
TEST(Patterns, AnswerAtOnceWhateverTheTextIs) {
  const std::string text(200'000, 'a');
  for (const std::string_view pattern : {"(a*)*b", "(a|a)*b", "(a|aa)+$b", "a{0,50}a{50}b", "(x+x+)+y", "[a-z]+@[a-z]+"}) {
    EXPECT_EQ(spans_of(pattern, text).dump(), "[]") << pattern;
  }
}

TEST(Patterns, OfAPolicyAreFoundByDetect) {
  auto patterns = CustomPatterns::compile({{.id = "employee", .pattern = "EMP-\\d{6}", .class_id = "staff.number"},
                                           {.id = "locker", .pattern = "[A-F]\\d{3}", .class_id = "staff.locker", .context = {"loker", "locker"}, .alone = 0.2, .with_context = 0.9}});
  ASSERT_TRUE(patterns.ok());
  Thresholds thresholds;
  thresholds.patterns = patterns.value();
  const auto found = detect("EMP-004211 punya loker B117, sedangkan kursi di lantai dua gedung lama bernomor B118", {}, thresholds);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].subtype, "employee");
  EXPECT_EQ(found[0].span, (ByteSpan{0, 10}));
  EXPECT_EQ(found[1].subtype, "locker");
  EXPECT_EQ(found[1].span, (ByteSpan{23, 27}));
  EXPECT_EQ(patterns.value()->named("locker")->class_id, "staff.locker");
}

}  // namespace
