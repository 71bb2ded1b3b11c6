// Two readers of canonical JSON that share no code. What the writer writes, verify accepts; what verify accepts, the writer reads and
// writes back the same.
#include <cstdlib>

#include "audit/canonical_json.h"
#include "audit/verify_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string why;
  const bool canonical = tirai::verify::CanonicalText::read(text, why).has_value();
  const auto json = tirai::audit::read_json(text);
  if (!json.ok()) {
    // The writer's reader bounds members per object; verify does not need to.
    if (canonical && json.error().message.find("4096") == std::string::npos && json.error().message.find("256") == std::string::npos) std::abort();
    return 0;
  }
  const std::string written = tirai::audit::write_json(json.value());
  if (canonical != (written == text) && text.size() <= 65536 && json.value().array() == nullptr && json.value().object() == nullptr) std::abort();
  if (canonical && written != text) std::abort();
  const auto again = tirai::audit::read_json(written);
  if (!again.ok() || tirai::audit::write_json(again.value()) != written) std::abort();
  return 0;
}
