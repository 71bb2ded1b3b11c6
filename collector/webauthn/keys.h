// Security keys (WebAuthn) of agents and of the dashboard's accounts, and the ceremonies that are under way: each begins with a ticket and a challenge of its
// own, holds for two minutes, and is over with the first answer, right or wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "webauthn/fido.h"

namespace tirai::collector {

enum class KeyKind : std::uint8_t { kAgent, kAccount };
[[nodiscard]] std::string_view to_string(KeyKind kind);

struct SecurityKey {
  std::string key_id;  ///< UUID, for people and for revocation
  KeyKind kind = KeyKind::kAgent;
  std::string owner;  ///< an agent's id, an account's account_id
  std::string name;   ///< what its owner calls it
  std::string credential_id;  ///< bytes
  PublicKey key;
  std::int64_t counter = 0;
  std::int64_t created = 0, used = 0;  ///< 0: never used
};

/// False: the key is registered already.
[[nodiscard]] Result<bool> add_security_key(Store& store, const SecurityKey& key);
[[nodiscard]] Result<std::vector<SecurityKey>> security_keys(Store& store, KeyKind kind, const std::string& owner);
[[nodiscard]] Result<std::vector<SecurityKey>> security_keys(Store& store);
[[nodiscard]] Result<std::optional<SecurityKey>> find_security_key(Store& store, const std::string& credential_id);
/// False: the counter did not go up, so a copy of the key exists (WebAuthn, 6.1.1), or the key is no more.
[[nodiscard]] Result<bool> use_security_key(Store& store, const std::string& key_id, std::uint32_t counter, std::int64_t now_ms);
/// An agent's key: what was stepped up is not any more. False: there is none.
[[nodiscard]] Result<bool> remove_security_key(Store& store, const SecurityKey& key);

/// kStepUp and kAgentKey: an agent at a device. kAccountKey: of a session. kLogin: nobody's yet.
enum class Act : std::uint8_t { kStepUp, kAgentKey, kAccountKey, kLogin };
inline constexpr std::int64_t kCeremonyMs = 120'000;

struct Ceremony {
  Act act = Act::kLogin;
  std::string owner;      ///< agent or account_id
  std::string device_id;  ///< of an agent's
  std::string challenge;  ///< base64url
  std::int64_t ends = 0;
};
/// The ticket, 32 random bytes in base64url; the store has its hash.
struct BegunCeremony {
  std::string ticket;
  Ceremony ceremony;
};
[[nodiscard]] Result<BegunCeremony> begin_ceremony(Store& store, Ceremony ceremony, std::int64_t now_ms);
/// Nothing: no such ticket, or its time is over.
[[nodiscard]] Result<std::optional<Ceremony>> find_ceremony(Store& store, std::string_view ticket, std::int64_t now_ms);
/// The same, once: one of those who ask at once gets it.
[[nodiscard]] Result<std::optional<Ceremony>> take_ceremony(Store& store, std::string_view ticket, std::int64_t now_ms);

}  // namespace tirai::collector
