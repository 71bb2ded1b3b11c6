// tirai keygen and tirai sign: what a data protection officer does with a policy that is ready.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "policy_file.h"
#include "tirai/bundle.h"
#include "tirai/log.h"
#include "tirai/policy_tool.h"
#include "tirai/seal.h"

namespace tirai::cli {
namespace {
using nlohmann::json;

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;

Result<NoteKeys> of_a_witness(const std::string& name, const std::string& seed) {
  auto keys = witness_keys(name, seed);
  if (!keys) return keys.error();
  return NoteKeys{keys.value().signing_key, keys.value().verifier_key};
}

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
  const auto parsed = read_policy(options.policy);
  if (!parsed) return parsed.error();
  auto policy = whole_policy(options.policy);
  if (!policy) return policy.error();
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

// The bundle before must be signed by the first key and be older; its digest chains the two. It may have expired meanwhile.
Result<Bundle> previous_bundle(const SignOptions& options, const std::string& verifier_key) {
  const auto text = read_all(options.previous);
  if (!text) return text.error();
  auto before = open_bundle(text.value(), verifier_key, not_before_of(text.value()), 0);
  if (!before) return Error{before.error().code, before.error().text(), options.previous};
  if (before.value().manifest.version < options.version) return before;
  return Error{ErrorCode::kRollback, "its version is " + std::to_string(before.value().manifest.version) + "; the next must be higher", options.previous};
}

Result<BundleManifest> manifest_of(const SignOptions& options) {
  const auto not_before = options.not_before.empty() ? Result<std::int64_t>(now_ms()) : read_time(options.not_before);
  if (!not_before) return not_before.error();
  return BundleManifest{options.version, not_before.value(), not_before.value() + options.expires_in_days * kDay, ""};
}

// Whether the policy shows more than the one before.
Result<bool> is_looser(const BundleParts& before, const BundleParts& after) {
  const auto old = parse_policy(before.policy, "the policy before");
  if (!old) return old.error();
  const auto now = parse_policy(after.policy);
  if (!now) return now.error();
  return shows_more(old.value(), now.value());
}

struct Keys {
  std::vector<std::string> signing;  ///< each once
  std::string first_verifier;
};
Result<Keys> read_keys(const SignOptions& options) {
  Keys keys;
  for (const std::string& path : options.keys) {
    const auto text = read_all(path, 4096);
    if (!text) return text.error();
    const std::string key = trimmed(text.value());
    auto verifier = verifier_key_of(key);
    if (!verifier) return verifier.error();
    if (keys.signing.empty()) keys.first_verifier = std::move(verifier).value();
    if (std::find(keys.signing.begin(), keys.signing.end(), key) == keys.signing.end()) keys.signing.push_back(key);
  }
  return keys;
}

int keygen_dpo(const KeygenOptions& options, const std::string& seed) {
  if (!options.name.empty() || options.witness) return fail(kUsage, "keygen: --dpo goes with neither --name nor --witness");
  const auto keys = seal_keys(seed);
  if (!keys) return fail(kInternal, keys.error());
  const auto secret = write_file(options.out + ".key", keys.value().private_key + "\n", 0600, false);
  if (!secret) return fail(kInputInvalid, secret.error());
  const auto open = write_file(options.out + ".pub", keys.value().public_key + "\n", 0644, true);
  if (!open) return fail(kInputInvalid, open.error());
  return write_out(keys.value().public_key + "\n") ? kOk : kInternal;
}
}  // namespace

int run(const KeygenOptions& options) {
  const auto seed = random_bytes(32);
  if (!seed) return fail(kInternal, seed.error());
  if (options.dpo) return keygen_dpo(options, seed.value());
  if (options.name.empty()) return fail(kUsage, "keygen: expected --name NAME, or --dpo");
  const auto keys = options.witness ? of_a_witness(options.name, seed.value()) : note_keys(options.name, seed.value());
  if (!keys) return fail(kUsage, keys.error());
  // The secret first: if it is there already, neither file changes.
  const auto secret = write_file(options.out + ".key", keys.value().signing_key + "\n", 0600, false);
  if (!secret) return fail(kInputInvalid, secret.error());
  const auto verifier = write_file(options.out + ".vkey", keys.value().verifier_key + "\n", 0644, true);
  if (!verifier) return fail(kInputInvalid, verifier.error());
  return write_out(keys.value().verifier_key + "\n") ? kOk : kInternal;
}

int run(const SignOptions& options) {
  const auto keys = read_keys(options);
  if (!keys) return fail(kInputInvalid, keys.error());
  const auto parts = read_parts(options);
  if (!parts) return fail(kInputInvalid, parts.error());
  auto manifest = manifest_of(options);
  if (!manifest) return fail(kInputInvalid, manifest.error());
  if (!options.previous.empty()) {
    const auto before = previous_bundle(options, keys.value().first_verifier);
    if (!before) return fail(kInputInvalid, before.error());
    const auto looser = is_looser(before.value().parts, parts.value());
    if (!looser) return fail(kInputInvalid, looser.error());
    const std::size_t has = keys.value().signing.size();
    if (looser.value() && has < options.looser_needs) {
      return fail(kLooser, options.policy + ": shows more than version " + std::to_string(before.value().manifest.version) + "; expected the signatures of " + std::to_string(options.looser_needs) + " different keys, got " + std::to_string(has) + " (tirai diff says what is shown)");
    }
    manifest.value().previous = before.value().digest;
  }
  const auto bundle = sign_bundle(parts.value(), manifest.value(), keys.value().signing);
  if (!bundle) return fail(kInputInvalid, bundle.error());
  const auto written = write_file(options.out, bundle.value(), 0644, true);
  return written ? kOk : fail(kInputInvalid, written.error());
}

}  // namespace tirai::cli
