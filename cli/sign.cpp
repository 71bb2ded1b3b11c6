// tirai keygen and tirai sign: what a data protection officer does with a policy that is ready.
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "tirai/bundle.h"

namespace tirai::cli {
namespace {
using nlohmann::json;

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(" \r\n") + 1);
  return text;
}

// The bundle names an adapter by the "helpdesk" in its file.
Result<bool> add_adapter(const std::string& path, BundleParts& parts) {
  auto text = read_all(path);
  if (!text) return text.error();
  const json adapter = json::parse(text.value(), nullptr, false, true);
  if (!adapter.is_object() || !adapter.contains("helpdesk") || !adapter["helpdesk"].is_string()) return Error{ErrorCode::kMissingKey, "expected a JSON object with a \"helpdesk\"", path};
  const auto id = adapter["helpdesk"].get<std::string>();
  if (parts.adapters.contains(id)) return Error{ErrorCode::kBadValue, "a second adapter of the same helpdesk", path};
  parts.adapters.emplace(id, std::move(text).value());
  return true;
}

Result<BundleParts> read_parts(const SignOptions& options) {
  BundleParts parts;
  auto policy = read_all(options.policy);
  if (!policy) return policy.error();
  const auto parsed = parse_policy(policy.value(), options.policy.substr(options.policy.rfind('/') + 1));
  if (!parsed) return parsed.error();
  parts.policy = std::move(policy).value();
  for (const std::string& path : options.adapters) {
    if (const auto added = add_adapter(path, parts); !added) return added.error();
  }
  return parts;
}

// The number behind "not_before": in a bundle that some key signed. Only a place to start: open_bundle() checks all of it.
std::int64_t not_before_of(const std::string& bundle) {
  const std::string key = "\\\"not_before\\\":";
  const std::size_t at = bundle.find(key);
  return at == bundle.npos ? 0 : std::strtoll(bundle.c_str() + at + key.size(), nullptr, 10);
}

// The bundle before must be signed by this same key and be older; its digest chains the two. It may have expired meanwhile.
Result<std::string> previous_digest(const SignOptions& options, const std::string& verifier_key) {
  const auto text = read_all(options.previous);
  if (!text) return text.error();
  const auto before = open_bundle(text.value(), verifier_key, not_before_of(text.value()), 0);
  if (!before) return Error{before.error().code, before.error().text(), options.previous};
  if (before.value().manifest.version < options.version) return before.value().digest;
  return Error{ErrorCode::kRollback, "its version is " + std::to_string(before.value().manifest.version) + "; the next must be higher", options.previous};
}

Result<BundleManifest> manifest_of(const SignOptions& options, const std::string& verifier_key) {
  const auto not_before = options.not_before.empty() ? Result<std::int64_t>(now_ms()) : read_time(options.not_before);
  if (!not_before) return not_before.error();
  BundleManifest manifest{options.version, not_before.value(), not_before.value() + options.expires_in_days * kDay, ""};
  if (options.previous.empty()) return manifest;
  auto digest = previous_digest(options, verifier_key);
  if (!digest) return digest.error();
  manifest.previous = std::move(digest).value();
  return manifest;
}
}  // namespace

int run(const KeygenOptions& options) {
  const auto seed = random_bytes(32);
  if (!seed) return fail(kInternal, seed.error());
  const auto keys = note_keys(options.name, seed.value());
  if (!keys) return fail(kUsage, keys.error());
  // The secret first: if it is there already, neither file changes.
  const auto secret = write_file(options.out + ".key", keys.value().signing_key + "\n", 0600, false);
  if (!secret) return fail(kInputInvalid, secret.error());
  const auto verifier = write_file(options.out + ".vkey", keys.value().verifier_key + "\n", 0644, true);
  if (!verifier) return fail(kInputInvalid, verifier.error());
  return write_out(keys.value().verifier_key + "\n") ? kOk : kInternal;
}

int run(const SignOptions& options) {
  const auto key = read_all(options.key, 4096);
  if (!key) return fail(kInputInvalid, key.error());
  const std::string signing_key = trimmed(key.value());
  const auto verifier_key = verifier_key_of(signing_key);
  if (!verifier_key) return fail(kInputInvalid, verifier_key.error());
  const auto parts = read_parts(options);
  if (!parts) return fail(kInputInvalid, parts.error());
  const auto manifest = manifest_of(options, verifier_key.value());
  if (!manifest) return fail(kInputInvalid, manifest.error());
  const auto bundle = sign_bundle(parts.value(), manifest.value(), signing_key);
  if (!bundle) return fail(kInputInvalid, bundle.error());
  const auto written = write_file(options.out, bundle.value(), 0644, true);
  return written ? kOk : fail(kInputInvalid, written.error());
}

}  // namespace tirai::cli
