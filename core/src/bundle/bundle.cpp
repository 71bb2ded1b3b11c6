// The bundle: a signed manifest and the parts it names by digest. See tirai/bundle.h for the layout.
#include "tirai/bundle.h"

#include <algorithm>

#include <optional>

#include "audit/canonical_json.h"
#include "audit/fields.h"
#include "bundle/note.h"
#include "crypto/ed25519.h"
#include "crypto/ledger_hash.h"
#include "tirai/text.h"

namespace tirai {
namespace {
using audit::Json;

constexpr std::size_t kLargestBundle = 8 * 1024 * 1024;
constexpr std::string_view kFormatLine = "tirai.policy-bundle/v1\n";

struct Manifest {
  BundleManifest times;
  std::string policy_digest;
  std::map<std::string, std::string> adapter_digests;
};

std::optional<Error> read_parts(const Json& bundle, std::string& note, BundleParts& parts) {
  const Json* manifest = bundle.find("manifest");
  const Json* policy = bundle.find("policy");
  const Json* adapters = bundle.find("adapters");
  if (manifest == nullptr || policy == nullptr || adapters == nullptr) return Error{ErrorCode::kMissingKey, "expected manifest, policy and adapters", "bundle"};
  if (bundle.object()->size() != 3) return Error{ErrorCode::kUnknownKey, "expected manifest, policy and adapters alone", "bundle"};
  if (manifest->string() == nullptr || policy->string() == nullptr) return Error{ErrorCode::kBadValue, "manifest and policy are strings", "bundle"};
  if (adapters->object() == nullptr) return Error{ErrorCode::kBadValue, "expected an object of adapter files", "bundle:/adapters"};
  for (const auto& [id, file] : *adapters->object()) {
    if (!audit::kId.fits(id) || file.string() == nullptr) return Error{ErrorCode::kBadValue, "expected ids and adapter files as strings", "bundle:/adapters"};
    parts.adapters.emplace(id, *file.string());
  }
  note = *manifest->string();
  parts.policy = *policy->string();
  return std::nullopt;
}

bool is_digest_or_none(std::string_view text) { return text.empty() || audit::kDigestName.fits(text); }
const audit::Shape kDigestOrNone{is_digest_or_none, "sha256: and 64 lower-case hex digits, or empty"};

Result<Manifest> read_manifest(std::string_view text) {
  if (text.substr(0, kFormatLine.size()) != kFormatLine) return Error{ErrorCode::kBadSyntax, "expected the format line tirai.policy-bundle/v1", "manifest"};
  const std::string_view line = text.substr(kFormatLine.size());
  const auto json = audit::JsonText::read(line);
  if (!json) return Error{json.error().code, json.error().message, "manifest:" + json.error().at};
  if (audit::write_json(json.value().root()) + "\n" != line) return Error{ErrorCode::kBadSyntax, "not canonical JSON (RFC 8785) on one line", "manifest"};
  std::optional<Error> error;
  Manifest out;
  audit::Fields fields(&json.value().root(), "manifest:", error);
  fields.only({"adapters", "expires", "not_before", "policy", "previous", "version"});
  out.times.version = static_cast<std::uint64_t>(fields.integer("version", 1, audit::kLargestInteger));
  out.times.not_before_ms = fields.integer("not_before", 0, audit::kLargestInteger);
  out.times.expires_ms = fields.integer("expires", 0, audit::kLargestInteger);
  out.times.previous = fields.text("previous", kDigestOrNone);
  out.policy_digest = fields.text("policy", audit::kDigestName);
  audit::Fields adapters = fields.object("adapters");
  if (!error) {
    json.value().root().find("adapters")->all_inside([&](const audit::JsonNode& adapter) { return out.adapter_digests.emplace(adapter.key, adapters.text(adapter.key, audit::kDigestName)), true; });
  }
  if (error) return *error;
  return out;
}

std::optional<Error> check_time_and_version(const BundleManifest& manifest, std::int64_t now_ms, std::uint64_t highest_seen) {
  if (now_ms < manifest.not_before_ms) return Error{ErrorCode::kNotYetValid, "the bundle is not valid yet", "manifest:/not_before"};
  if (now_ms >= manifest.expires_ms) return Error{ErrorCode::kExpired, "the bundle has expired", "manifest:/expires"};
  if (manifest.version < highest_seen) {
    return Error{ErrorCode::kRollback, "version " + std::to_string(manifest.version) + " is older than " + std::to_string(highest_seen) + ", which was seen before", "manifest:/version"};
  }
  return std::nullopt;
}

// Each part is the one that is named, none is missing and none is more.
std::optional<Error> check_digests(const Manifest& manifest, const BundleParts& parts) {
  if (crypto::ledger::sha256_name(parts.policy) != manifest.policy_digest) return Error{ErrorCode::kDigestMismatch, "not the policy that was signed", "bundle:/policy"};
  for (const auto& [id, digest] : manifest.adapter_digests) {
    const auto part = parts.adapters.find(id);
    if (part == parts.adapters.end() || crypto::ledger::sha256_name(part->second) != digest) {
      return Error{ErrorCode::kDigestMismatch, "not the adapter that was signed", "bundle:/adapters/" + id};
    }
  }
  if (parts.adapters.size() != manifest.adapter_digests.size()) return Error{ErrorCode::kDigestMismatch, "an adapter that was not signed", "bundle:/adapters"};
  return std::nullopt;
}

Result<std::vector<bundle::Key>> read_keys(std::span<const std::string> verifier_keys) {
  if (verifier_keys.empty() || verifier_keys.size() > 64) return Error{ErrorCode::kBadValue, "expected 1 to 64 keys", "verifier key"};
  std::vector<bundle::Key> keys;
  for (const std::string& text : verifier_keys) {
    auto key = bundle::read_verifier_key(text);
    if (!key) return key.error();
    keys.push_back(std::move(key).value());
  }
  return keys;
}

std::string manifest_text(const BundleParts& parts, const BundleManifest& manifest) {
  Json adapters = Json::Object{};
  for (const auto& [id, file] : parts.adapters) adapters.add(id, crypto::ledger::sha256_name(file));
  const Json json = Json::Object{{"adapters", std::move(adapters)},
                                 {"expires", manifest.expires_ms},
                                 {"not_before", manifest.not_before_ms},
                                 {"policy", crypto::ledger::sha256_name(parts.policy)},
                                 {"previous", manifest.previous},
                                 {"version", static_cast<std::int64_t>(manifest.version)}};
  return std::string(kFormatLine) + audit::write_json(json) + "\n";
}

// What open_bundle() would refuse is not signed in the first place.
std::optional<Error> check_before_signing(const BundleParts& parts, const BundleManifest& manifest) {
  const auto largest = static_cast<std::uint64_t>(audit::kLargestInteger);
  if (manifest.version == 0 || manifest.version > largest) return Error{ErrorCode::kBadValue, "the version is 1 or more", "manifest:/version"};
  if (manifest.not_before_ms < 0 || manifest.expires_ms > audit::kLargestInteger || manifest.not_before_ms >= manifest.expires_ms) {
    return Error{ErrorCode::kBadValue, "not_before must lie before expires", "manifest:/not_before"};
  }
  if (!is_digest_or_none(manifest.previous)) return Error{ErrorCode::kBadValue, std::string("expected ") + kDigestOrNone.expected, "manifest:/previous"};
  if (!is_utf8(parts.policy)) return Error{ErrorCode::kBadSyntax, "not UTF-8", "bundle:/policy"};
  for (const auto& [id, file] : parts.adapters) {
    if (!audit::kId.fits(id)) return Error{ErrorCode::kBadValue, std::string("an adapter's id is ") + audit::kId.expected, "bundle:/adapters"};
    if (!is_utf8(file)) return Error{ErrorCode::kBadSyntax, "not UTF-8", "bundle:/adapters/" + id};
  }
  return std::nullopt;
}
}  // namespace

Result<Bundle> open_bundle(std::string_view bundle_json, std::string_view verifier_key, std::int64_t now_ms, std::uint64_t highest_seen) {
  const std::string key(verifier_key);
  return open_bundle(bundle_json, std::span<const std::string>(&key, 1), now_ms, highest_seen);
}

Result<Bundle> open_bundle(std::string_view bundle_json, std::span<const std::string> verifier_keys, std::int64_t now_ms, std::uint64_t highest_seen) {
  if (bundle_json.size() > kLargestBundle) return Error{ErrorCode::kTooLarge, "a bundle is at most 8 MiB", "bundle"};
  const auto keys = read_keys(verifier_keys);
  if (!keys) return keys.error();
  const auto json = audit::read_json(bundle_json);
  if (!json) return Error{json.error().code, json.error().message, "bundle:" + json.error().at};
  Bundle out;
  std::string note;
  if (auto error = read_parts(json.value(), note, out.parts)) return *std::move(error);
  const auto text = bundle::open_note(note, keys.value());
  if (!text) return text.error();
  const auto manifest = read_manifest(text.value().text);
  if (!manifest) return manifest.error();
  if (auto error = check_time_and_version(manifest.value().times, now_ms, highest_seen)) return *std::move(error);
  if (auto error = check_digests(manifest.value(), out.parts)) return *std::move(error);
  out.manifest = manifest.value().times;
  out.digest = crypto::ledger::sha256_name(text.value().text);
  out.signatures = text.value().signatures;
  return out;
}

Result<std::string> sign_bundle(const BundleParts& parts, const BundleManifest& manifest, std::string_view signing_key) {
  const std::string key(signing_key);
  return sign_bundle(parts, manifest, std::span<const std::string>(&key, 1));
}

Result<std::string> sign_bundle(const BundleParts& parts, const BundleManifest& manifest, std::span<const std::string> signing_keys) {
  const std::string text = manifest_text(parts, manifest);
  std::string note = text + "\n";
  for (std::size_t i = 0; i < signing_keys.size(); ++i) {
    const auto key = bundle::read_signing_key(signing_keys[i]);
    if (!key) return key.error();
    if (std::find(signing_keys.begin(), signing_keys.begin() + static_cast<std::ptrdiff_t>(i), signing_keys[i]) != signing_keys.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    note += bundle::sign_note(text, key.value()).substr(text.size() + 1);
  }
  if (signing_keys.empty()) return Error{ErrorCode::kMissingKey, "expected a signing key", "bundle"};
  if (auto error = check_before_signing(parts, manifest)) return *std::move(error);
  Json adapters = Json::Object{};
  for (const auto& [id, file] : parts.adapters) adapters.add(id, file);
  std::string bundle = audit::write_json(Json::Object{{"adapters", std::move(adapters)}, {"manifest", std::move(note)}, {"policy", parts.policy}}) + "\n";
  if (bundle.size() > kLargestBundle) return Error{ErrorCode::kTooLarge, "a bundle is at most 8 MiB", "bundle"};
  return bundle;
}

Result<NoteKeys> note_keys(std::string_view name, std::string_view seed32) {
  if (!bundle::is_key_name(name)) return Error{ErrorCode::kBadValue, "a key's name has no space and no \"+\", and at most 128 bytes", "name"};
  const auto public_key = crypto::ed25519_public_key(seed32);
  if (!public_key) return Error{ErrorCode::kBadValue, "expected 32 random bytes", "seed"};
  return NoteKeys{bundle::write_signing_key(name, seed32), bundle::write_verifier_key(name, *public_key)};
}

Result<std::string> verifier_key_of(std::string_view signing_key) {
  const auto key = bundle::read_signing_key(signing_key);
  if (!key) return key.error();
  return bundle::write_verifier_key(key.value().name, crypto::ed25519_public_key(key.value().bytes).value_or(""));
}

}  // namespace tirai
