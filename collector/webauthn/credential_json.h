// What a browser says of a security key, as WebAuthn Level 3 writes it (5.1.8: PublicKeyCredential.toJSON()), and the relying party it must be meant for.
// Read here is the JSON around it alone; authenticator data and keys (CBOR, COSE) are libfido2's (fido.h). Each reader is a fuzz target.
#pragma once

#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai::collector {

inline constexpr std::size_t kMostCredentialBytes = 16384;

/// Where the ceremonies take place: `origin` is the collector's address as browsers see it, `id` its host (WebAuthn, 5.1.2).
struct RelyingParty {
  std::string id, origin;
};
/// "https://HOST[:PORT]", or "http://localhost[:PORT]"; a name, for no key is made for a bare address.
[[nodiscard]] Result<RelyingParty> read_relying_party(std::string_view origin);

/// navigator.credentials.create(); bytes, no base64.
struct NewCredential {
  std::string id, client_data, authenticator_data;
};
[[nodiscard]] Result<NewCredential> read_new_credential(std::string_view json);

/// navigator.credentials.get()
struct Assertion {
  std::string id, client_data, authenticator_data, signature;
};
[[nodiscard]] Result<Assertion> read_assertion(std::string_view json);

enum class ClientDataType { kCreate, kGet };
/// WebAuthn 7.1 steps 7 to 11, 7.2 steps 10 to 14: made for this act, this challenge and this origin, not inside another site's frame.
[[nodiscard]] bool client_data_fits(std::string_view client_data, ClientDataType type, std::string_view challenge, const RelyingParty& party);

}  // namespace tirai::collector
