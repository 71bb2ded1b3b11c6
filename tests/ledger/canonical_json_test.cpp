// One file of vectors, two implementations: the writer must produce the canonical text, and verify's eye must accept that and nothing else.
#include "audit/canonical_json.h"

#include <nlohmann/json.hpp>

#include "audit/verify_json.h"
#include "support.h"

namespace tirai::test {
namespace {

std::vector<nlohmann::json> vectors(const std::string& name) {
  std::vector<nlohmann::json> rows;
  std::istringstream lines(read_file("tests/vectors/ledger/" + name));
  for (std::string line; std::getline(lines, line);) rows.push_back(nlohmann::json::parse(line));
  EXPECT_FALSE(rows.empty());
  return rows;
}
bool verify_accepts(std::string_view text) {
  std::string why;
  return verify::CanonicalText::read(text, why).has_value();
}

TEST(CanonicalJson, IsWrittenAsRfc8785Says) {
  for (const auto& row : vectors("canonical_json.jsonl")) {
    const auto json = audit::read_json(row.at("json").get<std::string>());
    ASSERT_EQ(json.ok(), row.contains("canonical")) << row.at("why");
    if (!json.ok()) continue;
    EXPECT_EQ(audit::write_json(json.value()), row.at("canonical").get<std::string>()) << row.at("why");
  }
}

TEST(CanonicalJson, IsAllThatVerifyAccepts) {
  for (const auto& row : vectors("canonical_json.jsonl")) {
    const std::string text = row.at("json").get<std::string>();
    const std::string canonical = row.value("canonical", "");
    EXPECT_EQ(verify_accepts(text), row.contains("canonical") && text == canonical) << row.at("why");
    if (!row.contains("canonical")) continue;
    EXPECT_TRUE(verify_accepts(canonical)) << row.at("why");
  }
}

TEST(CanonicalJson, OfIllFormedUtf8IsRefusedByBoth) {
  // Unicode table 3-7: a stray continuation, overlong forms, a surrogate, beyond U+10FFFF, cut short.
  for (const std::string bytes : {"\x80", "\xC0\xAF", "\xC1\x81", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF"}) {
    EXPECT_FALSE(audit::read_json("\"" + bytes + "\"").ok());
    EXPECT_FALSE(verify_accepts("\"" + bytes + "\""));
  }
}

TEST(CanonicalJson, ThatOnlyVerifyCouldLetPassIsRefused) {
  for (const std::string_view text : {"\"\\/\"", "\"\\u0041\"", "\"\\u000A\"", "\"\\u000a\"", "\"\\u001F\"", "-0", "{\"b\":1,\"a\":2}", " 1", "1 ", "[1, 2]", "{\"a\": 1}"}) {
    EXPECT_FALSE(verify_accepts(text)) << text;
  }
}

TEST(CanonicalJson, FindsMembersByPathAndCutsOneOut) {
  std::string why;
  const std::string line = R"({"a":{"b":"x","bb":7,"c":[{"b":"no"}]},"d":true})";
  const auto text = verify::CanonicalText::read(line, why);
  ASSERT_TRUE(text) << why;
  EXPECT_EQ(text->text({"a", "b"}), "x");
  EXPECT_EQ(text->count({"a", "bb"}), 7u);
  EXPECT_EQ(text->members({"a"}), 3u);
  EXPECT_EQ(text->find({"b"}), nullptr);
  EXPECT_EQ(text->find({"a", "b", "c"}), nullptr);
  const auto without = [&](std::initializer_list<std::string_view> path) {
    const auto [before, behind] = text->without(*text->find(path));
    return std::string(before) + std::string(behind);
  };
  EXPECT_EQ(without({"a", "b"}), R"({"a":{"bb":7,"c":[{"b":"no"}]},"d":true})");
  EXPECT_EQ(without({"a", "c"}), R"({"a":{"b":"x","bb":7},"d":true})");
}

// verify reads plain letters sixteen at a time: what is not plain must be seen at every distance from the front of its sixteen.
TEST(CanonicalJson, WhatIsNotPlainIsSeenAtEveryPlaceOfAString) {
  for (std::size_t length = 1; length < 40; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      const auto with = [&](std::string_view what) {
        std::string text(length, 'x');
        text.replace(at, 1, what);
        return "{\"k\":\"" + text + "\"}";
      };
      for (const std::string_view good : {"x", " ", "\x7f", "\xc3\xa9", "\xf0\x9f\x98\x80", "\\n", "\\\"", "\\\\", "\\u001f"}) EXPECT_TRUE(verify_accepts(with(good))) << length << " " << at;
      for (const std::string_view bad : {"\"", "\x1f", "\n", "\x80", "\xff", "\xc3", "\xed\xa0\x80", "\\x", "\\u0020", "\\"}) {
        EXPECT_FALSE(verify_accepts(with(bad))) << length << " " << at;
      }
      EXPECT_FALSE(verify_accepts(with(std::string_view("\0", 1))));
    }
  }
}

TEST(CanonicalJson, KeysWithEscapesStandInTheOrderOfWhatTheyMean) {
  for (const std::string_view good : {R"({"\n":1,"\"":2,"A":3,"\\":4,"a":5})", R"({"\n":1,"a":2,"aé":3})", R"({"\u0001":{"\b":1,"\t":2},"\t":1})"}) EXPECT_TRUE(verify_accepts(good)) << good;
  for (const std::string_view bad : {R"({"\"":1,"\n":2})", R"({"\\":1,"A":2})", R"({"\n":1,"\n":2})", R"({"\t":1,"\b":2})", R"({"a":1,"\n":2})"}) EXPECT_FALSE(verify_accepts(bad)) << bad;
}

}  // namespace
}  // namespace tirai::test
