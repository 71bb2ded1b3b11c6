// Proof files (C2SP tlog-proof): one text that shows, offline, that an entry is in the log and who watched.
#include <set>

#include "log/lines.h"
#include "tirai/log.h"

namespace tirai {
namespace {
constexpr std::string_view kFormatLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::size_t kLongestProof = 64 * 1024;
constexpr std::size_t kMostHashes = 64;

Error bad_proof(const char* why) { return {ErrorCode::kBadSyntax, why, "proof"}; }

// How many of these witnesses cosigned, one voice each however often a key is given.
Result<std::vector<std::uint64_t>> read_cosignatures(const std::string& checkpoint, std::span<const std::string> witness_vkeys, std::size_t quorum) {
  std::vector<std::uint64_t> times;
  for (const std::string& vkey : std::set<std::string>(witness_vkeys.begin(), witness_vkeys.end())) {
    const auto time_s = cosigned_at(checkpoint, vkey);
    if (time_s) times.push_back(time_s.value());
    else if (time_s.error().code != ErrorCode::kBadSignature) return time_s.error();
  }
  if (times.size() >= quorum) return times;
  return Error{ErrorCode::kBadSignature, "cosigned by " + std::to_string(times.size()) + " of the witnesses; expected " + std::to_string(quorum), "checkpoint"};
}
}  // namespace

std::string write_proof(const LogProof& proof) {
  return std::string(kFormatLine) + "\nindex " + std::to_string(proof.index) + "\n" + log::write_hashes(proof.hashes) + proof.checkpoint;
}

Result<LogProof> read_proof(std::string_view text) {
  if (text.size() > kLongestProof) return Error{ErrorCode::kTooLarge, "a proof is at most 64 KiB", "proof"};
  if (log::take_line(text) != kFormatLine) return bad_proof("expected the first line c2sp.org/tlog-proof@v1");
  if (text.substr(0, kExtra.size()) == kExtra) (void)log::take_line(text);
  const auto index = log::read_number_after("index", log::take_line(text).value_or(""));
  if (!index) return bad_proof("expected a line: index, a space, a decimal number");
  auto hashes = log::take_hashes(text, kMostHashes);
  if (!hashes) return bad_proof("expected at most 64 lines of a base64 SHA-256 each, an empty line and a checkpoint");
  return LogProof{*index, *std::move(hashes), std::string(text)};
}

Result<ProvenEntry> verify_proof(std::string_view text, std::string_view entry, std::string_view log_vkey,
                                 std::span<const std::string> witness_vkeys, std::size_t quorum) {
  const auto proof = read_proof(text);
  if (!proof) return proof.error();
  auto checkpoint = open_checkpoint(proof.value().checkpoint, log_vkey);
  if (!checkpoint) return checkpoint.error();
  if (!verify_inclusion(leaf_hash(entry), proof.value().index, checkpoint.value().head, proof.value().hashes)) {
    return Error{ErrorCode::kChainBroken, "the entry is not at this place of the log that was signed", "index " + std::to_string(proof.value().index)};
  }
  auto times = read_cosignatures(proof.value().checkpoint, witness_vkeys, quorum);
  if (!times) return times.error();
  return ProvenEntry{std::move(checkpoint).value(), proof.value().index, std::move(times).value()};
}

}  // namespace tirai
