// What is asked of a security key, and whether what it answers will do.
#pragma once

#include <nlohmann/json.hpp>

#include "webauthn/keys.h"

namespace tirai::collector {

class Ceremonies {
 public:
  /// Without a party there are none. `tenant_key` makes the handles that authenticators keep: they tell nobody whose they are.
  Ceremonies(std::optional<RelyingParty> party, std::string tenant_key) : party_(std::move(party)), tenant_key_(std::move(tenant_key)) {}

  [[nodiscard]] bool enabled() const { return party_.has_value(); }
  /// INVARIANT of what follows: enabled().
  [[nodiscard]] std::string page(std::string_view ticket) const { return party_->origin + "/dashboard/step-up.html#" + std::string(ticket); }

  /// PublicKeyCredentialCreationOptionsJSON, or …RequestOptionsJSON, of a ceremony. `name` is what the authenticator shows.
  [[nodiscard]] Result<nlohmann::json> options(Store& store, const Ceremony& ceremony, const std::string& name) const;

  /// A new key of the ceremony's owner, not kept yet. Nothing: it will not do. An error of kBadValue or kBadSyntax is the sender's.
  [[nodiscard]] Result<std::optional<SecurityKey>> new_key(const Ceremony& ceremony, std::string_view credential, const std::string& name, std::int64_t now_ms) const;

  enum class Verdict : std::uint8_t { kFits, kWrong, kCopied };
  /// Of a key of this owner; what fits has moved the key's counter on.
  [[nodiscard]] Result<Verdict> check(Store& store, const Ceremony& ceremony, KeyKind kind, const std::string& owner, std::string_view credential, std::int64_t now_ms) const;

 private:
  [[nodiscard]] nlohmann::json creation(const Ceremony& ceremony, KeyKind kind, const std::string& name, const nlohmann::json& known) const;

  const std::optional<RelyingParty> party_;
  const std::string tenant_key_;
};

}  // namespace tirai::collector
