// What an auditor relies on: an intact export is intact, and whatever is done to it is found and named.
#include <functional>
#include <set>

#include "effort.h"
#include "support.h"

namespace tirai::test {
namespace {

// Two devices, two chains, three batches, eight events:
//   line 1 export · 2 device-1 · 3 device-2 · 4 header A0-2 · 5-7 events A0-2 · 8 header B0-2 · 9-11 events B0-2 · 12 header A3-4 · 13-14 events A3-4
const std::vector<std::string>& export_lines() {
  static const std::vector<std::string> kLines = [] {
    const Session a = session(kDeviceOne, kChainA, 5), b = session(kDeviceTwo, kChainB, 3);
    std::istringstream text(kExportLine + kDeviceOne.line() + kDeviceTwo.line() + kDeviceOne.batch(a.part(0, 3)) + kDeviceTwo.batch(b.lines) + kDeviceOne.batch(a.part(3, 5)));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }();
  return kLines;
}
struct Place {
  std::string chain;  ///< empty: not an event
  std::uint64_t sequence = 0;
};
const std::vector<Place> kPlaces = {{}, {}, {}, {}, {kChainA, 0}, {kChainA, 1}, {kChainA, 2}, {}, {kChainB, 0}, {kChainB, 1}, {kChainB, 2}, {}, {kChainA, 3}, {kChainA, 4}};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}
bool names_event(const VerifyReport& report, const Place& place) {
  const std::string name = "event " + std::to_string(place.sequence) + " of chain " + place.chain;
  for (const Finding& finding : report.findings) {
    if (finding.chain_uid == place.chain && finding.sequence == place.sequence && finding.error.at == name) return true;
  }
  return false;
}
bool names_line(const VerifyReport& report, std::uint64_t line) {
  for (const Finding& finding : report.findings) {
    if (finding.line == line) return true;
  }
  return false;
}
std::string text_of(const VerifyReport& report) {
  std::string text;
  for (const Finding& finding : report.findings) text += "line " + std::to_string(finding.line) + ": " + finding.error.text() + "\n";
  return text;
}

TEST(Verify, AnIntactExportHasNoFindings) {
  ASSERT_EQ(export_lines().size(), kPlaces.size());
  const VerifyReport report = verify_export(joined(export_lines()));
  EXPECT_EQ(text_of(report), "");
  EXPECT_EQ(report.events, 8u);
  EXPECT_EQ(report.batches, 3u);
  EXPECT_EQ(report.chains, 2u);
}

std::string flip(std::string text, std::size_t bit) {
  text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << (bit % 8)));
  return text;
}

// A flip in an event names that event and no other; a flip elsewhere names its line.
void expect_named(const std::string& text, std::size_t bit, std::size_t line, const Place& place) {
  const VerifyReport report = verify_export(flip(text, bit));
  const bool named = place.chain.empty() ? names_line(report, line) : names_event(report, place);
  ASSERT_TRUE(named) << "byte " << bit / 8 << " bit " << bit % 8 << " of line " << line << "\n" << text_of(report);
  // A newline's flip swallows the next line as well.
  const bool alone = place.chain.empty() || text[bit / 8] == '\n' || report.findings.size() == 1;
  ASSERT_TRUE(alone) << "byte " << bit / 8 << " bit " << bit % 8 << " of line " << line << "\n" << text_of(report);
}

TEST(Verify, AFlippedBitInAnyByteIsFoundAndNamed) {
  const std::string text = joined(export_lines());
  std::size_t line = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kEvery == 0) expect_named(text, 8 * i + i % 8, line + 1, kPlaces[line]);
    if (HasFatalFailure()) return;
    if (text[i] == '\n') ++line;
  }
}

TEST(Verify, EveryBitOfASmallExportIsFoundAndNamed) {
  const std::string text = kExportLine + kDeviceOne.line() + kDeviceOne.batch(session(kDeviceOne, kChainA, 1).lines);
  std::size_t line = 0;
  for (std::size_t bit = 0; bit < 8 * text.size(); ++bit) {
    if (bit % kEvery == 0) expect_named(text, bit, line + 1, line == 3 ? Place{kChainA, 0} : Place{});
    if (HasFatalFailure()) return;
    if (bit % 8 == 7 && text[bit / 8] == '\n') ++line;
  }
}

TEST(Verify, EveryDeletedEventIsNamed) {
  for (std::size_t line = 0; line < kPlaces.size(); ++line) {
    auto lines = export_lines();
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line));
    const VerifyReport report = verify_export(joined(lines));
    EXPECT_FALSE(report.findings.empty()) << "line " << line + 1;
    if (!kPlaces[line].chain.empty()) {
      EXPECT_TRUE(names_event(report, kPlaces[line])) << "line " << line + 1 << "\n" << text_of(report);
      EXPECT_EQ(report.findings.size(), 1u) << "line " << line + 1 << "\n" << text_of(report);
    }
  }
}

TEST(Verify, EveryRepeatedLineIsNamed) {
  for (std::size_t line = 0; line < kPlaces.size(); ++line) {
    for (std::size_t to = line + 1; to <= kPlaces.size(); ++to) {
      auto lines = export_lines();
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(to), lines[line]);
      const VerifyReport report = verify_export(joined(lines));
      EXPECT_FALSE(report.findings.empty()) << "line " << line + 1 << " again as line " << to + 1;
      if (kPlaces[line].chain.empty()) continue;
      EXPECT_TRUE(names_event(report, kPlaces[line])) << "line " << line + 1 << " again as line " << to + 1 << "\n" << text_of(report);
    }
  }
}

TEST(Verify, EveryTwoSwappedLinesAreFound) {
  for (std::size_t a = 0; a < kPlaces.size(); ++a) {
    for (std::size_t b = a + 1; b < kPlaces.size(); ++b) {
      if (a == 1 && b == 2) continue;  // the order of the devices means nothing
      auto lines = export_lines();
      std::swap(lines[a], lines[b]);
      const VerifyReport report = verify_export(joined(lines));
      EXPECT_FALSE(report.findings.empty()) << a + 1 << " and " << b + 1;
      if (kPlaces[a].chain.empty() || kPlaces[b].chain.empty()) continue;
      EXPECT_TRUE(names_event(report, kPlaces[a]) || names_event(report, kPlaces[b])) << a + 1 << " and " << b + 1 << "\n" << text_of(report);
    }
  }
}

// Cut anywhere but between batches.
TEST(Verify, ATruncatedExportIsFound) {
  const std::string text = joined(export_lines());
  std::set<std::size_t> whole;  // a shorter log that is complete in itself: see tirai/audit.h
  std::size_t at = 0;
  for (std::size_t line = 0; line < kPlaces.size(); ++line) {
    at += export_lines()[line].size() + 1;
    if (line == 0 || line == 1 || line == 2 || line == 6 || line == 10 || line == 13) whole.insert(at);
  }
  for (std::size_t size = 0; size < text.size(); ++size) {
    const bool near_a_line = text[size] == '\n' || (size > 0 && text[size - 1] == '\n');
    if (!near_a_line && size % 8 != 0) continue;
    EXPECT_EQ(verify_export(text.substr(0, size)).findings.empty(), whole.contains(size)) << "first " << size << " bytes";
  }
}

TEST(Verify, ADroppedRepeatedOrMovedBatchIsNamed) {
  const auto& all = export_lines();
  const auto batch = [&](std::size_t from, std::size_t to) { return joined({all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)}); };
  const std::string front = batch(0, 3), a0 = batch(3, 7), b0 = batch(7, 11), a3 = batch(11, 14);
  EXPECT_TRUE(names_event(verify_export(front + b0 + a3), {kChainA, 0}));
  EXPECT_TRUE(names_event(verify_export(front + a3 + b0 + a0), {kChainA, 0}));
  EXPECT_TRUE(names_event(verify_export(front + a0 + b0 + a0 + a3), {kChainA, 0}));
  EXPECT_TRUE(names_event(verify_export(front + a0 + a3 + b0 + a3), {kChainA, 3}));
  EXPECT_TRUE(verify_export(front + b0 + a0 + a3).findings.empty());
}

// A chain may be rewritten whole, fingerprints and all; what the device signed stays what it was.
TEST(Verify, ARewrittenChainIsNotTheSignedOne) {
  const Session a = session(kDeviceOne, kChainA, 3);
  Session forged = session(kDeviceOne, kChainA, 2);
  forged.append(reveal_description(2, "device-1"));
  const std::string header = kDeviceOne.batch(a.lines).substr(0, kDeviceOne.batch(a.lines).find('\n') + 1);
  const VerifyReport report = verify_export(kExportLine + kDeviceOne.line() + header + joined(forged.lines));
  EXPECT_TRUE(names_event(report, {kChainA, 2})) << text_of(report);

  const Device thief{"device-1", std::string(32, 't')};
  EXPECT_TRUE(names_line(verify_export(kExportLine + kDeviceOne.line() + thief.batch(forged.lines)), 3));
}

TEST(Verify, AChainBelongsToOneDevice) {
  Session a = session(kDeviceOne, kChainA, 2);
  const std::string front = kExportLine + kDeviceOne.line() + kDeviceTwo.line() + kDeviceOne.batch(a.lines);
  a.append(reveal_description(2, "device-2"));
  EXPECT_TRUE(names_event(verify_export(front + kDeviceTwo.batch(a.part(2, 3))), {kChainA, 2}));
  // The event says device-2, the batch is signed by device-1.
  EXPECT_TRUE(names_event(verify_export(front + kDeviceOne.batch(a.part(2, 3))), {kChainA, 2}));
}

// The first event of a session names the last one of the session before: so the end of a chain cannot be cut off unseen.
TEST(Verify, ACutOffEndOfAnEarlierSessionIsFound) {
  const Session a = session(kDeviceOne, kChainA, 5), b = session(kDeviceOne, kChainB, 2, a.head.head);
  const std::string front = kExportLine + kDeviceOne.line();
  EXPECT_EQ(text_of(verify_export(front + kDeviceOne.batch(a.part(0, 3)) + kDeviceOne.batch(a.part(3, 5)) + kDeviceOne.batch(b.lines))), "");
  EXPECT_TRUE(names_event(verify_export(front + kDeviceOne.batch(a.part(0, 3)) + kDeviceOne.batch(b.lines)), {kChainB, 0}));
  EXPECT_EQ(text_of(verify_export(front + kDeviceOne.batch(b.lines))), "") << "one chain alone, as `export --chain` writes it";
}

TEST(Verify, KeepsAtMostAHundredFindings) {
  std::string text = kExportLine;
  for (int i = 0; i < 1000; ++i) text += "{}\n";
  EXPECT_EQ(verify_export(text).findings.size(), 100u);
}

TEST(Verify, RefusesWhatIsNoExport) {
  for (const std::string& text : {std::string(), std::string("\n"), std::string("{}\n"), std::string("{\"export\":{\"format\":\"tirai.export/v2\"}}\n"), kExportLine.substr(0, kExportLine.size() - 1), kExportLine + "\n", kExportLine + kExportLine}) {
    const VerifyReport report = verify_export(text);
    ASSERT_FALSE(report.findings.empty()) << text;
    EXPECT_GE(report.findings.front().line, 1u) << text;
  }
  EXPECT_TRUE(verify_export(kExportLine).findings.empty());
}

std::string error_of(const std::string& body, const std::string& key = kDeviceOne.public_key()) {
  const auto batch = verify_batch(body, key);
  return batch ? "none" : std::string(to_string(batch.error().code)) + " " + batch.error().at;
}

TEST(VerifyBatch, GivesWhatTheCollectorKeeps) {
  const Session a = session(kDeviceOne, kChainA, 5);
  const std::string body = kDeviceOne.batch(a.part(2, 5));
  const auto batch = verify_batch(body, kDeviceOne.public_key());
  ASSERT_TRUE(batch.ok()) << batch.error().text();
  EXPECT_EQ(batch.value().chain_uid, kChainA);
  EXPECT_EQ(batch.value().device_id, "device-1");
  EXPECT_EQ(batch.value().first_sequence, 2u);
  EXPECT_EQ(batch.value().head, a.head.head);
  ASSERT_EQ(batch.value().events.size(), 3u);
  EXPECT_EQ(batch.value().events[1].sequence, 3u);
  EXPECT_EQ(batch.value().events[1].event_id, uuid(3));
  EXPECT_EQ(batch.value().events[1].line, a.lines[3]);
  EXPECT_EQ(batch.value().events[2].fingerprint, a.head.head);
}

TEST(VerifyBatch, RefusesEveryFlippedBit) {
  const std::string body = kDeviceOne.batch(session(kDeviceOne, kChainA, 2).lines);
  std::size_t line = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const auto batch = verify_batch(flip(body, 8 * i + i % 8), kDeviceOne.public_key());
    ASSERT_FALSE(batch.ok()) << "byte " << i;
    const bool newline = body[i] == '\n';
    ASSERT_TRUE(newline || batch.error().at == (line == 0 ? "header" : "event " + std::to_string(line - 1))) << "byte " << i << " " << batch.error().text();
    line += newline ? 1 : 0;
  }
}

TEST(VerifyBatch, SaysWhatIsWrongAndWhere) {
  const Session a = session(kDeviceOne, kChainA, 4);
  const std::string body = kDeviceOne.batch(a.lines);
  EXPECT_EQ(error_of(body), "none");
  EXPECT_EQ(error_of(body, kDeviceTwo.public_key()), "bad_signature header");
  EXPECT_EQ(error_of(body, "short"), "bad_signature header");
  EXPECT_EQ(error_of(""), "bad_syntax header");
  EXPECT_EQ(error_of(std::string(1024 * 1024 + 1, 'x')), "too_large header");
  EXPECT_EQ(error_of(body + a.lines[3] + "\n"), "chain_broken event 4");
  EXPECT_EQ(error_of(body.substr(0, body.size() - 1)), "bad_syntax event 3");
  EXPECT_EQ(error_of(body.substr(0, body.size() - a.lines[3].size() - 1)), "chain_broken event 3");
  EXPECT_EQ(error_of(replaced(body, R"("entity_type":"id_nik")", R"("entity_type":"person")")), "chain_broken event 1");
}

}  // namespace
}  // namespace tirai::test
