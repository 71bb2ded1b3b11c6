#include "tirai/text.h"

#include <random>

#include "support.h"

namespace {
using namespace tirai;

TEST(Text, LoneSurrogatesBecomeOneReplacementCharacterEach) {
  const std::u16string lone = {u'a', 0xD800, u'b', 0xDC00, 0xD83D, 0xDE00, 0xD83D};
  EXPECT_EQ(to_utf8(lone), "a\uFFFDb\uFFFD\U0001F600\uFFFD");
  EXPECT_EQ(to_utf16(to_utf8(lone)).size(), lone.size());
}

TEST(Text, EveryBadByteIsOneReplacementCharacter) {
  EXPECT_EQ(to_utf16("a\xC0\xAF\xED\xA0\x80\xF4\x90z"), u"a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(to_utf16("\xE2\x80"), u"\uFFFD\uFFFD");
}

// Unicode 15, table 3-7: well-formed byte sequences, and what lies just outside each row.
TEST(Text, KnowsWellFormedUtf8) {
  for (const char* good : {"", "a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char* bad : {"\x80", "\xC1\xBF", "\xC2", "\xC2\x7F", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xEF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

TEST(Text, CountsUtf16UnitsAndCodePoints) {
  const std::string text = "a\u00e9\u20ac\U0001F600b";  // 1 + 2 + 3 + 4 + 1 bytes
  const std::vector<ByteSpan> spans = {{0, 1}, {1, 6}, {6, 10}, {10, 11}};
  EXPECT_EQ(to_utf16_spans(text, spans), (std::vector<Utf16Span>{{0, 1}, {1, 3}, {3, 5}, {5, 6}}));
  EXPECT_EQ(to_codepoint_spans(text, spans), (std::vector<CodepointSpan>{{0, 1}, {1, 3}, {3, 4}, {4, 5}}));
}

TEST(Text, EveryUtf16TextComesBackButForItsLoneSurrogates) {
  std::mt19937 random(42);
  for (int round = 0; round < 2000; ++round) {
    std::u16string text(random() % 40, u'x');
    for (char16_t& unit : text) unit = static_cast<char16_t>(random() % 3 == 0 ? 0xD800 + random() % 0x800 : random() % 0x10000);
    const std::string utf8 = to_utf8(text);
    const std::u16string back = to_utf16(utf8);
    ASSERT_TRUE(is_utf8(utf8));
    ASSERT_EQ(back.size(), text.size());
    for (std::size_t i = 0; i < text.size(); ++i) EXPECT_TRUE(back[i] == text[i] || (back[i] == 0xFFFD && (text[i] & 0xF800) == 0xD800));
  }
}

}  // namespace
