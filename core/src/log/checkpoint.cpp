// Checkpoints (C2SP tlog-checkpoint) and cosignatures (C2SP tlog-cosignature, Ed25519).
#include "bundle/note.h"
#include "crypto/base64.h"
#include "crypto/ed25519.h"
#include "log/lines.h"
#include "tirai/log.h"

namespace tirai {
namespace {
using bundle::KeyType;

constexpr std::size_t kIdBytes = 4, kTimeBytes = 8;

Error bad_checkpoint(const char* why) { return {ErrorCode::kBadSyntax, why, "checkpoint"}; }

// What a witness signs: the time and the note's text under a header of their own, so that no other signature can stand for it.
std::string cosigned_message(std::string_view text, std::uint64_t time_s) {
  return "cosignature/v1\ntime " + std::to_string(time_s) + "\n" + std::string(text);
}

std::string big_endian(std::uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}
std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<std::uint8_t>(byte);
  return number;
}

Result<Checkpoint> read_text(std::string_view text) {
  const auto origin = log::take_line(text), size = log::take_line(text), root = log::take_line(text);
  if (!origin || !size || !root || !text.empty()) return bad_checkpoint("expected three lines: origin, size, root");
  const auto number = log::read_number(*size);
  auto hash = crypto::base64_decode(*root);
  if (origin->empty() || !number || !hash || hash->size() != kHashBytes) return bad_checkpoint("expected an origin, a decimal size and a base64 SHA-256");
  if (*number == 0 && *hash != TreeEdge().head().root) return bad_checkpoint("an empty tree has the root SHA-256(\"\")");
  return Checkpoint{std::string(*origin), {*number, *std::move(hash)}};
}
}  // namespace

Result<std::string> sign_checkpoint(const TreeHead& head, std::string_view signing_key) {
  const auto key = bundle::read_signing_key(signing_key);
  if (!key) return key.error();
  if (head.root.size() != kHashBytes) return bad_checkpoint("the root is not a SHA-256");
  return bundle::sign_note(key.value().name + "\n" + std::to_string(head.size) + "\n" + crypto::base64_encode(head.root) + "\n", key.value());
}

Result<Checkpoint> read_checkpoint(std::string_view note) {
  const auto parts = bundle::split_note(note, "checkpoint");
  if (!parts) return parts.error();
  return read_text(parts.value().text);
}

Result<Checkpoint> open_checkpoint(std::string_view note, std::string_view log_vkey) {
  const auto key = bundle::read_verifier_key(log_vkey);
  if (!key) return key.error();
  const auto text = bundle::open_note(note, key.value(), "checkpoint");
  if (!text) return text.error();
  auto checkpoint = read_text(text.value());
  if (checkpoint && checkpoint.value().origin != key.value().name) {
    return Error{ErrorCode::kBadSignature, "it is of another log; expected the origin " + key.value().name, "checkpoint"};
  }
  return checkpoint;
}

Result<WitnessKeys> witness_keys(std::string_view name, std::string_view seed32) {
  if (!bundle::is_key_name(name)) return Error{ErrorCode::kBadValue, "a key's name has no space and no \"+\", and at most 128 bytes", "name"};
  const auto public_key = crypto::ed25519_public_key(seed32);
  if (!public_key) return Error{ErrorCode::kBadValue, "expected 32 random bytes", "seed"};
  return WitnessKeys{bundle::write_signing_key(name, seed32, KeyType::kCosignature), bundle::write_verifier_key(name, *public_key, KeyType::kCosignature)};
}

Result<std::string> witness_vkey_of(std::string_view signing_key) {
  const auto key = bundle::read_signing_key(signing_key, KeyType::kCosignature);
  if (!key) return key.error();
  return bundle::write_verifier_key(key.value().name, crypto::ed25519_public_key(key.value().bytes).value_or(""), KeyType::kCosignature);
}

Result<std::string> cosign(std::string_view note, std::string_view witness_key, std::uint64_t time_s) {
  const auto key = bundle::read_signing_key(witness_key, KeyType::kCosignature);
  if (!key) return key.error();
  const auto parts = bundle::split_note(note, "checkpoint");
  if (!parts) return parts.error();
  const auto signature = crypto::ed25519_sign(key.value().bytes, cosigned_message(parts.value().text, time_s));
  return bundle::signature_line(key.value(), big_endian(time_s) + signature.value_or(""));
}

Result<std::uint64_t> cosigned_at(std::string_view note, std::string_view witness_vkey) {
  const auto key = bundle::read_verifier_key(witness_vkey, KeyType::kCosignature);
  if (!key) return key.error();
  const auto parts = bundle::split_note(note, "checkpoint");
  if (!parts) return parts.error();
  for (const bundle::Signature& signature : parts.value().signatures) {
    if (!signature.is_of(key.value())) continue;
    const std::string_view bytes = std::string_view(signature.bytes).substr(kIdBytes);
    const std::uint64_t time_s = bytes.size() < kTimeBytes ? UINT64_MAX : from_big_endian(bytes.substr(0, kTimeBytes));
    if (time_s <= INT64_MAX && crypto::ed25519_verify(key.value().bytes, cosigned_message(parts.value().text, time_s), bytes.substr(kTimeBytes))) return time_s;
    return Error{ErrorCode::kBadSignature, "the cosignature by " + key.value().name + " is not over this text", "checkpoint"};
  }
  return Error{ErrorCode::kBadSignature, "not cosigned by " + key.value().name, "checkpoint"};
}

}  // namespace tirai
