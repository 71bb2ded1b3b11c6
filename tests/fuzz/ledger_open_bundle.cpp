// A bundle from a stranger, and one whose manifest is signed by the right key but holds anything.
#include <cstdlib>

#include "audit/canonical_json.h"
#include "bundle/note.h"
#include "tirai/bundle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using tirai::audit::Json;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const auto keys = tirai::note_keys("fuzz", std::string(32, 'k')).value();
  static const auto key = tirai::bundle::read_signing_key(keys.signing_key).value();
  (void)tirai::open_bundle(bytes, keys.verifier_key, 1, 0);
  (void)tirai::open_bundle("{}", bytes, 1, 0);
  (void)tirai::bundle::read_signing_key(bytes);

  const Json text(bytes);
  if (!tirai::audit::read_json(tirai::audit::write_json(text)).ok()) return 0;  // not UTF-8
  const Json bundle = Json::Object{{"adapters", Json::Object{}}, {"manifest", tirai::bundle::sign_note(bytes, key)}, {"policy", ""}};
  const auto opened = tirai::open_bundle(tirai::audit::write_json(bundle), keys.verifier_key, 1, 0);
  if (opened.ok() && opened.value().manifest.version == 0) std::abort();
  return 0;
}
