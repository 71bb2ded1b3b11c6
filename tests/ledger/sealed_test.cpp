// Reasons beside their events: the event commits to what is sealed, holds no word of it, and stands without it.
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "support.h"

namespace tirai::test {
namespace {
using nlohmann::json;

// A start, two reveals with a reason and one without.
Session sealed_session() {
  Session out{kDeviceOne, {kChainA, 0, ""}, {}, {}};
  out.append(start_description(0, kDeviceOne.id));
  out.append(sealed_description(1, kDeviceOne.id, "Pelanggan menelepon"));
  out.append(reveal_description(2, kDeviceOne.id));
  out.append(sealed_description(3, kDeviceOne.id, std::string(600, 'a')));
  return out;
}
std::string body_of(const Session& session) { return session.device.batch(session.lines, session.sealed); }
std::string export_of(const Session& session) { return kExportLine + session.device.line() + body_of(session); }
std::string findings_of(const std::string& text) {
  std::string out;
  for (const Finding& finding : verify_export(text).findings) out += finding.error.text() + "\n";
  return out;
}

TEST(Sealed, TheEventHoldsItsHashAndNoWordOfIt) {
  const Session session = sealed_session();
  ASSERT_EQ(session.sealed.size(), 2u);
  const json event = json::parse(session.lines[1]);
  EXPECT_EQ(event["tirai"]["sealed"]["digest"], "sha256:" + crypto::to_hex(crypto::sha256(session.sealed[0].text)));
  EXPECT_EQ(event["tirai"]["sealed"]["key"], crypto::to_hex(crypto::sha256(crypto::base64_decode(dpo().public_key).value())).substr(0, 16));
  EXPECT_EQ(body_of(session).find("menelepon"), std::string::npos);
  EXPECT_FALSE(json::parse(session.lines[2])["tirai"].contains("sealed"));
}

TEST(Sealed, OnlyTheOfficerReadsItAndOnlyAtItsPlace) {
  const Session session = sealed_session();
  EXPECT_EQ(open_sealed(session.sealed[0].text, dpo().private_key, kChainA + ":1").value(), R"({"reason":"Pelanggan menelepon"})");
  EXPECT_FALSE(open_sealed(session.sealed[0].text, dpo().private_key, kChainA + ":3").ok());
  EXPECT_FALSE(open_sealed(session.sealed[0].text, seal_keys(std::string(32, 2)).value().private_key, kChainA + ":1").ok());
}

TEST(Sealed, ABatchBringsWhatItsEventsName) {
  const Session session = sealed_session();
  const std::string body = body_of(session);
  const auto batch = verify_batch(body, kDeviceOne.public_key());
  ASSERT_TRUE(batch.ok()) << batch.error().text();
  EXPECT_EQ(batch.value().events[1].sealed, session.sealed[0].text);
  EXPECT_EQ(batch.value().events[2].sealed, "");
  EXPECT_EQ(batch.value().events[3].sealed, session.sealed[1].text);
  const auto error = [&](const std::vector<SealedText>& sealed) {
    const auto bad = verify_batch(session.device.batch(session.lines, sealed), kDeviceOne.public_key());
    return bad.ok() ? "no error" : std::string(to_string(bad.error().code)) + " " + bad.error().at;
  };
  EXPECT_EQ(error({}), "missing_key event 1");
  EXPECT_EQ(error({session.sealed[0]}), "missing_key event 3");
  EXPECT_EQ(error({session.sealed[1], session.sealed[0]}), "digest_mismatch event 1");
  EXPECT_EQ(error({session.sealed[0], {3, session.sealed[0].text}}), "digest_mismatch event 3");
  EXPECT_EQ(error({session.sealed[0], session.sealed[1], session.sealed[1]}), "chain_broken event 4");
  EXPECT_EQ(error({session.sealed[0], {3, "x"}}), "bad_syntax event 3");
}

TEST(Sealed, AnExportStandsWithItAndWithoutIt) {
  Session session = sealed_session();
  VerifyReport report = verify_export(export_of(session));
  EXPECT_EQ(findings_of(export_of(session)), "");
  EXPECT_EQ(report.sealed, 2u);
  EXPECT_EQ(report.erased, 0u);
  for (const std::vector<SealedText>& left : {std::vector<SealedText>{session.sealed[0]}, {session.sealed[1]}, {}}) {
    const std::string text = kExportLine + kDeviceOne.line() + kDeviceOne.batch(session.lines, left);
    report = verify_export(text);
    EXPECT_EQ(findings_of(text), "");
    EXPECT_EQ(report.sealed, left.size());
    EXPECT_EQ(report.erased, 2 - left.size());
  }
}

TEST(Sealed, AFlippedBitInAnyByteOfItIsFound) {
  const Session session = sealed_session();
  const std::string text = export_of(session);
  const std::size_t begin = text.find("{\"sealed\"");
  ASSERT_NE(begin, std::string::npos);
  for (std::size_t byte = begin; byte < text.size(); ++byte) {
    std::string flipped = text;
    flipped[byte] = static_cast<char>(flipped[byte] ^ (1 << (byte % 8)));
    EXPECT_NE(findings_of(flipped), "") << "byte " << byte;
  }
}

TEST(Sealed, NothingElseMayStandThere) {
  const Session session = sealed_session();
  const auto found = [&](const std::vector<SealedText>& sealed) { return findings_of(kExportLine + kDeviceOne.line() + kDeviceOne.batch(session.lines, sealed)); };
  // 1 export, 2 device, 3 header, 4 to 7 events, 8 and 9 sealed
  EXPECT_EQ(found({session.sealed[1], session.sealed[0]}), "line 9: a sealed text that no event of its batch names, or out of order\n");
  EXPECT_EQ(found({session.sealed[0], session.sealed[0], session.sealed[1]}), "line 9: a sealed text that no event of its batch names, or out of order\n");
  EXPECT_EQ(found({{2, session.sealed[0].text}}), "line 8: a sealed text that no event of its batch names, or out of order\n");
  EXPECT_EQ(found({{1, session.sealed[1].text}}), "event 1 of chain " + kChainA + ": the sealed text behind it is not the one that it names\n");
  std::string before = export_of(session);
  const std::size_t at = before.find("{\"sealed\"");
  EXPECT_EQ(findings_of(kExportLine + before.substr(at)), "line 2: a sealed text outside a batch\nline 3: a sealed text outside a batch\n");
}

TEST(Sealed, WhatCannotBeSealedIsNoEvent) {
  const ChainHead head{kChainA, 0, ""};
  const auto error = [&](const std::string& from, const std::string& to) {
    const auto event = append_event(head, replaced(sealed_description(1, "d", "Siti Rahayu"), from, to));
    if (event.ok()) return std::string("no error");
    EXPECT_EQ(event.error().text().find("Siti"), std::string::npos);
    return std::string(to_string(event.error().code)) + " " + event.error().at;
  };
  const std::string key = dpo().public_key;
  EXPECT_EQ(error(key, key.substr(1)), "bad_value description:/seal/key");
  EXPECT_EQ(error(key, std::string(43, 'A') + "="), "bad_value description:/seal/public_key");
  EXPECT_EQ(error("\"text\":{", "\"text\":{\"note\":\"x\","), "unknown_key description:/seal/text");
  EXPECT_EQ(error("Siti Rahayu", std::string(4097, 'a')), "bad_value description:/seal/text/reason");
  EXPECT_EQ(error("Siti Rahayu", std::string(4090, 'a')), "too_large description:/seal/text");
}

}  // namespace
}  // namespace tirai::test
