#include "tirai/decide.h"

#include <map>
#include <random>

#include "decide/facts.h"
#include "cells.h"
#include "effort.h"
#include "random_policy.h"
#include "reference.h"
#include "support.h"

namespace {
using namespace tirai;
using nlohmann::json;
using reference::RandomPolicy;
using reference::kReady;
using reference::sources_of;
using reference::told_apart;
using reference::without_comments;

reference::Answer answer_of(const Policy& policy, const Decision& decision) {
  reference::Answer answer{.permitted = decision.permitted, .level = std::string(to_string(decision.level))};
  for (const std::uint32_t rule : decision.rules) answer.rules.insert(policy.rules[rule].id);
  const Obligations& must = decision.obligations;
  const std::pair<const char*, bool> duties[] = {{"ask_purpose", must.ask_purpose}, {"step_up", must.step_up}, {"approval", must.approval}, {"write_ahead", must.write_ahead}, {"watermark", must.watermark}};
  for (const auto& [name, on] : duties) {
    if (on) answer.duties.insert(name);
  }
  if (must.time_to_live_s) answer.amounts["time_to_live_s"] = *must.time_to_live_s;
  if (must.offline_reveals) answer.amounts["offline_reveals"] = *must.offline_reveals;
  if (must.justification_min) answer.amounts["justification_min"] = *must.justification_min;
  answer.copy_allowed = must.copy_allowed;
  return answer;
}

reference::Facts facts_of(const Policy& policy, const Request& request) {
  reference::Facts facts;
  for (std::size_t i = 0; i < kFactCount; ++i) {
    const Fact fact = static_cast<Fact>(i);
    if (request.facts[i] != kMissing) facts[std::string(to_string(fact))] = decision::domain_name(policy, fact, request.facts[i]);
  }
  return facts;
}

// EXPECT_EQ would print both on a difference; a cell is named instead.
bool agrees(const Policy& policy, const json& source, const Request& request) {
  const reference::Facts facts = facts_of(policy, request);
  const bool same = answer_of(policy, decide(policy, request)) == reference::decide(source, facts);
  EXPECT_TRUE(same) << json(facts).dump() << " under " << policy.id;
  return same;
}

// Counts through every such value (and "not named") of every fact. The other values are each tried somewhere, at random.
std::size_t agrees_everywhere(const Policy& policy, const json& source) {
  std::array<std::vector<std::uint16_t>, kFactCount> values;
  for (std::size_t fact = 0; fact < kFactCount; ++fact) values[fact] = told_apart(policy, fact);
  std::array<std::size_t, kFactCount> at{};
  Request request{};
  std::size_t cells = 0;
  for (;;) {
    for (std::size_t fact = 0; fact < kFactCount; ++fact) request.facts[fact] = values[fact][at[fact]];
    if (!agrees(policy, source, request)) return 0;
    ++cells;
    std::size_t fact = 0;
    for (; fact < kFactCount && ++at[fact] == values[fact].size(); ++fact) at[fact] = 0;
    if (fact == kFactCount) return cells;
  }
}

TEST(Decide, AgreesWithTheReferenceInEveryCellOfTheShippedPolicy) {
  const std::string text = vectors::read_file("policies/support.json");
  const auto read = parse_policy(text, "support.json");
  ASSERT_TRUE(read.ok());
  // Told apart, and "not named": 3 actions (view, reveal, others), 3 roles of 4, relationships 3, classes 6 of 8, purposes 4 of 5, consents 2, restrictions 2; the other facts are named by no rule.
  EXPECT_GT(agrees_everywhere(read.value(), without_comments(text)), 10'000u);
}

Request random_request(const Policy& policy, RandomPolicy& random) {
  Request request{};
  for (std::size_t i = 0; i < kFactCount; ++i) {
    const auto size = decision::domain_size(policy, static_cast<Fact>(i));
    request.facts[i] = random() % 8 == 0 ? kMissing : static_cast<std::uint16_t>(random() % size);
  }
  return request;
}

TEST(Decide, AgreesWithTheReferenceOnRandomPolicies) {
  for (unsigned seed = 0; seed < 1000; seed += test::kEvery) {
    RandomPolicy random(seed);
    const json source = random.make();
    const auto policy = parse_policy(source.dump(), "random");
    ASSERT_TRUE(policy.ok()) << policy.error().text();
    for (int round = 0; round < 100; ++round) ASSERT_TRUE(agrees(policy.value(), source, random_request(policy.value(), random))) << seed;
  }
}

TEST(Decide, AgreesWithTheReferenceOnTheReadyPolicies) {
  for (const char* name : kReady) {
    const auto sources = sources_of(name);
    const auto policy = parse_policy(sources);
    ASSERT_TRUE(policy.ok()) << policy.error().text();
    const json source = json::parse(flatten_policy(sources).value(), nullptr, false);
    RandomPolicy random(7);
    for (std::size_t round = 0; round < 5000; round += test::kEvery) ASSERT_TRUE(agrees(policy.value(), source, random_request(policy.value(), random))) << name;
  }
}

TEST(Decide, TheContactCentreDecidesLikeSupportWhereBothKnowTheWords) {
  const auto support = parse_policy(vectors::read_file("policies/support.json"), "support.json");
  const auto ready = parse_policy(sources_of("uu-pdp-contact-centre.json"));
  ASSERT_TRUE(support.ok() && ready.ok());
  Request request{};
  for (std::size_t fact = 0; fact < kFactCount; ++fact) request.facts[fact] = default_of(support.value(), static_cast<Fact>(fact));
  const auto each = [&](Fact fact, const auto& then) {
    for (std::uint16_t value = 0; value < domain_size(support.value(), fact); ++value) {
      request.facts[static_cast<std::size_t>(fact)] = value;
      then();
    }
  };
  std::size_t asked = 0;
  const auto ask = [&] {
    Request translated = request;
    for (const Fact fact : {Fact::kRole, Fact::kClass, Fact::kPurpose}) {
      const auto index = static_cast<std::size_t>(fact);
      translated.facts[index] = domain_index(ready.value(), fact, domain_name(support.value(), fact, request.facts[index]));
      ASSERT_NE(translated.facts[index], kMissing);
    }
    const Decision &old = decide(support.value(), request), &now = decide(ready.value(), translated);
    ASSERT_TRUE(old.level == now.level && old.permitted == now.permitted && old.obligations == now.obligations) << json(facts_of(support.value(), request)).dump();
    ++asked;
  };
  each(Fact::kAction, [&] { each(Fact::kRole, [&] { each(Fact::kRelationship, [&] { each(Fact::kClass, [&] { each(Fact::kPurpose, [&] { each(Fact::kConsent, [&] { each(Fact::kRestriction, ask); }); }); }); }); }); });
  EXPECT_EQ(asked, 6u * 4 * 3 * 8 * 5 * 5 * 2);
}

TEST(Decide, TheOrderOfRulesNeverMatters) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    RandomPolicy random(seed);
    json source = random.make();
    const auto policy = parse_policy(source.dump(), "random");
    std::reverse(source["rules"].begin(), source["rules"].end());
    const auto reversed = parse_policy(source.dump(), "reversed");
    ASSERT_TRUE(policy.ok() && reversed.ok());
    for (int round = 0; round < 50; ++round) {
      const Request request = random_request(policy.value(), random);
      EXPECT_EQ(answer_of(policy.value(), decide(policy.value(), request)), answer_of(reversed.value(), decide(reversed.value(), request)));
    }
  }
}

// --- what the shipped policy means, by hand ----------------------------------------------------------------------------

class Support : public ::testing::Test {
 protected:
  void SetUp() override {
    auto read = parse_policy(vectors::read_file("policies/support.json"), "support.json");
    ASSERT_TRUE(read.ok());
    policy_ = std::move(read).value();
  }
  Decision decided(const std::string& role, const std::string& action, const std::string& class_id, const json& context) {
    const json request = {{"subject", {{"type", "agent"}, {"id", "sari"}, {"properties", {{"role", role}}}}},
                          {"action", {{"name", action}}},
                          {"resource", {{"type", "class"}, {"id", class_id}}},
                          {"context", context}};
    const auto parsed = parse_request(policy_, request.dump());
    EXPECT_TRUE(parsed.ok());
    return decide(policy_, parsed.value());
  }
  std::string level(const std::string& role, const std::string& action, const std::string& class_id, const json& context) {
    return std::string(to_string(decided(role, action, class_id, context).level));
  }
  Policy policy_;
};

TEST_F(Support, AnAgentSeesPartsAndTheNameOfTheirOwnCustomer) {
  const json assigned = {{"relationship", "assigned"}}, none = json::object();
  EXPECT_EQ(level("agent", "view", "contact.email", none), "partial");
  EXPECT_EQ(level("agent", "view", "contact.phone", assigned), "partial");
  EXPECT_EQ(level("agent", "view", "person.name", none), "partial");
  EXPECT_EQ(level("agent", "view", "person.name", assigned), "plain");
  EXPECT_EQ(level("agent", "view", "identity.nik", assigned), "partial");
  EXPECT_EQ(level("agent", "view", "identity.nik", none), "full");
  EXPECT_EQ(level("agent", "view", "payment.card", none), "partial");
  EXPECT_EQ(level("agent", "view", "other", assigned), "full");
}

TEST_F(Support, ANikIsRevealedForIdentityVerificationToWhoeverHandlesTheTicket) {
  const Decision given = decided("agent", "reveal", "identity.nik", {{"relationship", "assigned"}, {"purpose", "identity_verification"}});
  EXPECT_EQ(given.level, Level::kPlain);
  EXPECT_EQ(given.obligations.time_to_live_s, 30u);
  EXPECT_TRUE(given.obligations.ask_purpose && given.obligations.write_ahead && !given.obligations.copy_allowed);
  EXPECT_EQ(level("agent", "reveal", "identity.nik", {{"relationship", "assigned"}, {"purpose", "customer_care"}}), "full");
  EXPECT_EQ(level("agent", "reveal", "identity.nik", {{"relationship", "assigned"}}), "full");
  EXPECT_EQ(level("agent", "reveal", "identity.nik", {{"relationship", "team"}, {"purpose", "identity_verification"}}), "full");
  EXPECT_EQ(level("supervisor", "reveal", "identity.nik", {{"relationship", "team"}, {"purpose", "identity_verification"}}), "plain");
  EXPECT_EQ(level("agent", "reveal", "identity.nik", {{"relationship", "none"}, {"purpose", "identity_verification"}}), "full");
}

TEST_F(Support, NobodySeesACardNumber) {
  for (const Role& role : policy_.roles) {
    for (const Purpose& purpose : policy_.purposes) {
      for (const char* action : {"view", "reveal", "copy", "export"}) {
        EXPECT_NE(level(role.id, action, "payment.card", {{"relationship", "assigned"}, {"purpose", purpose.id}, {"consent", "given"}}), "plain");
      }
    }
  }
}

TEST_F(Support, AManagerSeesNothing) {
  for (const Class& one : policy_.classes) EXPECT_EQ(level("manager", "view", one.id, {{"relationship", "assigned"}}), "full");
}

TEST_F(Support, MarketingNeedsConsent) {
  EXPECT_EQ(level("agent", "reveal", "contact.email", {{"relationship", "assigned"}, {"purpose", "marketing"}, {"consent", "given"}}), "plain");
  for (const char* consent : {"refused", "withdrawn", "expired", "unknown", "nonsense"}) {
    EXPECT_EQ(level("agent", "reveal", "contact.email", {{"relationship", "assigned"}, {"purpose", "marketing"}, {"consent", consent}}), "full");
  }
}

TEST_F(Support, WhatTheRequestGetsWrongIsCovered) {
  EXPECT_EQ(level("ceo", "view", "contact.email", json::object()), "full");
  EXPECT_EQ(level("agent", "peek", "contact.email", json::object()), "full");
  EXPECT_EQ(level("agent", "view", "contact.fax", json::object()), "full");
  EXPECT_EQ(level("agent", "view", "contact.email", {{"restriction", "whatever"}}), "full");
  EXPECT_EQ(level("agent", "view", "contact.email", {{"restriction", 7}}), "full");
  EXPECT_FALSE(parse_request(policy_, "[").ok());
  EXPECT_FALSE(parse_request(policy_, "[]").ok());
}

TEST_F(Support, OffersThePurposesThatWouldOpenTheValue) {
  const auto ids = [&](const std::string& class_id, const json& context) {
    const json request = {{"subject", {{"properties", {{"role", "agent"}}}}}, {"action", {{"name", "reveal"}}}, {"resource", {{"type", "class"}, {"id", class_id}}}, {"context", context}};
    std::vector<std::string> ids;
    for (const OfferedPurpose& one : offered_purposes(policy_, parse_request(policy_, request.dump()).value())) ids.push_back(policy_.purposes[one.purpose].id);
    return ids;
  };
  using Ids = std::vector<std::string>;
  EXPECT_EQ(ids("identity.nik", {{"relationship", "assigned"}}), (Ids{"identity_verification"}));
  EXPECT_EQ(ids("contact.email", {{"relationship", "assigned"}}), (Ids{"customer_care", "identity_verification", "payment_dispute"}));
  EXPECT_EQ(ids("contact.email", {{"relationship", "assigned"}, {"consent", "given"}}), (Ids{"customer_care", "identity_verification", "payment_dispute", "marketing"}));
  EXPECT_EQ(ids("payment.card", {{"relationship", "assigned"}}), Ids{});
}

TEST_F(Support, AnswersInTheShapeOfAuthZen) {
  const Decision given = decided("agent", "reveal", "identity.nik", {{"relationship", "assigned"}, {"purpose", "identity_verification"}});
  EXPECT_EQ(to_json(policy_, given),
            R"({"decision":true,"context":{"level":"plain","obligations":{"ask_purpose":true,"time_to_live_s":30,"write_ahead":true,"copy_allowed":false},)"
            R"("rules":["reveal-nik"],"reason":{"id":"NIK dibuka hanya untuk verifikasi identitas.","en":"A NIK is revealed for identity verification alone."},)"
            R"("policy":{"id":"support","version":1,"digest":")" + policy_.digest + R"("}}})");
  const json denied = json::parse(to_json(policy_, decided("manager", "view", "other", json::object())), nullptr, false);
  EXPECT_EQ(denied["decision"], false);
  EXPECT_EQ(denied["context"]["rules"], json({"manager-sees-nothing"}));
}

TEST_F(Support, ExplainsEachRuleThatDidNotMatchByItsFirstFailingCondition) {
  const json request = {{"subject", {{"properties", {{"role", "agent"}}}}}, {"action", {{"name", "reveal"}}}, {"resource", {{"type", "class"}, {"id", "identity.nik"}}}, {"context", {{"relationship", "assigned"}}}};
  const json explained = json::parse(explain_json(policy_, parse_request(policy_, request.dump()).value()), nullptr, false);
  const json& rules = explained["context"]["not_matched"];
  ASSERT_EQ(rules.size(), policy_.rules.size());
  const auto found = std::find_if(rules.begin(), rules.end(), [](const json& one) { return one["rule"] == "reveal-nik"; });
  ASSERT_NE(found, rules.end());
  EXPECT_EQ((*found)["fact"], "purpose");
  EXPECT_EQ((*found)["given"], "none");
  EXPECT_EQ((*found)["wanted"], json({"identity_verification"}));
}

}  // namespace
