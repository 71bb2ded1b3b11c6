#include "bundle/note.h"

#include <algorithm>
#include <set>
#include <array>
#include <optional>

#include "crypto/base64.h"
#include "crypto/ed25519.h"
#include "crypto/ledger_hash.h"
#include "tirai/text.h"

namespace tirai::bundle {
namespace {
constexpr std::string_view kPrivate = "PRIVATE+KEY+";
constexpr std::string_view kDash = "\xE2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t kMostSignatures = 64;

// The type byte and the key: what an id is made of and what a key's text holds.
std::string typed(std::string_view bytes32, KeyType type) {
  std::string typed(1, static_cast<char>(type));
  return typed.append(bytes32);
}

std::string key_id(std::string_view name, std::string_view public_key32, KeyType type) {
  const crypto::Digest digest = crypto::ledger::sha256(std::string(name) + "\n" + typed(public_key32, type));
  return {digest.begin(), digest.begin() + 4};
}

// "<name>+<8 hex>+<base64>", the id not yet checked.
std::optional<Key> read_key(std::string_view text, KeyType type) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == text.npos ? first : text.find('+', first + 1);
  if (second == text.npos || second - first != 9) return std::nullopt;
  const auto bytes = crypto::base64_decode(text.substr(second + 1));
  if (!bytes || bytes->size() != 33 || bytes->front() != static_cast<char>(type) || !is_key_name(text.substr(0, first))) return std::nullopt;
  return Key{std::string(text.substr(0, first)), std::string(text.substr(first + 1, 8)), bytes->substr(1)};
}

// Turns the id from hex into bytes, if it is the id of this name and public key.
bool settle_id(Key& key, std::string_view public_key32, KeyType type) {
  const std::string id = key_id(key.name, public_key32, type);
  if (crypto::to_hex(id) != key.id) return false;
  key.id = id;
  return true;
}

// Unicode White_Space beyond ASCII, in UTF-8.
bool has_wide_space(std::string_view name) {
  static constexpr std::array<std::string_view, 19> kSpaces{
      "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
      "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};
  return std::ranges::any_of(kSpaces, [&](std::string_view space) { return name.find(space) != name.npos; });
}

std::optional<Signature> read_signature(std::string_view line) {
  if (line.substr(0, kDash.size()) != kDash) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == line.npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  auto bytes = crypto::base64_decode(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return std::nullopt;
  return Signature{line.substr(0, space), *std::move(bytes)};
}

std::string names_of(std::span<const Key> keys) {
  std::string names;
  for (const Key& key : keys) names += (names.empty() ? "" : " or ") + key.name;
  return names;
}
}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > 128 || !is_utf8(name) || has_wide_space(name)) return false;
  return std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '+' && c != 0x7F; });
}

Result<Key> read_verifier_key(std::string_view text, KeyType type) {
  auto key = read_key(text, type);
  if (key && settle_id(*key, key->bytes, type)) return *std::move(key);
  const char* what = type == KeyType::kNote ? "an Ed25519 key" : "a witness's Ed25519 key (type 4)";
  return Error{ErrorCode::kBadValue, std::string("expected <name>+<8 hex digits>+<base64 of ") + what + ">, the digits being the key's id", "verifier key"};
}

Result<Key> read_signing_key(std::string_view text, KeyType type) {
  auto key = text.substr(0, kPrivate.size()) == kPrivate ? read_key(text.substr(kPrivate.size()), type) : std::nullopt;
  if (key && settle_id(*key, crypto::ed25519_public_key(key->bytes).value_or(""), type)) return *std::move(key);
  const char* what = type == KeyType::kNote ? "an Ed25519 seed" : "a witness's Ed25519 seed (type 4)";
  return Error{ErrorCode::kBadValue, std::string("expected PRIVATE+KEY+<name>+<8 hex digits>+<base64 of ") + what + ">, the digits being the key's id", "signing key"};
}

std::string write_verifier_key(std::string_view name, std::string_view public_key32, KeyType type) {
  return std::string(name) + "+" + crypto::to_hex(key_id(name, public_key32, type)) + "+" + crypto::base64_encode(typed(public_key32, type));
}

std::string write_signing_key(std::string_view name, std::string_view seed32, KeyType type) {
  const std::string id = key_id(name, crypto::ed25519_public_key(seed32).value_or(""), type);
  return std::string(kPrivate) + std::string(name) + "+" + crypto::to_hex(id) + "+" + crypto::base64_encode(typed(seed32, type));
}

Result<Note> split_note(std::string_view note, std::string_view at) {
  const auto bad = [&](const char* why) { return Error{ErrorCode::kBadSyntax, why, std::string(at)}; };
  const bool clean = is_utf8(note) && std::ranges::none_of(note, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
  if (!clean) return bad("a signed note is UTF-8 without control characters");
  const std::size_t split = note.rfind("\n\n");
  if (split == note.npos || split + 2 == note.size() || note.back() != '\n') return bad("expected a text, an empty line and signature lines");
  Note out{note.substr(0, split + 1), {}};
  for (std::string_view rest = note.substr(split + 2); !rest.empty();) {
    const std::size_t end = rest.find('\n');
    auto signature = read_signature(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    if (!signature) return bad("a signature line is malformed");
    if (out.signatures.size() == kMostSignatures) return Error{ErrorCode::kTooLarge, "more than 64 signatures", std::string(at)};
    out.signatures.push_back(*std::move(signature));
  }
  return out;
}

std::string signature_line(const Key& key, std::string_view signature) {
  return std::string(kDash) + key.name + " " + crypto::base64_encode(key.id + std::string(signature)) + "\n";
}

Result<std::string> open_note(std::string_view note, const Key& key, std::string_view at) {
  auto opened = open_note(note, std::span<const Key>(&key, 1), at);
  if (!opened) return opened.error();
  return std::move(opened).value().text;
}

Result<OpenedNote> open_note(std::string_view note, std::span<const Key> keys, std::string_view at) {
  const auto parts = split_note(note, at);
  if (!parts) return parts.error();
  std::set<std::string_view> signers;  // public keys
  for (const Signature& signature : parts.value().signatures) {
    for (const Key& key : keys) {
      if (!signature.is_of(key)) continue;
      if (!crypto::ed25519_verify(key.bytes, parts.value().text, std::string_view(signature.bytes).substr(4))) {
        return Error{ErrorCode::kBadSignature, "the signature by " + key.name + " is not over this text", std::string(at)};
      }
      signers.insert(key.bytes);
    }
  }
  if (signers.empty()) return Error{ErrorCode::kBadSignature, "not signed by " + names_of(keys), std::string(at)};
  return OpenedNote{std::string(parts.value().text), static_cast<std::uint32_t>(signers.size())};
}

std::string sign_note(std::string_view text, const Key& signing_key) {
  return std::string(text) + "\n" + signature_line(signing_key, crypto::ed25519_sign(signing_key.bytes, text).value_or(""));
}

}  // namespace tirai::bundle
