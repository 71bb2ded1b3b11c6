// --since: a file somebody kept, which is a note, an export or an audit kit's JSON. What is read of it is a checkpoint; an error says what was expected.
#include <cstdlib>

#include "kept_checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto kept = tirai::cli::kept_checkpoint(text);
  if (!kept.ok()) return kept.error().message.empty() ? std::abort(), 0 : 0;
  if (kept.value().origin.empty() || kept.value().head.root.size() != 32) std::abort();
  return 0;
}
