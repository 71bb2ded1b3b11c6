// The witness (C2SP tlog-witness): it keeps one tree head per log and cosigns only what goes on from it, so that a log which shows two
// histories can show one of them to this witness alone.
#include "log/lines.h"
#include "tirai/log.h"

namespace tirai {
namespace {
constexpr std::size_t kLongestRequest = 64 * 1024;
constexpr std::size_t kMostHashes = 63;

WitnessAnswer refuse(WitnessVerdict verdict, const TreeHead& seen, std::string why) { return {verdict, seen, {}, std::move(why)}; }

// The origin is told from the text before any signature is looked at: an unknown log is 404, not 403.
std::string_view origin_of(std::string_view note) { return note.substr(0, note.find('\n')); }
std::string_view name_of(std::string_view vkey) { return vkey.substr(0, vkey.find('+')); }
}  // namespace

std::string write_checkpoint_request(const CheckpointRequest& request) {
  return "old " + std::to_string(request.old_size) + "\n" + log::write_hashes(request.proof) + request.checkpoint;
}

Result<CheckpointRequest> read_checkpoint_request(std::string_view body) {
  const auto bad = [](const char* why) { return Error{ErrorCode::kBadSyntax, why, "request"}; };
  if (body.size() > kLongestRequest) return Error{ErrorCode::kTooLarge, "a request is at most 64 KiB", "request"};
  const auto old_size = log::read_number_after("old", log::take_line(body).value_or(""));
  if (!old_size) return bad("expected a line: old, a space, a decimal size");
  auto proof = log::take_hashes(body, kMostHashes);
  if (!proof) return bad("expected at most 63 lines of a base64 SHA-256 each, an empty line and a checkpoint");
  return CheckpointRequest{*old_size, *std::move(proof), std::string(body)};
}

WitnessAnswer witness_checkpoint(const TreeHead& seen, std::string_view body, std::string_view log_vkey, std::string_view witness_key, std::uint64_t time_s) {
  const auto request = read_checkpoint_request(body);
  if (!request) return refuse(WitnessVerdict::kBadRequest, seen, request.error().text());
  const auto& [old_size, proof, note] = request.value();
  if (origin_of(note) != name_of(log_vkey)) return refuse(WitnessVerdict::kUnknownLog, seen, "this witness does not know the log; expected the origin " + std::string(name_of(log_vkey)));
  const auto checkpoint = open_checkpoint(note, log_vkey);
  if (!checkpoint) return refuse(WitnessVerdict::kBadSignature, seen, checkpoint.error().text());
  const TreeHead& head = checkpoint.value().head;
  if (old_size > head.size) return refuse(WitnessVerdict::kBadRequest, seen, "the old size is beyond the checkpoint's");
  if (old_size != seen.size) return refuse(WitnessVerdict::kConflict, seen, "expected the old size " + std::to_string(seen.size));
  if (old_size == head.size && old_size != 0 && head.root != seen.root) return refuse(WitnessVerdict::kConflict, seen, "another root was cosigned at this size");
  if (!verify_consistency(seen, head, proof)) return refuse(WitnessVerdict::kInconsistent, seen, "the proof does not show that this tree goes on from the one cosigned last");
  auto line = cosign(note, witness_key, time_s);
  if (!line) return refuse(WitnessVerdict::kBadRequest, seen, line.error().text());
  return {WitnessVerdict::kCosigned, head, std::move(line).value(), {}};
}

}  // namespace tirai
