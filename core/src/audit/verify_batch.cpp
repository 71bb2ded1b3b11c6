// verify_batch(): one batch, as it arrives at the collector. The first thing wrong is the answer.
#include "audit/verify_parts.h"
#include "crypto/ed25519.h"
#include "log/lines.h"
#include "tirai/audit.h"

namespace tirai {
namespace {
constexpr std::size_t kLongestBody = 1024 * 1024;
constexpr std::size_t kLongestEvent = 65'535;  // an entry of a tile has its length in 16 bits (C2SP tlog-tiles)

Error at_header(ErrorCode code, std::string message) { return {code, std::move(message), "header"}; }
Error at_event(std::uint64_t sequence, ErrorCode code, std::string message) {
  return {code, std::move(message), "event " + std::to_string(sequence)};
}

// One event where the header and the event before say that `sequence` stands, linked to `prev_event`.
Result<VerifiedEvent> check_event(std::string_view line, const verify::HeaderLine& header, std::uint64_t sequence, const std::string& prev_event, std::string_view& sealed_digest) {
  if (line.size() > kLongestEvent) return at_event(sequence, ErrorCode::kTooLarge, "longer than 65,535 bytes");
  const auto read = verify::read_event(line);
  if (!read) return at_event(sequence, read.error().code, read.error().message);
  const verify::EventLine& event = read.value();
  const auto broken = [&](const char* what) { return at_event(sequence, ErrorCode::kChainBroken, what); };
  if (!event.holds()) return broken("its bytes do not give its fingerprint");
  if (event.chain_uid != header.chain_uid) return broken("belongs to another chain than its batch");
  if (event.device_id != header.device_id) return broken("belongs to another device than its batch");
  if (event.sequence != sequence) return broken("has another sequence number than its place");
  if (event.prev_event != prev_event) return broken("does not link to the event before it");
  sealed_digest = event.sealed_digest;
  return VerifiedEvent{sequence, std::string(event.event_id), std::string(event.fingerprint), line, {}};
}

// The text that an event names, as it arrives: whoever commits to a reason hands it over.
std::optional<Error> take_sealed(std::string_view& rest, std::string_view digest, VerifiedEvent& event) {
  const auto line = log::take_line(rest);
  if (!line) return at_event(event.sequence, ErrorCode::kMissingKey, "the sealed text that it names is missing");
  const auto sealed = verify::read_sealed(*line);
  if (!sealed) return at_event(event.sequence, sealed.error().code, "its sealed text: " + sealed.error().message);
  if (sealed.value().sequence != event.sequence || sealed.value().digest != digest) return at_event(event.sequence, ErrorCode::kDigestMismatch, "the sealed text behind it is not the one that it names");
  event.sealed = sealed.value().text;
  return std::nullopt;
}

Result<verify::HeaderLine> check_header(std::string_view& rest, std::string_view public_key32) {
  const auto line = log::take_line(rest);
  if (!line) return at_header(ErrorCode::kBadSyntax, "ends without a newline");
  auto header = verify::read_header(*line);
  if (!header) return at_header(header.error().code, header.error().message);
  if (!crypto::ed25519_verify(public_key32, header.value().statement, header.value().signature)) {
    return at_header(ErrorCode::kBadSignature, "the signature is not this device's over this header");
  }
  if (header.value().prev_event.empty() != (header.value().first_sequence == 0)) {
    return at_header(ErrorCode::kChainBroken, "prev_event is empty at sequence 0, and only there");
  }
  return header;
}
}  // namespace

Result<VerifiedBatch> verify_batch(std::string_view body, std::string_view public_key32) {
  if (body.size() > kLongestBody) return at_header(ErrorCode::kTooLarge, "a batch is at most 1 MiB");
  std::string_view rest = body;
  auto checked = check_header(rest, public_key32);
  if (!checked) return checked.error();
  const verify::HeaderLine& header = checked.value();
  VerifiedBatch batch{header.chain_uid, header.device_id, header.first_sequence, header.prev_event, header.head, {}};
  std::string prev_event = header.prev_event;
  batch.events.reserve(header.count);
  std::vector<std::pair<std::size_t, std::string_view>> named;  // events that name a sealed text, and which
  for (std::uint64_t i = 0; i < header.count; ++i) {
    const std::uint64_t sequence = header.first_sequence + i;
    const auto line = log::take_line(rest);
    if (!line) return at_event(sequence, rest.empty() ? ErrorCode::kChainBroken : ErrorCode::kBadSyntax, rest.empty() ? "missing" : "ends without a newline");
    std::string_view sealed_digest;
    auto event = check_event(*line, header, sequence, prev_event, sealed_digest);
    if (!event) return event.error();
    prev_event = event.value().fingerprint;
    batch.events.push_back(std::move(event).value());
    if (!sealed_digest.empty()) named.emplace_back(batch.events.size() - 1, sealed_digest);
  }
  for (const auto& [index, digest] : named) {
    if (const auto error = take_sealed(rest, digest, batch.events[index])) return *error;
  }
  const std::uint64_t end = header.first_sequence + header.count;
  if (!rest.empty()) return at_event(end, ErrorCode::kChainBroken, "a line more than the header and its events tell of");
  if (prev_event != header.head) return at_event(end - 1, ErrorCode::kChainBroken, "is not the event whose fingerprint was signed as the head");
  return batch;
}

}  // namespace tirai
