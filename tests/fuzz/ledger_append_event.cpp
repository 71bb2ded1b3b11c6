// A description from a page: an event that verify can read, or an error that does not repeat it.
#include <cstdlib>

#include "audit/verify_parts.h"
#include "tirai/audit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view description(reinterpret_cast<const char*>(data), size);
  const tirai::ChainHead head{"0190a0f0-0000-7000-8000-00000000000a", 0, ""};
  const auto event = tirai::append_event(head, description);
  if (!event.ok()) return event.error().message.empty() ? std::abort(), 0 : 0;
  const auto read = tirai::verify::read_event(event.value().line);
  if (!read.ok() || !read.value().holds() || read.value().fingerprint != event.value().head.head) std::abort();
  if (!tirai::batch_to_sign("device", {event.value().line}).ok()) std::abort();
  return 0;
}
