// The log's tree, checkpoints and proofs against a second implementation's (tests/vectors/ledger/merkle.jsonl, tlog.json), and every
// corruption of them.
#include "tirai/log.h"

#include <map>
#include <set>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "support.h"
#include "tirai/bundle.h"

namespace tirai::test {
namespace {
using nlohmann::json;

// A tree in memory, as the collector keeps it on disk.
struct Tree {
  TreeEdge edge;
  std::map<std::pair<unsigned, std::uint64_t>, std::string> tiles;
  void append(const std::string& entry) { edge.append(entry); }
  void grow_to(std::uint64_t size) {
    for (std::uint64_t i = edge.head().size; i < size; ++i) append(std::to_string(i));
    keep();
  }
  void keep() {
    for (Tile& tile : edge.take_changed()) tiles[{tile.level, tile.index}] = std::move(tile.hashes);
  }
  [[nodiscard]] TileReader reader() const {
    return [this](unsigned level, std::uint64_t index) -> Result<std::string> {
      const auto found = tiles.find({level, index});
      if (found == tiles.end()) return Error{ErrorCode::kInternal, "no tile", ""};
      return found->second;
    };
  }
};

std::vector<json> vectors() {
  std::vector<json> out;
  std::istringstream lines(read_file("tests/vectors/ledger/merkle.jsonl"));
  for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
  return out;
}
std::string bytes(const json& hex) { return hex_to_bytes(hex.get<std::string>()); }
std::vector<std::string> proof_of(const json& vector) {
  std::vector<std::string> proof;
  for (const json& hash : vector["proof"]) proof.push_back(bytes(hash));
  return proof;
}
json tlog() { return json::parse(read_file("tests/vectors/ledger/tlog.json")); }

TEST(Log, RootsAreThoseOfCertificateTransparencysReferenceTrees) {
  const json reference = vectors().front();
  Tree tree;
  for (std::size_t size = 0; size < reference["roots"].size(); ++size) {
    EXPECT_EQ(crypto::to_hex(tree.edge.head().root), reference["roots"][size]) << size;
    EXPECT_EQ(tree.edge.head().size, size);
    if (size < reference["reference"].size()) tree.append(bytes(reference["reference"][size]));
  }
}

TEST(Log, ProofsAreTheSecondImplementationsAndHold) {
  Tree tree;
  tree.grow_to(70'000);
  int count = 0;
  for (const json& vector : vectors()) {
    if (vector.contains("leaf")) {
      const auto proof = inclusion_proof(vector["index"], vector["size"], tree.reader());
      ASSERT_TRUE(proof.ok()) << vector;
      EXPECT_EQ(proof.value(), proof_of(vector)) << vector["index"] << " of " << vector["size"];
      EXPECT_EQ(leaf_hash(vector["index"].dump()), bytes(vector["leaf"]));
      EXPECT_TRUE(verify_inclusion(bytes(vector["leaf"]), vector["index"], {vector["size"], bytes(vector["root"])}, proof.value()));
      ++count;
    } else if (vector.contains("from")) {
      EXPECT_TRUE(verify_consistency({vector["from"], bytes(vector["root_before"])}, {vector["to"], bytes(vector["root"])}, proof_of(vector))) << vector;
      if (vector.contains("published")) continue;
      const auto proof = consistency_proof(vector["from"], vector["to"], tree.reader());
      ASSERT_TRUE(proof.ok()) << vector;
      EXPECT_EQ(proof.value(), proof_of(vector)) << vector["from"] << " to " << vector["to"];
      ++count;
    }
  }
  EXPECT_EQ(count, 147);
}

// Every corruption: a flipped bit, a hash too few, too many or swapped, another place, another size, another root.
std::vector<std::vector<std::string>> corrupted(const std::vector<std::string>& proof) {
  std::vector<std::vector<std::string>> out;
  for (std::size_t i = 0; i < proof.size(); ++i) {
    out.push_back(proof);
    out.back()[i][i % 32] = static_cast<char>(out.back()[i][i % 32] ^ (1 << (i % 8)));
    out.push_back(proof);
    out.back().erase(out.back().begin() + static_cast<std::ptrdiff_t>(i));
    out.push_back(proof);
    out.back()[i].pop_back();
    if (i > 0 && proof[i] != proof[i - 1]) out.push_back(proof), std::swap(out.back()[i], out.back()[i - 1]);
  }
  for (const bool front : {true, false}) {
    out.push_back(proof);
    out.back().insert(front ? out.back().begin() : out.back().end(), std::string(32, 'x'));
  }
  return out;
}

TEST(Log, EveryCorruptedInclusionProofIsRefused) {
  for (const json& vector : vectors()) {
    if (!vector.contains("leaf")) continue;
    const std::uint64_t index = vector["index"], size = vector["size"];
    const std::string leaf = bytes(vector["leaf"]), root = bytes(vector["root"]);
    const auto proof = proof_of(vector);
    for (const auto& bad : corrupted(proof)) EXPECT_FALSE(verify_inclusion(leaf, index, {size, root}, bad)) << vector;
    EXPECT_FALSE(verify_inclusion(leaf_hash("another"), index, {size, root}, proof));
    EXPECT_FALSE(verify_inclusion(leaf, index, {size, leaf_hash("another")}, proof));
    EXPECT_FALSE(verify_inclusion(leaf, index + 1, {size, root}, proof));
    EXPECT_FALSE(verify_inclusion(leaf, size, {size, root}, proof));
    EXPECT_FALSE(verify_inclusion(leaf, index, {0, root}, proof));
    EXPECT_FALSE(verify_inclusion(leaf, index - 1, {size, root}, proof)) << "or no place at all";
  }
}

TEST(Log, EveryCorruptedConsistencyProofIsRefused) {
  for (const json& vector : vectors()) {
    if (!vector.contains("from")) continue;
    const TreeHead before{vector["from"], bytes(vector["root_before"])}, after{vector["to"], bytes(vector["root"])};
    const auto proof = proof_of(vector);
    for (const auto& bad : corrupted(proof)) EXPECT_FALSE(verify_consistency(before, after, bad)) << vector;
    EXPECT_FALSE(verify_consistency({before.size, after.root}, {after.size, before.root}, proof)) << "roots swapped";
    EXPECT_FALSE(verify_consistency(after, before, proof)) << "trees swapped";
    EXPECT_FALSE(verify_consistency({before.size, leaf_hash("x")}, after, proof));
    EXPECT_FALSE(verify_consistency(before, {after.size, leaf_hash("x")}, proof));
    EXPECT_FALSE(verify_consistency(before, after, {}));
  }
}

TEST(Log, FromTheEmptyTreeAndToItselfTheProofIsEmpty) {
  const TreeHead empty = TreeEdge().head(), other{3, leaf_hash("x")};
  EXPECT_TRUE(verify_consistency(empty, other, {}));
  EXPECT_TRUE(verify_consistency(other, other, {}));
  const std::vector<std::string> one{leaf_hash("y")};
  EXPECT_FALSE(verify_consistency(empty, other, one));
  EXPECT_FALSE(verify_consistency(other, other, one));
  EXPECT_FALSE(verify_consistency(other, {3, leaf_hash("z")}, {}));
}

TEST(Log, AnEdgeReadBackFromTilesGrowsAsTheOneThatStayed) {
  Tree stayed;
  for (std::uint64_t size : {1, 2, 255, 256, 257, 511, 513, 1000, 65'535, 65'536, 65'537, 66'000}) {
    stayed.grow_to(size);
    auto read = TreeEdge::read(size, stayed.reader());
    ASSERT_TRUE(read.ok()) << size;
    EXPECT_EQ(read.value().head(), stayed.edge.head()) << size;
    stayed.edge = std::move(read).value();
  }
  const auto missing = TreeEdge::read(66'001, stayed.reader());
  EXPECT_FALSE(missing.ok()) << "a tree larger than its tiles";
}

// C2SP tlog-tiles, "Partial Tiles": a tree of 70,000.
TEST(Log, ATreeOf70000HasTheTilesThatTheStandardCounts) {
  Tree tree;
  tree.grow_to(70'000);
  std::map<unsigned, std::pair<int, std::size_t>> levels;  // full tiles, width of the partial one
  for (const auto& [place, hashes] : tree.tiles) {
    if (hashes.size() == 8192) ++levels[place.first].first;
    else levels[place.first].second = hashes.size() / 32;
  }
  const std::map<unsigned, std::pair<int, std::size_t>> expected{{0, {273, 112}}, {1, {1, 17}}, {2, {0, 1}}};
  EXPECT_EQ(levels, expected);
}

TEST(Log, CheckpointsAreTheSecondImplementationsByteForByte) {
  const json all = tlog();
  Tree tree;
  for (const json& entry : all["entries"]) tree.append(entry);
  tree.keep();
  EXPECT_EQ(crypto::to_hex(tree.edge.head().root), all["root_of_five"]);
  const auto signed_note = sign_checkpoint(tree.edge.head(), all["log_key"].get<std::string>());
  ASSERT_TRUE(signed_note.ok());
  EXPECT_EQ(signed_note.value(), all["checkpoint"]);
  const auto opened = open_checkpoint(signed_note.value(), all["log_vkey"].get<std::string>());
  ASSERT_TRUE(opened.ok()) << opened.error().text();
  EXPECT_EQ(opened.value().origin, "tirai.example/log");
  EXPECT_EQ(opened.value().head, tree.edge.head());
  for (int i = 0; i < 2; ++i) {
    const auto line = cosign(signed_note.value(), all["witness_keys"][i].get<std::string>(), all["times"][i]);
    ASSERT_TRUE(line.ok());
    EXPECT_EQ(line.value(), all["cosignatures"][i]);
  }
  const auto path = inclusion_proof(2, 5, tree.reader());
  ASSERT_TRUE(path.ok());
  EXPECT_EQ(write_proof({2, path.value(), all["checkpoint"].get<std::string>() + all["cosignatures"][0].get<std::string>() + all["cosignatures"][1].get<std::string>()}), all["proof_of_tiga"]);
}

TEST(Log, ACheckpointWithAnyBitFlippedIsRefused) {
  const json all = tlog();
  const std::string note = all["checkpoint"];
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string flipped = note;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(open_checkpoint(flipped, all["log_vkey"].get<std::string>()).ok()) << "bit " << bit;
  }
}

TEST(Log, AKeyOfOneKindIsNoKeyOfTheOther) {
  const json all = tlog();
  const std::string note = all["checkpoint"], witness = all["witness_vkeys"][0], log = all["log_vkey"];
  EXPECT_EQ(open_checkpoint(note, witness).error().code, ErrorCode::kBadValue);
  EXPECT_EQ(cosigned_at(note, log).error().code, ErrorCode::kBadValue);
  EXPECT_EQ(cosigned_at(note, witness).error().code, ErrorCode::kBadSignature) << "nobody cosigned yet";
  EXPECT_FALSE(cosign(note, all["log_key"].get<std::string>(), 1).ok());
  const auto keys = witness_keys("witness.example/one", std::string(32, 2));
  ASSERT_TRUE(keys.ok());
  EXPECT_EQ(keys.value().signing_key, all["witness_keys"][0]);
  EXPECT_EQ(keys.value().verifier_key, witness);
  EXPECT_EQ(witness_vkey_of(keys.value().signing_key).value(), witness);
}

ProvenEntry proven(const json& all, std::size_t quorum) {
  const std::vector<std::string> witnesses = all["witness_vkeys"];
  const auto checked = verify_proof(all["proof_of_tiga"].get<std::string>(), "tiga", all["log_vkey"].get<std::string>(), witnesses, quorum);
  EXPECT_TRUE(checked.ok()) << checked.error().text();
  return checked.ok() ? checked.value() : ProvenEntry{};
}

TEST(Log, AProofFileShowsItsEntryAndItsWitnesses) {
  const ProvenEntry entry = proven(tlog(), 2);
  EXPECT_EQ(entry.index, 2u);
  EXPECT_EQ(entry.checkpoint.head.size, 5u);
  EXPECT_EQ(std::set<std::uint64_t>(entry.witnessed_at.begin(), entry.witnessed_at.end()), (std::set<std::uint64_t>{1'760'000'000, 1'760'000'060}));
}

TEST(Log, AnExtraLineOfAProofFileProvesNothingAndHurtsNothing) {
  const json all = tlog();
  const std::string with_extra = replaced(all["proof_of_tiga"], "index 2\n", "extra YWJj\nindex 2\n");
  EXPECT_TRUE(verify_proof(with_extra, "tiga", all["log_vkey"].get<std::string>()).ok());
}

TEST(Log, AProofOfAnotherEntryPlaceLogOrWitnessIsRefused) {
  const json all = tlog();
  const std::string proof = all["proof_of_tiga"], vkey = all["log_vkey"];
  const auto code = [&](const std::string& text, const std::string& entry, const std::string& key, const std::vector<std::string>& witnesses, std::size_t quorum) {
    const auto checked = verify_proof(text, entry, key, witnesses, quorum);
    return checked.ok() ? "none" : std::string(to_string(checked.error().code));
  };
  const std::vector<std::string> both = all["witness_vkeys"];
  EXPECT_EQ(code(proof, "dua", vkey, {}, 0), "chain_broken");
  EXPECT_EQ(code(replaced(proof, "index 2", "index 3"), "tiga", vkey, {}, 0), "chain_broken");
  EXPECT_EQ(code(replaced(proof, "tirai.example/log\n5", "tirai.example/log\n6"), "tiga", vkey, {}, 0), "bad_signature");
  EXPECT_EQ(code(proof, "tiga", note_keys("tirai.example/log", std::string(32, 9)).value().verifier_key, {}, 0), "bad_signature");
  EXPECT_EQ(code(proof, "tiga", note_keys("other.example/log", std::string(32, 1)).value().verifier_key, {}, 0), "bad_signature");
  EXPECT_EQ(code(proof, "tiga", vkey, both, 3), "bad_signature") << "two witnesses are not three";
  EXPECT_EQ(code(proof, "tiga", vkey, {both[0], both[0]}, 2), "bad_signature") << "one witness named twice is one";
  const std::string stranger = witness_keys("witness.example/one", std::string(32, 7)).value().verifier_key;
  EXPECT_EQ(code(proof, "tiga", vkey, {stranger}, 1), "bad_signature");
  EXPECT_EQ(code(replaced(proof, "index 2", "index 02"), "tiga", vkey, {}, 0), "bad_syntax");
  EXPECT_EQ(code(proof.substr(0, proof.find("\n\n") + 1), "tiga", vkey, {}, 0), "bad_syntax");
}

// A whole log of one device as the collector writes it, and the line that closes it.
struct WholeLog {
  std::string lines;  ///< without the export line
  std::string checkpoint;
  NoteKeys keys = note_keys("tirai.example/log", std::string(32, 1)).value();
  explicit WholeLog(std::size_t events) {
    const Session one = session(kDeviceOne, kChainA, static_cast<unsigned>(events));
    lines = kDeviceOne.line() + kDeviceOne.batch(one.part(0, 3)) + kDeviceOne.batch(one.part(3, events));
    Tree tree;
    std::istringstream each(lines);
    for (std::string line; std::getline(each, line);) tree.append(line);
    checkpoint = sign_checkpoint(tree.edge.head(), keys.signing_key).value();
  }
  [[nodiscard]] static std::string line_of(const std::string& note) { return json{{"checkpoint", note}}.dump() + "\n"; }
  [[nodiscard]] std::string text() const { return kExportLine + lines + line_of(checkpoint); }
  [[nodiscard]] LogTrust trust() const { return {keys.verifier_key, {}, 0}; }
};

TEST(Log, AWholeExportIsTheLogThatWasSigned) {
  WholeLog log(9);
  const VerifyReport report = verify_export(log.text(), log.trust());
  EXPECT_TRUE(report.findings.empty()) << report.findings[0].error.text();
  ASSERT_TRUE(report.log.has_value());
  EXPECT_EQ(report.log->size, 12u);
  EXPECT_TRUE(report.log->signed_by_log);
  EXPECT_FALSE(verify_export(log.text()).log->signed_by_log) << "nobody said whose key";
  log.checkpoint += cosign(log.checkpoint, witness_keys("w", std::string(32, 4)).value().signing_key, 5).value();
  LogTrust trust = log.trust();
  trust.witness_vkeys = {witness_keys("w", std::string(32, 4)).value().verifier_key, witness_keys("v", std::string(32, 5)).value().verifier_key};
  trust.quorum = 1;
  EXPECT_EQ(verify_export(log.text(), trust).log->witnesses, 1u);
  EXPECT_TRUE(verify_export(log.text(), trust).findings.empty());
  trust.quorum = 2;
  EXPECT_EQ(verify_export(log.text(), trust).findings.size(), 1u);
}

TEST(Log, AnExportThatIsNotTheSignedLogIsFound) {
  const WholeLog log(9), shorter(6);
  const auto findings = [&](const std::string& text) { return verify_export(text, log.trust()).findings.size(); };
  EXPECT_EQ(findings(log.text()), 0u);
  EXPECT_EQ(findings(kExportLine + log.lines), 1u) << "no checkpoint";
  EXPECT_EQ(findings(kExportLine + shorter.lines + WholeLog::line_of(log.checkpoint)), 1u) << "whole batches are gone";
  EXPECT_EQ(findings(kExportLine + log.lines + WholeLog::line_of(shorter.checkpoint)), 1u) << "an older checkpoint";
  EXPECT_NE(findings(log.text() + kDeviceTwo.line()), 0u) << "a line behind it";
  const std::string with_device = kExportLine + kDeviceTwo.line() + log.lines;
  EXPECT_EQ(findings(with_device + WholeLog::line_of(log.checkpoint)), 1u) << "a key that was never logged";
  EXPECT_EQ(findings(kExportLine + log.lines + "{\"checkpoint\":\"\\u000a\"}\n"), 1u);
  EXPECT_EQ(findings(kExportLine + log.lines + "{\"checkpoint\":7}\n"), 1u);
  const VerifyReport stranger = verify_export(log.text(), {note_keys("tirai.example/log", std::string(32, 8)).value().verifier_key, {}, 0});
  ASSERT_EQ(stranger.findings.size(), 1u);
  EXPECT_EQ(stranger.findings[0].error.code, ErrorCode::kBadSignature);
}

TEST(Witness, CosignsAFirstCheckpointAndWhatGoesOnFromIt) {
  const json all = tlog();
  const std::string vkey = all["log_vkey"], key = all["witness_keys"][0];
  const WitnessAnswer first = witness_checkpoint({}, all["request_first"].get<std::string>(), vkey, key, 1'759'999'990);
  ASSERT_EQ(first.verdict, WitnessVerdict::kCosigned) << first.why;
  EXPECT_EQ(crypto::to_hex(first.seen.root), all["root_of_three"]);
  const WitnessAnswer next = witness_checkpoint(first.seen, all["request_next"].get<std::string>(), vkey, key, 1'760'000'000);
  ASSERT_EQ(next.verdict, WitnessVerdict::kCosigned) << next.why;
  EXPECT_EQ(next.seen.size, 5u);
  EXPECT_EQ(next.signature_line, all["cosignatures"][0]);
  const auto again = read_checkpoint_request(all["request_next"].get<std::string>());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(write_checkpoint_request(again.value()), all["request_next"]);
}

TEST(Witness, RefusesAsTheStandardSays) {
  const json all = tlog();
  const std::string vkey = all["log_vkey"], key = all["witness_keys"][0], next = all["request_next"], first = all["request_first"];
  const TreeHead three{3, hex_to_bytes(all["root_of_three"])};
  const auto verdict = [&](const TreeHead& seen, const std::string& body, const std::string& log = {}) {
    const WitnessAnswer answer = witness_checkpoint(seen, body, log.empty() ? vkey : log, key, 1);
    EXPECT_TRUE(answer.verdict == WitnessVerdict::kCosigned || (answer.signature_line.empty() && answer.seen == seen && !answer.why.empty()));
    return answer.verdict;
  };
  EXPECT_EQ(verdict(three, next), WitnessVerdict::kCosigned);
  EXPECT_EQ(verdict({}, next), WitnessVerdict::kConflict) << "old 3, but nothing was cosigned";
  EXPECT_EQ(verdict(three, first), WitnessVerdict::kConflict);
  EXPECT_EQ(verdict({3, leaf_hash("another")}, next), WitnessVerdict::kInconsistent);
  EXPECT_EQ(verdict({5, leaf_hash("another")}, "old 5\n\n" + all["checkpoint"].get<std::string>()), WitnessVerdict::kConflict) << "same size, another root";
  EXPECT_EQ(verdict({9, leaf_hash("x")}, "old 9\n\n" + all["checkpoint"].get<std::string>()), WitnessVerdict::kBadRequest);
  EXPECT_EQ(verdict(three, replaced(next, "old 3", "old 03")), WitnessVerdict::kBadRequest);
  EXPECT_EQ(verdict(three, "old 3\n" + next.substr(next.find("\n\n") + 1)), WitnessVerdict::kInconsistent) << "without its proof";
  EXPECT_EQ(verdict(three, next, note_keys("other.example/log", std::string(32, 1)).value().verifier_key), WitnessVerdict::kUnknownLog);
  EXPECT_EQ(verdict(three, next, note_keys("tirai.example/log", std::string(32, 9)).value().verifier_key), WitnessVerdict::kBadSignature);
}

}  // namespace
}  // namespace tirai::test
