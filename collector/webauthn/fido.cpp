#include "webauthn/fido.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>

#include <memory>

#include "tirai/digest.h"

namespace tirai::collector {
namespace {
constexpr std::uint8_t kPresent = 0x01, kVerified = 0x04;  // WebAuthn, 6.1: flags
constexpr std::size_t kHashBytes = 32;

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }
std::string text_of(const unsigned char* bytes, std::size_t size) { return bytes == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(bytes), size); }

std::string hex_of(std::string_view bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) text.append({kHex[static_cast<unsigned char>(c) >> 4], kHex[c & 15]});
  return text;
}

// RFC 8949, 3: whether no item of these says that it is longer than what is left. The library's own reader (libcbor 0.8) takes memory for as many members as a
// map's first bytes claim, before it looks for them. CTAP2 has no items of unknown length.
bool lengths_fit(std::string_view cbor) {
  while (!cbor.empty()) {
    const auto first = static_cast<std::uint8_t>(cbor.front());
    const unsigned major = first >> 5, low = first & 31;
    const std::size_t size = low < 24 ? 0 : low < 28 ? std::size_t{1} << (low - 24) : cbor.size();
    cbor.remove_prefix(1);
    if (size > cbor.size()) return false;
    std::uint64_t count = low < 24 ? low : 0;
    for (std::size_t i = 0; i < size; ++i) count = count << 8 | static_cast<std::uint8_t>(cbor[i]);
    cbor.remove_prefix(size);
    const bool text = major == 2 || major == 3, many = major == 4 || major == 5;
    if ((text || many) && count > cbor.size()) return false;
    if (text) cbor.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// WebAuthn, 6.1 and 6.5.1: hash, flags, counter; where there is a key its maker's id and its own; then CBOR to the end.
bool sizes_fit(std::string_view data) {
  constexpr std::size_t kFlagsAt = 32, kHead = 37, kMakerAndSize = 18;
  constexpr std::uint8_t kHasKey = 0x40;
  if (data.size() < kHead) return false;
  if ((static_cast<std::uint8_t>(data[kFlagsAt]) & kHasKey) == 0) return lengths_fit(data.substr(kHead));
  if (data.size() < kHead + kMakerAndSize) return false;
  const std::size_t id = static_cast<std::size_t>(static_cast<std::uint8_t>(data[53])) << 8 | static_cast<std::uint8_t>(data[54]);
  return id > 0 && id <= data.size() - kHead - kMakerAndSize && lengths_fit(data.substr(kHead + kMakerAndSize + id));
}

// Once a thread: the library asks for it.
void settle_library() {
  thread_local const bool settled = (fido_init(0), true);
  (void)settled;
}

struct FreeCredential {
  void operator()(fido_cred_t* credential) const { fido_cred_free(&credential); }
};
struct FreeAssertion {
  void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
};

// The library reads the data of a key of a kind that it was told before.
std::optional<NewKey> read_key(const NewCredential& credential, const RelyingParty& party, std::int64_t algorithm) {
  const std::unique_ptr<fido_cred_t, FreeCredential> read(fido_cred_new());
  if (read == nullptr || fido_cred_set_type(read.get(), static_cast<int>(algorithm)) != FIDO_OK) return std::nullopt;
  const std::string& data = credential.authenticator_data;
  if (fido_cred_set_authdata_raw(read.get(), bytes_of(data), data.size()) != FIDO_OK) return std::nullopt;
  const bool here = hex_of(data.substr(0, kHashBytes)) == sha256_hex(party.id);
  const std::uint8_t flags = fido_cred_flags(read.get());
  if (!here || (flags & kPresent) == 0 || (flags & kVerified) == 0) return std::nullopt;
  NewKey key{.credential_id = text_of(fido_cred_id_ptr(read.get()), fido_cred_id_len(read.get())),
             .key = {algorithm, text_of(fido_cred_pubkey_ptr(read.get()), fido_cred_pubkey_len(read.get()))},
             .counter = fido_cred_sigcount(read.get())};
  if (key.credential_id != credential.id || key.key.bytes.empty()) return std::nullopt;
  return key;
}

// fido_assert_verify() takes a key of the algorithm's own type.
template <typename Key, Key* (*kNew)(), void (*kFree)(Key**), int (*kFrom)(Key*, const void*, std::size_t)>
bool signature_holds(const fido_assert_t* assertion, const PublicKey& key) {
  Key* raw = kNew();
  const bool good = raw != nullptr && kFrom(raw, key.bytes.data(), key.bytes.size()) == FIDO_OK && fido_assert_verify(assertion, 0, static_cast<int>(key.algorithm), raw) == FIDO_OK;
  kFree(&raw);
  return good;
}

bool holds(const fido_assert_t* assertion, const PublicKey& key) {
  switch (key.algorithm) {
    case COSE_ES256: return signature_holds<es256_pk_t, es256_pk_new, es256_pk_free, es256_pk_from_ptr>(assertion, key);
    case COSE_EDDSA: return signature_holds<eddsa_pk_t, eddsa_pk_new, eddsa_pk_free, eddsa_pk_from_ptr>(assertion, key);
    case COSE_RS256: return signature_holds<rs256_pk_t, rs256_pk_new, rs256_pk_free, rs256_pk_from_ptr>(assertion, key);
    default: return false;
  }
}
}  // namespace

std::optional<NewKey> check_new_key(const NewCredential& credential, const RelyingParty& party) {
  settle_library();
  if (!sizes_fit(credential.authenticator_data)) return std::nullopt;
  for (const std::int64_t algorithm : kAlgorithms) {
    if (auto key = read_key(credential, party, algorithm)) return key;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> check_assertion(const Assertion& assertion, const PublicKey& key, const RelyingParty& party) {
  settle_library();
  if (!sizes_fit(assertion.authenticator_data)) return std::nullopt;
  const std::unique_ptr<fido_assert_t, FreeAssertion> read(fido_assert_new());
  if (read == nullptr) return std::nullopt;
  fido_assert_t* out = read.get();
  const bool taken = fido_assert_set_clientdata(out, bytes_of(assertion.client_data), assertion.client_data.size()) == FIDO_OK && fido_assert_set_rp(out, party.id.c_str()) == FIDO_OK &&
                     fido_assert_set_up(out, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(out, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_count(out, 1) == FIDO_OK &&
                     fido_assert_set_authdata_raw(out, 0, bytes_of(assertion.authenticator_data), assertion.authenticator_data.size()) == FIDO_OK &&
                     fido_assert_set_sig(out, 0, bytes_of(assertion.signature), assertion.signature.size()) == FIDO_OK;
  if (!taken || !holds(out, key)) return std::nullopt;
  return fido_assert_sigcount(out, 0);
}

}  // namespace tirai::collector
