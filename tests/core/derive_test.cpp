// Facts that follow from what a request tells: by hand, from the sentences of policies/README.md. Days are those of full.json.
#include "decide/derive.h"

#include "decide/facts.h"
#include "support.h"

namespace {
using namespace tirai;
using nlohmann::json;

class Derive : public ::testing::Test {
 protected:
  void SetUp() override {
    auto read = parse_policy(vectors::read_file("tests/vectors/policy/full.json"), "full.json");
    ASSERT_TRUE(read.ok()) << read.error().text();
    policy_ = std::move(read).value();
  }
  /// The value of `fact`, "?" when it cannot be told, under a request with these changes.
  std::string fact(const std::string& name, const json& changes) {
    json request = json::parse(R"({"subject":{"id":"sari","properties":{"role":"agent","groups":["billing"]}},"action":{"name":"reveal"},
                                   "resource":{"type":"class","id":"contact.phone"},"context":{"now":"2026-11-21T08:00:00Z"}})", nullptr, false);
    if (!changes.is_null()) request.merge_patch(changes);
    const auto read = parse_request(policy_, request.dump());
    EXPECT_TRUE(read.ok());
    const Fact which = *fact_from(name);
    const std::uint16_t value = read.value().facts[static_cast<std::size_t>(which)];
    return value == kMissing ? "?" : std::string(domain_name(policy_, which, value));
  }
  static json context(const json& members) { return {{"context", members}}; }
  Policy policy_;
};

TEST_F(Derive, ReadsRfc3339) {
  using decision::read_rfc3339;
  EXPECT_EQ(read_rfc3339("1970-01-01"), 0);
  EXPECT_EQ(read_rfc3339("1970-01-02T00:00:00Z"), 86'400'000);
  EXPECT_EQ(read_rfc3339("2000-02-29T12:00:00.250Z"), 951'825'600'250);  // date -u -d 2000-02-29T12:00:00 +%s
  EXPECT_EQ(read_rfc3339("2026-11-21T15:00:00+07:00"), read_rfc3339("2026-11-21T08:00:00Z"));
  EXPECT_EQ(read_rfc3339("2026-11-21T04:30:00-03:30"), read_rfc3339("2026-11-21T08:00:00Z"));
  for (const char* bad : {"", "2026", "2026-02-30", "2026-13-01", "2026-11-21 08:00:00Z", "2026-11-21T08:00:00", "2026-11-21T24:00:00Z", "2026-11-21T08:00:00Zx", "2026-11-21T08:00:00.Z", "2026-11-21T08:00:00+7"}) {
    EXPECT_FALSE(read_rfc3339(bad)) << bad;
  }
}

TEST_F(Derive, RelationshipFollowsFromTheTicket) {
  EXPECT_EQ(fact("relationship", {}), "none");
  EXPECT_EQ(fact("relationship", context({{"ticket", {{"assignee", "sari"}, {"group", "billing"}}}})), "assigned");
  EXPECT_EQ(fact("relationship", context({{"ticket", {{"assignee", {"budi", "sari"}}}}})), "assigned");
  EXPECT_EQ(fact("relationship", context({{"ticket", {{"assignee", "budi"}, {"group", "billing"}}}})), "team");
  EXPECT_EQ(fact("relationship", context({{"ticket", {{"assignee", "budi"}, {"group", "sales"}}}})), "none");
  EXPECT_EQ(fact("relationship", context({{"relationship", "none"}, {"ticket", {{"assignee", "sari"}}}})), "none") << "what is given holds";
  EXPECT_EQ(fact("relationship", context({{"ticket", 7}})), "none");
}

TEST_F(Derive, RetentionFollowsFromTheDayTheTicketWasClosed) {
  EXPECT_EQ(fact("retention", context({{"ticket", {{"closed_at", nullptr}}}})), "active") << "an open ticket";
  EXPECT_EQ(fact("retention", context({{"ticket", {{"closed_at", "2026-10-22T08:00:01Z"}}}})), "active");
  EXPECT_EQ(fact("retention", context({{"ticket", {{"closed_at", "2026-10-22T08:00:00Z"}}}})), "expired") << "30 days of the class above";
  EXPECT_EQ(fact("retention", {{"resource", {{"id", "contact.email"}}}, {"context", {{"ticket", {{"closed_at", "2026-10-22T08:00:00Z"}}}}}}), "active") << "its own 365 days";
  EXPECT_EQ(fact("retention", context({{"ticket", {{"closed_at", "last week"}}}})), "?");
  EXPECT_EQ(fact("retention", context({{"now", nullptr}, {"ticket", {{"closed_at", "2020-01-01"}}}})), "?");
}

TEST_F(Derive, ConsentIsTheLatestOfItsRecordsAndCoversNarrowerPurposes) {
  const auto state = [&](const std::string& purpose, const json& records) { return fact("consent", context({{"purpose", purpose}, {"consents", records}})); };
  EXPECT_EQ(state("offers", json::array()), "unknown");
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"given_at", "2026-11-01"}}}), "given");
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"given_at", "2026-12-01"}}}), "unknown") << "not yet";
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"given_at", "2025-11-21"}}}), "expired") << "after 365 days";
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"given_at", "2026-11-01"}, {"expires_at", "2026-11-20"}}}), "expired");
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"given_at", "2026-11-01"}, {"withdrawn_at", "2026-11-02"}}}), "withdrawn");
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"withdrawn_at", "2026-11-02"}}, {{"purpose", "offers"}, {"given_at", "2026-11-03"}}}), "given") << "given again";
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"refused_at", "2026-11-02"}}}), "refused");
  EXPECT_EQ(state("offers", {{{"purpose", "care"}, {"given_at", "2026-11-01"}}}), "unknown") << "for another purpose";
  EXPECT_EQ(state("check", {{{"purpose", "care"}, {"given_at", "2026-11-01"}}}), "given") << "check is narrower than care";
  EXPECT_EQ(state("care", {{{"purpose", "check"}, {"given_at", "2026-11-01"}}}), "unknown") << "and not the other way";
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"given_at", "soon"}}}), "?");
  EXPECT_EQ(state("offers", {{{"purpose", "offers"}, {"given_at", "2026-11-01"}, {"withdrawn_at", {1}}}}), "?");
  EXPECT_EQ(state("offers", "yes"), "unknown");
}

TEST_F(Derive, ASecondFactorAndATrainingGoStale) {
  const auto subject = [](const json& members) { return json{{"subject", {{"properties", members}}}}; };
  EXPECT_EQ(fact("identity", {}), "session");
  EXPECT_EQ(fact("identity", subject({{"mfa_at", "2026-11-21T07:50:00.001Z"}})), "mfa");
  EXPECT_EQ(fact("identity", subject({{"mfa_at", "2026-11-21T07:50:00Z"}})), "session") << "600 s of full.json";
  EXPECT_EQ(fact("identity", subject({{"mfa_at", "2026-11-21T08:00:01Z"}})), "session") << "in the future";
  EXPECT_EQ(fact("identity", subject({{"mfa_at", true}})), "?");
  EXPECT_EQ(fact("training", subject({{"trained_at", "2026-06-01"}})), "valid");
  EXPECT_EQ(fact("training", subject({{"trained_at", "2026-05-01"}})), "expired") << "180 days";
}

TEST_F(Derive, ManyRevealsRaiseTheRisk) {
  const auto risk = [&](int count, const std::string& at, const json& more = json::object()) {
    json reveals = json::array();
    for (int i = 0; i < count; ++i) reveals.push_back({{"class", "contact.phone"}, {"at", at}});
    json changes = context({{"recent_reveals", reveals}});
    changes.merge_patch(more);
    return fact("risk", changes);
  };
  EXPECT_EQ(risk(2, "2026-11-21T07:30:00Z"), "normal");
  EXPECT_EQ(risk(3, "2026-11-21T07:30:00Z"), "elevated");
  EXPECT_EQ(risk(5, "2026-11-21T07:30:00Z"), "high");
  EXPECT_EQ(risk(5, "2026-11-21T07:00:00Z"), "normal") << "an hour ago";
  EXPECT_EQ(risk(0, "", context({{"risk", "high"}})), "high") << "never below what is given";
  EXPECT_EQ(risk(3, "then"), "?");
  EXPECT_EQ(fact("risk", context({{"now", nullptr}, {"recent_reveals", json::array()}})), "?") << "no time to count from";
}

TEST_F(Derive, APurposeTheDataWasNotCollectedForIsNone) {
  const auto purpose = [&](const std::string& wanted, const json& collected) {
    return fact("purpose", {{"resource", {{"properties", {{"collected_for", collected}}}}}, {"context", {{"purpose", wanted}}}});
  };
  EXPECT_EQ(purpose("care", "care"), "care");
  EXPECT_EQ(purpose("check", "care"), "check") << "narrower";
  EXPECT_EQ(purpose("care", "check"), "?") << "broader";
  EXPECT_EQ(purpose("offers", "care"), "?") << "a sibling";
  EXPECT_EQ(purpose("offers", {"care", "offers"}), "offers");
  EXPECT_EQ(purpose("care", "telling fortunes"), "?");
  EXPECT_EQ(purpose("none", "care"), "none");
}

TEST_F(Derive, EveryPurposeIsOfferedUnderItsOwnConsent) {
  json request = json::parse(R"({"subject":{"properties":{"role":"agent"}},"action":{"name":"reveal"},"resource":{"type":"class","id":"contact.email"},
    "context":{"now":"2026-11-21","relationship":"assigned","training":"valid","consents":[]}})", nullptr, false);
  const auto offered = [&] {
    std::vector<std::string> ids;
    const auto all = offered_purposes(policy_, std::string_view(request.dump()));
    for (const OfferedPurpose& one : all.value()) ids.push_back(policy_.purposes[one.purpose].id);
    return ids;
  };
  request["context"]["training"] = "valid";
  EXPECT_EQ(offered(), (std::vector<std::string>{"care", "check"}));
  request["context"]["consents"] = {{{"purpose", "offers"}, {"given_at", "2026-11-20"}}};
  EXPECT_EQ(offered(), (std::vector<std::string>{"care", "check", "offers"}));
}

}  // namespace
