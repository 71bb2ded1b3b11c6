#include "tirai/device.h"

#include "audit/canonical_json.h"
#include "crypto/base64.h"
#include "crypto/ed25519.h"
#include "crypto/ledger_hash.h"

namespace tirai {
namespace {
using audit::Json;

std::string text_of(const crypto::Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

// RFC 9562, 5.8: a UUID whose bits are the maker's own but for version and variant.
std::string uuid_v8(crypto::Digest bytes) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x80);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string text = crypto::to_hex(text_of(bytes).substr(0, 16));
  for (const std::size_t at : {8, 13, 18, 23}) text.insert(at, 1, '-');
  return text;
}

Json with_place(const Json& tirai, const ChainHead& before) {
  Json placed = tirai;
  placed.add("chain_uid", before.chain_uid);
  placed.add("prev_event", before.head);
  placed.add("sequence", static_cast<std::int64_t>(before.next_sequence));
  return placed;
}
}  // namespace

DeviceKey device_key_of(std::string_view secret, std::string_view purpose) {
  const auto derived = [&](std::string_view what) { return crypto::ledger::hmac_sha256(secret, std::string(what).append(purpose)); };
  const std::string seed = text_of(derived("tirai-device-seed-v1\n"));
  return {uuid_v8(derived("tirai-device-id-v1\n")), seed, crypto::ed25519_public_key(seed).value_or("")};
}

Result<ChainedEvent> chain_event(const ChainHead& before, std::string_view event_json) {
  const auto read = audit::read_json(event_json);
  if (!read) return read.error();
  const Json* tirai = read.value().find("tirai");
  if (tirai == nullptr || tirai->object() == nullptr) return Error{ErrorCode::kMissingKey, "expected an object", "event:/tirai"};
  for (const char* ours : {"chain_uid", "prev_event", "sequence", "fingerprint"}) {
    if (tirai->find(ours) != nullptr) return Error{ErrorCode::kUnknownKey, "the chain's own", std::string("event:/tirai/") + ours};
  }
  Json event = Json::Object{};
  for (const auto& [key, value] : *read.value().object()) {
    if (key != "tirai") event.add(key, value);
  }
  Json placed = with_place(*tirai, before), hashed = event;
  hashed.add("tirai", placed);
  const std::string fingerprint = crypto::to_hex(crypto::ledger::sha256("tirai-event-v1\n" + audit::write_json(hashed)));
  placed.add("fingerprint", fingerprint);
  event.add("tirai", std::move(placed));
  return ChainedEvent{audit::write_json(event), {before.chain_uid, before.next_sequence + 1, fingerprint}};
}

Result<std::string> sign_batch(const DeviceKey& device, const std::vector<std::string>& lines) {
  const auto batch = batch_to_sign(device.device_id, lines);
  if (!batch) return batch.error();
  const auto signature = crypto::ed25519_sign(device.seed, batch.value().statement);
  if (!signature) return Error{ErrorCode::kBadValue, "expected a seed of 32 bytes", "device"};
  return batch_body(batch.value(), crypto::base64_encode(*signature), lines);
}

}  // namespace tirai
