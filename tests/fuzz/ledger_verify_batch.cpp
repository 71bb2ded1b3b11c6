// A batch from a stranger. The signature cannot be guessed, so the parts behind it are fuzzed on their own as well.
#include <cstdlib>

#include "audit/verify_parts.h"
#include "log/lines.h"
#include "tirai/audit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  static const std::string key(32, 'k');
  const auto batch = tirai::verify_batch(body, key);
  if (batch.ok()) std::abort();  // nobody has the key to these bytes
  if (batch.error().message.empty() || batch.error().at.empty()) std::abort();
  for (std::string_view rest = body; !rest.empty();) {
    const auto line = tirai::log::take_line(rest);
    if (!line) break;
    (void)tirai::verify::read_header(*line);
    (void)tirai::verify::read_device(*line);
    (void)tirai::verify::read_sealed(*line);
    (void)tirai::verify::read_policy_line(*line);
    const auto event = tirai::verify::read_event(*line);
    if (event.ok() && event.value().computed.size() != 64) std::abort();
  }
  return 0;
}
