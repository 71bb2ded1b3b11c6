// Events: written as a second writer (tests/vectors/ledger/make-events.mjs) writes them, and never with anything in them that nobody named.
#include <nlohmann/json.hpp>

#include "support.h"

namespace tirai::test {
namespace {

ChainHead head_from(const nlohmann::json& json) {
  return {json.at("chain_uid").get<std::string>(), json.at("next_sequence").get<std::uint64_t>(), json.at("head").get<std::string>()};
}
const ChainHead kFirst{kChainA, 0, ""};

std::string error_of(const std::string& description, const ChainHead& head = kFirst) {
  const auto event = append_event(head, description);
  return event.ok() ? "no error" : std::string(to_string(event.error().code)) + " " + event.error().at;
}

TEST(Event, IsWhatTheSecondWriterMakesOfTheSameDescription) {
  std::istringstream lines(read_file("tests/vectors/ledger/events.jsonl"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const auto row = nlohmann::json::parse(line);
    const auto event = append_event(head_from(row.at("head")), row.at("description").dump());
    ASSERT_TRUE(event.ok()) << event.error().text();
    EXPECT_EQ(event.value().line, row.at("line").get<std::string>());
    EXPECT_EQ(event.value().sealed, row.at("sealed").get<std::string>());
    EXPECT_EQ(event.value().head.head, row.at("next").at("head").get<std::string>());
    EXPECT_EQ(event.value().head.next_sequence, row.at("next").at("next_sequence").get<std::uint64_t>());
  }
  EXPECT_EQ(count, 11);
}

TEST(Event, IsTheSameHoweverTheDescriptionIsSpaced) {
  const std::string description = reveal_description(1, "device-1");
  const auto spaced = append_event(kFirst, nlohmann::json::parse(description).dump(2));
  ASSERT_TRUE(spaced.ok()) << spaced.error().text();
  EXPECT_EQ(spaced.value().line, append_event(kFirst, description).value().line);
}

TEST(Event, HoldsNoTextThatTheDescriptionOnlyCarries) {
  const auto event = append_event(kFirst, reveal_description(1, "device-1"));
  ASSERT_TRUE(event.ok());
  for (const char* text : {"Billing team", "Ada alasan", "There is a reason"}) EXPECT_EQ(event.value().line.find(text), std::string::npos) << text;
}

// An added key is an error wherever it stands, and the error does not repeat it.
TEST(Event, TakesNoUnknownKeyAnywhere) {
  const std::string value = "3174012501900001";
  for (const char* place : {R"({"kind")", R"({"id":"support")", R"({"subject")", R"({"type":"agent")", R"({"role")", R"({"name")", R"({"type":"class")", R"({"relationship")",
                            R"({"decision")", R"({"level")", R"({"ask_purpose")", R"({"id":"identity_verification")"}) {
    const std::string description = replaced(reveal_description(1, "device-1"), place, "{\"" + value + "\":1," + std::string(place).substr(1));
    const auto event = append_event(kFirst, description);
    ASSERT_FALSE(event.ok()) << place;
    EXPECT_EQ(event.error().code, ErrorCode::kUnknownKey) << place;
    EXPECT_EQ(event.error().text().find(value), std::string::npos) << place;
  }
}

TEST(Event, TakesNoTextWhereAnIdBelongs) {
  struct Case { const char *from, *to, *at; };
  for (const Case& c : {Case{R"("ticket":"12")", R"("ticket":"Siti Rahayu")", "description:/ticket"}, {R"("ticket":"12")", R"("ticket":12)", "description:/ticket"},
                        {R"("ticket":"12")", R"("ticket":"")", "description:/ticket"}, {R"("helpdesk":"request-tracker")", R"("helpdesk":"a b")", "description:/helpdesk"},
                        {R"("id":"sari")", R"("id":"Sari W")", "description:/request/subject/id"}, {R"("role":"agent")", R"("role":["agent"])", "description:/request/subject/properties/role"},
                        {R"("rules":["reveal-nik"])", R"("rules":["reveal nik"])", "description:/decision/context/rules"}, {R"("rules":["reveal-nik"])", R"("rules":null)", "description:/decision/context/rules"},
                        {R"("count":1)", R"("count":0)", "description:/count"}, {R"("count":1)", R"("count":10001)", "description:/count"}, {R"("count":1)", R"("count":1,"subject":"siti@example.com")", "description:/subject"},
                        {R"("entity_type":"id_nik")", R"("entity_type":"nik")", "description:/entity_type"}, {R"("level":"plain")", R"("level":"open")", "description:/decision/context/level"},
                        {R"("relationship":"assigned")", R"("relationship":"friend")", "description:/request/context/relationship"}, {R"("enforcement_level":"A1")", R"("enforcement_level":"A9")", "description:/enforcement_level"},
                        {R"("kind":"reveal")", R"("kind":"peek")", "description:/kind"}, {R"("device_id":"device-1")", R"("device_id":"device 1")", "description:/device_id"},
                        {R"("time_to_live_s":30)", R"("time_to_live_s":3601)", "description:/decision/context/obligations/time_to_live_s"},
                        {R"("legal_basis":"https)", R"("legal_basis":"because https)", "description:/purpose/legal_basis"}, {R"("decision":true)", R"("decision":false)", "description:/decision"},
                        {R"("purpose":"identity_verification"})", R"("purpose":"fraud"})", "description:/request/context/purpose"}}) {
    EXPECT_EQ(error_of(replaced(reveal_description(1, "device-1"), c.from, c.to)), "bad_value " + std::string(c.at)) << c.to;
  }
}

TEST(Event, NeedsWhatItsKindNeeds) {
  EXPECT_EQ(error_of(replaced(start_description(1, "d"), R"(,"previous_head":"")", "")), "missing_key description:/previous_head");
  EXPECT_EQ(error_of(replaced(start_description(1, "d"), R"("previous_head":"")", R"("previous_head":"abc")")), "bad_value description:/previous_head");
  EXPECT_EQ(error_of(replaced(reveal_description(1, "d"), R"(,"count":1)", "")), "missing_key description:/count");
  EXPECT_EQ(error_of(replaced(refusal_description(1, "d"), R"("why":"no_permit",)", "")), "missing_key description:/why");
  EXPECT_EQ(error_of(replaced(refusal_description(1, "d"), R"("why":"no_permit")", R"("why":"no_permit","last_reveal_ms":1)")), "unknown_key description:");
  EXPECT_EQ(error_of(replaced(refusal_description(1, "d"), R"("why":"no_permit")", R"("why":"no_permit","ticket_closed":"2026-10-01")")), "bad_value description:/ticket_closed");
  EXPECT_EQ(error_of(replaced(reveal_description(1, "d"), R"({"kind":"reveal")", R"({"kind":"reveal","last_reveal_ms":600000)")), "no error");
  EXPECT_EQ(error_of(replaced(reveal_description(1, "d"), R"({"kind":"reveal")", R"({"kind":"reveal","last_reveal_ms":600001)")), "bad_value description:/last_reveal_ms");
  EXPECT_EQ(error_of(replaced(reveal_description(1, "d"), R"({"kind":"reveal")", R"({"why":"no_permit","kind":"reveal")")), "unknown_key description:");
  const std::string compare = replaced(reveal_description(1, "d"), R"({"kind":"reveal")", R"({"kind":"compare","outcome":"match")");
  EXPECT_EQ(error_of(compare), "no error");
  EXPECT_EQ(error_of(replaced(compare, R"("outcome":"match",)", "")), "missing_key description:/outcome");
  EXPECT_EQ(error_of(replaced(compare, "match", "Siti Rahayu")), "bad_value description:/outcome");
  EXPECT_EQ(error_of(replaced(compare, R"("kind":"compare")", R"("kind":"compare","caller":"verified")")), "unknown_key description:");
  EXPECT_EQ(error_of(replaced(compare, R"("kind":"compare")", R"("kind":"verify")")), "missing_key description:/caller");
  EXPECT_EQ(error_of(replaced(compare, R"("kind":"compare")", R"("kind":"verify","caller":"maybe")")), "bad_value description:/caller");
  EXPECT_EQ(error_of("[]"), "bad_value description:");
  EXPECT_EQ(error_of("{"), "bad_syntax description:byte 1");
}

TEST(Event, IsOfThePolicyThatDecided) {
  const std::string other = replaced(reveal_description(1, "d"), "\"digest\":\"" + kPolicyDigest, "\"digest\":\"sha256:" + std::string(64, 'd'));
  EXPECT_EQ(error_of(other), "bad_value description:/decision/context/policy/digest");
}

TEST(Event, FollowsAHeadThatMakesSense) {
  const std::string start = start_description(1, "d");
  const std::string hash(64, 'a');
  EXPECT_EQ(error_of(start, {"chain", 0, ""}), "bad_value head:/chain_uid");
  EXPECT_EQ(error_of(start, {kChainA, 0, hash}), "bad_value head:/head");
  EXPECT_EQ(error_of(start, {kChainA, 1, ""}), "bad_value head:/head");
  EXPECT_EQ(error_of(start, {kChainA, 1, "A" + hash.substr(1)}), "bad_value head:/head");
  EXPECT_EQ(error_of(start, {kChainA, (1ULL << 53), hash}), "too_large head:/next_sequence");
  EXPECT_EQ(error_of(start, {kChainA, 1, hash}), "no error");
}

TEST(Batch, SignsOnlyEventsThatFollowEachOther) {
  const Session chain = session(kDeviceOne, kChainA, 4);
  EXPECT_TRUE(batch_to_sign("device-1", chain.part(1, 3)).ok());
  EXPECT_EQ(batch_to_sign("device-1", {}).error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(batch_to_sign("device 1", chain.lines).error().code, ErrorCode::kBadValue);
  EXPECT_EQ(batch_to_sign("device-1", {chain.lines[0], chain.lines[2]}).error().code, ErrorCode::kChainBroken);
  EXPECT_EQ(batch_to_sign("device-1", {chain.lines[1], chain.lines[0]}).error().code, ErrorCode::kChainBroken);
  EXPECT_EQ(batch_to_sign("device-1", {"{}"}).error().code, ErrorCode::kMissingKey);
  EXPECT_EQ(batch_to_sign("device-1", std::vector<std::string>(1001, chain.lines[0])).error().code, ErrorCode::kTooLarge);
}

// The wire form, written out by hand from tirai/audit.h.
TEST(Batch, HasTheHeaderOfTheContract) {
  const Session chain = session(kDeviceOne, kChainA, 1);
  const auto batch = batch_to_sign("device-1", chain.lines);
  ASSERT_TRUE(batch.ok());
  EXPECT_EQ(batch.value().batch, R"({"chain_uid":")" + kChainA + R"(","count":1,"device_id":"device-1","first_sequence":0,"format":"tirai.batch/v1","head":")" + chain.head.head + R"(","prev_event":""})");
  EXPECT_EQ(batch.value().statement, "tirai-batch-v1\n" + batch.value().batch);
  EXPECT_EQ(batch_body(batch.value(), "c2ln", chain.lines), "{\"batch\":" + batch.value().batch + ",\"signature\":\"c2ln\"}\n" + chain.lines[0] + "\n");
}

}  // namespace
}  // namespace tirai::test
