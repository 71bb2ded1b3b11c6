// The signed bundle a policy travels in. The manifest is a C2SP signed note (Ed25519); it names the digest of every part,
// so the parts travel beside it as they are.
//
//   {"manifest": "<signed note>", "policy": "<policy file>", "adapters": {"<id>": "<adapter file>", …}}
//
// The note's text (one line of RFC 8785 JSON after the format line, newline at the end):
//   tirai.policy-bundle/v1
//   {"adapters":{"<id>":"sha256:<hex>"},"expires":<ms>,"not_before":<ms>,"policy":"sha256:<hex>","previous":"sha256:<hex>"|"","version":<n>}
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai {

struct BundleParts {
  std::string policy;
  std::map<std::string, std::string> adapters;
};

struct BundleManifest {
  std::uint64_t version = 0;        ///< only goes up
  std::int64_t not_before_ms = 0;   ///< Unix time in milliseconds
  std::int64_t expires_ms = 0;
  std::string previous;             ///< digest of the manifest before, or empty
};

struct Bundle {
  BundleManifest manifest;
  BundleParts parts;
  std::string digest;  ///< "sha256:<hex>" of the manifest's note text
  std::uint32_t signatures = 0;  ///< by how many different ones of the keys asked for
};

/// `verifier_key` is a C2SP vkey: "<name>+<8 hex>+<base64 of 0x01 and 32 bytes>". `highest_seen` is the version the client
/// remembers; a lower one is kRollback. Checks syntax, signature, time, version, digests, in this order. At most 8 MiB.
[[nodiscard]] Result<Bundle> open_bundle(std::string_view bundle_json, std::string_view verifier_key, std::int64_t now_ms, std::uint64_t highest_seen);
/// The same with several keys, at most 64: one of them must have signed; the bundle says how many did. A key counts once, whatever its name.
[[nodiscard]] Result<Bundle> open_bundle(std::string_view bundle_json, std::span<const std::string> verifier_keys, std::int64_t now_ms, std::uint64_t highest_seen);

/// `signing_key` is a C2SP signer key: "PRIVATE+KEY+<name>+<8 hex>+<base64 of 0x01 and the 32-byte seed>".
[[nodiscard]] Result<std::string> sign_bundle(const BundleParts& parts, const BundleManifest& manifest, std::string_view signing_key);
/// Signed by several keys: a change that shows more wants more than one person. Each key signs once, however often it is given.
[[nodiscard]] Result<std::string> sign_bundle(const BundleParts& parts, const BundleManifest& manifest, std::span<const std::string> signing_keys);

struct NoteKeys {
  std::string signing_key;
  std::string verifier_key;
};
/// Makes a key pair from 32 random bytes given by the caller. `name` has no space, no "+".
[[nodiscard]] Result<NoteKeys> note_keys(std::string_view name, std::string_view seed32);

/// The verifier key that belongs to a signing key. The error never repeats the key.
[[nodiscard]] Result<std::string> verifier_key_of(std::string_view signing_key);

}  // namespace tirai
