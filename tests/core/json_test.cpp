#include "codec/json.h"

#include <limits>
#include <random>

#include "codec/json_flat.h"

#include "support.h"

namespace {
using namespace tirai;
using codec::JsonValue;
using nlohmann::json;

json rebuilt(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::kNull: return nullptr;
    case JsonValue::Kind::kBool: return value.boolean;
    case JsonValue::Kind::kInteger: return value.integer;
    case JsonValue::Kind::kNumber: return value.number;
    case JsonValue::Kind::kString: return value.string;
    case JsonValue::Kind::kArray: break;
    case JsonValue::Kind::kObject: break;
  }
  json made = value.is(JsonValue::Kind::kArray) ? json::array() : json::object();
  for (const JsonValue& item : value.items) made.push_back(rebuilt(item));
  for (const auto& member : value.members) made[member.key] = rebuilt(member.value);
  return made;
}

// Every value stands where it says: its offset is that of its first byte.
void expect_offsets(const std::string& text, const JsonValue& value) {
  static const std::string kFirst[] = {"n", "tf", "-0123456789", "-0123456789", "\"", "[", "{"};
  EXPECT_NE(kFirst[static_cast<int>(value.kind)].find(text.at(value.offset)), std::string::npos) << text;
  for (const JsonValue& item : value.items) expect_offsets(text, item);
  for (const auto& member : value.members) {
    EXPECT_EQ(text.substr(member.offset, member.key.size() + 2), "\"" + member.key + "\"");
    expect_offsets(text, member.value);
  }
}

TEST(Json, KnowsWhereEachValueStood) {
  const std::string text = "// head\n{\"a\": [1, -2.5e3, true, /* x, \"y\" */ null], \"b}\":{\"c\":\"]{,:/\\\\\\\"//\"}, \"d\":[[],{}]}";
  const auto read = codec::read_json(text, "t");
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(rebuilt(read.value()), json::parse(text, nullptr, false, true));
  expect_offsets(text, read.value());
}

// ECMAScript's line terminators that are ASCII end a // comment; RapidJSON alone knows one of them.
TEST(Json, EndsACommentWithItsLine) {
  for (const std::string end : {"\n", "\r", "\r\n"}) {
    const auto read = codec::read_json("[1, // one" + end + "2]", "t");
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(rebuilt(read.value()), (json{1, 2}));
  }
}

TEST(Json, NamesThePlaceOfAMistake) {
  const auto error = [](std::string_view text) { return codec::read_json(text, "t").error().text(); };
  EXPECT_EQ(error("{\n  \"a\": [1, x]\n}"), "t:/a/0 (line 2, column 12): not JSON: unexpected \"x\"");
  EXPECT_EQ(error("{\"a\": 1\n \"b\": 2}"), "t:/a (line 2, column 2): not JSON: unexpected string; is a comma missing before it");
  EXPECT_EQ(error("[\"a\" // first\n  \"b\"]"), "t:/0 (line 2, column 3): not JSON: unexpected string; is a comma missing before it");
  EXPECT_EQ(error("[1, 2"), "t:/1 (line 1, column 6): not JSON: ends too early");
  EXPECT_EQ(error("[1] 2"), "t (line 1, column 5): not JSON: unexpected \"2\"");
  EXPECT_EQ(error("{\"a\": {\"b\": 1, \"b\": 2}}"), "t:/a/b (line 1, column 16): the key \"b\" is written twice in one object");
}

TEST(Json, ReadsNumbersOfEverySize) {
  const auto number = [](std::string_view text) { return codec::read_json(text, "t").value().number; };
  EXPECT_EQ(number("0E44"), 0.0);
  EXPECT_EQ(number("-0.0e-400"), 0.0);
  EXPECT_EQ(number("1e-400"), 0.0);
  EXPECT_EQ(number("123456789.012345"), 123456789.012345);
  EXPECT_EQ(number("9223372036854775807"), 9223372036854775807.0);
  EXPECT_DOUBLE_EQ(number("12345678901234567890123"), 1.2345678901234568e22);
  EXPECT_DOUBLE_EQ(number("2.2250738585072014e-308"), std::numeric_limits<double>::min());
  EXPECT_DOUBLE_EQ(number("1.7976931348623157e308"), std::numeric_limits<double>::max());
  EXPECT_EQ(codec::read_json("{\"a\": 1e400}", "t").error().text(), "t:/a (line 1, column 7): a number beyond what can be held");
}

TEST(Json, ReadsWhatASecondWriterWrote) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    json value = json::array();
    for (unsigned left = random() % 10; left > 0; --left) {
      std::string string(random() % 8, ' ');
      for (char& c : string) c = static_cast<char>(1 + random() % 126);
      if (random() % 2 == 0) value.push_back(string);
      else if (random() % 2 == 0) value.push_back({{string, static_cast<int>(random())}});
      else value.push_back(json::array({random() % 2 == 0, nullptr, random() / 8.0}));
    }
    const std::string text = value.dump(static_cast<int>(random() % 3) - 1);
    const auto read = codec::read_json(text, "t");
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(rebuilt(read.value()), value);
  }
}

TEST(Json, WritesStringsAnyReaderReads) {
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    std::string text(random() % 20, ' ');
    for (char& c : text) c = static_cast<char>(random() % 128);
    text += "é\U0001F600";
    std::string out;
    codec::append_json_string(out, text);
    EXPECT_EQ(json::parse(out, nullptr, false), json(text));
  }
  std::string out;
  codec::append_json_string(out, "\xff");
  EXPECT_EQ(out, "\"\uFFFD\"");
}

// Every member and item the one reader has, the other finds where it is looked for, with the same text or integer.
void expect_same(const JsonValue& value, codec::FlatValue flat) {
  ASSERT_TRUE(flat.is(value.kind));
  EXPECT_EQ(flat.string().has_value(), value.is(JsonValue::Kind::kString));
  EXPECT_EQ(std::string(flat.string().value_or("")), value.string);
  EXPECT_EQ(flat.integer(), value.is(JsonValue::Kind::kInteger) ? std::optional(value.integer) : std::nullopt);
  for (const auto& member : value.members) expect_same(member.value, flat[member.key]);
  EXPECT_FALSE(flat["no such key"].exists());
  std::size_t items = 0;
  flat.each_item([&](codec::FlatValue item) { expect_same(value.items.at(items++), item); });
  EXPECT_EQ(items, value.items.size());
}
void expect_both_read_alike(const std::string& text) {
  const auto read = codec::read_json(text, "t");
  codec::FlatJson flat;
  ASSERT_EQ(flat.read(text), read.ok()) << text;
  ASSERT_EQ(flat.root().exists(), read.ok()) << text;
  if (read.ok()) expect_same(read.value(), flat.root());
}

TEST(Json, IsReadAlikeWithAndWithoutPlaces) {
  std::string many = "{", deep(32, '[');
  for (int i = 0; i < 40; ++i) many += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":" + std::to_string(i);
  const std::string texts[] = {"", "{", "{}", "[]", "null", "\"a\"", "1 2", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":[1,-2,{}],\"c\":\"\\u00e9\\n\"},\"d\":true}", "9223372036854775807", "9223372036854775808", "1e400", "1.5",
                               "// c\n{\"a\": /* x */ null}", "\xEF\xBB\xBF{}", "\"\xff\"", many + "}", many + ",\"k7\":1}", deep + std::string(32, ']'), "[" + deep + std::string(33, ']')};
  for (const std::string& text : texts) expect_both_read_alike(text);
  const std::string whole = R"({"subject":{"id":"sari","properties":{"groups":["a","b"]}},"context":{"now":17,"consents":[{"purpose":"x"},{}]}})";
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    std::string text = whole;
    for (unsigned left = 1 + random() % 3; left > 0; --left) text[random() % text.size()] = "{}[]\",:\\0 at"[random() % 13];
    expect_both_read_alike(text.substr(0, random() % 4 == 0 ? random() % text.size() : text.npos));
  }
}

}  // namespace
