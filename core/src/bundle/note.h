// C2SP signed notes (c2sp.org/signed-note@v1.0.0), Ed25519 keys alone (type byte 0x01).
//
//   <text, one line or more, newline at the end>
//   <empty line>
//   — <key name> <base64 of: 4-byte key id, 64-byte signature of the text>
//
// key id = first four bytes of SHA-256(name "\n" 0x01 public key)
#pragma once

#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai::bundle {

struct Key {
  std::string name;
  std::string id;     ///< 4 bytes
  std::string bytes;  ///< 32: the public key, or the seed
};

/// "<name>+<8 hex>+<base64 of 0x01 and the public key>". Fails if the id is not the key's.
[[nodiscard]] Result<Key> read_verifier_key(std::string_view text);
/// "PRIVATE+KEY+<name>+<8 hex>+<base64 of 0x01 and the seed>". The error never repeats the text.
[[nodiscard]] Result<Key> read_signing_key(std::string_view text);

[[nodiscard]] bool is_key_name(std::string_view name);
/// Both texts for a seed of 32 bytes. INVARIANT: is_key_name(name).
[[nodiscard]] std::string write_verifier_key(std::string_view name, std::string_view public_key32);
[[nodiscard]] std::string write_signing_key(std::string_view name, std::string_view seed32);

/// The note's text, once one signature by `key` holds. Signatures of other keys are passed over; a wrong one by `key` refuses the
/// note (signed-note, "Signatures"). At most 64 signature lines.
[[nodiscard]] Result<std::string> open_note(std::string_view note, const Key& key);
/// INVARIANT: `text` ends in a newline, holds no empty line at its end and no other control character.
[[nodiscard]] std::string sign_note(std::string_view text, const Key& signing_key);

}  // namespace tirai::bundle
