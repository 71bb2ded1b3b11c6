#include "webauthn/ceremonies.h"

#include "base/encode.h"
#include "tirai/digest.h"

namespace tirai::collector {
namespace {
using nlohmann::json;

json descriptors(const std::vector<SecurityKey>& keys) {
  json all = json::array();
  for (const SecurityKey& key : keys) all.push_back({{"type", "public-key"}, {"id", base64url(key.credential_id)}});
  return all;
}

KeyKind kind_of(Act act) { return act == Act::kAccountKey || act == Act::kLogin ? KeyKind::kAccount : KeyKind::kAgent; }
}  // namespace

// The handle is the same for the same owner, so that an authenticator replaces a key instead of showing two; 64 bytes are the most it may be (5.4.3).
json Ceremonies::creation(const Ceremony& ceremony, KeyKind kind, const std::string& name, const json& known) const {
  const std::string handle = sha256_hex("tirai-webauthn-user-v1\n" + tenant_key_ + "\n" + std::string(to_string(kind)) + "\n" + ceremony.owner);
  json algorithms = json::array();
  for (const std::int64_t algorithm : kAlgorithms) algorithms.push_back({{"type", "public-key"}, {"alg", algorithm}});
  return {{"rp", {{"id", party_->id}, {"name", "Tirai"}}},
          {"user", {{"id", base64url(handle)}, {"name", name}, {"displayName", name}}},
          {"challenge", ceremony.challenge},
          {"pubKeyCredParams", std::move(algorithms)},
          {"timeout", kCeremonyMs},
          {"excludeCredentials", known},
          {"authenticatorSelection", {{"residentKey", "required"}, {"requireResidentKey", true}, {"userVerification", "required"}}},
          {"attestation", "none"}};
}

// Whoever signs in has named nobody yet: their key brings itself (a discoverable credential), and nothing is told of who exists.
Result<json> Ceremonies::options(Store& store, const Ceremony& ceremony, const std::string& name) const {
  json known = json::array();
  if (ceremony.act != Act::kLogin) {
    const auto keys = security_keys(store, kind_of(ceremony.act), ceremony.owner);
    if (!keys) return keys.error();
    known = descriptors(keys.value());
  }
  if (ceremony.act == Act::kAgentKey || ceremony.act == Act::kAccountKey) return creation(ceremony, kind_of(ceremony.act), name, known);
  return json{{"challenge", ceremony.challenge}, {"timeout", kCeremonyMs}, {"rpId", party_->id}, {"allowCredentials", std::move(known)}, {"userVerification", "required"}};
}

Result<std::optional<SecurityKey>> Ceremonies::new_key(const Ceremony& ceremony, std::string_view credential, const std::string& name, std::int64_t now_ms) const {
  const auto read = read_new_credential(credential);
  if (!read) return read.error();
  if (!client_data_fits(read.value().client_data, ClientDataType::kCreate, ceremony.challenge, *party_)) return std::optional<SecurityKey>();
  const auto made = check_new_key(read.value(), *party_);
  if (!made) return std::optional<SecurityKey>();
  return std::optional<SecurityKey>(SecurityKey{.key_id = random_uuid(),
                                                .kind = kind_of(ceremony.act),
                                                .owner = ceremony.owner,
                                                .name = name,
                                                .credential_id = made->credential_id,
                                                .key = made->key,
                                                .counter = made->counter,
                                                .created = now_ms,
                                                .used = 0});
}

Result<Ceremonies::Verdict> Ceremonies::check(Store& store, const Ceremony& ceremony, KeyKind kind, const std::string& owner, std::string_view credential, std::int64_t now_ms) const {
  const auto read = read_assertion(credential);
  if (!read) return read.error();
  if (!client_data_fits(read.value().client_data, ClientDataType::kGet, ceremony.challenge, *party_)) return Verdict::kWrong;
  const auto key = find_security_key(store, read.value().id);
  if (!key) return key.error();
  if (!key.value() || key.value()->kind != kind || key.value()->owner != owner) return Verdict::kWrong;
  const auto counter = check_assertion(read.value(), key.value()->key, *party_);
  if (!counter) return Verdict::kWrong;
  const auto used = use_security_key(store, key.value()->key_id, *counter, now_ms);
  if (!used) return used.error();
  return used.value() ? Verdict::kFits : Verdict::kCopied;
}

}  // namespace tirai::collector
