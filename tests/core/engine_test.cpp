#include "tirai/engine.h"

#include <random>

#include "support.h"
#include "tirai/text.h"

namespace {
using namespace tirai;
using nlohmann::json;

const char* const kAssigned = R"({"subject":{"id":"sari","properties":{"role":"agent"}},"context":{"relationship":"assigned"}})";

Engine engine() {
  auto made = Engine::create(vectors::read_file("policies/support.json"), "support.json");
  EXPECT_TRUE(made.ok());
  return std::move(made).value();
}
json parsed(const std::string& text) { return json::parse(text, nullptr, false); }

TEST(Engine, DoesNotExistWithoutAPolicy) {
  const auto none = Engine::create("{", "policy");
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, ErrorCode::kBadSyntax);
}

TEST(Engine, CoversEverythingInFullBeforeItKnowsWhoLooks) {
  const Engine one = engine();
  EXPECT_EQ(one.scan(u"budi@example.com"), R"([{"begin":0,"end":16,"type":"email_address","class":"contact.email","level":"full","mask":"••••@•••••••.•••"}])");
  EXPECT_EQ(one.mask_field("person.name", u"Siti"), R"({"level":"full","mask":"••••••"})");
}

TEST(Engine, FindsWhatThePolicysOwnPatternsSayAndLeavesPacksOutThatAreOff) {
  std::string policy = vectors::read_file("tests/vectors/policy/base.json");
  const std::string detectors = R"("detectors": {)";
  const std::size_t at = policy.find(detectors);
  ASSERT_NE(at, std::string::npos);
  policy.insert(at + detectors.size(), R"("packs": {"sg-my": false, "eu-uk": false}, "patterns": {"employee": {"pattern": "EMP-\\d{6}", "class": "contact"}}, )");
  auto made = Engine::create(policy, "base.json");
  ASSERT_TRUE(made.ok()) << made.error().text();
  EXPECT_EQ(made.value().scan(u"EMP-004211, NRIC S1234567D"), R"([{"begin":0,"end":10,"type":"other","class":"contact","level":"full","mask":"•••-••••••"}])");
}

TEST(Engine, MasksWhatThePolicyCoversAndPassesOverWhatItShows) {
  Engine one = engine();
  ASSERT_TRUE(one.set_facts(kAssigned).ok());
  ASSERT_TRUE(one.learn(R"([{"class":"person.name","value":"Siti Rahayu"},{"class":"contact.address","value":"Jl. Melati 5"}])").ok());
  EXPECT_EQ(parsed(one.scan(u"Siti Rahayu, NIK 3171014508900002, Jl. Melati 5")),
            parsed(R"([{"begin":17,"end":33,"type":"id_nik","class":"identity.nik","level":"partial","mask":"••••••••••••0002"},
                       {"begin":35,"end":47,"type":"address","class":"contact.address","level":"partial","mask":"••. •••••• •"}])"));
  EXPECT_EQ(one.mask_field("person.name", u"Siti"), R"({"level":"plain"})");
  EXPECT_EQ(one.mask_field("identity.nik", u"3171014508900002"), R"({"level":"partial","mask":"••••••••••••0002"})");
}

TEST(Engine, CoversAClassThePolicyDoesNotHave) {
  Engine one = engine();
  ASSERT_TRUE(one.set_facts(kAssigned).ok());
  ASSERT_TRUE(one.learn(R"([{"class":"pet.name","value":"Bobby Tables"}])").ok());
  EXPECT_EQ(one.scan(u"Bobby Tables"), R"([{"begin":0,"end":12,"type":"other","class":"pet.name","level":"full","mask":"••••• ••••••"}])");
  EXPECT_EQ(one.mask_field("pet.name", u"Bobby"), R"({"level":"full","mask":"•••••"})");
}

TEST(Engine, FactsItCannotReadCoverEverythingAgain) {
  Engine one = engine();
  ASSERT_TRUE(one.set_facts(kAssigned).ok());
  EXPECT_EQ(one.mask_field("person.name", u"Siti"), R"({"level":"plain"})");
  EXPECT_FALSE(one.set_facts("{").ok());
  EXPECT_EQ(one.mask_field("person.name", u"Siti"), R"({"level":"full","mask":"••••••"})");
}

TEST(Engine, CountsInUtf16UnitsWhateverTheTextHolds) {
  Engine one = engine();
  ASSERT_TRUE(one.set_facts(kAssigned).ok());
  std::u16string text = {0xD800, 0, u'\u202E', 0xD83D, 0xDE00, u' '};
  const std::size_t before = text.size();
  text += u"081234567890";
  text += {0xDC00, 0, u'x'};
  const json found = parsed(one.scan(text));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["begin"], before);
  EXPECT_EQ(found[0]["end"], before + 12);
}

TEST(Engine, AnswersSortedDisjointStepsForAnyUtf16) {
  Engine one = engine();
  ASSERT_TRUE(one.learn(R"([{"class":"person.name","value":"Siti Rahayu"}])").ok());
  const std::u16string pieces[] = {u"081234567890", u"3171014508900002", u"a@b.co", u" ", u"Siti", u"\u200b", std::u16string(1, 0), {0xD800}, {0xDC00}, {0xD83D, 0xDE00}, u"é", u"-"};
  std::mt19937 random(5);
  for (int round = 0; round < 500; ++round) {
    std::u16string text;
    for (unsigned left = random() % 20; left > 0; --left) text += pieces[random() % std::size(pieces)];
    std::size_t end = 0;
    for (const json& step : parsed(one.scan(text))) {
      EXPECT_GE(step["begin"].get<std::size_t>(), end);
      EXPECT_GT(step["end"].get<std::size_t>(), step["begin"].get<std::size_t>());
      end = step["end"].get<std::size_t>();
      EXPECT_LE(end, text.size());
      EXPECT_NE(to_utf16(step["mask"].get<std::string>()), text.substr(step["begin"].get<std::size_t>(), end - step["begin"].get<std::size_t>()));
    }
  }
}

TEST(Engine, LearnsAtMost512AndReplacesWhatItKnew) {
  Engine one = engine();
  EXPECT_FALSE(one.learn("{}").ok());
  EXPECT_FALSE(one.learn(R"([{"class":"other"}])").ok());
  EXPECT_FALSE(one.learn(R"([{"class":"other","value":7}])").ok());
  json many = json::array();
  for (int i = 0; i < 512; ++i) many.push_back({{"class", "other"}, {"value", "AKUN-" + std::to_string(i)}});
  EXPECT_TRUE(one.learn(many.dump()).ok());
  EXPECT_EQ(parsed(one.scan(u"AKUN-511")).size(), 1u);
  many.push_back({{"class", "other"}, {"value", "x"}});
  EXPECT_EQ(one.learn(many.dump()).error().code, ErrorCode::kTooLarge);
  EXPECT_TRUE(one.learn("[]").ok());
  EXPECT_EQ(one.scan(u"AKUN-511"), "[]");
}

TEST(Engine, AValueTooLongToLearnIsFoundByItsBeginning) {
  Engine one = engine();
  std::string value = "Berkas Melati";
  while (value.size() < 300) value += " lembar A";
  ASSERT_TRUE(one.learn(json::array({{{"class", "contact.address"}, {"value", value}}}).dump()).ok());
  EXPECT_EQ(parsed(one.scan(to_utf16(value))).size(), 1u);
}

TEST(Engine, ADetectorThatIsOffFindsNothing) {
  json policy = json::parse(vectors::read_file("policies/support.json"), nullptr, false, true);
  policy["detectors"]["phone_number"]["on"] = false;
  auto one = Engine::create(policy.dump());
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(one.value().scan(u"081234567890"), "[]");
  EXPECT_NE(one.value().scan(u"budi@example.com"), "[]");
}

TEST(Engine, TokensComeFromTheTenantsKey) {
  json policy = json::parse(vectors::read_file("policies/support.json"), nullptr, false, true);
  policy["rules"] = json::array({{{"id", "t"}, {"effect", "permit"}, {"level", "token"}, {"when", json::object()}, {"reason", {{"id", "a"}, {"en", "b"}}}}});
  auto one = Engine::create(policy.dump());
  ASSERT_TRUE(one.ok());
  ASSERT_TRUE(one.value().set_facts(R"({"mask_key":"kunci"})").ok());
  const std::string token = parsed(one.value().mask_field("other", u"budi"))["mask"];
  EXPECT_EQ(token.substr(0, 4), "tok_");
  ASSERT_TRUE(one.value().set_facts("{}").ok());
  EXPECT_EQ(one.value().mask_field("other", u"budi"), R"({"level":"token","mask":"••••"})");
}

TEST(Engine, SpeaksOfItsPolicyInBothLanguages) {
  const json summary = parsed(engine().policy_summary());
  EXPECT_EQ(summary["id"], "support");
  EXPECT_EQ(summary["digest"].get<std::string>().size(), 71u);
  EXPECT_EQ(summary["classes"].size(), 8u);
  for (const json& one : summary["classes"]) EXPECT_TRUE(!one["text"]["id"].get<std::string>().empty() && !one["text"]["en"].get<std::string>().empty());
  EXPECT_EQ(summary["roles"][1]["id"], "supervisor");
}

TEST(Engine, OffersPurposesWithTheirTexts) {
  const auto offered = engine().offered_purposes(
      R"({"subject":{"properties":{"role":"agent"}},"action":{"name":"reveal"},"resource":{"type":"field","properties":{"class":"identity.nik"}},"context":{"relationship":"assigned"}})");
  ASSERT_TRUE(offered.ok());
  EXPECT_EQ(parsed(offered.value()),
            parsed(R"([{"purpose":"identity_verification","text":{"id":"Verifikasi identitas","en":"Identity verification"},
                        "reason":{"id":"Memastikan penelepon adalah pemilik akun","en":"Making sure the caller owns the account"},
                        "dpv":"https://w3id.org/dpv#IdentityVerification","legal_basis":"https://w3id.org/dpv#ContractPerformance","level":"plain","time_to_live_s":30}])"));
}

}  // namespace
