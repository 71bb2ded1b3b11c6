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
  // The two differ in their bounds alone: 256 members an object there, depth 16 and 64 KiB here.
  if (!json.ok()) return canonical && json.error().message.find("256 members") == std::string::npos ? std::abort(), 0 : 0;
  const std::string written = tirai::audit::write_json(json.value());
  const bool bounded = why.find("nested deeper") != std::string::npos || why.find("longer than") != std::string::npos;
  if (canonical != (written == text) && !bounded) std::abort();
  const auto again = tirai::audit::read_json(written);
  if (!again.ok() || tirai::audit::write_json(again.value()) != written) std::abort();
  return 0;
}
