// C2SP signed notes (c2sp.org/signed-note@v1.0.0), Ed25519 keys alone: of a signer (type byte 0x01) and of a witness (0x04).
//
//   <text, one line or more, newline at the end>
//   <empty line>
//   — <key name> <base64 of: 4-byte key id, 64-byte signature of the text>
//
// key id = first four bytes of SHA-256(name "\n" type public key)
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/result.h"

namespace tirai::bundle {

/// signed-note, "Signature types". A signature of one kind is never taken for one of the other.
enum class KeyType : char { kNote = 0x01, kCosignature = 0x04 };

struct Key {
  std::string name;
  std::string id;     ///< 4 bytes
  std::string bytes;  ///< 32: the public key, or the seed
};

/// "<name>+<8 hex>+<base64 of the type and the public key>". Fails if the id is not the key's, or the type another.
[[nodiscard]] Result<Key> read_verifier_key(std::string_view text, KeyType type = KeyType::kNote);
/// "PRIVATE+KEY+<name>+<8 hex>+<base64 of the type and the seed>". The error never repeats the text.
[[nodiscard]] Result<Key> read_signing_key(std::string_view text, KeyType type = KeyType::kNote);

[[nodiscard]] bool is_key_name(std::string_view name);
/// Both texts for a seed of 32 bytes. INVARIANT: is_key_name(name).
[[nodiscard]] std::string write_verifier_key(std::string_view name, std::string_view public_key32, KeyType type = KeyType::kNote);
[[nodiscard]] std::string write_signing_key(std::string_view name, std::string_view seed32, KeyType type = KeyType::kNote);

struct Signature {
  std::string_view name;
  std::string bytes;  ///< key id and what the key made
  [[nodiscard]] bool is_of(const Key& key) const { return name == key.name && std::string_view(bytes).substr(0, 4) == key.id; }
};
struct Note {
  std::string_view text;
  std::vector<Signature> signatures;
};
/// The parts of a well-formed note; nobody's signature is looked at. At most 64 signature lines. `at` is what errors call it.
[[nodiscard]] Result<Note> split_note(std::string_view note, std::string_view at);
/// One signature line, with its newline. INVARIANT: is_key_name(key.name).
[[nodiscard]] std::string signature_line(const Key& key, std::string_view signature);

/// The note's text, once one signature by `key` holds. Signatures of other keys are passed over; a wrong one by `key` refuses the
/// note (signed-note, "Signatures").
[[nodiscard]] Result<std::string> open_note(std::string_view note, const Key& key, std::string_view at = "manifest");
/// The same once one of `keys` signed, and by how many different ones: keys of the same bytes are one key.
struct OpenedNote {
  std::string text;
  std::uint32_t signatures = 0;
};
[[nodiscard]] Result<OpenedNote> open_note(std::string_view note, std::span<const Key> keys, std::string_view at = "manifest");
/// INVARIANT: `text` ends in a newline, holds no empty line at its end and no other control character.
[[nodiscard]] std::string sign_note(std::string_view text, const Key& signing_key);

}  // namespace tirai::bundle
