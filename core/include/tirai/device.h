// A device of one's own, for a program that logs as browsers do: the collector, of what is done on its dashboard.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tirai/audit.h"
#include "tirai/result.h"

namespace tirai {

struct DeviceKey {
  std::string device_id;   ///< UUID (RFC 9562, version 8) out of the same secret
  std::string seed;        ///< 32 bytes
  std::string public_key;  ///< 32 bytes
};
/// Always the same for one secret and purpose, so that no second secret has to be kept: HMAC-SHA-256 of the purpose under the secret.
[[nodiscard]] DeviceKey device_key_of(std::string_view secret, std::string_view purpose);

/// "fingerprint" (audit.h) of an event that has none yet: RFC 8785 JSON, the same JSON with the fingerprint in it.
[[nodiscard]] Result<ChainedEvent> chain_event(const ChainHead& before, std::string_view event_json);
/// The body of POST /v1/events over these lines, signed.
[[nodiscard]] Result<std::string> sign_batch(const DeviceKey& device, const std::vector<std::string>& lines);

}  // namespace tirai
